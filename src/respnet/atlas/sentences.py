"""Sentences at the head of the atlas's page: size first, certainty in a word, the test under its rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from respnet.core.i18n import EMPTY_TEXT, LANGS, Lang, Text, format_count, format_number, format_share, join_sentences
from respnet.findings.finding import Finding

SHOWN = 2
"""Rows told in a sentence."""
SAME = 1.1
"""A number that changed by less than this factor did not move."""
Row = dict[str, Any]


def describe_atlas(
    rows: Mapping[str, Sequence[Row]], loads: Mapping[int, tuple[int, int]], judged: int
) -> list[Finding]:
    """Describe what the head of the page says, a finding a part.

    Args:
        rows: Rows of `forms`, `overcommitted`, `joint_leads`, `peers`.
        loads: By year: leads, and how often a unit is named by a plan.
        judged: Places that were held against their peers, `peers` being those that depart.
    """
    return [
        _describe_over_commitment(rows["overcommitted"]),
        _describe_joint_leads(rows["joint_leads"]),
        _describe_peers(rows["peers"], judged),
        _describe_plans_without_leads(rows["forms"]),
        _describe_years(loads),
    ]


def name_in_area(name: str, area: str | None, lang: Lang) -> str:
    """Name a unit with its area.

    >>> name_in_area("县科协", "甲县", "zh"), name_in_area("县科协", "", "en")
    ('县科协（甲县）', '县科协')
    """
    return name if not area else f"{name}（{area}）" if lang == "zh" else f"{name} ({area})"


def _describe_over_commitment(rows: Sequence[Row]) -> Finding:
    first = sorted(rows, key=lambda one: -(one["leads"] - one["limit"]))[:SHOWN]
    number = len({(one["area"], one["unit"]) for one in rows})
    head = (
        Text(
            zh=f"把一年里的全部方案合起来看，任务明显偏多的单位有 {number} 个。",
            en=f"Over all plans of a year, {format_count(number, 'unit has', 'units have')} clearly too much.",
        )
        if rows
        else Text(
            zh="把一年里的全部方案合起来看，没有哪个单位的任务明显偏多。",
            en="Over all plans of a year, no unit clearly has too much.",
        )
    )
    return Finding(
        id="overcommitted",
        title=Text(zh="谁的任务过多", en="Who has too much"),
        sentence=join_sentences([head, *map(_describe_busy_unit, first)]),
        rule=Text(
            zh="在每个方案内部，假定任务由该方案自己的单位抽签承担，再把一年里的各方案合起来，"
            "得到最忙的单位最多会有多少（准确计算，不抽样；"
            "按一个地区一年的单位数作了修正，误报不超过 5%）。按牵头、按全部任务、按两者各种权重都超出，"
            "而且至少涉及两个方案、去掉最大的方案仍超出，"
            "才算明显偏多；单位自己是牵头主管的方案不计入。",
            en="Within each plan, tasks are drawn by lot among that plan's own units; the plans of a year are added up "
            "exactly, which gives the most that the busiest unit would have (corrected for the number of units of an "
            "area and year: wrong in 5% at most). A unit counts as over-committed only if it is over by leads, by "
            "tasks and by every weight between, in two plans at least, and without its largest plan too; plans that "
            "it owns are left out.",
        ),
        limits=Text(
            zh="只数方案里写的任务，不知道每项要花多少力气，也不知道单位有多少人。",
            en="Only tasks that plans name are counted, not the work in them, nor how many people a unit has.",
        ),
    )


def _describe_busy_unit(one: Row) -> Text:
    largest = one.get("largest_plan")
    zh, en = (name_in_area(one["unit"], one["area"], lang) for lang in LANGS)
    names = ("leads", "limit", "leads_without", "limit_without")
    number, limit, rest, rest_limit = (format_number(one[name] or 0) for name in names)
    leads = one.get("counted", "leads") == "leads"
    if one.get("counted") == "capacity":
        return Text(
            zh=f"{zh} {one['year']} 年在 {one['plans']} 个方案里共有 {number} 项，登记的能力是 {limit} 项。",
            en=f"{en} has {number} tasks in {format_count(one['plans'], 'plan', 'plans')} of {one['year']}; its "
            f"capacity is given as {limit}.",
        )
    return Text(
        zh=f"{one['year']} 年有 {one['plans']} 个方案写到{zh}，它共{'牵头' if leads else '承担'} {number} 项；"
        f"各方案内部平均分，{one['units']} 个单位里最忙的也不过 {limit} 项"
        + (f"；不算《{largest}》，仍是 {rest} 项对 {rest_limit} 项。" if largest else "。"),
        en=f"In the {format_count(one['plans'], 'plan', 'plans')} of {one['year']} that name it, {en} "
        f"{'leads' if leads else 'has'} {number} tasks; shared out within each plan, the busiest of the "
        f"{one['units']} units would {'lead' if leads else 'have'} at most {limit}"
        + (f"; without “{largest}” still {rest} against {rest_limit}." if largest else "."),
    )


def _describe_joint_leads(rows: Sequence[Row]) -> Finding:
    within = [one for one in rows if one["verdict"] == "more" and one["scope"] == "area"]
    lasting = [one for one in within if one["without_any"] and one["years_above"] >= 3]
    first = sorted(lasting or within, key=lambda one: (one["met"] < 2, -one["joint"], one["expected"]))[:SHOWN]
    head = (
        Text(
            zh=f"一起牵头的次数明显偏多的有 {len(within)} 对单位"
            + (f"，其中 {len(lasting)} 对三年以上都是这样，也不靠某一个方案。" if lasting else "。"),
            en=f"{format_count(len(within), 'pair of units leads', 'pairs of units lead')} together clearly often"
            + (f"; {len(lasting)} of them in three years or more, whatever plan is left out." if lasting else "."),
        )
        if within
        else Text(zh="看不出哪两个单位一起牵头得格外多。", en="No two units are seen to lead together clearly often.")
    )
    return Finding(
        id="joint_leads",
        title=Text(zh="谁总是一起牵头", en="Who always leads together"),
        sentence=join_sentences([head, *map(_describe_pair, first)]),
        rule=Text(
            zh="在每个方案里，各单位牵头几项、各任务由几家牵头都不变，其余抽签；两个单位碰到一起的次数，"
            "由各方案的准确分布合成"
            "（没有碰到的方案也算）。全部成对比较的机会按离散的错误发现率修正，“多”和“少”各 5%；"
            "而且一起牵头的可能至少是平均的 1.25 倍"
            "（95% 把握；表里的“每次一起的可能”就是这个倍数，能一起的都一起了就没有上限，请看“至少”）。"
            "列出的二十对里约有一对可能只是碰巧。",
            en="In every plan each unit keeps its number of leads and each task its number of leading units; all else "
            "is drawn by lot. How often two units meet is put together exactly over the plans, those where they do "
            "not meet included. Chances are corrected for all pairs compared (discrete false discovery rate, 5% for "
            "many and for few), and a joint lead must be at least 1.25 times as likely as by lot, with 95% "
            "confidence (the table's "
            "“times likelier”; where all are shared that could be there is no upper end: see “at least”). About one in "
            "twenty of the pairs listed may be mere chance.",
        ),
        limits=Text(
            zh="只说明分工上一起出现得多，不说明为什么。", en="This says that units are named together, not why."
        ),
    )


def _describe_pair(one: Row) -> Text:
    usual = format_number(one["expected"], 1)
    zh, en = (
        f"{one['unit_a']}{'与' if lang == 'zh' else ' and '}{name_in_area(one['unit_b'], one['area'], lang)}"
        for lang in LANGS
    )
    return Text(
        zh=f"{zh}在 {one['plans']} 个方案里都牵头，共同牵头 {one['joint']} 项，平均约 {usual} 项。",
        en=f"{en} both lead in {format_count(one['plans'], 'plan', 'plans')} and share "
        f"{format_count(one['joint'], 'lead', 'leads')}, where about {usual} would be usual.",
    )


def _describe_peers(odd: Sequence[Row], judged: int) -> Finding:
    first = sorted(odd, key=lambda one: -abs(one["count"] - one["expected"]))[:SHOWN]
    places = len({one["area"] for one in odd})
    head = (
        Text(
            zh=f"与各地同级的同类单位相比，明显不同的有 {len(odd)} 处，在 {places} 个地区。",
            en=f"Beside units of the same field and level elsewhere, {format_count(len(odd), 'case is', 'cases are')} "
            f"clearly different, in {format_count(places, 'area', 'areas')}.",
        )
        if odd
        else Text(
            zh="与各地同级的同类单位相比，看不出哪里明显不同。",
            en="Beside units of the same field and level elsewhere, nothing is clearly different.",
        )
        if judged
        else Text(
            zh="没有比较：同级的同类单位至少要有 20 个地方，而且任务够多，才能比较。",
            en="Nothing was compared: that takes a field with 20 places of one level, and tasks enough.",
        )
    )
    return Finding(
        id="peers",
        title=Text(zh="哪里与别处不同", en="Where a place departs from its peers"),
        sentence=join_sentences([head, *map(_describe_peer, first)]),
        rule=Text(
            zh="同级、同类的单位至少有 20 个地方才比，预计不到 5 项的不判断。各地本来就有差别：差别有多大、"
            "一般是多少，由各地的中位数定出"
            "（贝塔二项分布，准确尾概率，错误发现率 5%）。显示的占比是向一般水平收缩以后的。各地差别很大时，"
            "几乎没有哪里能算明显。",
            en="Only fields with 20 places or more of a level are compared, and no place is judged on fewer than 5 "
            "expected tasks. Places differ anyway: how much, and around what, is taken from the medians "
            "(beta-binomial, "
            "exact tail, false discovery rate 5%). Shares are drawn towards the usual one. Where places differ much, "
            "hardly anything can stand out.",
        ),
        limits=Text(
            zh="与别处不同不等于不对；对应单位由名称推定，请核对 counterparts.csv。",
            en="Different is not wrong; counterparts are told by their names: please check counterparts.csv.",
        ),
    )


def _describe_peer(one: Row) -> Text:
    zh, en = (name_in_area(one["unit"], one["area"], lang) for lang in LANGS)
    usual, more = format_number(one["expected"], 1), one["verdict"] == "more"
    does = ("牵头", "leads") if one["question"] == "leads" else ("参与", "is named on")
    return Text(
        zh=f"{zh}{does[0]} {one['count']} 项，按同类单位的一般情况约 {usual} 项，明显偏{'多' if more else '少'}。",
        en=f"{en} {does[1]} {one['count']} where about {usual} would be usual: clearly {'more' if more else 'fewer'}.",
    )


def _describe_plans_without_leads(rows: Sequence[Row]) -> Finding:
    plans = sum(one["plans"] for one in rows)
    silent = plans - sum(one["plans_with_leads"] for one in rows)
    gaps = sum(one["tasks"] - one["tasks_with_lead"] for one in rows)
    by_area: Counter[str] = Counter()
    for one in rows:
        by_area[one["area"] or ""] += one["plans"] - one["plans_with_leads"]
    most = [(area, number) for area, number in by_area.most_common(SHOWN) if area and 0 < number < silent]
    zh, en = ("、".join(f"{area} {n} 个" for area, n in most), ", ".join(f"{area} {n}" for area, n in most))
    said = [
        Text(
            zh=f"{silent} 个方案（占 {format_share(silent, plans)}）不写牵头单位{f'，最多的是{zh}' if zh else ''}。",
            en=f"{format_count(silent, 'plan names', 'plans name')} no leads ({format_share(silent, plans)})"
            f"{f'; the most: {en}' if en else ''}.",
        )
        if silent
        else Text(zh="每个方案都写了牵头单位。", en="Every plan names leads.")
        if plans
        else Text(zh="没有方案。", en="There is no plan."),
        Text(
            zh=f"连同这些，没有牵头单位的任务共 {gaps} 项。",
            en=f"With these, {format_count(gaps, 'task has', 'tasks have')} no lead.",
        )
        if gaps
        else EMPTY_TEXT,
    ]
    return Finding(
        id="silent",
        title=Text(zh="哪些方案不写牵头单位", en="Which plans name no leads"),
        sentence=join_sentences(said),
        rule=Text(zh="方案没有写明的牵头单位不作推定。", en="A lead that a plan does not name is never guessed."),
        limits=Text(
            zh="没有写牵头单位，不等于没有人管。",
            en="A task without a named lead may well have somebody who sees to it.",
        ),
    )


def _describe_years(loads: Mapping[int, tuple[int, int]]) -> Finding:
    means = [(year, leads / named) for year, (leads, named) in sorted(loads.items()) if year and named and leads]
    if len(means) < 2:
        said = Text(zh="只有一年写明牵头的方案，看不出变化。", en="Leads are named in one year alone.")
    else:
        (first, before), (last, after) = means[0], means[-1]
        zh, en = (
            ("增加", "rose")
            if after > before * SAME
            else ("减少", "fell")
            if before > after * SAME
            else ("变化不大", "")
        )
        top, most = max(means, key=lambda one: one[1])
        a, b = format_number(before, 1), format_number(after, 1)
        said = join_sentences(
            [
                Text(
                    zh=f"一个单位在一个方案里平均牵头：{first} 年 {a} 项，{last} 年 {b} 项，{zh}。",
                    en=f"What a unit leads in a plan {en} from {a} tasks in {first} to {b} in {last}."
                    if en
                    else f"What a unit leads in a plan hardly changed: {a} tasks in {first}, {b} in {last}.",
                ),
                Text(
                    zh=f"最多的是 {top} 年，{format_number(most, 1)} 项。",
                    en=f"It was most in {top}: {format_number(most, 1)}.",
                )
                if most > SAME * max(before, after)
                else EMPTY_TEXT,
            ]
        )
    return Finding(
        id="years",
        title=Text(zh="逐年怎样变化", en="How load moved from year to year"),
        sentence=said,
        rule=Text(
            zh="每年的牵头项数，除以那一年“单位在方案里出现”的次数：各年收到的方案多少不同，这样才可比。统称不计。",
            en="Leads of a year over the number of times that a plan of that year names a unit, since not every year "
            "has equally many plans. Collectives are not counted.",
        ),
        limits=Text(
            zh="收到的方案各年可能不是同一些地区的；不写牵头单位的方案也在其中，牵头按 0 项算。",
            en="The plans of different years may come from different areas; those that name no leads count, with 0.",
        ),
        shown=bool(means),
    )
