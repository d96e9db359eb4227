"""Workload: counts, weighting schemes, random assignment tests, capacities and deadlines."""
