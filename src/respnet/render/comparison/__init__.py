"""Two plans held against one another, or one against what was supposed of it, for people."""
