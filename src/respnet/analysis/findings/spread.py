"""Whether a few units carry much of the plan, and what holds whatever a share in the work weighs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from respnet.analysis.concentration import Spread
from respnet.analysis.finding import Evidence, Finding
from respnet.analysis.lottery import LEVEL, Lottery
from respnet.analysis.naming import population, unit_names
from respnet.analysis.ways import SLACK
from respnet.analysis.weighing import UnitWeighing, Weighing
from respnet.network import ResponsibilityNetwork
from respnet.plan import Role
from respnet.words import Text, counted

SHOWN = 3
"""Units a sentence tells one by one; the rest is counted."""
TOO_FEW = Text(
    zh="有任务的单个单位不足两个，谈不上任务多少的比较。",
    en="There are not two single units with tasks to compare.",
)


def concentration(network: ResponsibilityNetwork, found: Lottery) -> Finding:
    """How much of the leads and of all tasks the busiest units have, against the same draws as the overload rule."""
    lead, any_role = network.biadjacency(Role.LEAD).sum(axis=1), network.biadjacency().sum(axis=1)
    spreads = found.concentration
    if len(network.actors) < 2 or not spreads.tasks.total:
        sentence = TOO_FEW
    elif spreads.leads.total:
        leads = _spread_sentence(network, spreads.leads, lead.tolist(), found)
        tasks = _spread_sentence(network, spreads.tasks, any_role.tolist(), found)
        only_leads = spreads.leads.total == spreads.tasks.total
        sentence = leads if only_leads else Text(zh=f"{leads.zh}{tasks.zh}", en=f"{leads.en} {tasks.en}")
    else:
        why = (
            Text(zh="单个单位都不牵头，只看全部任务。", en="No single unit leads a task, so all tasks are counted.")
            if network.names_leads
            else Text(
                zh="方案没有写明牵头单位，不作推定，只看全部任务。",
                en="The plan names no lead units, and none are assumed, so all tasks are counted.",
            )
        )
        tasks = _spread_sentence(network, spreads.tasks, any_role.tolist(), found)
        sentence = Text(zh=f"{why.zh}{tasks.zh}", en=f"{why.en} {tasks.en}")
    more = found.approximation
    return Finding(
        id="concentration",
        title=Text(zh="任务集中度", en="How concentrated the plan is"),
        sentence=sentence,
        rule=Text(
            zh="占比是该单位的数除以全部单位之和；相当于几家平均分担，是各单位占比平方和的倒数；集中程度用基尼系数比较"
            "（各单位一样多为 0）。没有任务的单位也计入。对照是抽签：任务和每项任务的席位数不变，抽签决定由谁承担，"
            f"共抽 {found.draws} 次（随机种子 {found.seed}）。至少同样集中的抽签不到 5% 的，算比随机分配集中；"
            f"比 97.5% 的抽签都匀的，算比随机分配均匀。{more.zh if more else ''}",
            en="A share is the unit's count divided by that of all units. As many units sharing equally as would be as "
            "concentrated: 1 over the sum of squared shares. Concentration is compared by the Gini coefficient (0: all "
            "have the same), units without tasks included. The comparison is with drawing lots: tasks and their seats "
            f"stay, who sits there is drawn, {found.draws} times (seed {found.seed}). More concentrated means that at "
            "most 5% of the draws are at least as concentrated; more even, that 97.5% of them are less even."
            f"{' ' + more.en if more else ''}",
        ),
        population=population(network),
        limits=Text(
            zh="集中不等于不当，方案有统筹单位的，本来就会集中。数的是项数，任务有大有小。"
            "单位数不同的方案，这些数不宜直接相比。",
            en="Concentrated is not wrong: a plan with a coordinating unit is so by design. Tasks differ in size; only "
            "their number is counted. Plans with different numbers of units should not be compared by these numbers.",
        ),
        evidence=_half(network, lead.tolist() if spreads.leads.total else any_role.tolist(), bool(spreads.leads.total)),
    )


def _half(network: ResponsibilityNetwork, counts: Sequence[int], led: bool) -> tuple[Evidence, ...]:
    """The fewest units that have half of it all, the busiest first."""
    return tuple(
        Evidence(unit=network.actors[row].id, role=Role.LEAD.value if led else "", value=float(counts[row]))
        for row in _busiest_half(counts)
    )


def _busiest_half(counts: Sequence[int]) -> list[int]:
    rows: list[int] = []
    for row in sorted(range(len(counts)), key=lambda row: -counts[row]):
        if 2 * sum(counts[one] for one in rows) >= sum(counts):
            break
        rows.append(row)
    return rows


def _spread_sentence(network: ResponsibilityNetwork, one: Spread, counts: Sequence[int], found: Lottery) -> Text:
    if one.effective is None or one.largest is None:
        return Text(zh="", en="")
    what = _what(one, found)
    if min(counts) == max(counts):
        return Text(
            zh=f"{what.zh}，{one.units} 个单位一样多，各 {counts[0]} 处。",
            en=f"{what.en}, spread evenly over {one.units} units, {counts[0]} each.",
        )
    against = _against_lots(one, found)
    most = [unit.id for unit, count in zip(network.actors, counts, strict=True) if count == max(counts)]
    names = unit_names(network, most, SHOWN)
    if one.with_any == 1:
        return Text(
            zh=f"{what.zh}，都由{names.zh}一家承担，{against.zh}。", en=f"{what.en}, all with {names.en}, {against.en}."
        )
    share = _percent(max(counts), one.total)
    half = _busiest_half(counts) if len(most) == 1 else []
    of_half = _percent(sum(counts[row] for row in half), one.total)
    who = (
        Text(zh=f"{one.units} 个单位都有", en=f"all {one.units} units have some")
        if one.with_any == one.units
        else Text(
            zh=f"由 {one.units} 个单位中的 {one.with_any} 个承担",
            en=f"{one.with_any} of {one.units} units share them",
        )
    )
    together = (
        Text(zh=f"，前 {len(half)} 家合占 {of_half}", en=f", the first {len(half)} together {of_half}")
        if len(half) > 1
        else Text(zh="", en="")
    )
    level = len(most) > 1
    return Text(
        zh=f"{what.zh}，{who.zh}，{names.zh}最多，{'各' if level else ''}占 {share}{together.zh}；"
        f"相当于 {one.effective:.1f} 家平均分担，{against.zh}。",
        en=f"{what.en}: {who.en}; {names.en} {'have' if level else 'has'} the most, {share}{' each' if level else ''}"
        f"{together.en}. That is as if {one.effective:.1f} units shared equally, {against.en}.",
    )


def _percent(part: int, whole: int) -> str:
    """Whole percents, with one decimal where there are few."""
    share = 100 * part / whole
    return f"{share:.0f}%" if share >= 10 else f"{share:.1f}%"


def _what(one: Spread, found: Lottery) -> Text:
    if one.what == "leads":
        return Text(zh=f"牵头共 {one.total} 处", en=f"There {_are(one.total)} {counted(one.total, 'lead', 'leads')}")
    mixed = bool(found.concentration.leads.total)
    return Text(
        zh=f"{'牵头和其他参与合计' if mixed else '参与共'} {one.total} 处",
        en=f"{'Leading or not, there' if mixed else 'There'} {_are(one.total)} "
        f"{counted(one.total, 'share', 'shares')} in the work",
    )


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _against_lots(one: Spread, found: Lottery) -> Text:
    if one.p is None or one.gini is None or one.lottery_low is None or one.z is None:
        return Text(zh="怎么抽签都是这样", en="as with any drawing of lots")
    reached = round(one.p * (1 + found.draws)) - 1
    if one.p <= LEVEL:
        times = f"只有 {reached} 次" if reached else "没有一次"
        often = f"in {reached} of them" if reached else "in none of them"
        return Text(
            zh=f"比随机分配集中（抽签 {found.draws} 次，{times}这样集中）",
            en="more concentrated than drawing lots gives "
            f"(of {counted(found.draws, 'draw', 'draws')}, as much {often})",
        )
    if one.gini < one.lottery_low - SLACK:
        return Text(zh="比随机分配还均匀", en="more even than drawing lots gives")
    return Text(zh="与随机分配相差不大", en="much as drawing lots gives")


def whatever_the_weight(network: ResponsibilityNetwork, found: Weighing) -> Finding:
    """Which units are first, or in the top three, however much taking part counts beside leading."""
    led = bool(network.biadjacency(Role.LEAD).any())
    busy = sum(bool(one.whole[0] or one.whole[1]) for one in found.units)
    always = [one for one in found.units if one.worst <= SHOWN and (one.whole[0] or one.whole[1])]
    first = sorted((one for one in found.units if one.first > 0), key=lambda one: -one.first)
    if busy < 2:
        said = [TOO_FEW]
    else:
        said = [
            _first_sentence(network, found, led, first),
            _top_sentence(network, always),
            _moving(network, found, led),
        ]
        said = [part for part in said if part.zh]
    return Finding(
        id="load-whatever-the-weight",
        title=Text(zh="换算办法不同，名次是否变", en="What holds whatever the weight"),
        sentence=Text(zh="".join(part.zh for part in said), en=" ".join(part.en for part in said)),
        rule=_weighing_rule(led),
        population=population(network),
        limits=Text(
            zh="文件没有规定一项其他参与抵多少牵头，这里只说明名次靠不靠这个折算，不说明任务多少是否合适。任务有大有小，"
            "这里只数项数。",
            en="No document says what taking part weighs. This tells whether the ranking hangs on it, not whether "
            "anyone has too much. Tasks differ in size; only their number is counted.",
        ),
        evidence=tuple(
            Evidence(unit=one.unit, value=one.first)
            for one in sorted(
                {*always, *first}, key=lambda one: (one.worst, one.best, -one.first, found.units.index(one))
            )
        )
        if busy > 1
        else (),
    )


def _how(led: bool) -> Text:
    if led:
        return Text(
            zh="无论其他参与按牵头的 0% 还是 100% 计，也无论共同牵头各算一项还是平分",
            en="Whether taking part counts 0% or 100% of a lead, and whether joint leads count one each or are shared",
        )
    return Text(
        zh="无论一项任务各算一项还是按单位平分",
        en="Whether a task counts one for each of its units or is shared among them",
    )


def _first_sentence(network: ResponsibilityNetwork, found: Weighing, led: bool, first: list[UnitWeighing]) -> Text:
    how = _how(led)
    always = [one.unit for one in found.units if one.worst == 1]
    if len(always) == len(found.units):
        return Text(zh=f"{how.zh}，各单位任务都一样多。", en=f"{how.en}, all units have the same load.")
    if always:
        names = unit_names(network, always, most=4)
        level = len(always) > 1
        return Text(
            zh=f"{how.zh}，{names.zh}都{'并列' if level else '排'}第一。",
            en=f"{how.en}, {names.en} {'come first, level with one another' if level else 'comes first'}.",
        )
    shares = [(unit_names(network, [one.unit]), f"{100 * one.first:.0f}%") for one in first[:SHOWN]]
    left = len(first) - SHOWN
    zh = "、".join(f"{name.zh}（{share}）" for name, share in shares)
    en = ", ".join(f"{name.en} ({share})" for name, share in shares)
    return Text(
        zh=f"谁排第一要看怎样折算：{zh}{f'等 {len(first)} 个单位' if left > 0 else ''}，"
        "括号里是排第一的情形所占的比例。",
        en=f"Who comes first depends on the weight: {en}{f' and {left} more' if left > 0 else ''}; "
        "in brackets, in what share of the cases.",
    )


def _top_sentence(network: ResponsibilityNetwork, always: list[UnitWeighing]) -> Text:
    """Those that are not always first, but never below third; where that is no more than three of more units."""
    rest = [one for one in always if one.worst > 1]
    if not rest or not len(always) <= SHOWN < len(network.actors):
        return Text(zh="", en="")
    names = unit_names(network, [one.unit for one in rest], most=4)
    if len(rest) == 1 and rest[0].best == rest[0].worst:
        place = {2: Text(zh="第二", en="second"), 3: Text(zh="第三", en="third")}[rest[0].worst]
        return Text(zh=f"{names.zh}总排{place.zh}。", en=f"{names.en} is always {place.en}.")
    return Text(
        zh=f"{names.zh}总在前三。", en=f"{names.en} {'is' if len(rest) == 1 else 'are'} always among the first three."
    )


def _moving(network: ResponsibilityNetwork, found: Weighing, led: bool) -> Text:
    """How many ranks hang on the weight; those that lead nothing are level at weight 0, so the widest is a leader's."""
    moving = [one for one in found.units if one.best != one.worst]
    if all(one.worst == 1 for one in found.units):
        return Text(zh="", en="")
    if not moving:
        return Text(zh="各单位的名次都不随折算变动。", en="No rank depends on the weight.")
    leading = [one for one in moving if one.whole[0]]
    count, units = len(moving), len(found.units)
    start = Text(
        zh=f"{units} 个单位中有 {count} 个的名次随折算变动" if count < units else f"{units} 个单位的名次都随折算变动",
        en=f"{count} of {units} ranks {'depends' if count == 1 else 'depend'} on the weight"
        if count < units
        else f"All {units} ranks depend on the weight",
    )
    if not leading:
        return Text(zh=f"{start.zh}。", en=f"{start.en}.")
    widest = int(np.argmax([one.worst - one.best for one in leading]))
    name, one = unit_names(network, [leading[widest].unit]), leading[widest]
    return Text(
        zh=f"{start.zh}，{'有牵头的单位里，' if led else ''}{name.zh}变动最大，"
        f"在第 {one.best} 到第 {one.worst} 名之间。",
        en=f"{start.en}; {'among units that lead, ' if led else ''}{name.en} moves most, "
        f"between rank {one.best} and rank {one.worst}.",
    )


def _weighing_rule(led: bool) -> Text:
    if not led:
        return Text(
            zh="没有单个单位牵头，任务量就是任务数：每项各算一项，或在同一任务的单位之间平分。"
            "名次 1 为最多，相同的并列取较前的名次。",
            en="No single unit leads, so the load is the number of tasks: one each, or shared among the units of a "
            "task. Rank 1 has the most; equal loads share the better rank.",
        )
    return Text(
        zh="任务量＝牵头数＋折算比例×其他参与数，折算比例从 0 到 1 全部算到"
        "（名次只在两条直线的交点上变，交点是精确算出的）；共同牵头分别按各算一项和平分一项计。"
        "名次 1 为最多，相同的并列取较前的名次。情形的比例：折算比例均匀取值，两种计法各占一半。",
        en="Load = leads + weight x other tasks, with every weight from 0 to 1 (ranks change only where two straight "
        "lines cross, and the crossings are exact); joint leads count one each, or share one. Rank 1 has the most; "
        "equal loads share the better rank. Share of the cases: all weights equally likely, half for each way to "
        "count.",
    )
