"""Named questions: what a coordinator asks of a stored plan, one file each in `cypher/questions`."""
