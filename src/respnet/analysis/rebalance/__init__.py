"""Rebalancing of leads."""
