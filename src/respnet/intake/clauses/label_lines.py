"""Clauses without brackets: label lines of their own, and sentences that begin with a label or only assign."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from respnet.core.name_guard import find_name_fault
from respnet.intake.clauses.bracketed import is_bare_list
from respnet.intake.clauses.clause import (
    MAX_CLAUSE_LENGTH,
    Clause,
    ClauseCoverage,
    hangs_below,
    join_clause_lines,
    may_begin_list_line,
    read_clause,
)
from respnet.intake.language.clause_cuts import BULLET
from respnet.intake.language.clause_parser import parse_clause
from respnet.intake.language.lexicon import (
    LEVEL_WORDS,
    LabelKind,
    has_level_prefix,
    interpret_label,
    is_complete_name,
    is_deadline,
    is_official_name,
    match_final_verb,
    match_own_duty,
    parse_label,
    strip_final_verb,
)
from respnet.intake.language.text_lines import is_numbered_at, is_page_number
from respnet.intake.language.unit_list import parse_unit_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from respnet.intake.language.brackets import BracketPairs
    from respnet.intake.language.normalize import TextStream
    from respnet.intake.language.text_lines import TextLine

_LINE_LABEL = re.compile(
    rf"(?:{BULLET.pattern})*(?P<number>\(?\d{{1,2}}[.、)] *)?[【\[(〔]?"
    r"(?P<label>[^\s:,;。、\d“”《》【】\[\]〔〕()]{2,18}?)(?:\([^()]{1,8}\))?(?:[】\])〕] *:?| *:|(?P<copula>为))"
)
_FOOTER = re.compile(r"(?:主办|承办|联系|协办|技术支持|技术保障|制作|维护)(?:单位|部门|方)?")


_PUBLISHING = re.compile(
    r"(?:公开(?:程序|方式|时限|范围|属性)|信息(?:来源|索引|分类)|索引号|发布(?:机构|日期|时间)|责任编辑|浏览次数) *:"
)
"""Labels of the page on which a paper is published: the 责任部门 beside them has put it there."""


def _find_furniture(text: str, lines: Sequence[TextLine], taken: Sequence[Clause]) -> frozenset[int]:
    """The starts of lines that follow a label of the page, and of those below all clauses that name who runs it."""
    found = {line.start for before, line in pairwise(lines) if _PUBLISHING.match(text, before.start, before.end)}
    last_item = max((line.start for line in lines if is_numbered_at(text, line.start)), default=0)
    closed = any(clause.start > last_item for clause in taken)
    used: set[str] = set()
    before = -1
    for line in lines:
        word = _label_word(text, line)
        may_begin = before in found or not word.startswith(("承办", "协办"))  # a footer begins with 主办单位
        if _FOOTER.fullmatch(word) and line.start > last_item and closed and may_begin and word not in used:
            found.add(line.start)
        before = line.start
        closed = closed or (line.start > last_item and interpret_label(word).kind is LabelKind.UNITS)
        used.add(word)
    return frozenset(found)


def _line_label(text: str, line: TextLine) -> LabelKind | None:
    """Return the kind of the label that begins a line; a short or unknown one counts only before offices alone."""
    match = _LINE_LABEL.match(text, line.start, line.end)
    return _classify_label(text, match, line.end) if match else None


def _classify_label(text: str, match: re.Match[str], end: int) -> LabelKind | None:
    """The kind of a label by its word, None where it is none; `copula` is what may stand for its colon."""
    label = parse_label(match["label"])
    if match["copula"] is not None and not _is_office_at(text, match.end(), end):
        return None
    if label is None or (label.kind is LabelKind.UNITS and len(label.word) < 3):  # 责任：… may begin any sentence
        label = interpret_label(match["label"])
        if label.kind is not LabelKind.UNITS or not _names_offices(text, match.end(), end):
            return None
    return label.kind


def _is_office_at(text: str, start: int, end: int) -> bool:
    """True if an office stands between a place and the next mark (牵头单位为县教委，…)."""
    first = re.split("[、,;。 ]", text[start:end], maxsplit=1)[0]
    return is_official_name(first) and parse_label(first) is None  # the header of a lost table: 牵头单位 责任单位


_NEXT_LABEL = re.compile(r"[;。\n]|[, ](?=[^,;。、:\s]{2,12}(?:\([^()]{1,8}\))? *:)")


def _names_offices(text: str, start: int, end: int) -> bool:
    """True if a stretch holds offices and nothing else, up to the next label or sentence."""
    end = next((match.start() for match in _NEXT_LABEL.finditer(text, start, end)), end)
    if end - start > MAX_CLAUSE_LENGTH:
        return False
    stretch = text[start:end].rstrip("。;,、 ")
    parsed = parse_clause(stretch)
    names = parse_unit_names(stretch, parsed.bare).names
    if not names or parsed.lists or parsed.unread or parsed.persons:
        return False
    wrapped = text[end - 1] not in "。;" and len(names) > 1
    sure = [name.text for name in (names[:-1] if wrapped else names)]
    return all(is_official_name(name) and find_name_fault(name) is None for name in sure)


def find_label_lines(stream: TextStream, lines: Sequence[TextLine], bracketed: Sequence[Clause]) -> list[Clause]:
    """Find clauses on lines of their own; label lines that follow one another are one clause.

    Args:
        stream: The folded text.
        lines: Its lines.
        bracketed: The clauses in brackets, in order.
    """
    text = stream.text
    covered = ClauseCoverage(bracketed)
    furniture = _find_furniture(text, lines, bracketed)
    found: list[Clause] = []
    place = 0
    while place < len(lines):
        start = lines[place].start
        if covered.holds(start) or start in furniture or _line_label(text, lines[place]) is None:
            place += 1
            continue
        last = _last_of_group(text, lines, place, furniture)
        clause = _line_clause(stream, lines[place].start, lines[last].end)
        if clause is not None:
            found.append(clause)
        place = last + 1
    return found


def _last_of_group(text: str, lines: Sequence[TextLine], first: int, furniture: frozenset[int]) -> int:
    """The last line of the label lines that begin at `first`, with the lines that only go on with a list."""
    seen = {_label_word(text, lines[first])}
    last = first
    is_alone = is_label_alone(text, lines[first].start, lines[first].end)
    while last + 1 < len(lines) and lines[last + 1].end - lines[first].start <= MAX_CLAUSE_LENGTH:
        following = lines[last + 1]
        beyond = lines[last + 2] if last + 2 < len(lines) else None
        inside = beyond is not None and _line_label(text, beyond) is not None and _label_word(text, beyond) not in seen
        closes = beyond is not None and is_numbered_at(text, beyond.start)  # 责任单位:县住建局⏎各乡镇⏎2.修路
        inside = inside or hangs_below(text, lines[first].start, following.start)
        inside = inside or (closes and text[following.start] == "各")
        if _goes_on(text, lines[last], following) or ((is_alone or inside) and _lists_offices(text, following)):
            last += 1
            continue
        is_alone = is_label_alone(text, following.start, following.end)
        word = _label_word(text, following)
        if _line_label(text, following) is None or word in seen or following.start in furniture:
            break
        seen.add(word)
        last += 1
    return last


def is_label_alone(text: str, start: int, end: int) -> bool:
    """True if a line ends with its label, so that the lines below it are the list (责任单位：⏎县水利局⏎县住建局)."""
    match = _LINE_LABEL.match(text, start, end)
    return match is not None and not match["copula"] and match.end() == end


def _lists_offices(text: str, line: TextLine) -> bool:
    """True if a line below a label that stands alone holds offices and nothing else."""
    names = re.split("[、,; ]+", text[line.start : line.end].strip("、,; "))
    return not is_numbered_at(text, line.start) and all(map(may_begin_list_line, names))


def _goes_on(text: str, line: TextLine, following: TextLine) -> bool:
    """True if a line only goes on with the list of the line before: after a mark, or in the middle of a name."""
    if is_numbered_at(text, following.start) or _line_label(text, following) is not None:
        return False
    if text[line.end - 1] in "、,:" or is_page_number(text[following.start : following.end]):
        return True
    left = re.split(r"[、,;:。]", text[line.start : line.end][-40:])[-1]
    right = re.split(r"[、,;:。]", text[following.start : following.end][:40])[0]
    if interpret_label(text[following.start : following.end]).role is not None:
        return False
    begun = re.fullmatch("(?:各|有关|相关)+", left)  # 有关⏎乡镇人民政府
    if not left or (has_level_prefix(right) and not begun) or not is_complete_name(f"{left}{right}"):
        return False
    return not is_complete_name(left) or _names_offices(text, following.start, following.end)


def _label_word(text: str, line: TextLine) -> str:
    match = _LINE_LABEL.match(text, line.start, line.end)
    return match["label"] if match else ""


def _line_clause(stream: TextStream, start: int, end: int) -> Clause | None:
    text = stream.text
    end = _sentence_end(text, start, min(end, start + MAX_CLAUSE_LENGTH))
    body = join_clause_lines(text, start, end)
    parsed = parse_clause(body.text)
    if not parsed.lists and not parsed.deadline:
        return None
    return Clause(start, end, "line", body, parsed, alone=True)


_GOES_ON = re.compile(r"。\s*(?P<label>[\u4e00-\u9fff]{2,12}):|。\s*(?=(?:[排列位]|第一|以下|下同))")


def _sentence_end(text: str, start: int, end: int) -> int:
    """Return the end of a clause without brackets: its full stop, unless another label or a rider follows at once.

    Where line ends are lost it ends before the number of the next item.
    """
    end = _next_item(text, start, end)
    place = start
    while True:
        stop = text.find("。", place, end)
        if stop < 0:
            return end
        match = _GOES_ON.match(text, stop, min(end + 20, len(text)))
        label = parse_label(match["label"]) if match is not None and match["label"] else None
        if match is None or (match["label"] and label is None):
            return stop
        place = match.end()


_ITEM_NUMBER = re.compile(
    r"(?:\d{1,2}[.、](?!\d)|\([一二三四五六七八九十]{1,3}\)|[一二三四五六七八九十]{1,3}、) *(?=[\u4e00-\u9fff“])"
)


def _next_item(text: str, start: int, end: int) -> int:
    """The place of the first item number that follows a whole name, if it is no number of a list or a field."""
    for match in _ITEM_NUMBER.finditer(text, start + 1, end):
        before = re.split(r"[、,;:。\n]", text[max(start, match.start() - 40) : match.start()].rstrip(" 、,;。"))[-1]
        if _ITEM_NUMBER.match(f"{before}一"):  # 责任单位:1.县林业局 2.县公安局
            return end
        label = _LINE_LABEL.match(text, match.start(), end)
        if label is not None and parse_label(label["label"]) is not None:
            continue
        if is_complete_name(strip_final_verb(before)) or is_deadline(before):
            return match.start()
    return end


_SENTENCE_LABEL = re.compile(
    r"(?<=[。;!?”) 》—-])(?P<open>[【\[])?(?P<label>[\u4e00-\u9fff]{2,12}?)(?:\([^()]{1,8}\))?"
    r"(?(open)[】\]] *:?|(?::|(?P<copula>为)))"
)
_GLUED_LABEL = re.compile(
    r"(?<=[\u4e00-\u9fff\d%.,。; ])(?<!各)(?P<open>[【\[])?"
    r"(?P<label>(?:牵头|主责|责任|配合|协办|承办)(?:责任)?(?:单位|部门|科室))"
    r"(?(open)[】\]] *:?|(?::|(?P<copula>为|(?:(?<=[,。; ].{4})|(?<=[,。; ].{6})) *)))"
)
"""A label glued to the words before it (增长7%以上责任单位:区发改局), where line ends are lost, or behind a comma."""


def find_label_sentences(
    stream: TextStream, lines: Sequence[TextLine], taken: Sequence[Clause], pairs: BracketPairs
) -> Iterator[Clause]:
    """Find clauses that a label begins in mid-line (….责任单位：…), up to their full stop or the next item.

    Args:
        stream: The folded text.
        lines: Its lines.
        taken: The clauses found already, in order.
        pairs: The brackets of the text: a label inside one begins no clause of its own.
    """
    text = stream.text
    covered = ClauseCoverage(taken)
    furniture = _find_furniture(text, lines, taken)
    reached = 0
    for place, line in enumerate(lines):
        if line.start in furniture:
            continue
        found = [*_SENTENCE_LABEL.finditer(text, line.start, line.end)]
        found += _GLUED_LABEL.finditer(text, line.start, line.end)
        last = place
        while found and last + 1 < len(lines) and last < place + 20 and _goes_on(text, lines[last], lines[last + 1]):
            last += 1
        for match in sorted(found, key=lambda one: one.start()):
            inside = pairs.is_inside(match.start()) and not match["open"]
            if match.start() < reached or covered.holds(match.start()) or inside:
                continue
            if _classify_label(text, match, line.end) is not LabelKind.UNITS:
                continue
            clause = _line_clause(stream, match.start(), lines[last].end)
            if clause is not None and clause.parsed.lists:
                yield Clause(clause.start, clause.end, "sentence", clause.body, clause.parsed, alone=False)
                reached = clause.end


_SENTENCE = re.compile(
    r"(?:(?<=[。;!?”)])|(?<=——)|^)[ \t—–-]*(?:(?:原则)?同意[^。;!?\n]{2,80},(?=由))?(?P<frame>"
    r"(?:(?:此事|(?:此|该|本|这|上述|以上|以下)(?:各?项)?(?:工作|任务|行动|措施|事项|内容)?)(?:均|都|具体)?|具体|第\d{1,3}(?:[、和至-]\d{1,3})*项(?:工作|任务)?)?由)?"
    r"(?P<body>[^。;!?\n—]{4,300})(?=[。;!?]|$)"
)


MAX_PHRASES = 3
"""Phrases of a task that may stand before the offices in one sentence."""


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
            numbered = begin == line.start and is_numbered_at(text, begin) and text[begin] != "第"
            inside = pairs.is_inside(begin)
            note = not match["frame"] and text.startswith("注:", line.start)  # it speaks of a table, in general
            if note or covered.holds(begin) or covered.holds(end - 1) or (inside and not numbered):  # (一)
                continue
            first = begin if match["frame"] and match["frame"].startswith("第") else start
            clause = None if inside else match_assignment(text, begin, first, end, alone=begin == line.start)
            by = text.find(",由", start, end) + 1
            if clause is None and not inside and by:  # 设置标识牌,由县生态环境局负责
                clause = match_assignment(text, by, by, end, alone=False)
            behind, tries = start, 0
            while clause is None and numbered and tries < MAX_PHRASES:  # 1.官网改版,信息中心牵头,各科配合
                behind, tries = text.find(",", max(behind, start + 4), end) + 1, tries + 1
                said = text[start : behind - 1]
                if not behind or match_own_duty(said) is not None or match_final_verb(said) is not None:
                    break
                clause = match_assignment(text, behind, behind, end, alone=False)
            if clause is not None:
                yield clause


def match_assignment(text: str, begin: int, first: int, end: int, *, alone: bool) -> Clause | None:
    """The clause of a sentence from `first` to `end` that only assigns, or None; `begin` is that of its frame."""
    said, _, when = text[first:end].rpartition(",")
    if match_final_verb(said if is_deadline(when) else text[first:end]) is None:
        return None
    clause = read_clause(text, (begin, end), "plain", (first, end), alone=alone)
    parsed = clause.parsed
    spoken = all(one.word and (not one.label or LEVEL_WORDS.match(one.word)) for one in parsed.lists)
    if not parsed.lists or not spoken or parsed.own_duties or parsed.unread:
        return None
    return clause if all(map(is_official_name, clause.list_names() or [""])) else None


_DASH_LIST = re.compile(r"[—–]{1,2} *(?P<units>[^—–。;:!?\n]{3,80})[。;]?$")


def find_dash_lists(text: str, lines: Sequence[TextLine], taken: Sequence[Clause]) -> list[Clause]:
    """Find the offices behind a dash at the end of numbered or marked lines (1.修路——县交通局), of two or more.

    Args:
        text: The folded text.
        lines: Its lines.
        taken: The clauses found already, in order.
    """
    covered = ClauseCoverage(taken)
    found: list[Clause] = []
    for line in lines:
        listed = is_numbered_at(text, line.start) or BULLET.match(text, line.start)
        match = _DASH_LIST.search(text[line.start : line.end]) if listed else None
        if match is None or covered.holds(line.end - 1):
            continue
        words = line.start + match.start("units"), line.start + match.end("units")
        clause = read_clause(text, (line.start + match.start(), words[1]), "sentence", words)
        if is_bare_list(clause):
            found.append(clause)
    return found if len(found) > 1 else []
