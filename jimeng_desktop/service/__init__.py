"""The MaxAPI service and the demo that stands in for it: the only place with httpx."""
