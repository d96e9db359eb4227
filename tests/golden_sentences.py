"""Writes every sentence that respnet says of forty plans, one a line: ``python -m tests.golden_sentences``.

`tests/golden/sentences.txt` is looked at as a difference: who changes a sentence writes the file anew, and the change
of the file shows what people will read. All other tests hold codes, places and numbers, so a better sentence breaks
nothing else. Plans are the shipped one, the family of odd ones, the toys, and plans drawn with a seed.

A line has the plan, what says it (a finding and its part, a check, a profile), the language and the words. Rules,
populations and limits hardly differ between plans: one that stands already under another plan is left out.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

from respnet import check
from respnet.analysis.compare.comparison import compare_plans
from respnet.core.i18n import LANGS, Text
from respnet.core.network import ResponsibilityNetwork
from respnet.core.options import AnalysisOptions
from respnet.core.plan import Plan, Role, UnitKind
from respnet.findings.comparison import build_comparison_findings
from respnet.findings.finding import Finding
from respnet.findings.focus_units import describe_profiles
from respnet.intake.builder import PlanFacts, TaskRow, UnitList, UnitRecord, build_plan
from respnet.result_cache import analyse_cached
from tests.analysis.editions import next_edition
from tests.analysis.family import FAMILY, network
from tests.analysis.fengdu import fengdu
from tests.toy import empty, roads, science, science_revised

FILE = Path(__file__).parent / "golden" / "sentences.txt"
FEW = AnalysisOptions(draws=200, tie_draws=300, null_draws=20)
"""Enough that every kind of sentence comes, and quick."""
DRAWN = 12
TURNS = {
    "some tasks name no unit": network([("a", "b"), ([], []), ([], [])]),
    "supervisors alone": network([], extra=["a", "b"]),
    "a collective beside one that does not lead": network(
        [([], ["a", "各乡镇"])], records=[UnitRecord("各乡镇", UnitKind.COLLECTIVE)]
    ),
    "two in focus, the owner leads most": network(
        [("a", "b")] * 5 + [("b", "a"), ("c", "ab"), ("d", "")], owner="a", focus=("a", "c")
    ),
    "the same two lead together": network([("ab", "")] * 6 + [([name], []) for name in "cdefghij"]),
}
"""Plans at which a sentence takes another turn, beside those of the family."""


def draw_plan(seed: int) -> Plan:
    """A plan of another shape for each seed: size, unevenness, roles, deadlines, open lists, sections."""
    chance = random.Random(seed)
    units = [f"第{number}局" for number in range(1, chance.randint(4, 24))]
    weights = [(place + 1) ** -chance.choice((0.0, 0.5, 1.0, 2.0)) for place in range(len(units))]
    rows = []
    for number in range(1, chance.randint(6, 30)):
        names = list(dict.fromkeys(chance.choices(units, weights, k=chance.randint(1, 7))))
        leads = chance.choice((0, 1, 1, 1, 2)) if seed % 6 else 0
        lists = (
            UnitList(Role.LEAD, tuple(names[:leads])),
            UnitList(chance.choice((Role.RESPONSIBLE, Role.SUPPORT)), tuple(names[leads:]), open=chance.random() < 0.1),
        )
        deadline = chance.choice(("", "2026年6月底前", "2026年12月", "长期")) if seed % 2 else ""
        section = (f"第{(number - 1) // 5 + 1}部分",) if seed % 3 else ()
        rows.append(TaskRow(f"任务{number}", number=str(number), section=section, units=lists, deadline=deadline))
    focus = tuple(units[:2]) if seed % 4 == 0 else ()
    return build_plan(PlanFacts(f"drawn-{seed}", owner=units[0] if seed % 5 == 0 else "", focus=focus), rows)


def list_plans() -> dict[str, ResponsibilityNetwork]:
    """The forty plans by name. The odd one of 300 units takes as long as all others together, and says the same."""
    plans = {"shipped": fengdu()}
    plans |= {f"odd: {name}": one for name, one in FAMILY.items() if name != "300 units"}
    plans |= {f"turn: {name}": one for name, one in TURNS.items()}
    plans |= {
        f"toy: {make.__name__}": ResponsibilityNetwork(make()) for make in (science, science_revised, roads, empty)
    }
    return plans | {f"drawn: {seed}": ResponsibilityNetwork(draw_plan(seed)) for seed in range(DRAWN)}


def list_texts(name: str, network: ResponsibilityNetwork) -> Iterator[tuple[str, Text]]:
    """What is said of a plan: each text with what says it."""
    for problem in check(network.plan):
        yield f"check {problem.code} what", problem.what
        yield f"check {problem.code} remedy", problem.remedy
    analysis = analyse_cached(network, settings=FEW)
    yield from _list_finding_texts(analysis.findings)
    for text in describe_profiles(network, analysis.results, analysis.focus):
        yield "profile", text
    other = {"shipped": next_edition(), "toy: science": ResponsibilityNetwork(science_revised())}.get(name)
    if other is not None:
        comparison = compare_plans(network, other)
        yield from _list_finding_texts(build_comparison_findings(network, other, comparison))


def _list_finding_texts(findings: tuple[Finding, ...]) -> Iterator[tuple[str, Text]]:
    for finding in findings:
        for part in ("title", "sentence", "rule", "population", "limits"):
            yield f"{finding.id} {part}", getattr(finding, part)


def list_lines() -> list[str]:
    """All lines of the golden file."""
    lines: list[str] = []
    before: set[str] = set()
    for name, one in list_plans().items():
        for source, text in list_texts(name, one):
            for lang in LANGS:
                line = f"{source} {lang}\t{text.of(lang)}"
                if line not in before or source.endswith(" sentence") or source == "profile":
                    lines.append(f"{name}\t{line}")
                before.add(line)
    return lines


if __name__ == "__main__":
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text("\n".join(list_lines()) + "\n", encoding="utf-8")
    sys.stdout.write(f"{FILE}\n")
