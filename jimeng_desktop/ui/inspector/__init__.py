"""The inspector: the recipe, facts and marks of what is chosen.

Imports the rooms of the floor of composer and below.
"""
