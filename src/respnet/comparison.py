"""The comparison of two plans, or of a plan as it is with a scenario of it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from respnet.analysis.approximations import CandidateLimit
from respnet.analysis.compare.comparison import ComparisonResults, compare_plans
from respnet.core.i18n import Text
from respnet.core.network import ResponsibilityNetwork
from respnet.core.to_json import Wording, to_jsonable
from respnet.findings.finding import describe_approximation

COMPARISON_VERSION = 2
"""Version of the form of `Comparison.to_dict`; raised when a key is removed or changes its meaning."""


@dataclass(frozen=True, slots=True, repr=False)
class Comparison(ComparisonResults):
    """The results of a comparison; for a scenario with what was `supposed`, one text an edit."""

    supposed: tuple[Text, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the content of `comparison.json`: `version`, then one key a field, `supposed` in place of `scenario`.

        Tasks go by their ids, each in its own plan; units by their canonical names; floats have 10 decimals.
        """
        names = ["supposed" if field.name == "scenario" else field.name for field in fields(ComparisonResults)]
        words: Wording = {CandidateLimit: describe_approximation}
        return {"version": COMPARISON_VERSION, **{name: to_jsonable(getattr(self, name), words) for name in names}}


def compare(old: ResponsibilityNetwork, new: ResponsibilityNetwork, *, supposed: tuple[Text, ...] = ()) -> Comparison:
    """Compare two plans: unit names first, then tasks, then who does what in them.

    Two editions of one plan, or plans of two places: units are the same where their names are, whatever the area.

    Args:
        old: The plan to start from.
        new: The other plan, or `old` with edits applied.
        supposed: For a scenario the edits in words (`whatif.edits.describe_edits`); tasks then go by their ids.

    Returns:
        The comparison.
    """
    found = compare_plans(old, new, scenario=bool(supposed))
    return Comparison(**{field.name: getattr(found, field.name) for field in fields(found)}, supposed=supposed)
