"""From a plan document as it was issued to the rows of a plan."""

from respnet.extract.core import extract
from respnet.extract.result import Decision, Extraction, Mark, Span

__all__ = ["Decision", "Extraction", "Mark", "Span", "extract"]
