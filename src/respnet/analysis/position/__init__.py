"""Centrality, its null comparison and its robustness."""
