"""What a file of pixels is and how it looks: kinds, wholeness, orientation, colours, bounds. Pillow, imported late."""
