"""What is done with chosen pictures: export, copies, clipboard, other programs.

Imports the rooms of the floor of model_picker and below.
"""
