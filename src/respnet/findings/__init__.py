"""Findings: for each question of a coordinator one sentence, with its rule and its evidence."""
