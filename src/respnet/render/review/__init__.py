"""Output of an extraction: tables, and the page on which every decision can be checked."""
