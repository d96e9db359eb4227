"""Paragraph of a notice letter: totals, shares, units and task numbers, from the plan alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from respnet.analysis.workload.workload import UnitLoad, compute_workload
from respnet.core.i18n import Lang, Text, format_count, format_list
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import WORKING_ROLES, Role
from respnet.findings.display_names import format_unit_name
from respnet.render.duty_sheet.pages import format_percent, quote_title

TOP_UNITS = 3
"""Units told as having the most; more only where they are level with the third."""

MAX_LISTED = 12
"""Units or tasks told one by one; after so many the rest is counted."""


def format_notice_paragraph(network: ResponsibilityNetwork, lang: Lang) -> str:
    """Format the paragraph: size of the plan, leads by unit, tasks with a single unit, open lists.

    Args:
        network: The network.
        lang: Language of the paragraph.

    >>> from respnet.intake.builder import PlanFacts, TaskRow, UnitList, build_plan
    >>> row = TaskRow("修路", number="1", units=(UnitList(Role.LEAD, ("县交通局",)),))
    >>> print(format_notice_paragraph(ResponsibilityNetwork(build_plan(PlanFacts("养路方案"), [row])), "zh"))
    《养路方案》共1项任务，涉及1个单位。1项任务都写明了牵头单位，其中独家牵头1项，占100%。\
牵头较多的是：县交通局1项，占100%。独家牵头的任务：县交通局第1项。第1项没有其他单位参与。\
以上根据方案文本统计，供核对使用，以印发文件为准。
    """
    said = _Circular(network)
    return ("" if lang == "zh" else " ").join(sentence.of(lang) for sentence in said.sentences())


class _Circular:
    """Sentences of the paragraph, one method each; a method yields nothing if its sentence does not apply."""

    def __init__(self, network: ResponsibilityNetwork) -> None:
        self.network, self.plan = network, network.plan
        self.loads = compute_workload(network).loads
        self.tasks, self.units = len(network.tasks), len(network.actors)
        self.numbered_once = len({task.label for task in network.tasks}) == self.tasks
        self.leads_of = {
            task.id: list(
                dict.fromkeys(one.unit for one in network.assignments_by_task[task.id] if one.role is Role.LEAD)
            )
            for task in network.tasks
        }

    def sentences(self) -> Iterable[Text]:
        yield self._size()
        if not self.tasks:
            return
        if not self.network.names_leads:
            yield Text(zh="方案没有写明牵头单位，不作推定。", en="The plan names no lead units, and none are assumed.")
            yield from self._busiest()
        else:
            yield from self._lead_named()
            yield from self._who_leads()
            yield from self._busiest()
            yield from self._single()
            yield from self._alone()
        yield from self._bare()
        yield from self._deadlines()
        if not self.numbered_once:
            yield Text(
                zh="方案中的任务序号有重复，以上按先后顺序编号。",
                en="Numbers repeat in the plan, so tasks are numbered here by their place in it.",
            )
        yield Text(
            zh="以上根据方案文本统计，供核对使用，以印发文件为准。",
            en="Counted from the text of the plan, for checking; the issued document prevails.",
        )

    def _size(self) -> Text:
        number, many = self.plan.document_number, self.network.collectives
        title = Text(
            zh=quote_title(self.plan.title) + (f"（{number}）" if number else ""),
            en=self.plan.title + (f" ({number})" if number else ""),
        )
        if not self.tasks:
            return Text(zh=f"{title.zh}没有任务。", en=f"{title.en} holds no tasks.")
        names = self._names([unit.id for unit in many])
        also = Text(
            zh=f"，另有{len(many)}个集合单位（{names.zh}）" if many else "",
            en=f", and {format_count(len(many), 'collective', 'collectives')} ({names.en})" if many else "",
        )
        return Text(
            zh=f"{title.zh}共{self.tasks}项任务，涉及{self.units}个单位{also.zh}。",
            en=f"{title.en} has {format_count(self.tasks, 'task', 'tasks')} for "
            f"{format_count(self.units, 'unit', 'units')}{also.en}.",
        )

    def _lead_named(self) -> Iterable[Text]:
        """Tasks with a named lead, and of these those with one, several, or only a collective lead."""
        collective = {unit.id for unit in self.network.collectives}
        named = [leads for leads in self.leads_of.values() if leads]
        single = sum(len(leads) == 1 and leads[0] not in collective for leads in named)
        several = sum(len(leads) > 1 for leads in named)
        by_many = len(named) - single - several
        parts = [
            (single, "独家牵头", "a single lead"),
            (several, "两家以上共同牵头", "two or more leads"),
            (by_many, "由集合单位牵头", "a collective as the lead"),
        ]
        share = [self._share(count, self.tasks) for count, _, _ in parts]
        how = Text(
            zh="、".join(
                f"{zh}{count}项，占{rate.zh}" for (count, zh, _), rate in zip(parts, share, strict=True) if count
            ).replace("%、", "%；"),
            en=format_list(
                [
                    f"{count} {_have(count)} {en} ({rate.en})"
                    for (count, _, en), rate in zip(parts, share, strict=True)
                    if count
                ],
                "en",
            ),
        )
        if len(named) == self.tasks:
            yield Text(
                zh=f"{self.tasks}项任务都写明了牵头单位，其中{how.zh}。",
                en=f"Every task names its lead: {how.en}.",
            )
            return
        rate = self._share(len(named), self.tasks)
        without = self._numbers([task for task, leads in self.leads_of.items() if not leads])
        yield Text(
            zh=f"写明牵头单位的{len(named)}项，占{rate.zh}，其中{how.zh}；{without.zh}没有写明，不作推定。",
            en=f"{len(named)} of the {self.tasks} tasks ({rate.en}) {'names' if len(named) == 1 else 'name'} a lead: "
            f"{how.en}; {without.en} {_is(self.tasks - len(named), 'names', 'name')} none, and none is assumed.",
        )

    def _who_leads(self) -> Iterable[Text]:
        if self.units < 2:
            return
        leading = sum(load.leads > 0 for load in self.loads)
        rest = self.units - leading
        rate, other = self._share(leading, self.units), self._share(rest, self.units)
        zh = f"{self.units}个单位中，{leading}个牵头任务，占{rate.zh}"
        en = f"Of {self.units} units, {leading} {_is(leading, 'leads', 'lead')} a task ({rate.en})"
        yield Text(
            zh=zh + (f"；{rest}个不牵头，占{other.zh}。" if rest else "。"),
            en=en + (f" and {rest} {_is(rest, 'does', 'do')} not ({other.en})." if rest else "."),
        )

    def _busiest(self) -> Iterable[Text]:
        """Units with the most leads, or the most tasks if the plan names no leads."""
        by_leads = self.network.names_leads

        def many(load: UnitLoad) -> int:
            return load.leads if by_leads else load.total

        first = sorted((load for load in self.loads if many(load)), key=lambda load: -many(load))
        if not first:
            return
        least = many(first[min(TOP_UNITS, len(first)) - 1])
        level = [load for load in first if many(load) >= least]
        if len(level) > 2 * TOP_UNITS:  # too many to tell: those above them, if there are any
            above = [load for load in level if many(load) > least]
            if not above:
                yield self._level(len(level), least, by_leads=by_leads)
                return
            level = above
        told = [(self._names([load.unit]), many(load), self._share(many(load), self.tasks)) for load in level]
        zh = [f"{name.zh}{count}项，占{rate.zh}" for name, count, rate in told]
        en = [f"{name.en}, {format_count(count, 'task', 'tasks')} ({rate.en})" for name, count, rate in told]
        yield Text(
            zh=f"{'牵头' if by_leads else '承担任务'}较多的是：{'；'.join(zh)}。",
            en=f"{'Leading' if by_leads else 'Taking on'} the most: {'; '.join(en)}.",
        )

    def _level(self, units: int, tasks: int, *, by_leads: bool) -> Text:
        return Text(
            zh=f"{'牵头' if by_leads else '承担任务'}最多的有{units}个单位，各{tasks}项。",
            en=f"{units} units {'lead' if by_leads else 'take on'} the most, "
            f"{format_count(tasks, 'task', 'tasks')} each.",
        )

    def _single(self) -> Iterable[Text]:
        """Tasks with a single lead, by unit."""
        collective = {unit.id for unit in self.network.collectives}
        of: dict[str, list[str]] = {}
        for task, leads in self.leads_of.items():
            if len(leads) == 1 and leads[0] not in collective:
                of.setdefault(leads[0], []).append(task)
        if not of:
            return
        told = [(self._names([unit]), self._numbers(tasks)) for unit, tasks in list(of.items())[:MAX_LISTED]]
        rest = len(of) - len(told)
        yield Text(
            zh=f"独家牵头的任务：{'；'.join(name.zh + numbers.zh for name, numbers in told)}"
            + (f"；其余{rest}个单位略。" if rest else "。"),
            en=f"Tasks with a single lead: {'; '.join(f'{name.en} {numbers.en}' for name, numbers in told)}"
            + (f"; and those of {format_count(rest, 'more unit', 'more units')}." if rest else "."),
        )

    def _alone(self) -> Iterable[Text]:
        """Tasks with a lead and no other unit."""
        alone = [
            task
            for task in self.leads_of
            if len({one.unit for one in self.network.assignments_by_task[task] if one.role in WORKING_ROLES}) == 1
            and self.leads_of[task]
        ]
        if alone:
            numbers = self._numbers(alone)
            yield Text(
                zh=f"{numbers.zh}没有其他单位参与。",
                en=f"No other unit takes part in {numbers.en}.",
            )

    def _bare(self) -> Iterable[Text]:
        bare = [task for task in self.leads_of if not self.network.assignments_by_task[task]]
        if bare:
            numbers = self._numbers(bare)
            yield Text(
                zh=f"{numbers.zh}没有写明任何单位。",
                en=f"No unit at all is named for {numbers.en}.",
            )

    def _deadlines(self) -> Iterable[Text]:
        """Number of tasks with a deadline; nothing if none has one, since the table may lack the column."""
        dated = sum(bool(task.deadline) for task in self.network.tasks)
        if not dated:
            return
        rate, rest = self._share(dated, self.tasks), self.tasks - dated
        yield Text(
            zh=f"写明完成时限的{dated}项，占{rate.zh}" + (f"；未写明的{rest}项。" if rest else "。"),
            en=f"{format_count(dated, 'task has', 'tasks have')} a deadline ({rate.en})"
            + (f"; {rest} {_have(rest)} none." if rest else "."),
        )

    def _share(self, part: int, whole: int) -> Text:
        return Text(zh=format_percent(part, whole, "zh"), en=format_percent(part, whole, "en"))

    def _names(self, units: Sequence[str]) -> Text:
        return Text(
            zh=format_list([format_unit_name(self.network, unit, "zh") for unit in units], "zh"),
            en=format_list([format_unit_name(self.network, unit, "en") for unit in units], "en"),
        )

    def _numbers(self, tasks: Sequence[str]) -> Text:
        """Format tasks by their printed numbers, in a sentence."""
        found = [self.network.task_by_id[task] for task in tasks]
        labels = [task.label if self.numbered_once else str(task.order) for task in found]
        shown, rest = labels[:MAX_LISTED], len(labels) - MAX_LISTED
        zh = f"第{'、'.join(shown)}项" if rest <= 0 else f"第{'、'.join(shown)}项等{len(labels)}项"
        en = f"{_is(len(labels), 'task', 'tasks')} {format_list(labels, 'en', MAX_LISTED)}"
        return Text(zh=zh, en=en)


def _have(number: int) -> str:
    return "has" if number == 1 else "have"


def _is(number: int, one: str, many: str) -> str:
    return one if number == 1 else many
