"""Findings on significant pairs: units with more joint tasks than their loads explain."""

from __future__ import annotations

from dataclasses import dataclass

from respnet.analysis.pairs.backbone import NullMethod, Tie, TieLayer, TieScope, TieVerdict
from respnet.core.i18n import EMPTY_TEXT, Text, format_count, format_number, join_sentences
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role
from respnet.findings.display_names import SHOWN, add_brackets, describe_rest, format_pair, format_task_list
from respnet.findings.finding import Evidence, Finding, describe_approximation
from respnet.findings.leads import NO_JOINT_LEADS, NO_LEADS, NO_TASKS

TASKS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class _LayerWords:
    """Wording of one layer, and the id of its finding."""

    id: str
    title: Text
    together: Text
    have: Text
    one_does: str
    they_do: str
    number: Text
    who: Text
    none_together: Text
    role: str


_WORDS = {
    TieScope.LEADS: _LayerWords(
        id="co-leads-beyond-chance",
        title=Text(zh="长期共同牵头的单位", en="Units that keep leading together"),
        together=Text(zh="共同牵头", en="joint leads"),
        have=Text(zh="牵头", en="leads"),
        who=Text(zh="牵头", en="lead"),
        one_does="leads together",
        they_do="lead together",
        number=Text(zh="牵头家数", en="number of leads"),
        none_together=NO_JOINT_LEADS,
        role=Role.LEAD.value,
    ),
    TieScope.ALL_ROLES: _LayerWords(
        id="shared-tasks-beyond-chance",
        title=Text(zh="长期共同承担任务的单位", en="Units that keep sharing tasks"),
        together=Text(zh="共同承担", en="shared tasks"),
        have=Text(zh="承担", en="tasks"),
        who=Text(zh="有任务", en="have tasks"),
        one_does="shares tasks",
        they_do="share tasks",
        number=Text(zh="单位数", en="number of units"),
        none_together=Text(zh="没有两个单位共同承担的任务。", en="No task is shared by two units."),
        role="",
    ),
}


def describe_significant_pairs(network: ResponsibilityNetwork, found: TieLayer) -> Finding:
    """Describe the pairs that lead together, or share tasks in any role, more than their loads explain.

    Args:
        network: Network of the plan.
        found: Pair tests of one layer.

    Returns:
        The finding.
    """
    words, sentences = _WORDS[found.layer], _sentences(network, found)
    return Finding(
        id=words.id,
        title=words.title,
        sentence=join_sentences(sentences),
        headline=sentences[0],
        rule=_rule(found),
        limits=_limits(found),
        evidence=tuple(
            Evidence(unit=unit, task=task, role=words.role)
            for tie in found.together()
            for task in tie.tasks
            for unit in (tie.a, tie.b)
        ),
        shown=bool(found.with_joint_tasks),
    )


def _sentences(network: ResponsibilityNetwork, found: TieLayer) -> list[Text]:
    words = _WORDS[found.layer]
    if not network.tasks:
        return [NO_TASKS]
    if found.layer is TieScope.LEADS and not network.names_leads:
        return [NO_LEADS]
    if not found.pairs:
        return [
            Text(
                zh=f"{words.who.zh}的单个单位不足两个，没有可比较的一对。",
                en=f"With fewer than two single units that {words.who.en} there is no pair to compare.",
            )
        ]
    if not found.with_joint_tasks:
        return [words.none_together]
    apart, clear = _list_apart_sentences(network, found), found.together()
    if not clear:
        return [_no_pair_sentence(found, words), *apart, _undecidable_sentence(found, words)]
    shown = clear[:SHOWN]
    left = found.validated - len(shown)
    most = Text(zh="最突出的是", en="most of all")
    if left and clear[SHOWN].p == shown[-1].p:
        most = Text(zh="例如", en="such as")
    number = format_count(found.validated, f"pair clearly {words.one_does}", f"pairs clearly {words.they_do}")
    first = Text(
        zh=f"{words.together.zh}明显多的有 {found.validated} 对{f'，{most.zh}这 {len(shown)} 对' if left else ''}。",
        en=f"{number} more than their loads give{f', {most.en} these {len(shown)}' if left else ''}.",
    )
    told = [_describe_pair(network, tie) for tie in shown]
    said = Text(zh=f"{'；'.join(one.zh for one in told)}。", en=f"{'; '.join(one.en for one in told)}.")
    return [first, said, *apart, _undecidable_sentence(found, words)]


def _list_apart_sentences(network: ResponsibilityNetwork, found: TieLayer) -> list[Text]:
    """Name the pairs that lead much and never together; the counts alone, unless they stand once corrected."""
    if found.layer is not TieScope.LEADS:
        return []
    never = [tie for tie in found.fewer if not tie.tasks]
    said = []
    for tie in never[:2]:
        names, usual = format_pair(network, (tie.a, tie.b)), format_number(tie.expected, 1)
        clear = tie.verdict is TieVerdict.APART
        said.append(
            Text(
                zh=f"{names.zh}没有共同牵头的，按各自任务数平均约 {usual} 项{'，明显偏少' if clear else ''}。",
                en=f"{names.en} lead nothing together, where about {usual} would be usual"
                f"{': clearly few' if clear else ''}.",
            )
        )
    return [*said, describe_rest(len(never) - len(said), "从不共同牵头的", "like this", "对")]


def _no_pair_sentence(found: TieLayer, words: _LayerWords) -> Text:
    if not found.testable:
        return EMPTY_TEXT
    return Text(
        zh=f"看不出哪一对单位{words.together.zh}得格外多。",
        en=f"No pair clearly {words.one_does} more than its loads give.",
    )


def _describe_pair(network: ResponsibilityNetwork, tie: Tie) -> Text:
    """Describe one pair: its units, their joint tasks, and the number that their loads give."""
    names, number = format_pair(network, (tie.a, tie.b)), len(tie.tasks)
    labels = add_brackets(format_task_list(network, tie.tasks, most=TASKS_SHOWN))
    little = tie.expected < 0.05
    usual = format_number(tie.expected, 1)
    chance = Text(zh="不到 0.1 项" if little else f"约 {usual} 项", en="less than 0.1" if little else f"about {usual}")
    return Text(
        zh=f"{names.zh} {number} 项{labels.zh}，按各自任务数平均{chance.zh}",
        en=f"{names.en} on {format_count(number, 'task', 'tasks')} {labels.en}, where {chance.en} would be usual",
    )


def _undecidable_sentence(found: TieLayer, words: _LayerWords) -> Text:
    """Count the pairs that no number of joint tasks could make significant."""
    left = found.pairs - found.testable
    if not left:
        return EMPTY_TEXT
    coarse = found.law is NullMethod.SAMPLED and found.pairs > found.level * (1 + found.draws)
    why = Text(
        zh="计算的次数太少" if coarse else f"{words.together.zh}再多也不出奇",
        en=f"{format_count(found.draws, 'draw is', 'draws are')} too few for so many pairs"
        if coarse
        else f"even as many {words.together.en} as are possible would not stand out",
    )
    if not found.testable:
        pairs = format_count(left, "pair", "pairs")
        return Text(zh=f"比较了 {left} 对，都无从判断：{why.zh}。", en=f"{pairs} cannot be judged: {why.en}.")
    return Text(
        zh=f"比较的 {found.pairs} 对中有 {left} 对无从判断：{why.zh}。",
        en=f"{left} of the {found.pairs} pairs compared cannot be judged: {why.en}.",
    )


NULL_METHOD_WORDS = {
    NullMethod.EXACT: Text(
        zh="这种机会把所有可能的分法都数到，没有抽样误差。",
        en="These chances count every possible way, without sampling error.",
    ),
    NullMethod.NEAR_EXACT: Text(
        zh="这种机会按近似公式计算，一般误差在 4% 以内；有的任务写了大多数单位时为 7% 到 27%，最多到 126%，偏保守。",
        en="These chances come from a formula: 1% to 4% off as a rule, 7% to 27% where tasks name most units, at worst "
        "126%, on the safe side.",
    ),
}


def _rule(found: TieLayer) -> Text:
    words = _WORDS[found.layer]
    law = NULL_METHOD_WORDS.get(found.law) or Text(
        zh=f"这种机会由抽签 {found.draws} 次估计（随机种子 {found.seed}；先交换 {found.burn_in} 轮，"
        f"每两次之间再交换 {found.rounds} 轮）。",
        en=f"These chances are estimated from {format_count(found.draws, 'draw', 'draws')} (seed {found.seed}; "
        f"{found.burn_in} rounds of trades come first, {found.rounds} lie between draws).",
    )
    lot = Text(
        zh=f"每个单位{words.have.zh}的任务数不变，每项任务的{words.number.zh}也不变，其余由抽签决定，"
        f"看两家碰到一起至少这么多次的机会有多大。{law.zh}",
        en=f"Every unit keeps its number of {words.have.en} and every task its {words.number.en}; all else is drawn by "
        f"lot. What is the chance that two units meet at least as often? {law.en}",
    )
    if not found.pairs:
        return lot
    how = Text(zh="，用的是每一对可能取到的数" if found.discrete else "", en="")
    use = " in its discrete form, by what each pair can have" if found.discrete else ""
    return Text(
        zh=f"{lot.zh}共比较 {found.pairs} 对，"
        f"{f'其中 {found.testable} 对' if found.testable else '没有一对'}有可能判断得出来。"
        f"比较的对数多，机会按对数从严修正（错误发现率{how.zh}），不超过 {found.level:.0%} 才算超出偶然。",
        en=f"{lot.en} {format_count(found.pairs, 'pair was', 'pairs were')} compared; "
        f"{found.testable or 'none'} of them "
        f"could be judged. The chance is corrected for the number of pairs (false discovery rate{use}) and must be at "
        f"most {found.level:.0%}.",
    )


def _limits(found: TieLayer) -> Text:
    told = Text(
        zh="只说明分工上一起出现得多，不说明合作得好，也不说明为什么在一起。"
        "没有点名的，实际上也可能常来常往。各单位任务多少，在这里是既定的。",
        en="This says that units are named together often, not why, nor that they work well together. Units that are "
        "not named here may well be in close contact. How much each unit has is taken as given.",
    )
    return join_sentences([told, describe_approximation(found.approximation)])
