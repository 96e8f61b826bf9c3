"""Flags, stars and colours: commands, bar, and the keeping of them.

Imports the rooms of the floor of model_picker and below.
"""
