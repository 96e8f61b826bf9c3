"""What the window knows of jobs: rows, gallery model, counts, feed, words; no widgets. Imports only base."""
