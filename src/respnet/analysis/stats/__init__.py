"""Statistics without a plan: ranks, Gini, multiple testing, exact sums."""
