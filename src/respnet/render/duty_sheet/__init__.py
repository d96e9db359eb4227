"""Duty sheets of units."""
