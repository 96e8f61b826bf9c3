"""The settings dialog and what a changed setting does at once.

Imports the rooms of the floor of model_picker and below.
"""
