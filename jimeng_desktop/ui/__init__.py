"""The window: the only place with PySide6, besides the composition roots."""
