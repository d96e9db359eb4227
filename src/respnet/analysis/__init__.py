"""What a plan says to a coordinator: loads, overload, joint leads, position, single leads, each with its rule."""

from __future__ import annotations

from respnet.analysis.finding import Evidence, Finding
from respnet.analysis.lottery import FLAG_WORDS, Flag
from respnet.analysis.settings import Settings
from respnet.analysis.whole import Analysis, analyse

__all__ = ["FLAG_WORDS", "Analysis", "Evidence", "Finding", "Flag", "Settings", "analyse"]
