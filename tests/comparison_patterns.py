"""Every form that a sentence on two plans may take, in both languages, as `sentence_patterns` has those on one plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from tests.comparison_counts import PairCounts
from tests.plan_counts import Counts
from tests.sentence_patterns import Form, Said, form, same


class SaidPair(Said):
    """Two plans: their counts."""

    def __init__(self, counts: PairCounts) -> None:
        self.pair, self.before = counts, {}
        self.counts: Counts = counts  # type: ignore[assignment]


Check = Callable[[PairCounts, dict[str, Any]], bool]
PAIR_FORMS: list[Form] = []


def pair_form(findings: str, zh: str, en: str) -> Callable[[Check], Check]:
    def register(check: Check) -> Check:
        form(findings, zh, en)(lambda said, given: check(said.pair, given))  # type: ignore[attr-defined]
        return check

    return register


ZH, EN = "(?P<q_where>(?:[原新现]|假设)方案(?:和(?:新|假设)方案)?)", "(?P<q_where>[Tt]he .*?plan.*?)"
ZH_SIDES = "(?P<q_old>[原现]方案)", "(?P<q_new>新方案|假设方案)"
EN_SIDES = "(?P<q_old>[Tt]he (?:old plan|plan as it is))", "(?P<q_new>the (?:new plan|plan as supposed))"
THOSE = "(?P<q_those>保留的任务|两地都有的任务|这些任务)"
EN_THOSE = "(?P<q_those>the tasks kept|the tasks of both places|these tasks)"


def called(pair: PairCounts) -> list[tuple[str, str]]:
    old, new = ("the plan as it is", "the plan as supposed") if pair.by_place else ("the old plan", "the new plan")
    return [("现方案" if pair.by_place else "原方案", old), ("假设方案" if pair.by_place else "新方案", new)]


def sides(pair: PairCounts, given: dict[str, Any]) -> bool:
    """The plans are called what they are."""
    told = [given["old"], given["new"]]
    return any([names[at].lower() for names in called(pair)] == [one.lower() for one in told] for at in (0, 1))


def where(pair: PairCounts, told: str, which: Sequence[bool]) -> bool:
    """The plans named are those to which it applies."""
    names = [one for one, applies in zip(called(pair), which, strict=True) if applies]
    return bool(names) and told.lower() in ("和".join(zh for zh, _ in names), " and ".join(en for _, en in names))


def kept_gone_new(pair: PairCounts) -> list[int]:
    both = len(pair.matches)
    return [both, len(pair.old.roles) - both, len(pair.new.roles) - both]


def those(pair: PairCounts, told: str) -> bool:
    moved = any(kept_gone_new(pair)[1:])
    names = ("两地都有的任务", "the tasks of both places") if pair.two_places else ("保留的任务", "the tasks kept")
    return told in (names if pair.two_places or moved else ("这些任务", "these tasks"))


def parts(*those: tuple[str, str, str], measure: str) -> tuple[str, str]:
    """Patterns of counts that are left out where they are 0, from (key, Chinese, English)."""
    zh = "".join(f"(?:，?{word} {{i:{key}}} {measure})?" for key, word, _ in those)
    en = "".join(f"(?:(?:, | and )?{{i:{key}}} (?:is|are) {word})?" for key, _, word in those)
    return zh, en


# Tasks and assignments


@pair_form("what-changed", "没有任务可以比较。", r"There are no tasks to compare\.")
def _(pair: PairCounts, _: dict[str, Any]) -> bool:
    return kept_gone_new(pair) == [0, 0, 0]


@pair_form(
    "what-changed",
    f"{ZH_SIDES[0]}(?:有 {{i:before}} 项任务|没有任务)，{ZH_SIDES[1]}(?:有 {{i:after}} 项任务|没有任务)，没有相同的任务可以比较。",
    rf"{EN_SIDES[0]} has {{i:before}} tasks? and {EN_SIDES[1]} {{i:after}}, and none is in both\.",
)
def _(pair: PairCounts, given: dict[str, Any]) -> bool:
    return [0, given["before"] or 0, given["after"] or 0] == kept_gone_new(pair) and sides(pair, given)


@pair_form("what-changed", "任务没有增减，共 {i:tasks} 项。", r"No task came or went: {i:tasks} tasks?\.")
def _(pair: PairCounts, given: dict[str, Any]) -> bool:
    return kept_gone_new(pair) == [given["tasks"], 0, 0] and not pair.two_places


for words, places in (
    ((("kept", "保留", "kept"), ("gone", "取消", "gone"), ("new", "新增", "new")), False),
    (
        (
            ("kept", "两地都有", "in both plans"),
            ("gone", "只在原方案", "in the old one only"),
            ("new", "只在新方案", "in the new one only"),
        ),
        True,
    ),
):
    ZH_COUNTS, EN_COUNTS = parts(*words, measure="项")

    @pair_form("what-changed", f"任务{ZH_COUNTS}。", rf"Of the tasks, {EN_COUNTS}\.")
    def _(pair: PairCounts, given: dict[str, Any], places: bool = places) -> bool:
        told = [given[key] or 0 for key in ("kept", "gone", "new")]
        return told == kept_gone_new(pair) and pair.two_places == places


@pair_form(
    "what-changed",
    f"{THOSE}中有 {{i:doubtful}} 项是按题目和单位的相近程度对上的，请核对。",
    rf"Of {EN_THOSE}, {{i:doubtful}} (?:was|were) matched by words and units; please check\.",
)
def _(pair: PairCounts, given: dict[str, Any]) -> bool:
    return bool(pair.matches) and given["doubtful"] == len(pair.doubtful) and those(pair, given["those"])


ZH_COUNTS, EN_COUNTS = parts(
    ("kept", "未变", "as before"),
    ("new", "新增", "new"),
    ("gone", "取消", "gone"),
    ("role", "角色改变", "in another role"),
    measure="处",
)


@pair_form("what-changed", f"{THOSE}中，分工{ZH_COUNTS}。", rf"Of the assignments in {EN_THOSE}, {EN_COUNTS}\.")
def _(pair: PairCounts, given: dict[str, Any]) -> bool:
    told = {key: given[key] or 0 for key in ("kept", "new", "gone", "role")}
    return told == {key: pair.assignments[key] for key in told} and those(pair, given["those"])


@pair_form("what-changed", f"{THOSE}都没有写单位。", rf"No units are named for {EN_THOSE}\.")
def _(pair: PairCounts, given: dict[str, Any]) -> bool:
    return not pair.assignments and those(pair, given["those"])


@pair_form(
    "what-changed",
    "有 {i:pairs} 对单位名称相近，没有当作同一单位，请核对。",
    r"{i:pairs} pairs? of unit names looks? alike and (?:was|were) not taken for one unit; please check\.",
)
def _(pair: PairCounts, given: dict[str, Any]) -> bool:
    return given["pairs"] == pair.alike


# What tasks say

ZH_COUNTS = "(?:，?题目 {i:title} 项)?(?:，?目标要求 {i:targets} 项)?(?:，?所属章节 {i:section} 项)?"
EN_COUNTS = "".join(f"(?:(?:, | and )?{{i:{part}}} in the {part})?" for part in ("title", "targets", "section"))


@pair_form(
    "tasks-changed",
    f"内容不同的任务 {{i:tasks}} 项(?:，其中{ZH_COUNTS})?。",
    rf"{{i:tasks}} tasks? differs? in content(?:: {EN_COUNTS})?\.",
)
def _(pair: PairCounts, given: dict[str, Any]) -> bool:
    return all((given[part] or 0) == pair.content[part]["yes"] for part in ("tasks", "title", "targets", "section"))


SHIFTS = (
    ("earlier", "提前", "earlier"),
    ("later", "推后", "later"),
    ("added", "新写明", "added"),
    ("dropped", "不再写明", "no longer given"),
    ("unclear", "先后不明", "not comparable"),
)
ZH_COUNTS, EN_COUNTS = parts(*SHIFTS, measure="项")


@pair_form("tasks-changed", f"完成时限{ZH_COUNTS}。", rf"Of the deadlines, {EN_COUNTS}\.")
def _(pair: PairCounts, given: dict[str, Any]) -> bool:
    told = {key: given[key] or 0 for key, _, _ in SHIFTS}
    return told == {key: pair.content["deadline"][key] for key in told} and bool(pair.content["deadline"])


# Loads


@pair_form(
    "loads-changed",
    f"{ZH}没有单个单位承担的任务，不能比较各单位的增减。",
    rf"No single unit has a task in {EN}, so there is nothing to compare\.",
)
def _(pair: PairCounts, given: dict[str, Any]) -> bool:
    return where(pair, given["where"], [not any(pair.loads(side, leads=False).values()) for side in (0, 1)])


def singles(pair: PairCounts, side: int) -> set[str]:
    return {*pair.named(side)} - pair.many


@pair_form(
    "loads-changed",
    f"{ZH}没有相同的单位，不能比较各单位的增减。",
    rf"No unit is the same in {EN}, so nobody has gained or lost\.",
)
def _(pair: PairCounts, given: dict[str, Any]) -> bool:
    return not singles(pair, 0) & singles(pair, 1) and where(pair, given["where"], (True, True))


@pair_form(
    "loads-changed",
    f"{ZH}没有单个单位牵头，只比较任务总数。",
    rf"No single unit leads in {EN}; only tasks are compared\.",
)
def _(pair: PairCounts, given: dict[str, Any]) -> bool:
    return where(pair, given["where"], [not any(pair.loads(side, leads=True).values()) for side in (0, 1)])


@pair_form(
    "loads-changed",
    "(?P<q_what>牵头|任务总数)(?P<q_way>增加|减少)最多的是{N:who}，"
    "(?:从 {i:before} 项到 {i:after} 项|各(?P<q_each_way>增加|减少) {i:each} 项)。",
    r"{N:who} (?P<q_way>gains?|loses?) most (?P<q_what>leads|tasks in any role), (?:from {i:before} to {i:after}|{i:each} each)\.",
)
def _(pair: PairCounts, given: dict[str, Any]) -> bool:
    leads, more = given["what"] in ("牵头", "leads"), given["way"][:2] in ("增加", "ga")
    deltas = pair.deltas(leads=leads)
    top = max(deltas.values()) if more else min(deltas.values())
    if (top > 0) != more or not top or not same(given["who"], [unit for unit in deltas if deltas[unit] == top]):
        return False
    if given["each"] is not None:
        return given["each"] == abs(top) and given["who"][1] > 1 and given.get("each_way", given["way"]) == given["way"]
    before, after = (pair.loads(side, leads=leads)[given["who"][0][0]] for side in (0, 1))
    return (given["before"], given["after"]) == (before, after)


@pair_form(
    "loads-changed",
    "各单位的(?P<q_what>牵头|任务总数)没有增减。",
    r"No unit's number of (?P<q_what>leads|tasks in any role) has changed\.",
)
def _(pair: PairCounts, given: dict[str, Any]) -> bool:
    return not any(pair.deltas(leads=given["what"] in ("牵头", "leads")).values())


@pair_form("loads-changed", f"只有{ZH}写到的单位：{{N:who}}。", rf"Named in {EN} only: {{N:who}}\.")
def _(pair: PairCounts, given: dict[str, Any]) -> bool:
    return any(
        where(pair, given["where"], [side == 0, side == 1])
        and same(given["who"], singles(pair, side) - singles(pair, 1 - side))
        for side in (0, 1)
    )


# Single leads


@pair_form(
    "leads-changed",
    f"{ZH}没有写明牵头单位，不能比较牵头。",
    rf"No lead units are named in {EN}, so leads cannot be compared\.",
)
def _(pair: PairCounts, given: dict[str, Any]) -> bool:
    return where(pair, given["where"], [not pair.names_leads(side) for side in (0, 1)])


def lead_counts(pair: PairCounts, what: str) -> list[int]:
    if what.startswith(("单独", "Single")):
        return [pair.singles(side) for side in (0, 1)]
    return [sum(not those for those in pair.leads_of(side)) for side in (0, 1)]


WHAT = "(?P<q_what>单独牵头的任务|没有写明牵头的任务)"
EN_WHAT = "(?P<q_what>Single-lead tasks|Tasks without a named lead)"


@pair_form(
    "leads-changed",
    f"{WHAT}{ZH_SIDES[0]} {{i:before}} 项，{ZH_SIDES[1]} {{i:after}} 项。",
    rf"{EN_WHAT}: {{i:before}} in {EN_SIDES[0]}, {{i:after}} in {EN_SIDES[1]}\.",
)
def _(pair: PairCounts, given: dict[str, Any]) -> bool:
    return [given["before"], given["after"]] == lead_counts(pair, given["what"]) and sides(pair, given)


@pair_form("leads-changed", f"{WHAT}{ZH}都是 {{i:each}} 项。", rf"{EN_WHAT} in {EN}: {{i:each}} each\.")
def _(pair: PairCounts, given: dict[str, Any]) -> bool:
    return [given["each"]] * 2 == lead_counts(pair, given["what"]) and where(pair, given["where"], (True, True))
