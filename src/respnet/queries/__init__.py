"""Named questions (parameterized Cypher queries) to a stored plan, one file each in `cypher/questions`."""
