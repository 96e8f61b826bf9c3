"""Pictures on screen: thumbnails, whole pictures, zoom, how a tile is painted.

Imports design, jobs and what is below.
"""
