"""The field that chooses a model, its list, and the page that adds one of the user's own.

Imports pictures and what is below.
"""
