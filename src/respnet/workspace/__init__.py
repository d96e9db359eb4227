"""Folder of an office: its plans, what people decided about them, and what is made from both. No web in it."""
