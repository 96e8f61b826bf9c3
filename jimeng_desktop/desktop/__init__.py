"""What needs no Qt of the machine around us."""
