"""Findings: one sentence for each question of a coordinator, with its rule and its evidence."""
