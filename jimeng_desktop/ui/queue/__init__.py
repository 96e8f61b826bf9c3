"""The queue's pop-over and the list of what happened while the user was away.

Imports the rooms of the floor of model_picker and below.
"""
