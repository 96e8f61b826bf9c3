"""What the window says by itself: the banner and the short words over the pictures.

Imports pictures and what is below.
"""
