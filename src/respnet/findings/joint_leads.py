"""Finding on the units that keep leading together over several plans."""

from __future__ import annotations

from collections.abc import Callable

from respnet.analysis.portfolio.joint_leads import MAX_LEADING_UNITS, MAX_LEADS_OF_A_TASK, MIN_RATIO, MIN_STABLE_YEARS
from respnet.analysis.portfolio.portfolio import PairOverPlans, PortfolioResults
from respnet.core.i18n import EMPTY_TEXT, LANGS, Lang, Text, format_count, format_list, format_number, join_sentences
from respnet.core.plan import Role
from respnet.findings.display_names import SHOWN, describe_rest
from respnet.findings.finding import Evidence, Finding

Names = Callable[[str, Lang], str]
"""Name of a unit by its id, in a language."""


def describe_pairs_over_plans(results: PortfolioResults, names: Names) -> Finding:
    """Describe the pairs of units with clearly many, or few, joint leads over all plans.

    Args:
        results: Results over all plans.
        names: Names of the units.

    Returns:
        The finding.
    """
    found = results.pairs
    clear = [one for one in found.pairs if one.clear and not one.fewer]
    apart = [one for one in found.pairs if one.clear and one.fewer]
    if not found.family:
        said = [Text(zh="没有两个单位在同一方案里都有牵头任务。", en="No two units lead something in one plan.")]
    elif not clear:
        said = [
            Text(
                zh=f"比较了 {found.family} 对单位，看不出哪一对共同牵头得格外多。",
                en=f"{format_count(found.family, 'pair was', 'pairs were')} compared; none leads together clearly more "
                "than by lot.",
            )
        ]
    else:
        number = format_count(len(clear), "pair leads", "pairs lead")
        said = [
            Text(
                zh=f"把全部方案合起来看，共同牵头明显多的有 {len(clear)} 对。",
                en=f"Over all plans {number} together clearly more than by lot.",
            )
        ]
    said += [_describe_pair(one, names) for one in clear[:SHOWN]]
    said += [_describe_pair(one, names) for one in apart[:SHOWN]]
    left = len(clear) + len(apart) - len(clear[:SHOWN]) - len(apart[:SHOWN])
    return Finding(
        id="joint-leads-over-plans",
        title=Text(zh="在全部方案中常常共同牵头的单位", en="Units that keep leading together over all plans"),
        sentence=join_sentences([*said, describe_rest(left, "这样的", "like this", "对")]),
        headline=said[0],
        rule=_describe_pair_rule(results),
        limits=Text(
            zh="错误发现率按 5% 控制：列为“明显”的，二十对里约有一对可能只是碰巧。"
            "只说明分工上一起出现得多，不说明为什么。各单位在各方案里牵头多少，在这里是既定的。",
            en="The false discovery rate is held at 5%: of the pairs shown about one in twenty may be mere chance. "
            "This says that units are named together, not why. How much each leads in each plan is taken as given.",
        ),
        evidence=tuple(
            Evidence(unit=unit, task=task, role=Role.LEAD.value)
            for one in clear
            for share in one.shares
            for task in share.tasks
            for unit in (one.a, one.b)
        ),
        shown=any(one.joint for one in found.pairs),
    )


def _describe_pair(one: PairOverPlans, names: Names) -> Text:
    met, usual = sum(bool(share.tasks) for share in one.shares), format_number(one.expected, 1)
    single = len(one.shares) == 1
    zh, en = ([names(unit, lang) for unit in (one.a, one.b)] for lang in LANGS)
    few = Text(zh="，明显偏少", en=": clearly few") if one.fewer else EMPTY_TEXT
    plans = Text(
        zh="一个方案" if single else f"{len(one.shares)} 个方案",
        en=format_count(len(one.shares), "plan", "plans"),
    )
    joint = Text(
        zh=f"{'' if single else f'在其中 {met} 个里'}共同牵头 {one.joint} 项" if met else "从不共同牵头",
        en=f"lead {format_count(one.joint, 'task', 'tasks')} together {'there' if single else f'in {met} of them'}"
        if met
        else "share no lead",
    )
    rests = Text(
        zh="；去掉任何一个方案仍然明显" if one.lasting else "；少了其中一个方案就不明显",
        en="; this stands out whichever plan is left out" if one.lasting else "; without one of these it is not clear",
    )
    kept = rests if one.clear and len(one.shares) > 1 else EMPTY_TEXT
    stable = (
        Text(zh=f"，{one.years} 年都如此", en=f", in {one.years} years")
        if kept and one.lasting and one.years >= MIN_STABLE_YEARS
        else EMPTY_TEXT
    )
    return Text(
        zh=f"{'与'.join(zh)}在{plans.zh}中都有牵头任务，{joint.zh}，"
        f"全凭抽签平均约 {usual} 项{few.zh}{kept.zh}{stable.zh}。",
        en=f"{format_list(en, 'en')} both lead in {plans.en} and {joint.en}, where lots would give about "
        f"{usual}{few.en}{kept.en}{stable.en}.",
    )


def _describe_pair_rule(results: PortfolioResults) -> Text:
    found = results.pairs
    exact = len(results.gaps) - len(found.approximate) - len(found.left_out)
    left = [
        Text(
            zh=f"{len(found.left_out)} 个方案的牵头单位超过 {MAX_LEADING_UNITS} 个，没有算进来。",
            en=f"{format_count(len(found.left_out), 'plan is', 'plans are')} left out, for more than "
            f"{MAX_LEADING_UNITS} leading units.",
        )
        if found.left_out
        else EMPTY_TEXT,
        Text(
            zh=f"{found.crowded} 项任务的牵头单位超过 {MAX_LEADS_OF_A_TASK} 个，没有算进来。",
            en=f"{format_count(found.crowded, 'task is', 'tasks are')} left out, for more than {MAX_LEADS_OF_A_TASK} "
            "leads.",
        )
        if found.crowded
        else EMPTY_TEXT,
    ]
    how = Text(
        zh="每个方案里，各单位牵头的项数和各任务的牵头家数都不变，其余由抽签决定；各方案互不影响。两家在都有牵头任务的各个方案里"
        f"（没有碰到一起的也算）共碰到这么多次的机会，由各方案的分布合成：{exact} 个方案是精确的"
        f"{f'，{len(found.approximate)} 个是近似的' if found.approximate else ''}。"
        f"共比较 {found.family} 对，机会按对数修正（离散的错误发现率），“多”和“少”各自不超过 5%；"
        f"而且共同牵头的可能性至少是抽签的 {MIN_RATIO:g} 倍（95% 把握），才算明显。",
        en="In every plan each unit keeps its number of leads and each task its number of leading units; all else is "
        "drawn by lot, plan by plan. The chance that two units meet so often, over all plans in which both lead "
        "something, met or not, is put together from the distributions of the single plans: "
        f"{exact} exact{f', {len(found.approximate)} approximate' if found.approximate else ''}. "
        f"{format_count(found.family, 'pair was', 'pairs were')} compared; the chance is corrected for that (discrete "
        f"false discovery rate, 5% for many and for few), and a joint lead must be at least {MIN_RATIO:g} times as "
        "likely as by lot, with 95% confidence.",
    )
    return join_sentences([how, *left])
