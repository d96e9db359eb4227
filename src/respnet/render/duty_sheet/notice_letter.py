"""Paragraph of a notice letter: size of the plan, leads, the busiest units and deadlines, from the plan alone."""

from __future__ import annotations

from collections.abc import Iterable

from respnet.analysis.workload.workload import compute_workload
from respnet.core.i18n import Text, as_sentence, format_count, format_list, format_share
from respnet.core.messages import FOR_CHECKING, NO_LEADS_NAMED
from respnet.core.plan import Role
from respnet.findings.display_names import format_unit_names
from respnet.render.duty_sheet.pages import SheetPageBuilder, quote_title

TOP_UNITS = 3
"""Units told as having the most; more only where they are level with the third, and at most twice as many."""

MAX_LISTED = 12
"""Tasks told one by one."""


def format_notice_paragraph(pages: SheetPageBuilder) -> str:
    """Format the paragraph in the language of the sheets.

    >>> from respnet.core.network import ResponsibilityNetwork
    >>> from respnet.intake.builder import PlanFacts, TaskRow, UnitList, build_plan
    >>> row = TaskRow("修路", number="1", units=(UnitList(Role.LEAD, ("县交通局",)),))
    >>> plan = build_plan(PlanFacts("养路方案"), [row])
    >>> print(format_notice_paragraph(SheetPageBuilder(ResponsibilityNetwork(plan), "zh")))
    《养路方案》共1项任务，涉及1个单位。1项任务都写明了牵头单位，其中单独牵头1项，占100%。\
单独牵头的是第1项。牵头较多的是：县交通局1项，占100%。以上根据方案文本统计，供核对使用，以印发文件为准。
    """
    said = [_describe_size(pages)]
    if pages.plan.tasks:
        said += [*_describe_leads(pages), *_describe_busiest(pages), *_describe_deadlines(pages)]
        said.append(
            Text(
                zh=f"以上根据方案文本统计，{FOR_CHECKING.zh}。",
                en=f"Counted from the text of the plan, {FOR_CHECKING.en}.",
            )
        )
    return ("" if pages.lang == "zh" else " ").join(map(pages.say, said))


def _describe_size(pages: SheetPageBuilder) -> Text:
    number, many, tasks = pages.plan.document_number, pages.network.collectives, len(pages.plan.tasks)
    zh = quote_title(pages.plan.title) + (f"（{number}）" if number else "")
    en = pages.plan.title + (f" ({number})" if number else "")
    if not tasks:
        return Text(zh=f"{zh}没有任务。", en=f"{en} holds no tasks.")
    names, units = format_unit_names(pages.network, [unit.id for unit in many]), len(pages.network.actors)
    also_zh = f"，另有{len(many)}个集合单位（{names.zh}）" if many else ""
    also_en = f", and {format_count(len(many), 'collective', 'collectives')} ({names.en})" if many else ""
    return Text(
        zh=f"{zh}共{tasks}项任务，涉及{units}个单位{also_zh}。",
        en=f"{en} has {format_count(tasks, 'task', 'tasks')} for {format_count(units, 'unit', 'units')}{also_en}.",
    )


def _describe_leads(pages: SheetPageBuilder) -> Iterable[Text]:
    """Describe the tasks with a named lead: with one, several, or only a collective; and those without."""
    network, tasks = pages.network, len(pages.plan.tasks)
    if not network.names_leads:
        yield as_sentence(NO_LEADS_NAMED)
        return
    collective = {unit.id for unit in network.collectives}
    leads = {task.id: {one.unit for one in pages.list_assigned(task.id, Role.LEAD)} for task in network.tasks}
    named = [units for units in leads.values() if units]
    alone = [task for task, units in leads.items() if len(units) == 1 and not units <= collective]
    several = sum(len(units) > 1 for units in named)
    parts = [
        (len(alone), "单独牵头", "a single lead"),
        (several, "两家以上共同牵头", "two or more leads"),
        (len(named) - len(alone) - several, "由集合单位牵头", "a collective as the lead"),
    ]
    zh = "；".join(f"{how}{n}项，占{format_share(n, tasks)}" for n, how, _ in parts if n)
    shares = [f"{n} with {how} ({format_share(n, tasks)})" for n, _, how in parts if n]
    en = format_list(shares, "en")
    if len(named) == tasks:
        yield Text(zh=f"{tasks}项任务都写明了牵头单位，其中{zh}。", en=f"Every task names its lead: {en}.")
    else:
        without = pages.numbers([task for task, units in leads.items() if not units])
        yield Text(
            zh=f"写明牵头单位的{len(named)}项，占{format_share(len(named), tasks)}，其中{zh}；"
            f"没有写明的{tasks - len(named)}项（{without}），不作推定。",
            en=f"A lead is named for {len(named)} of {format_count(tasks, 'task', 'tasks')}: {en}; none is named, and "
            f"none assumed, for {tasks - len(named)} ({without}).",
        )
    if 0 < len(alone) <= MAX_LISTED:
        numbers = pages.numbers(alone)
        yield Text(zh=f"单独牵头的是{numbers}。", en=f"With a single lead: {numbers}.")


def _describe_busiest(pages: SheetPageBuilder) -> Iterable[Text]:
    """Describe the units with the most leads, or the most tasks if the plan names no leads."""
    led, tasks = pages.network.names_leads, len(pages.plan.tasks)
    loads = compute_workload(pages.network).loads
    counts = [(load.leads if led else load.total, load.unit) for load in loads]
    counts = sorted((one for one in counts if one[0]), key=lambda one: -one[0])
    least = counts[:TOP_UNITS][-1][0] if counts else 0
    level = [one for one in counts if one[0] >= least]
    if len(level) > 2 * TOP_UNITS:  # too many to tell: those above them, if there are any
        level = [one for one in level if one[0] > least]
    if not level:
        return
    names = {unit: format_unit_names(pages.network, [unit]) for _, unit in level}
    zh = "；".join(f"{names[unit].zh}{n}项，占{format_share(n, tasks)}" for n, unit in level)
    en = "; ".join(
        f"{names[unit].en}, {format_count(n, 'task', 'tasks')} ({format_share(n, tasks)})" for n, unit in level
    )
    yield Text(
        zh=f"{'牵头' if led else '承担任务'}较多的是：{zh}。", en=f"{'Leading' if led else 'Taking on'} the most: {en}."
    )


def _describe_deadlines(pages: SheetPageBuilder) -> Iterable[Text]:
    """Describe the number of tasks with a deadline; nothing if none has one, since the table may lack the column."""
    tasks = len(pages.plan.tasks)
    dated = sum(bool(task.deadline) for task in pages.plan.tasks)
    rest = tasks - dated
    if dated:
        yield Text(
            zh=f"写明完成时限的{dated}项，占{format_share(dated, tasks)}" + (f"；未写明的{rest}项。" if rest else "。"),
            en=f"{format_count(dated, 'task has', 'tasks have')} a deadline ({format_share(dated, tasks)})"
            + (f"; {rest} {'has' if rest == 1 else 'have'} none." if rest else "."),
        )
