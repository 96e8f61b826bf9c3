"""The gallery: its view, geometry, painting, cards, selection, drags, menu.

Imports the rooms of the floor of model_picker and below.
"""
