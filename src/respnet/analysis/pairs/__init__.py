"""Pairs of units: joint leads and the significant pairs (backbone)."""
