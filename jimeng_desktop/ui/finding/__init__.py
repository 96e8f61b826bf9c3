"""Search, filters and collections. Imports the rooms of the floor of model_picker and below."""
