"""Edits of a plan for what-if analysis."""
