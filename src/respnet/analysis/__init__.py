"""Analysis: numerical measures of one plan and of two plans."""
