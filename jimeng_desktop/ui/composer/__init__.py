"""The form that makes a job: prompt, model, shape, amount, Generate.

Imports the rooms of the floor of model_picker and below.
"""
