"""Unit records: completed forms, aliases of the document, guessed kinds; and proposals for a person."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from respnet.core.i18n import Text
from respnet.core.plan import UnitKind
from respnet.core.unit_names import is_collective_name, is_likely_same, similarity_key
from respnet.intake.builder import UnitRecord
from respnet.intake.language.extraction import Decision
from respnet.intake.language.lexicon import strip_trailing_notes
from respnet.intake.language.normalize import HALF_WIDTH
from respnet.intake.language.riders import RiderKind
from respnet.intake.language.unit_list import ExpansionReason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from respnet.intake.builder import TaskRow
    from respnet.intake.language.normalize import Span
    from respnet.intake.language.row_draft import RowDraft

MAX_SIMILAR_NAMES = 60
"""Names that begin alike, beyond which no proposals are made among them: a table of proposals that nobody reads."""


def build_unit_records(
    drafts: Sequence[RowDraft], rows: Sequence[TaskRow]
) -> tuple[tuple[UnitRecord, ...], list[Decision]]:
    """Build one record for every unit, in printed order, with the decisions on names.

    Args:
        drafts: The rows as read, with completed names and aliases.
        rows: The rows after the document's rules.

    Returns:
        The records, and what was completed, defined or proposed.
    """
    places = _places(drafts)
    fuller, decisions = _fuller(drafts, places)
    members: dict[str, tuple[str, ...]] = {}
    for draft in drafts:
        for rider in draft.riders:
            if rider.kind is RiderKind.ALIAS and rider.word and rider.names:
                names = tuple(name.printed for name in rider.names)
                if len(names) == 1 and names[0] != rider.word:
                    fuller.setdefault(names[0], rider.word)
                elif len(names) > 1:
                    members[rider.word] = names
                shown = "、".join(names)
                what = Text(zh=f"“{rider.word}”指{shown}", en=f"“{rider.word}” stands for {shown}")
                decisions.append(Decision("alias", what, ExpansionReason.ALIAS.value, rider.spans[0]))
    printed = list(dict.fromkeys(name for row in rows for units in row.units for name in units.names))
    canonical = dict.fromkeys([*(fuller.get(name, name) for name in printed), *members])
    also: defaultdict[str, list[str]] = defaultdict(list)
    for name in printed:
        if name in fuller:
            also[fuller[name]].append(name)
    records = tuple(
        UnitRecord(
            name,
            kind=UnitKind.COLLECTIVE if name in members else guess_unit_kind(name),
            also_written=tuple(also[name]),
            members=members.get(name, ()),
            guessed=True,
        )
        for name in canonical
    )
    return records, [*decisions, *_proposals(list(canonical), also, places)]


def complete_numbered_names(drafts: Sequence[RowDraft], rows: Sequence[TaskRow]) -> tuple[TaskRow, ...]:
    """Write offices told by number in full: 服务一、二科 would be read as one name.

    Args:
        drafts: The rows as read.
        rows: The same after the document's rules.
    """
    made = list(rows)
    for at, draft in enumerate(drafts):
        full = {one.printed: one.full for one in draft.fuller if one.ground is ExpansionReason.NUMBERED}
        if full:
            units = (replace(one, names=tuple(full.get(name, name) for name in one.names)) for one in rows[at].units)
            made[at] = replace(rows[at], units=tuple(units))
    return tuple(made)


def _places(drafts: Sequence[RowDraft]) -> dict[str, Span]:
    names = (one.names for draft in drafts for held in (draft.lists, draft.riders) for one in held)
    places: dict[str, Span] = {}
    for name in (name for own in names for name in own if name.spans):
        places.setdefault(name.printed, name.spans[0])
    return places


def _fuller(drafts: Sequence[RowDraft], places: dict[str, Span]) -> tuple[dict[str, str], list[Decision]]:
    """Printed name to full name. A name that would be completed in two ways is left as printed, and said."""
    wanted: dict[str, dict[str, ExpansionReason]] = {}
    for draft in drafts:
        for one in draft.fuller:
            wanted.setdefault(one.printed, {})[one.full] = one.ground
    fuller: dict[str, str] = {}
    decisions: list[Decision] = []
    for printed, fulls in wanted.items():
        place = places.get(printed)
        if place is None:
            continue
        if len(fulls) == 1:
            full, ground = next(iter(fulls.items()))
            fuller[printed] = full
            what = Text(zh=f"“{printed}”即“{full}”", en=f"“{printed}” stands for “{full}”")
            decisions.append(Decision("expanded", what, ground.value, place))
            continue
        both = "、".join(fulls)
        what = Text(zh=f"“{printed}”没有补全", en=f"“{printed}” was not completed")
        reason = Text(zh=f"文中可补成{both}，请核对。", en=f"The document allows {both}; please decide.")
        decisions.append(Decision("expanded", what, reason, place))
    return fuller, decisions


def _proposals(names: list[str], also: dict[str, list[str]], places: dict[str, Span]) -> list[Decision]:
    """Pairs of names that look like one unit; nothing is merged. Each name is compared within its own key only."""
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        alike[similarity_key(name)].append(name)
    made: list[Decision] = []
    for group in alike.values():
        if len(group) > MAX_SIMILAR_NAMES:
            continue
        for place, one in enumerate(group):
            for other in group[place + 1 :]:
                at = places.get(other) or next((places[name] for name in also.get(other, ()) if name in places), None)
                if at is not None and is_likely_same(one, other):
                    made.append(_proposal(one, other, at))
    return made


def _proposal(one: str, other: str, place: Span) -> Decision:
    what = Text(zh=f"“{one}”和“{other}”可能是同一单位", en=f"“{one}” and “{other}” may be one unit")
    reason = Text(
        zh="一个像是另一个的简称。没有合并，请看看是不是（用表格时写在 units.csv 的“其他写法”一列）。",
        en="One looks like the other shortened. They were not merged; see whether they are one "
        "(in tables: units.csv, column also_written).",
    )
    return Decision("alias", what, reason, place)


_KIND_PATTERNS = (
    (
        UnitKind.OTHER,
        r".*(?:人大(?:常委会|办|办公室|机关)|政协.{0,4}|人武部|军分区|武警[^校院]*|社区|[村居](?:委|民委员)会)$"
        r"|(?:民[革盟建进]|农工党|致公党|九三学社|台盟)[省市县区]委.{0,4}$",
    ),
    (
        UnitKind.MASS,
        r".*(?:总工会|工会|共青团.*|团[省市县区州]?[工]?委|妇联|妇女联合会|科协|科学技术协会|残联|残疾人联合会|工商联|工商业联合会|文联|侨联|作协|"
        r"社科联|社会科学界联合会|红十字会|计生协|计划生育协会|台联|贸促会|记协|法学会|(?<!机)关工委|慈善总会|老年协会|总工会机关|团[省市县区州]委机关)$",
    ),
    (
        UnitKind.PARTY,
        r"(?:(?:中央|[省市县区州旗]|地)委(?!员会$).*|(?:中央|中共).*|.*(?:纪委|纪委监委|党工委|工委|党委|党组|组织部|宣传部|统战部|政法委|"
        r"社会工作部|网信办|文明办|编办|编委办|党校|老干部?局|巡察办|党史研究室))$",
    ),
    (UnitKind.TOWN, r".*(?:镇|乡|街道|街道办|街道办事处|镇政府|乡政府|镇人民政府|乡人民政府)$"),
    # The central bank, the regulator of railways and stations of bureaus end as enterprises and institutions do.
    (
        UnitKind.GOVERNMENT,
        r".*人民银行|.*人行(?:$|.{0,9}[分支]行|.{0,9}(?:中支|营管部|营业管理部)$)|国家(?:铁路|邮政)局$"
        r"|.*(?:派出|司法|财政|税务|监管|国土|自然资源|看守|拘留)所$",
    ),
    (
        UnitKind.ENTERPRISE,
        r".*(?:公司|集团|银行|[分支]行|营管部|电力|移动|电信|联通|铁塔|国网|电网|农信社|信用社|信用联社|农商行|联社|(?<!供销)合作社|厂|书店|财险|人寿|"
        r"铁路局|邮政局?|供电局|供电所|电[力业]局|石油|石化|海油|广电网络|公司.{0,9}(?:处|部))$",
    ),
    (
        UnitKind.INSTITUTION,
        r".*(?:中心|大学|学院|学校|[小中]学|幼儿园|医院|研究院|研究所|科学院|社科院|实验室|(?<!宾)馆|电视台|报社|供销(?:合作)?[总联]?社|林场|站|台|所|园)$",
    ),
    (UnitKind.OTHER, r".*(?:协会|学会|商会|研究会|促进会|基金会|联合会|事务所|出版社)$"),
    (
        UnitKind.GOVERNMENT,
        r".*(?:局|厅|部|署|委|办|办公室|办公厅|委员会|管委会|政府|院|海关|会|法院|检察院|支队|大队|总队|专班|指挥部|省|市|县|区|处|科|室|组)$",
    ),
)


def guess_unit_kind(name: str) -> UnitKind:
    """The likely kind of a unit; OTHER where no rule fits.

    >>> ([guess_unit_kind(name).value for name in ("县科协", "县委宣传部", "县教委", "各乡镇(街道)",
    ... "市科技局", "省电力公司")])
    ['mass organisation', 'party', 'government', 'collective', 'government', 'enterprise']
    """
    text = strip_trailing_notes(name.translate(HALF_WIDTH)) or name
    if is_collective_name(text) or re.match(r"有关|相关", text):
        return UnitKind.COLLECTIVE
    return next((kind for kind, pattern in _KIND_PATTERNS if re.match(pattern, text)), UnitKind.OTHER)
