"""What `respnet extract` writes: the tables, and the page on which every decision can be checked."""
