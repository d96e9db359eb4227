"""Next steps: at most five things that a coordinator does after reading the plan, made from facts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from respnet.analysis.run import Results
from respnet.core.i18n import EMPTY_TEXT, Text, format_count
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import WORKING_ROLES, Role
from respnet.core.problems import Problem
from respnet.findings.display_names import format_pair, format_unit_names

LEAD_CODES = ("no-lead", "no-lead-named")
"""Problems that are a step of their own."""
MAX_STEPS = 5
"""Lines that a reader takes in at once; the last one is always the sheets."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """One thing to do: kind, sentence, and the ids of the units and tasks that it is about.

    `id` is one of `check-problems`, `name-leads`, `due-soon`, `confirm-single-leads`, `agree-summary`,
    `list-members` and `hand-out-sheets`. What is due soon depends on the day of reading, so `due-soon` has no number.
    """

    id: str
    text: Text
    units: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()


def build_next_steps(
    network: ResponsibilityNetwork, results: Results, problems: Sequence[Problem]
) -> tuple[NextStep, ...]:
    """Build the next steps of a plan, most urgent first.

    Args:
        network: Network of the plan.
        results: Results of the analysis.
        problems: Problems that the checks found.
    """
    steps = list_steps(network, results, problems)
    sheets = [one for one in steps if one.id == "hand-out-sheets"]
    return (*[one for one in steps if one not in sheets][: MAX_STEPS - len(sheets)], *sheets)


def list_steps(network: ResponsibilityNetwork, results: Results, problems: Sequence[Problem]) -> tuple[NextStep, ...]:
    """List everything that there is to do, most urgent first, the sheets last.

    Args:
        network: Network of the plan.
        results: Results of the analysis.
        problems: Problems that the checks found.
    """
    if not network.tasks:
        return tuple(_check_problems(problems))
    return (
        *_check_problems(problems),
        *_name_leads(network, results),
        *_due_soon(results),
        *_confirm_single_leads(network, results),
        *_agree_summary(network, results),
        *_list_members(network),
        *_hand_out_sheets(network),
    )


def _check_problems(problems: Sequence[Problem]) -> Iterator[NextStep]:
    rest = [one for one in problems if one.code not in LEAD_CODES]
    if rest:
        but = Text(zh="除牵头外，", en=", besides the leads") if len(rest) < len(problems) else EMPTY_TEXT
        en = f"Check {format_count(len(rest), 'point', 'points')} in the text{but.en}"
        yield NextStep("check-problems", Text(zh=f"{but.zh}对照原文核对 {len(rest)} 处", en=en))


def _name_leads(network: ResponsibilityNetwork, results: Results) -> Iterator[NextStep]:
    none = results.lead_gaps.none
    if not network.names_leads:
        yield NextStep(
            "name-leads", Text(zh="方案没有写明牵头，请明确各项由谁牵头", en="No lead is named: settle who leads")
        )
    elif none:
        tasks = format_count(len(none), "task names no lead: settle one", "tasks name no lead: settle them")
        yield NextStep("name-leads", Text(zh=f"{len(none)} 项没有写明牵头，请明确", en=tasks), tasks=none)


def _due_soon(results: Results) -> Iterator[NextStep]:
    due = tuple(one.task for one in results.timetable.dues if one.period)
    if due:
        yield NextStep("due-soon", Text(zh="看近期到期的任务", en="See which tasks are due soon"), tasks=due)


def _confirm_single_leads(network: ResponsibilityNetwork, results: Results) -> Iterator[NextStep]:
    """Nothing where most tasks have one lead: that is the plan's form."""
    tasks = tuple(one.task for one in results.lead_gaps.single)
    if tasks and 2 * len(tasks) <= len(network.tasks) - len(results.lead_gaps.none):
        said = format_count(len(tasks), "task has a single lead: confirm it", "tasks have a single lead: confirm them")
        text = Text(zh=f"{len(tasks)} 项只有一家牵头，请确认或增加一家", en=said)
        yield NextStep("confirm-single-leads", text, tasks=tasks)


def _agree_summary(network: ResponsibilityNetwork, results: Results) -> Iterator[NextStep]:
    """The pair that leads most together, where that is clearly more than their loads give."""
    pairs = sorted(results.ties.leads.together(), key=lambda one: -len(one.tasks))
    if pairs:
        names, shared = format_pair(network, (pairs[0].a, pairs[0].b)), pairs[0].tasks
        zh = f"{names.zh}共同牵头 {len(shared)} 项，请明确由谁汇总"
        en = f"{names.en} lead {format_count(len(shared), 'task', 'tasks')} together: agree who reports"
        yield NextStep("agree-summary", Text(zh=zh, en=en), (pairs[0].a, pairs[0].b), shared)


def _list_members(network: ResponsibilityNetwork) -> Iterator[NextStep]:
    """Collectives whose members nobody recorded."""
    open_ones = tuple(unit.id for unit in network.collectives if not unit.members)
    if open_ones:
        names = format_unit_names(network, open_ones, most=2)
        text = Text(zh=f"明确“{names.zh}”包括哪些单位", en=f"List the members of “{names.en}”")
        yield NextStep("list-members", text, open_ones)


def _hand_out_sheets(network: ResponsibilityNetwork) -> Iterator[NextStep]:
    """To the units that lead; where none does, to all with a share in the work, or else to those that supervise."""
    ranks = (("牵头", "lead ", (Role.LEAD,)), ("", "", WORKING_ROLES), ("督促", "supervising ", (Role.SUPERVISE,)))
    for zh, en, roles in ranks:
        named = {one.unit for one in network.plan.assignments if one.role in roles}
        if units := tuple(unit.id for unit in network.actors if unit.id in named):
            text = Text(
                zh=f"把任务清单发给 {len(units)} 家{zh}单位",
                en=f"Send their sheets to {format_count(len(units), f'{en}unit', f'{en}units')}",
            )
            yield NextStep("hand-out-sheets", text, units)
            return
