"""Lists of units: names split and joined, 等, shared tails (黄埔区、天河区人民政府) and left-out prefixes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from respnet.core.i18n import Text
from respnet.core.unit_names import UnbalancedBracketError, join_levels, split_units
from respnet.intake.language.clause_cuts import find_depths
from respnet.intake.language.lexicon import (
    has_level_prefix,
    has_office_ending,
    is_complete_name,
    is_deadline,
    is_official_name,
)
from respnet.intake.language.normalize import HALF_WIDTH
from respnet.intake.language.riders import ALIAS_PATTERN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from respnet.intake.language.clause_cuts import NamePiece


@dataclass(frozen=True, slots=True)
class UnitName:
    """One unit of a list: where it stands in the text, and its folded form without what is no part of it."""

    start: int
    end: int
    text: str
    first_phrase: bool = False
    """True if no comma stands before it in its list."""


class ExpansionReason(Enum):
    """Reason why a fuller name stands behind a printed one, in words."""

    SHARED_TAIL = Text(
        zh="它后面的名称带着共用的词尾（黄埔区、天河区人民政府）。",
        en="A name after it carries the tail that both share (黄埔区、天河区人民政府).",
    )
    NUMBERED = Text(
        zh="这几个单位按序号合写，名称由首尾两个补全。",
        en="Units told by number share words: the first has their beginning, the last their end.",
    )
    LEFT_OUT_PREFIX = Text(
        zh="同一列表里它前面的单位写了级别，这里承前省略。",
        en="A unit before it in the list carries the level, which is left out here.",
    )
    SCOPE_NOTE = Text(
        zh="括号里是范围说明，不是名称的一部分。", en="The bracket says what is included; it is no part of the name."
    )
    ALIAS = Text(zh="文中用“简称”作了规定。", en="The document itself defines the short name.")


@dataclass(frozen=True, slots=True)
class NameExpansion:
    """A printed name and the full name it stands for, both folded."""

    printed: str
    full: str
    ground: ExpansionReason


@dataclass(frozen=True, slots=True)
class UnitNames:
    """The names of one list; `open` where it ends in 等."""

    names: tuple[UnitName, ...]
    open: bool
    fuller: tuple[NameExpansion, ...]


_AND_OTHERS = re.compile(
    r"等(?:\d+|[一二三四五六七八九十]+)?(?:个|家)?(?:各(?=有关|相关))?(?:有关|相关|涉及|职能|责任|成员|主管|其他)*(?:部门|单位|方面|委办局|处室|科室|机构)?"
    r"(?:(?:和|及|与|以及)(?:(?:部门|单位|地方|机构)$)?)?"
)
_IN_WORD = re.compile(
    r".等(?:级|离子)|[中高初同平优]等(?=(?:职业|专业|专科|教育|学校|学院|院校|技术|师范|农业|法院|人民法院))"
)
"""等 that is part of a word (市中等职业学校, 省高等法院) and ends no list."""
_KIND_BEHIND = re.compile(
    r"(?:\d+|[一二三四五六七八九十]+)?(?:个|家)?(?:乡镇|镇街|镇|乡|街道|县区|县市|县|区|村|社区)(?:\(街道\))?(?:人民政府|政府)?"
)
"""What 等 counts (前湾、后湾等镇): the kind of the names before it, no name."""
_NOTHING = frozenset(("无", "/", "-", "—", "——", "空", "暂无", "\\", "略", "/.", "无.", "N/A"))
_SCOPE = re.compile(r"[(〔\[](?:不?含|包括|不包括)[^()〔〕\[\]]*[)〕\]]|[(〔\[]下同[)〕\]]")
_ANGLE = re.compile(r"〈[^〈〉]*〉")
_ALIAS_NOTE = (
    r"[(〔\[](?:[^()〔〕\[\]]*(?:简称|统称)[^()〔〕\[\]]*[)〕\]]$|[^()〔〕\[\],;]*(?:简称|统称)[^()〔〕\[\]]*[)〕\]])"
)
"""A note that defines an alias: at the end of a name, or inside it where it says nothing else."""


def parse_unit_names(text: str, pieces: Sequence[NamePiece], known: frozenset[str] = frozenset()) -> UnitNames:
    """Parse the units that the pieces of a clause name.

    Args:
        text: The folded text of the clause.
        pieces: Its stretches between marks, in order.
        known: Names seen whole elsewhere in the document: 和 between two of them parts them.

    Returns:
        The names, if the list is open, and the fuller names behind shortened ones.

    >>> from respnet.intake.language.clause_parser import parse_clause
    >>> text = "应急部、国家卫生健康委等相关部门及各地区负责"
    >>> found = parse_unit_names(text, parse_clause(text).lists[0].pieces)
    >>> [name.text for name in found.names], found.open
    (['应急部', '国家卫生健康委', '各地区'], True)
    """
    return _parse_unit_names(text, tuple(pieces), known if _JOINT.search(text) else frozenset())


@lru_cache(maxsize=16384)
def _parse_unit_names(text: str, pieces: tuple[NamePiece, ...], known: frozenset[str]) -> UnitNames:
    ranges: list[tuple[int, int, bool]] = []
    is_open, first_phrase = False, True
    for place, piece in enumerate(pieces):
        first_phrase = first_phrase and (place == 0 or piece.after in ("、", " ", ""))
        for start, end, opened in _split_off_others(text, piece.start, piece.end):
            is_open = is_open or opened
            ranges += [(a, b, first_phrase) for a, b in _split_joined(text, start, end, known)]
    named = [one for one in ranges if _is_name(text[one[0] : one[1]])]
    names = _joined_levels(text, _strip_counts(text, named))
    return UnitNames(names, is_open, _fuller(names))


def _strip_counts(text: str, ranges: list[tuple[int, int, bool]]) -> list[tuple[int, int, bool]]:
    """The ranges without numbers that count them (1县林业局;2县应急局: what folding leaves of ①②)."""
    counts = [re.match(r" *(\d{1,2})(?=[\u4e00-\u9fff])", text[start:end]) for start, end, _ in ranges]
    if len(ranges) < 2 or any(match is None or int(match[1]) != place for place, match in enumerate(counts, 1)):
        return ranges
    return [
        (start + match.end(), end, first) for (start, end, first), match in zip(ranges, counts, strict=True) if match
    ]


def _is_name(text: str) -> bool:
    bare = text.strip(" .。,;:\n—–-")
    return bool(bare) and bare not in _NOTHING and not is_deadline(bare)


def _split_off_others(text: str, start: int, end: int) -> list[tuple[int, int, bool]]:
    """The stretches of a piece before and after its 等 (…等相关部门及各地区)."""
    piece = text[start:end]
    for place, (character, depth) in enumerate(zip(piece, find_depths(piece), strict=True)):
        if character == "等" and depth == 0 and place > 0 and not _IN_WORD.match(piece, place - 1):
            match = _AND_OTHERS.match(piece, place)
            after = match.end() if match else place + 1
            rest = piece[after:]
            if _KIND_BEHIND.fullmatch(rest):
                return [(start, start + place, True)]
            if rest and not has_level_prefix(rest):
                if not is_complete_name(rest):
                    continue
                rest = "" if rest.endswith(("部门", "单位")) else rest  # 民政厅等证照发证部门
            return [(start, start + place, True), *([(start + after, end, False)] if rest else [])]
    if match := re.fullmatch(r"等.*(?:部门|单位)?", piece):
        return [] if not has_level_prefix(piece[1:]) or _AND_OTHERS.fullmatch(match[0]) else [(start + 1, end, True)]
    return [(start, end, False)]


_JOINT = re.compile(r"以及|会同|商(?=[省市县区团各])|协同|联合|和|及|与|暨?并|\.|/")
_BARE_ORGAN = re.compile(
    r"(?:人民)?政府|党委|党工委|管委会|管理委员会|办事处|部门|单位|地方|政府部门|企业|机构|园区|各?有关方面|街道|乡镇|镇|村|社区"
)


def _split_joined(text: str, start: int, end: int, known: frozenset[str]) -> list[tuple[int, int]]:
    """Split at 和, 及 … where both sides are whole names: 文化和旅游部 is one, 科技部及各地区 two."""
    found: list[tuple[int, int]] = []
    begin, joints = start, list(_JOINT.finditer(text, start, end))
    depths = find_depths(text[start:end]) if joints else []
    for match in joints:
        place = match.start()
        if depths[place - start] == 0 and place > begin:
            left, right = text[begin:place], text[match.end() : end]
            if _parts(match[0], left, right, known):
                found.append((begin, place))
                begin = match.end()
    found.append((begin, end))
    return found


_NEW_SCOPE = re.compile(r"各|有关|相关|国务院|其他|属地|所在|全[市县省区]|团[省市县区州]委")
_OWN_LEVEL = re.compile(r"(?:省|市|县|区|州|国家|中央|中国|人行|人民银行|国网)(?!(?:政府|委)$).{2,}")


def _parts(joint: str, left: str, right: str, known: frozenset[str]) -> bool:
    """True if a 和 (及, 与 …) stands between two units, not inside one."""
    if not right or _BARE_ORGAN.fullmatch(right) or not is_complete_name(left):
        return False
    office, towns = has_office_ending(left), ("镇", "乡", "街道")
    both = office and has_office_ending(right)
    if joint in "./":  # a full stop typed or scanned for 、
        return both or (office and is_official_name(right))
    whole = is_complete_name(right) and (joint in ("会同", "以及", "商") or _OWN_LEVEL.fullmatch(right))
    if _NEW_SCOPE.match(right) or whole or (right in known and (left in known or office)):
        return True
    town = left.endswith(towns) and is_official_name(left)
    if right.endswith(towns) or (town and has_office_ending(right)):
        return office or town or left.startswith("各")
    return both and left[-1] == right[-1] and left[-1] in "部局委厅署办"


def _joined_levels(text: str, ranges: list[tuple[int, int, bool]]) -> tuple[UnitName, ...]:
    """Ranges as names; levels after 各 (各市、州、县人民政府) become one."""
    trimmed = [_trimmed(text, start, end, first) for start, end, first in ranges]
    plain = [name.text for name in trimmed]
    marks = [text[one.end : other.start] for one, other in pairwise(trimmed)]
    cuts = [0, *(place for place, mark in enumerate(marks, 1) if "," in mark), len(plain)]
    names: list[UnitName] = []
    place = 0
    for joined in (one for first, last in pairwise(cuts) for one in join_levels(plain[first:last])):
        count = 1
        while "、".join(plain[place : place + count]) != joined:
            count += 1
        first, last = trimmed[place], trimmed[place + count - 1]
        names.append(UnitName(first.start, last.end, joined, first.first_phrase))
        place += count
    return tuple(names)


_COUNTED_BEHIND = re.compile(r"(?<=[局委办厅部院会协联社])(?:[两二三四五六七八九十]|\d{1,2})(?:个|家)?(?:部门|单位)$")
"""What counts the names of a list behind its last one (县教育局、县公安局两部门)."""


def _trimmed(text: str, start: int, end: int, first: bool) -> UnitName:
    while start < end and text[start] in " .。,;:\n—–-":
        start += 1
    while end > start and text[end - 1] in " .。,;:\n":
        end -= 1
    if counted := _COUNTED_BEHIND.search(text, start, end):
        end = counted.start()
    return UnitName(start, end, text[start:end], first)


_PLACE_TAIL = re.compile(
    r"(?P<place>.{1,12}?)(?P<level>新区|开发区|高新区|自治县|自治州|地区|省|市|县|区|州|盟|旗|镇|乡|街道)"
    r"(?P<organ>人民政府|政府|党委、政府|管委会|管理委员会|党委|党工委|办事处|委员会)(?P<note>\([^()]*\))?"
)
_PREFIX = re.compile(r"(?P<level>省|市|县|区|州|旗|盟)(?!.{0,3}(?:政府|委员会)$|委$)(?P<rest>.{2,})")
_LEFT_OUT = re.compile(r"[\u4e00-\u9fff]{2,14}(?:局|厅|委|办|科协|妇联|残联|工商联|总工会|供销社|文联|侨联)")
_ELSEWHERE = re.compile(
    r"海关|铁|银行|公司|银保监|银监|证监|保监|民航|邮政|海事|中国|国家|国网|人行|税务总|中央|全国|总局|部$|署$|各|有关|相关|"
    r"[省市县区州旗盟镇乡]|国务院|军|大学|学院|团|(?:金融监管|通信管理|外汇管理)局$"
)


def _fuller(names: Sequence[UnitName]) -> tuple[NameExpansion, ...]:
    fuller = [*_shared_tails(names), *_left_out_prefixes(names), *_numbered_offices(names)]
    noted = (name.text for name in names if _SCOPE.search(name.text))
    return (*fuller, *(NameExpansion(name, _SCOPE.sub("", name), ExpansionReason.SCOPE_NOTE) for name in noted))


def _shared_tails(names: Sequence[UnitName]) -> list[NameExpansion]:
    """黄埔区、天河区人民政府: both are 人民政府. Read from the end: a whole name gives its tail to those before."""
    found: list[NameExpansion] = []
    tail: re.Match[str] | None = None
    for name in reversed(names):
        match = _PLACE_TAIL.fullmatch(name.text)
        if match is not None and not match["place"].startswith(("各", "有关", "相关", "县级", "市级")):
            tail = match
            continue
        if tail is None:
            continue
        if name.text.startswith("各") or re.search(r"[(〔]", name.text):
            tail = None
        elif re.fullmatch(rf".{{1,12}}{tail['level']}", name.text) or (
            re.fullmatch(r".{1,8}(?:区|县|市)", name.text) and tail["level"] in "区县市"
        ):
            found.append(NameExpansion(name.text, f"{name.text}{tail['organ']}", ExpansionReason.SHARED_TAIL))
        elif re.fullmatch(r"[\u4e00-\u9fff]{2,5}", name.text) and not is_complete_name(name.text):
            found.append(
                NameExpansion(name.text, f"{name.text}{tail['level']}{tail['organ']}", ExpansionReason.SHARED_TAIL)
            )
        else:
            tail = None
    return list(reversed(found))


_FIRST_OF_SEVERAL = re.compile(r"(?P<stem>[\u4e00-\u9fff]{2,8})[一二三四五六七八九十]")
_LAST_OF_SEVERAL = re.compile(r"[一二三四五六七八九十](?P<kind>科|处|室|股|[大中支]?队|所|组|分局)")


def _numbered_offices(names: Sequence[UnitName]) -> list[NameExpansion]:
    """服务一、二科 are 服务一科 and 服务二科."""
    found: list[NameExpansion] = []
    for name, following in pairwise(names):
        first, last = _FIRST_OF_SEVERAL.fullmatch(name.text), _LAST_OF_SEVERAL.fullmatch(following.text)
        if first and last:
            found.append(NameExpansion(name.text, f"{name.text}{last['kind']}", ExpansionReason.NUMBERED))
            whole = f"{first['stem']}{following.text}"
            found.append(NameExpansion(following.text, whole, ExpansionReason.NUMBERED))
    return found


def _left_out_prefixes(names: Sequence[UnitName]) -> list[NameExpansion]:
    """省科技厅、文化和旅游厅: the second is the province's too. Only for names that no other level owns."""
    found: list[NameExpansion] = []
    level = ""
    for name in names:
        match = _PREFIX.fullmatch(name.text)
        if match is not None:
            level = match["level"]
        elif level and _LEFT_OUT.fullmatch(name.text) and not _ELSEWHERE.search(name.text):
            found.append(NameExpansion(name.text, f"{level}{name.text}", ExpansionReason.LEFT_OUT_PREFIX))
    return found


@lru_cache(maxsize=8192)
def clean_unit_name(printed: str) -> tuple[str, str]:
    """A printed name without notes that are no part of it, and the alias such a note defines ("" without one).

    >>> (clean_unit_name("各区人民政府〈含开发区、新区管委会,下同〉"),
    ... clean_unit_name("各市（含定州市）政府（以下简称各市政府）"))
    (('各区人民政府', ''), ('各市（含定州市）政府', '各市政府'))
    """
    name, alias = _ANGLE.sub("", "".join(printed.split("\n"))), ""
    name = _MARK.sub("", _CONTACT_NOTE.sub("", name))
    for pattern in (r"（(?:[^（）]*(?:简称|统称)[^（）]*）$|[^（），,；;]*(?:简称|统称)[^（）]*）)", _ALIAS_NOTE):
        if match := re.search(pattern, name):
            given = ALIAS_PATTERN.search(match[0].translate(HALF_WIDTH))
            alias = given["alias"].strip() if given else ""
            name = name[: match.start()] + name[match.end() :]
    name = re.sub(r"(?<=[^\x00-\x7f])[ \t\u3000\u00a0]+|[ \t\u3000\u00a0]+(?=[^\x00-\x7f])", "", name)
    return _balanced(name.strip(" 　.。,，;；:：、")), alias


_MARK = re.compile(
    r"^[\s　]*(?:[*＊★☆▲△●○■□◆◇※√#]+|[①-⑳]|[（(]?\d{1,2}[.．、)）](?!\d))[\s　]*(?=\S)|"
    r"[*＊★☆▲△●■※√]+$|[（(](?:共)?\d+(?:\.\d+)?万?(?:公里|平方米|[项个条家件处所座户人亩米次场吨])[)）]$|(?<=\D)\d+(?:\.\d+)?[%％]$|"
    r"[（(〔［[]\d{1,2}[）)〕］\]]$"
)
"""A list mark before a name, a star that a note explains, a count or share behind it: no part of the name."""
_CONTACT_NOTE = re.compile(
    r"[（(〔\[](?:[^（）()〔〕\[\]]*(?:联系人|联络员|责任人|负责人|(?<!组)[长任记][:：]|电话|手机|见附件|\d{7})[^（）()〔〕\[\]]*|"
    r"(?:牵头)?(?:负责|协助|配合|承担|统筹|主抓)[^（）()〔〕\[\]]{1,20})[）)〕\]]"
)
"""A bracket with a contact or the unit's own duty behind its name: 县财政局（联系人：李成）, 县财政局（负责资金）."""


def find_unit_mark(printed: str) -> str:
    """The sign before or behind a printed name (*, ★), "" without one.

    >>> find_unit_mark("★县科协"), find_unit_mark("县教委＊"), find_unit_mark("县教委")
    ('★', '*', '')
    """
    bare = printed.strip().replace("＊", "*")
    return "".join(sign for sign in (bare[:1], bare[-1:]) if sign and sign in "*★☆▲△●○#◆◎※")


@lru_cache(maxsize=8192)
def split_clean_name(printed: str) -> tuple[str, ...]:
    """A cleaned name as a cell of a table reads it back: nearly always itself; nothing of it where it is none."""
    try:
        names, is_open = split_units(printed)
    except UnbalancedBracketError:
        return ()
    if names == (printed,) and not is_open:
        return names
    return tuple(name for name in names if split_units(name) == ((name,), False) and name not in _NOTHING)


_PAIRS = {"(": ")", "（": "）", "[": "]", "［": "］", "〔": "〕", "【": "】", "《": "》"}


def _balanced(name: str) -> str:
    """The name without brackets that have no partner; ; and line ends cannot stand in a name outside brackets."""
    open_places: list[int] = []
    stray: set[int] = set()
    for place, character in enumerate(name):
        if character in _PAIRS:
            open_places.append(place)
        elif character in _PAIRS.values():
            if open_places:
                open_places.pop()
            else:
                stray.add(place)
    stray.update(open_places)
    return "".join(character for place, character in enumerate(name) if place not in stray) if stray else name
