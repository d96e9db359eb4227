"""What every sentence of a finding must be like, whatever plan it is about."""

from __future__ import annotations

import re

from respnet.core.i18n import LANGS, Text
from respnet.findings.finding import Finding

_NEVER = re.compile(r"None|\bnan\b|[{}]|  |，，|。。|\.\.|；；|超载|过载| [.，；：]|^[ ,；]|[，；]$")
"""What a gap in a template leaves behind, doubled stops, and words that accuse."""

_ONE_OF_MANY = re.compile(
    r"\b1 (tasks|units|leads|others|pairs|collectives|assignments|shares|ties|seats|plans|draws|times|moves|groups"
    r"|divisions|lotteries|names)\b"
)


def assert_well_worded(finding: Finding, *more: Text) -> None:
    """Every text is there in both languages, ends as a sentence ends, and could have been written by a person."""
    assert finding.title.zh
    assert finding.title.en
    for text in (finding.title, finding.sentence, finding.rule, finding.population, finding.limits, *more):
        for lang in LANGS:
            words = text.of(lang)
            assert words
            assert not _NEVER.search(words), words
            assert text is finding.title or words.endswith("。" if lang == "zh" else "."), words
        assert not _ONE_OF_MANY.search(text.en), text.en
