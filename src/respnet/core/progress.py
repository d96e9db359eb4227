"""Progress callbacks."""

from __future__ import annotations

from collections.abc import Callable

StepProgress = Callable[[int, int], None]
"""Hears how much of one step is done, and how much there is."""
