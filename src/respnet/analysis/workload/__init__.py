"""Workload: counts, weighting schemes, tests against random assignment, deadlines."""
