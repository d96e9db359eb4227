"""Sentences without bracket and label that do nothing but assign (此项工作由县教委牵头，县科协配合)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from respnet.intake.clauses.clause import Clause, ClauseCoverage, ClauseText
from respnet.intake.language.clause_parser import parse_clause
from respnet.intake.language.lexicon import is_deadline, is_official_name, match_final_verb
from respnet.intake.language.unit_list import parse_unit_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from respnet.intake.clauses.text_lines import TextLine
    from respnet.intake.language.brackets import BracketPairs
    from respnet.intake.language.normalize import TextStream

_SENTENCE = re.compile(
    r"(?:(?<=[。;!?”)])|(?<=——)|^)[ \t—–-]*(?:(?:原则)?同意[^。;!?\n]{2,80},(?=由))?(?P<frame>"
    r"(?:(?:此事|(?:此|该|本|这|上述|以上|以下)(?:各?项)?(?:工作|任务|行动|措施|事项|内容)?)(?:均|都|具体)?|具体|第\d{1,3}(?:[、和至-]\d{1,3})*项(?:工作|任务)?)?由)?"
    r"(?P<body>[^。;!?\n—]{4,300})(?=[。;!?]|$)"
)


def find_assignment_sentences(
    stream: TextStream, lines: Sequence[TextLine], taken: Sequence[Clause], pairs: BracketPairs
) -> Iterator[Clause]:
    """Find the sentences of which every word is an office or the verb of its role.

    A sentence that says more (由县教委牵头编制手册) describes the work and assigns nothing; minutes of meetings say
    what is agreed to before (同意该方案，由县教委负责).

    Args:
        stream: The folded text.
        lines: Its lines.
        taken: The clauses found already, in order.
        pairs: The brackets of the text: a sentence inside one is no clause of its own.
    """
    text = stream.text
    covered = ClauseCoverage(taken)
    for line in lines:
        for match in _SENTENCE.finditer(text[line.start : line.end]):
            start, end = line.start + match.start("body"), line.start + match.end("body")
            begin = line.start + match.start("frame") if match["frame"] else start
            said, _, when = match["body"].rpartition(",")
            assigns = said if is_deadline(when) else match["body"]
            if match_final_verb(assigns) is None or covered.holds(begin) or covered.holds(end - 1):
                continue
            if pairs.is_inside(begin):
                continue
            first = begin if match["frame"] and match["frame"].startswith("第") else start
            body = ClauseText(text[first:end], tuple(range(first, end)))
            parsed = parse_clause(body.text)
            names = [name.text for one in parsed.lists for name in parse_unit_names(body.text, one.pieces).names]
            spoken = all(one.word and not one.label for one in parsed.lists)
            if names and spoken and not parsed.own_duties and not parsed.unread and all(map(is_official_name, names)):
                yield Clause(begin, end, "plain", body, parsed, alone=begin == line.start)
