"""Plain values and rules; standard library only, and no files."""
