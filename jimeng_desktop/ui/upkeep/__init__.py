"""The care of the files of the library: those that are missing. Imports pictures and what is below."""
