"""The window's process: application, event loop, garbage, crash window, the handover to the next session, the end.

Imports no other room.
"""
