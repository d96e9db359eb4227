"""What every sentence of a finding must be like, whatever plan it is about."""

from __future__ import annotations

import re

from respnet.core.i18n import LANGS, Text
from respnet.findings.finding import Finding
from tests.analysis.fengdu import fengdu

_NEVER = re.compile(r"None|\bnan\b|[{}]|  |，，|。。|\.\.|；；|超载|过载| [.，；：]|^[ ,；]|[，；]$")
"""What a gap in a template leaves behind, doubled stops, and words that accuse."""

_ONE_OF_MANY = re.compile(
    r"(?<![\d.])\b1 (tasks|units|leads|others|pairs|collectives|assignments|shares|ties|seats|plans|draws|times|moves"
    r"|groups|divisions|lotteries|names)\b"
)


def assert_well_worded(finding: Finding, *more: Text) -> None:
    """Every text is there in both languages, ends as a sentence ends, and could have been written by a person."""
    assert finding.title.zh
    assert finding.title.en
    population = (finding.population,) if finding.population.zh else ()  # added where all findings are built
    for text in (finding.title, finding.sentence, finding.rule, *population, finding.limits, *more):
        for lang in LANGS:
            words = text.of(lang)
            assert words
            assert not _NEVER.search(words), words
            assert text is finding.title or words.endswith("。" if lang == "zh" else "."), words
        assert not _ONE_OF_MANY.search(text.en), text.en


_UNITS = sorted({unit.name for unit in fengdu().plan.units}, key=len, reverse=True)
_FACT = re.compile(rf"u\d{{3}}|{'|'.join(map(re.escape, _UNITS))}|\d+(?:\.\d+)?%?|(?<![A-Za-z'])[a-z](?![A-Za-z'])")


def list_facts(text: str) -> str:
    """The numbers and the units that a sentence names, in its order: what it says, however it is worded.

    Units are those of the shipped plan (by their Chinese names) and single letters; in English "a" is an article.

    >>> list_facts("县科协牵头 22 项，占 68.8%；a、b共同牵头 1 项。"), list_facts("a and b lead 1 task; c leads 2.")
    ('县科协 22 68.8% a b 1', 'b 1 c 2')
    """
    chinese = re.search("[\u4e00-\u9fff]", text)
    return " ".join(fact for fact in _FACT.findall(text) if chinese or fact != "a")
