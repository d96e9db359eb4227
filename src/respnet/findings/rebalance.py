"""Finding on rebalancing: the effect of a few moves of leads on the highest load, and the reason of each move."""

from __future__ import annotations

from respnet.analysis.rebalance.rebalance import CurvePoint, MoveReason, Rebalancing
from respnet.core.i18n import EMPTY_TEXT, Text, format_count, join_sentences
from respnet.core.network import ResponsibilityNetwork
from respnet.core.options import RebalanceOptions
from respnet.core.plan import Role
from respnet.findings.display_names import SHOWN, add_brackets, describe_owner, format_unit_names
from respnet.findings.finding import Evidence, Finding
from respnet.findings.leads import describe_absent_leads


def describe_move_reason(reason: MoveReason) -> Text:
    """Describe the reasons for a move in one sentence; the unit is named beside it."""
    share, load = _share(reason), _load(reason)
    return Text(zh=f"{share.zh}；{load.zh}。", en=f"{share.en}; {load.en}.")


def _share(reason: MoveReason) -> Text:
    role = Text(
        zh=f"已是该任务的{'责任' if reason.responsible else '配合'}单位",
        en="Already responsible for the task" if reason.responsible else "Already supports the task",
    )
    if reason.section_tasks < 2:
        return role
    if reason.shared == reason.section_tasks:
        both = reason.shared == 2
        return Text(
            zh=f"{role.zh}，本章节 {reason.shared} 项任务全部参与",
            en=f"{role.en} and takes part in {'both' if both else f'all {reason.shared}'} tasks of its section",
        )
    return Text(
        zh=f"{role.zh}，本章节 {reason.section_tasks} 项任务中参与 {reason.shared} 项",
        en=f"{role.en} and takes part in {reason.shared} of the {reason.section_tasks} tasks of its section",
    )


def _load(reason: MoveReason) -> Text:
    before, after = format_load(reason.before), format_load(reason.after)
    goes = Text(
        zh=f"全部调整后加权任务量由 {before} 变为 {after}",
        en=f"with all moves made, its weighted workload goes from {before} to {after}",
    )
    if reason.candidates == 1:
        return Text(zh=f"能接手的只有这一家；{goes.zh}", en=f"the only unit that could take the lead; {goes.en}")
    if reason.lightest:
        return Text(
            zh=f"在能接手的 {reason.candidates} 个单位中任务量最轻；{goes.zh}",
            en=f"the lightest workload of the {reason.candidates} units that could take the lead; {goes.en}",
        )
    return goes


def format_load(load: float) -> str:
    """Format a load with at most two decimals.

    >>> format_load(26.0), format_load(17.5), format_load(4 / 3)
    ('26', '17.5', '1.33')
    """
    return f"{load:.2f}".rstrip("0").rstrip(".")


def describe_rebalancing(network: ResponsibilityNetwork, found: Rebalancing) -> Finding:
    """Describe the reduction of the highest load by the number of moves.

    Args:
        network: Network of the plan.
        found: Rebalancing results.

    Returns:
        The finding.
    """
    return Finding(
        id="even-leads",
        title=Text(zh="分工调整建议", en="Rebalancing proposal"),
        sentence=_sentence(network, found),
        rule=describe_rebalancing_rule(network, found.rules),
        limits=Text(
            zh="牵头平均不是方案的目标，统筹单位牵头多往往是有意安排。调整的只是文件上的名字，"
            "人员、经费和专业能力不会随之转移；能否胜任，要由人逐项判断。",
            en="Equal leads are not what a plan is for; a coordinating unit often leads much on purpose. Only names on "
            "paper would move, not staff, money or competence; whether a unit can do it, people must judge "
            "case by case.",
        ),
        evidence=tuple(
            Evidence(unit=unit, task=move.task, role=_present_role(network, unit, move.task))
            for move in found.curve[-1].proposed
            for unit in (move.from_unit, move.to_unit)
        ),
        shown=not describe_absent_leads(network).zh,
    )


def _present_role(network: ResponsibilityNetwork, unit: str, task: str) -> str:
    """Return the strongest present role of the unit on the task."""
    roles = [one.role for one in network.assignments_by_task[task] if one.unit == unit]
    return min(roles, key=list(Role).index).value


def _sentence(network: ResponsibilityNetwork, found: Rebalancing) -> Text:
    first, last = found.curve[0], found.curve[-1]
    if not network.biadjacency(Role.LEAD).any():
        return explain_no_moves(network, found)
    parts = [_describe_fall(network, first, last) if last.moves else explain_no_moves(network, found)]
    if last.moves:
        parts.append(_single_leads(last))
    parts.append(_owner_sentence(network, found))
    if last.moves:
        parts.append(Text(zh="以上供研究，不代替决定。", en="This is for study and decides nothing."))
    return join_sentences(parts)


def explain_no_moves(network: ResponsibilityNetwork, found: Rebalancing) -> Text:
    """Say why no lead passes on.

    Args:
        network: Network of the plan.
        found: Rebalancing results without a move.

    Returns:
        One sentence.
    """
    absent = describe_absent_leads(network)
    if absent.zh:
        return absent
    first = found.curve[0]
    names, load = add_brackets(format_unit_names(network, first.busiest, most=SHOWN)), format_load(first.highest)
    led = int(network.biadjacency(Role.LEAD).any(axis=0).sum())
    if not first.busiest:
        why = Text(zh="没有别的单位可比", en="there is no other unit to compare")
    elif len(first.busiest) == len(network.actors) > 1:
        why = Text(zh="各家一样多，不必调整", en="all units carry as much, so nothing need pass on")
    elif found.rules.moves == 0:
        why = Text(zh="限定为 0 处调整", en="no moves were allowed")
    elif found.anchored == led:
        every = Text(zh="由单个单位牵头的任务都", en=" that a unit leads")
        if led == len(network.tasks):
            every = Text(zh="每项任务", en="")
        why = Text(
            zh=f"{every.zh}只有一家牵头，按规则原牵头要留一家，所以都不能转",
            en=f"every task{every.en} has one lead, and the rule keeps one of the present leads, so none can pass on",
        )
    elif not found.candidates:
        why = Text(zh="方案内没有合适的承接单位", en="no unit of the plan is suited to take a lead")
    else:
        why = Text(zh="能转的牵头都不能使它降低", en="no lead that can pass on would lower it")
    return Text(
        zh=f"最高加权任务量是 {load}{names.zh}；{why.zh}。",
        en=f"The highest weighted workload is {load} {names.en}; {why.en}.",
    )


def _describe_fall(network: ResponsibilityNetwork, first: CurvePoint, last: CurvePoint) -> Text:
    before, after = (add_brackets(format_unit_names(network, point.busiest, most=SHOWN)) for point in (first, last))
    high, low = format_load(first.highest), format_load(last.highest)
    return Text(
        zh=f"调整 {last.moves} 处牵头，最高加权任务量可由 {high}{before.zh}降到 {low}{after.zh}。",
        en=f"If {format_count(last.moves, 'lead', 'leads')} were passed on, the highest weighted workload would fall "
        f"from {high} {before.en} to {low} {after.en}.",
    )


def _single_leads(last: CurvePoint) -> Text:
    if not last.single_leads:
        return Text(zh="不会多出单独牵头的任务。", en="No task comes to hang on a single lead.")
    return Text(
        zh=f"单独牵头任务仍是 {last.single_leads} 项。",
        en=f"There {'is' if last.single_leads == 1 else 'are'} still "
        f"{format_count(last.single_leads, 'single-lead task', 'single-lead tasks')}.",
    )


def _owner_sentence(network: ResponsibilityNetwork, found: Rebalancing) -> Text:
    """Say that the plan's own coordinating unit has many leads by design."""
    row = network.find_actor_row(network.plan.owner) if network.plan.owner else None
    if row is None:
        return EMPTY_TEXT
    unit = network.actors[row].id
    names = format_unit_names(network, [unit])
    if found.exempt:
        return Text(
            zh=f"{names.zh}是本方案的统筹单位，它的牵头不动，也不参加比较。",
            en=f"{names.en} coordinates this plan: its leads stay, and it is left out of the comparison.",
        )
    return describe_owner(network, unit)


def describe_rebalancing_rule(network: ResponsibilityNetwork, rules: RebalanceOptions) -> Text:
    """Describe the load, the candidates and the constraints, in one paragraph.

    Args:
        network: Network of the plan.
        rules: Options of the rebalancing.

    Returns:
        The rule.
    """
    share = format_load(rules.ratio)
    parts = [
        Text(
            zh=f"加权任务量：牵头一项计 1，其他参与一项计 {share}。每项任务的牵头家数不变；"
            f"转出牵头的单位留作责任单位，仍计 {share}。",
            en=f"Weighted workload: a lead counts 1, taking part otherwise {share}. Every task keeps its number of "
            f"leads; a unit whose lead passes on stays responsible, which still counts {share}.",
        ),
        _describe_candidates(network, rules),
    ]
    if rules.keep_one:
        parts.append(
            Text(zh="每项任务至少留一家原牵头单位。", en="At least one of the present leads of each task stays.")
        )
    if rules.protected:
        parts.append(
            Text(
                zh=f"指定保留的 {len(rules.protected)} 处牵头不动。",
                en=f"{format_count(len(rules.protected), 'lead stays', 'leads stay')} as asked.",
            )
        )
    parts.append(
        Text(
            zh=f"最多调整 {rules.moves} 处，逐一试过所有办法：先求调整最少，再求任务量平方和最小。",
            en=f"At most {format_count(rules.moves, 'lead passes', 'leads pass')} on. All ways were tried: that with "
            "the fewest moves is taken, of these that with the smallest sum of squared workloads.",
        )
    )
    return Text(zh="".join(part.zh for part in parts), en=" ".join(part.en for part in parts))


def _describe_candidates(network: ResponsibilityNetwork, rules: RebalanceOptions) -> Text:
    if rules.field:
        return Text(
            zh="只转给使用者列明可以牵头、且已参与该任务的单位。",
            en="Leads pass only to units that the user has named for the task and that take part in it.",
        )
    sections = any(task.section for task in network.tasks)
    role = Text(zh="牵头", en="lead") if rules.keep_one else Text(zh="参与", en="take part in")
    return Text(
        zh=f"只转给已参与该任务、且{'在同一章节' if sections else ''}还{role.zh}其他任务的单位。",
        en=f"Leads pass only to units that take part in the task and {role.en} another task"
        f"{' of its section' if sections else ''}.",
    )
