"""Views of the page: each prepares the data of the template of its name."""
