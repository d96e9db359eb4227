"""Comparison of two plans, or of a plan with its edited version, as terminal text and HTML page."""
