"""Rebalancing of leads: minimum-cost flow and proposals."""
