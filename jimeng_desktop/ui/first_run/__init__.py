"""The first run: language, demo or service, key, folder. Imports the rooms of the floor of model_picker and below."""
