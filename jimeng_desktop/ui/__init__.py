"""The window: the only place with PySide6, besides the composition roots. Its rooms: the map in jimeng_desktop."""

import builtins


def _load_qt() -> None:
    """PySide puts its own function in place of `__import__` and with it reads the source of every module that is
    imported later, in search of a `from __feature__ import`: 30 ms of our start. Nobody here has such a line.
    """
    own = builtins.__import__
    import PySide6.QtWidgets  # noqa: F401

    builtins.__import__ = own


_load_qt()
