"""The atlas of a corpus: many plans, areas and years."""
