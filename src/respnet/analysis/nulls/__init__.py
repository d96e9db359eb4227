"""Null models: random assignment, and fixed margins (exact, approximate and sampled)."""
