"""Readers: a file as it was issued becomes a Document, whatever its format."""
