"""The session builds what lives as long as a library is open, and says who is connected to whom.

Imports every room; only composition roots import it.
"""
