"""What every room stands on: ports, undo, background tasks, language, clipboard, settings in use.

Imports no other room.
"""
