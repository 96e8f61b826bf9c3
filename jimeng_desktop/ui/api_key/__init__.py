"""The API keys: the dialog that asks for one and the ring of those that are kept.

Imports pictures and what is below.
"""
