"""Network position of units: centrality, null comparison and rank robustness."""
