"""The loupe: one picture large, its siblings, its keys. Imports the rooms of the floor of composer and below."""
