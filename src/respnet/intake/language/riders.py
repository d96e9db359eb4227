"""Riders: sentences beside the units that say who leads, who is carried forward, what a short name means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from respnet.intake.language.clause_cuts import BREAKS, NamePiece, cut_stretches, find_depths
from respnet.intake.language.lexicon import OPENING_BRACKETS

_FIRST = r"(?:第[一1](?:位|个|家|名|责任)?|首位|首个|首家|最前|首列|居首|列首|最先|在前)"
CONVENTION_PATTERN = re.compile(
    r"(?:[排列居位]{1,2}[在于]?)?前(?P<count>[两二三四五2-5])(?:位|个|家|名)[^,。;:、()]{0,8}?(?:为|是|系|即)[^,。;:、()]{0,8}?牵头(?:单位|部门)?|"
    rf"(?:(?:排|列|位列|位居|位于)[^,。;:、()]{{0,8}})?{_FIRST}[^,。;:、书季()]{{0,8}}?(?:为|是|系|即|作为|(?<=[位家者门的]))"
    r"[^,。;:、()]{0,8}?(?:牵头|主办|主责)(?:负责|责任)?(?:单位|部门|者|处室|科室)?|"
    rf"(?:牵头|主办)(?:单位|部门)(?:为|是|系|即)[^,。;:、]{{0,12}}{_FIRST}(?:的?责任)?(?:的?(?:单位|部门))?"
)
FIRST_COMMA_PATTERN = re.compile(r"第[一1]个(?:逗号|,)(?:之|以)?前[^。;]{0,10}?为(?:共同)?牵头(?:责任)?(?:单位|部门)?")
MARKED_PATTERN = re.compile(
    r"(?:标|加|带|注|打|画)(?:有|注|记)?[“\"]?(?P<mark>[*★☆▲△●○#◆◎※])[”\"]?(?:号|标记|标识)?(?:的|者)?(?:责任)?(?:单位|部门|者)?(?:为|是|系|即)"
    r"(?:牵头|主办|主责)(?:单位|部门)?|"
    r"[“\"]?(?P<sign>[*★☆▲△●○#◆◎※])[”\"]?(?:号|标记)?(?:表示|代表|标注|为|是|指)(?:的)?(?:为)?(?:牵头|主办|主责)(?:单位|部门)?"
)
"""A mark whose bearer leads: 标*的为牵头单位, ★表示牵头单位."""
DEFINED_PATTERN = re.compile(
    r"[“\"]?(?P<word>(?:按职责)?(?:分工|共同|分别)?负责)[”\"]?(?:是指|即指|意为|即|为|指)由?(?:各|有关|相关|所列)*(?:部门|单位)?"
    r"(?:按(?:照)?(?:各自)?(?:职责|职能|分工)+)?(?:分工|分别|共同|各自)*牵头(?:负责|落实)?"
)
"""What a word of the document means: 分工负责为各部门按职责分别牵头."""
_DENIES = re.compile(
    r"上级|上一级|(?:省|市|国家|原)(?:级)?(?:方案|文件|意见|规定|要求)|不(?:设|分先后|作为|再|是|为)|排名不分|比赛|评比|得分|名次|竞赛|投标|会议|值班|轮值"
)
_SPEAKS_OF_LISTS = re.compile(r"责任|分工|任务|措施|名单|下同|所列|排|列|逗号|部门|清单|表")


def speaks_of_lists(sentence: str) -> bool:
    """True if a folded sentence on who leads speaks of this document's lists, and does not deny it.

    >>> [speaks_of_lists(f"{where}排在第一位的单位为牵头单位") for where in ("责任分解中,", "上级方案规定")]
    [True, False]
    """
    return bool(_SPEAKS_OF_LISTS.search(sentence)) and not _DENIES.search(sentence)


def _compile_inherited(where: str) -> re.Pattern[str]:
    """Compile the sentence that carries units to other tasks: those above or below it, by the words for where."""
    return re.compile(
        rf"(?:{where})(?:各项|各条|各款|所有|工作|任务|措施|内容|事项|部分|各)*(?:均|都|皆)(?:需|须|由|含|要|应|涉及|包括|请|有)+(?P<units>[^。;]+?)"
        r"(?:(?:按职责)?(?:分工|具体|组织)*(?:负责|落实|配合|参与|实施|推进|执行)(?:落实|实施)?)?[,、]?"
        r"(?:下同[,、]?)?不再(?:一一|逐一|单独|另行|逐项|重复|分别)*列(?:出|明|示|举)?"
    )


ALIAS_PATTERN = re.compile(
    r"(?:以下|下文|下)(?:统一|统|均|合并|并)?(?:简|合|统)?称(?:为)?:?[“\"「『'‘]?(?P<alias>[^“”\"」』'’,。;()]{2,20})"
)
RIDER_NOISE_PATTERN = re.compile(
    r"下同|不再(?:一一|逐一|单独|另行)*列(?:出|明|示)?|多个牵头[^,;。]*|其(?:他|它|余)(?:单位|部门)?(?:的)?(?:均)?为[^,;。]*|"
    r"(?:责任|牵头|配合)?(?:单位|部门)?排名不分先后|排名不分先后|不分主次|[^,;。()]{2,60}除外|[^,;。]{0,12}另有规定的?,?从其规定|(?:以下)?同上|略"
)


class RiderKind(StrEnum):
    """Meaning of a rider."""

    FIRST = "first"
    FIRST_COMMA = "first comma"
    INHERITED = "inherited"
    INHERITED_ABOVE = "inherited above"
    MARKED = "marked"
    DEFINED = "defined"
    ALIAS = "alias"


@dataclass(frozen=True, slots=True)
class Rider:
    """A sentence beside the units; `pieces` are the carried-forward units, or those an alias stands for."""

    kind: RiderKind
    start: int
    end: int
    name: str = ""
    pieces: tuple[NamePiece, ...] = ()


LEAD_PATTERNS = {
    RiderKind.DEFINED: DEFINED_PATTERN,
    RiderKind.MARKED: MARKED_PATTERN,
    RiderKind.FIRST_COMMA: FIRST_COMMA_PATTERN,
    RiderKind.FIRST: CONVENTION_PATTERN,
}
"""The sentences that say who leads; each holds the word that it speaks of in its only group."""
_PATTERNS = {
    RiderKind.INHERITED: _compile_inherited("以下|下列|下述|后续|此后"),
    RiderKind.INHERITED_ABOVE: _compile_inherited("以上|上述"),
    **LEAD_PATTERNS,
    RiderKind.ALIAS: ALIAS_PATTERN,
}


_NOTE = re.compile(r"[(〔\[][^()〔〕\[\]]+[)〕\]]")


def _open_note(note: re.Match[str]) -> str:
    """A note behind a name without its brackets where it says who leads: 县教委(列首位的为牵头单位,下同)."""
    leads = any(pattern.match(note[0], 1) for pattern in LEAD_PATTERNS.values())
    return f"。{note[0][1:-1]}。" if leads else note[0]


def find_riders(text: str) -> tuple[tuple[Rider, ...], str]:
    """The riders of a clause, and its text with their characters made into separators (places stay)."""
    riders: list[Rider] = []
    masked = _NOTE.sub(_open_note, text)
    inside = find_depths(masked)
    for kind, pattern in _PATTERNS.items():
        for match in pattern.finditer(masked):
            if inside[match.start()] > (match[0][0] in OPENING_BRACKETS):
                continue
            begin, stop = match.span("units") if "units" in match.re.groupindex else (0, 0)
            pieces = tuple(NamePiece(begin + a, begin + b, mark) for a, b, mark in cut_stretches(text[begin:stop]))
            word = "" if stop else get_rider_word(match)
            riders.append(Rider(kind, match.start(), match.end(), word, pieces if stop else ()))
            end = match.end() + (kind is RiderKind.ALIAS and text[match.end() : match.end() + 1] in ("”", '"', "」"))
            masked = masked[: match.start()] + "。" * (end - match.start()) + masked[end:]
    for match in RIDER_NOISE_PATTERN.finditer(masked):
        if not inside[match.start()] and (match.start() == 0 or masked[match.start() - 1] in BREAKS):
            masked = masked[: match.start()] + "。" * len(match[0]) + masked[match.end() :]
    return tuple(sorted(riders, key=lambda one: one.start)), masked


def get_rider_word(match: re.Match[str]) -> str:
    """The word that a rider speaks of: the alias, the mark or number of those that lead, the role word it defines."""
    return next(filter(None, match.groups()), "")
