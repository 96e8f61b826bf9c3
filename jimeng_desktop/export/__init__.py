"""Copies of pictures for somebody else: formats, names, and the writing of one file. Knows no Qt, no SQL, no window."""
