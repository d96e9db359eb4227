"""Duty sheets of units, and the paragraph of a notice letter."""
