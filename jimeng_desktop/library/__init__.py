"""Originals on disk, index, ledger and thumbnails: the only place with sqlite3."""
