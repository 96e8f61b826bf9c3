"""How long a test waits for what never comes. Only what hangs takes so long, so that a busy machine fails nobody."""

LONGEST = 300.0  # seconds; below pytest's faulthandler_timeout, at which the whole run would lose a worker
