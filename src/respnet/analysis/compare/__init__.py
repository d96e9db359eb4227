"""Comparison of two plans: names, tasks, assignments and concentration."""
