"""Finding on rebalancing: the effect of a few moves of leads on the highest load, and the reason of each move."""

from __future__ import annotations

from respnet.analysis.rebalance.rebalance import CurvePoint, MoveReason, Rebalancing
from respnet.core.i18n import Text, format_count
from respnet.core.network import ResponsibilityNetwork
from respnet.core.options import RebalanceOptions
from respnet.core.plan import Role
from respnet.findings.approximations import describe_approximation
from respnet.findings.display_names import add_brackets, describe_population, format_unit_name, format_unit_names
from respnet.findings.finding import Evidence, Finding
from respnet.findings.leads import NO_LEADS, NO_TASKS, SHOWN
from respnet.findings.risk import NO_ACTOR_LEADS


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
        population=describe_population(network),
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
    )


def _present_role(network: ResponsibilityNetwork, unit: str, task: str) -> str:
    """Return the strongest present role of the unit on the task."""
    roles = [one.role for one in network.assignments_by_task[task] if one.unit == unit]
    return min(roles, key=list(Role).index).value


def _sentence(network: ResponsibilityNetwork, found: Rebalancing) -> Text:
    if not network.tasks:
        return NO_TASKS
    if not network.names_leads:
        return NO_LEADS
    if not network.biadjacency(Role.LEAD).any():
        return NO_ACTOR_LEADS
    first, last = found.curve[0], found.curve[-1]
    parts = [_describe_fall(network, first, last) if last.moves else _no_move_sentence(network, first)]
    if last.moves:
        parts += [_describe_knee(found), _single_leads(last)]
    parts.append(_owner_sentence(network, first))
    parts.append(describe_approximation(found.approximation))
    if last.moves:
        parts.append(Text(zh="以上供研究，不代替决定。", en="This is for study and decides nothing."))
    said = [part for part in parts if part.zh]
    return Text(zh="".join(part.zh for part in said), en=" ".join(part.en for part in said))


def _no_move_sentence(network: ResponsibilityNetwork, first: CurvePoint) -> Text:
    names, load = add_brackets(format_unit_names(network, first.busiest, most=SHOWN)), format_load(first.highest)
    return Text(
        zh=f"最高加权任务量是 {load}{names.zh}；按下列规则，没有哪种调整能使它降低。",
        en=f"The highest weighted workload is {load} {names.en}; within the rules, passing on leads cannot lower it.",
    )


def _describe_fall(network: ResponsibilityNetwork, first: CurvePoint, last: CurvePoint) -> Text:
    before, after = (add_brackets(format_unit_names(network, point.busiest, most=SHOWN)) for point in (first, last))
    high, low = format_load(first.highest), format_load(last.highest)
    return Text(
        zh=f"调整 {last.moves} 处牵头，最高加权任务量可由 {high}{before.zh}降到 {low}{after.zh}。",
        en=f"If {format_count(last.moves, 'lead', 'leads')} were passed on, the highest weighted workload would fall "
        f"from {high} {before.en} to {low} {after.en}.",
    )


def _describe_knee(found: Rebalancing) -> Text:
    """Name the point from which each further move brings less."""
    turn = found.find_knee()
    if turn.moves == found.curve[-1].moves:
        return Text(zh="", en="")
    low = format_load(turn.highest)
    if turn.moves == 1:
        return Text(
            zh=f"第 1 处见效最大，降到 {low}，此后每处降得少。",
            en=f"The first move does most, down to {low}; each further one brings less.",
        )
    return Text(
        zh=f"前 {turn.moves} 处见效最大，降到 {low}，此后每处降得少。",
        en=f"The first {turn.moves} moves do most, down to {low}; each further one brings less.",
    )


def _single_leads(last: CurvePoint) -> Text:
    if not last.single_leads:
        return Text(
            zh="每项任务的牵头家数不变，不会多出独家牵头的任务。",
            en="Every task keeps its number of leads, so no task comes to hang on a single one.",
        )
    tasks = format_count(last.single_leads, "single-lead task stays", "single-lead tasks stay")
    return Text(
        zh=f"每项任务的牵头家数不变，独家牵头任务仍是 {last.single_leads} 项。",
        en=f"Every task keeps its number of leads; the {tasks} as {'it is' if last.single_leads == 1 else 'they are'}.",
    )


def _owner_sentence(network: ResponsibilityNetwork, first: CurvePoint) -> Text:
    """Say that the plan's own coordinating unit has many leads by design."""
    row = network.find_actor_row(network.plan.owner) if network.plan.owner else None
    if row is None or network.actors[row].id not in first.busiest:
        return Text(zh="", en="")
    unit = network.actors[row].id
    return Text(
        zh=f"{format_unit_name(network, unit, 'zh')}是本方案的统筹单位，牵头多可能正是方案的安排。",
        en=f"{format_unit_name(network, unit, 'en')} coordinates this plan, so its many leads may well be by design.",
    )


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
            zh="先求调整最少，再求任务量平方和最小，仍相同时按文件先后取。",
            en="Of all ways the one with the fewest moves is taken, then the one with the smallest sum of squared "
            "workloads, then the units named first.",
        )
    )
    return Text(zh="".join(part.zh for part in parts), en=" ".join(part.en for part in parts))


def _describe_candidates(network: ResponsibilityNetwork, rules: RebalanceOptions) -> Text:
    if rules.field:
        return Text(
            zh="只转给使用者列明可以牵头、且已参与该任务的单位。",
            en="Leads pass only to units that the user has named for the task and that take part in it.",
        )
    if any(task.section for task in network.tasks):
        return Text(
            zh="只转给已参与该任务、且在同一章节还参与其他任务的单位。",
            en="Leads pass only to units that take part in the task and in another task of its section.",
        )
    return Text(
        zh="只转给已参与该任务的单位。",
        en="Leads pass only to units that take part in the task.",
    )
