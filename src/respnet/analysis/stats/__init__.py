"""Statistics independent of plans: ranks, Gini, multiple testing, partition similarity, canonical order."""
