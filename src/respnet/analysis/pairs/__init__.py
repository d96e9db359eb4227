"""Pairs of units: joint leads, and significance of joint tasks."""
