"""The desktop around the window: notifications, second starts, opened files, newer versions.

Imports pictures and what is below.
"""
