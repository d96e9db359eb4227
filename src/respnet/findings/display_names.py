"""Display names of units and tasks, and descriptions of the population of a finding."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from respnet.analysis.compare.changes import TaskField
from respnet.analysis.pairs.backbone import Tie, TieVerdict
from respnet.analysis.workload.workload import Flag, UnitLoad
from respnet.core.i18n import EMPTY_TEXT, LANGS, Lang, Text, format_count, format_list, format_number
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Plan, Role, Task

SHOWN = 3
"""Units, pairs or plans named in a sentence; the rest is counted."""

FLAG_WORDS = {
    Flag.OVERLOADED: Text(zh="任务偏多", en="overload"),
    Flag.SOME_WEIGHTS: Text(zh="部分折算办法下任务偏多", en="overload in some ways of counting"),
    Flag.WATCH: Text(zh="留意", en="worth watching"),
    Flag.NONE: Text(zh="未见偏多", en="no overload"),
}

TASK_FIELD_WORDS = {
    TaskField.TITLE: Text(zh="题目", en="title"),
    TaskField.DEADLINE: Text(zh="完成时限", en="deadline"),
    TaskField.TARGETS: Text(zh="目标要求", en="targets"),
    TaskField.SECTION: Text(zh="所属章节", en="section"),
}

TIE_VERDICT_WORDS = {
    "together": Text(zh="明显多", en="clearly many"),
    "apart": Text(zh="明显少", en="clearly few"),
    "within_chance": Text(zh="不明显", en="not clearly many"),
    "no_more": Text(zh="不多", en="no more than usual"),
    "too_few": Text(zh="无从判断：再多也不出奇", en="cannot be judged: no number would stand out"),
}


def classify_tie(tie: Tie) -> str:
    """Return the key of a pair's verdict in `TIE_VERDICT_WORDS`; a count that chance reaches on average is no more."""
    if tie.verdict not in (TieVerdict.TOGETHER, TieVerdict.APART) and len(tie.tasks) <= tie.expected:
        return "no_more"
    return tie.verdict.name.lower()


_NARROW = str.maketrans("（）", "()")


def format_unit_name(network: ResponsibilityNetwork, unit: str, lang: Lang) -> str:
    """Return the unit's recorded English name where `lang` asks for it and there is one, else the name as printed.

    Args:
        network: Network of the plan.
        unit: Id of the unit.
        lang: Language.

    Returns:
        The name.
    """
    found = network.unit_by_id[unit]
    return (lang == "en" and found.english) or found.name


MAX_NAME_COLUMNS = 48
"""Columns that a list of names in a sentence may take, two a Chinese character; a sentence is read at one glance."""


def format_names(zh: Sequence[str], en: Sequence[str], most: int = 0) -> Text:
    """Format names of units as one list.

    Args:
        zh: Chinese names.
        en: English names.
        most: Number of names, fewer where they are long; the rest is counted. 0 for all.

    Returns:
        The list in both languages.
    """
    if most:
        lengths = accumulate(len(name.encode("gbk", "replace")) for name in zh)
        most = max(1, min(most, sum(length <= MAX_NAME_COLUMNS for length in lengths)))
    return Text(zh=format_list(list(zh), "zh", most), en=format_list(list(en), "en", most))


def format_unit_names(network: ResponsibilityNetwork, units: Sequence[str], most: int = 0) -> Text:
    """Format several units, by their ids, as `format_names` does.

    Args:
        network: Network of the plan.
        units: Ids of the units.
        most: Number of names, fewer where they are long; the rest is counted. 0 for all.

    Returns:
        The list in both languages.
    """
    zh, en = ([format_unit_name(network, unit, lang) for unit in units] for lang in LANGS)
    return format_names(zh, en, most)


def format_pair(network: ResponsibilityNetwork, pair: tuple[str, str]) -> Text:
    """Format the names of two units that belong together.

    Args:
        network: Network of the plan.
        pair: Ids of the units.

    Returns:
        Their names.
    """
    return Text(
        zh="与".join(format_unit_name(network, unit, "zh") for unit in pair), en=format_unit_names(network, pair).en
    )


def add_lead_basis(network: ResponsibilityNetwork, said: Text) -> Text:
    """Say over which tasks leads are counted, where only some of the tasks name one.

    Args:
        network: Network of the plan.
        said: Sentence on leads.

    Returns:
        The sentence with its basis.
    """
    led = count_led_tasks(network)
    if not said.zh or not 0 < led < len(network.tasks):
        return said
    first, dot, rest = said.en.partition(". ")
    first = first.removesuffix(".")
    before, close = (f"{first[:-1]}; ", first[-1]) if first.endswith((")", "]")) else (f"{first} (", ")")
    return Text(
        zh=f"在写明牵头的 {led} 项任务中，{said.zh}",
        en=f"{before}over the {format_count(led, 'task that names', 'tasks that name')} a lead{close}.{dot[1:]}{rest}",
    )


def describe_rest(left: int, zh: str, en: str, measure: str = "个") -> Text:
    """Say how many more there are than were named; empty where there are none.

    Args:
        left: Number of the others, or less than 1.
        zh: Chinese words for them.
        en: English predicate.
        measure: Chinese measure word.

    >>> describe_rest(2, "这样的", "like this").zh, describe_rest(1, "这样的", "like this").en
    ('这样的还有 2 个。', '1 more is like this.')
    """
    if left < 1:
        return EMPTY_TEXT
    return Text(zh=f"{zh}还有 {left} {measure}。", en=f"{left} more {'is' if left == 1 else 'are'} {en}.")


def describe_parts(parts: int) -> Text:
    """Describe a network that falls into several parts."""
    return Text(
        zh=f"各单位分成没有共同任务的 {parts} 部分", en=f"the units fall into {parts} parts without a task in common"
    )


def count_led_tasks(network: ResponsibilityNetwork) -> int:
    """Count the tasks that name a lead."""
    return sum(any(one.role is Role.LEAD for one in those) for those in network.assignments_by_task.values())


def format_task_label(network: ResponsibilityNetwork, task: str, lang: Lang) -> str:
    """Return the task's number, with its section's where a plan numbers its tasks anew in each section.

    Args:
        network: Network of the plan.
        task: Id of the task.
        lang: Language.

    Returns:
        The label.
    """
    label = network.label_by_task[task]
    return label.translate(_NARROW) if lang == "en" else label


def format_task_labels(network: ResponsibilityNetwork, tasks: Sequence[str], most: int = 0) -> Text:
    """Format several tasks as a list of their labels.

    Args:
        network: Network of the plan.
        tasks: Ids of the tasks.
        most: Number of labels; the rest is counted. 0 for all.

    Returns:
        The list in both languages.
    """
    labels = [network.label_by_task[task] for task in tasks]
    shown = labels[:most] if most and len(labels) > most else labels
    more = f"等 {len(labels)} 项" if len(labels) > len(shown) else ""
    zh = "、".join(shown)
    gap = " " if more and zh[-1].isascii() else ""
    return Text(
        zh=f"{zh}{gap}{more}", en=format_list([format_task_label(network, task, "en") for task in tasks], "en", most)
    )


def format_task_list(network: ResponsibilityNetwork, tasks: Sequence[str], most: int = 0) -> Text:
    """Format several tasks as a list of their labels with the noun before it: 任务 4、5, tasks 4 and 5.

    Args:
        network: Network of the plan.
        tasks: Ids of the tasks.
        most: Number of labels; the rest is counted. 0 for all.

    Returns:
        The list in both languages.
    """
    labels = format_task_labels(network, tasks, most)
    gap = " " if labels.zh[:1].isascii() else ""
    return Text(zh=f"任务{gap}{labels.zh}", en=f"{'task' if len(tasks) == 1 else 'tasks'} {labels.en}")


MAX_FIRST_WORDS = 24
"""Characters."""


def get_first_words(task: Task) -> str:
    """Get the first words of a task's text, for a task whose title others have too; empty without a text.

    >>> get_first_words(Task("a", 1, "修路", text="修路。改造农村公路 20 公里，新建桥梁。"))
    '…改造农村公路 20 公里'
    """
    words = " ".join(task.text.split()).removeprefix(task.title).lstrip("。.，,：:；; ")
    return f"…{re.split('[。；;，,]', words)[0][:MAX_FIRST_WORDS]}" if words else ""


def add_brackets(text: Text) -> Text:
    """Put the text in brackets, square or tortoise-shell ones where it contains round ones.

    >>> add_brackets(Text(zh="任务 4", en="task 4")).zh, add_brackets(Text(zh="任务（四）", en="task (四)")).zh
    ('（任务 4）', '〔任务（四）〕')
    >>> add_brackets(Text(zh="任务（四）", en="task (四)")).en
    '[task (四)]'
    """
    zh = f"〔{text.zh}〕" if "（" in text.zh else f"（{text.zh}）"
    en = f"[{text.en}]" if re.search("[(（]", text.en) else f"({text.en})"
    return Text(zh=zh, en=en)


def describe_population(network: ResponsibilityNetwork) -> Text:
    """Describe the population: number of actors and tasks, actors without a task, and collectives left out."""
    units, tasks, left_out = len(network.actors), len(network.tasks), len(network.collectives)
    idle = units - int(network.biadjacency().any(axis=1).sum())
    names = add_brackets(format_unit_names(network, [unit.id for unit in network.collectives], most=4))
    those = Text(
        zh=f"（其中 {idle} 个没有承担任务）" if idle else "", en=f" ({idle} of them without a task)" if idle else ""
    )
    without = Text(
        zh=f"，不含代表多家的 {left_out} 个统称{names.zh}" if left_out else "",
        en=f", without {format_count(left_out, 'collective', 'collectives')} {names.en}" if left_out else "",
    )
    return Text(
        zh=f"{units} 个单位{those.zh}、{tasks} 项任务{without.zh}。",
        en=f"{format_count(units, 'unit', 'units')}{those.en} and {format_count(tasks, 'task', 'tasks')}{without.en}.",
    )


def describe_years(plan: Plan) -> Text:
    """The years that a plan runs for; empty where they are not known."""
    if not plan.period:
        return EMPTY_TEXT
    return Text(zh=f"方案期限 {plan.period.replace('-', '—')} 年", en=f"The plan runs {plan.period.replace('-', '–')}")


def describe_period(plan: Plan) -> Text:
    """The years that a plan without any deadline runs for; empty where a task has a deadline or no years are known.

    >>> describe_period(Plan(id="p", title="t", period="2021-2025")).zh
    '方案期限 2021—2025 年，没有单列各项时限'
    """
    years = describe_years(plan)
    if not years.zh or any(task.deadline for task in plan.tasks):
        return EMPTY_TEXT
    return Text(zh=f"{years.zh}，没有单列各项时限", en=f"{years.en} and lists no deadline for single tasks")


def format_other_tasks(number: int) -> str:
    """Format the number of other tasks that a unit takes part in, in English.

    >>> format_other_tasks(0), format_other_tasks(1), format_other_tasks(3)
    ('no others', '1 other', '3 others')
    """
    return format_count(number, "other", "others") if number else "no others"


def capitalise_first(text: str) -> str:
    """Capitalise the first letter of an English text.

    >>> capitalise_first("no unit")
    'No unit'
    """
    return text[:1].upper() + text[1:]


def describe_load(network: ResponsibilityNetwork, load: UnitLoad, leads: bool) -> Text:
    """Describe the tasks of a unit, as a clause.

    Args:
        network: Network of the plan.
        load: Tasks of the unit.
        leads: Tell leads apart from other shares.
    """
    name = format_unit_names(network, [load.unit])
    if not leads:
        return Text(
            zh=f"{name.zh}承担 {load.total} 项",
            en=f"{name.en} takes part in {format_count(load.total, 'task', 'tasks')}",
        )
    return Text(
        zh=f"{name.zh}牵头 {load.leads} 项、其他参与 {load.others} 项",
        en=f"{name.en} leads {format_count(load.leads, 'task', 'tasks')} and takes part in "
        f"{format_other_tasks(load.others)}",
    )


def describe_owner(network: ResponsibilityNetwork, unit: str) -> Text:
    """Say that the plan's own coordinating unit has many tasks by design.

    Args:
        network: Network of the plan.
        unit: Id of the coordinating unit.
    """
    name = format_unit_names(network, [unit])
    return Text(
        zh=f"{name.zh}是本方案的统筹单位，任务多可能正是方案的安排。",
        en=f"{name.en} coordinates this plan, so its high count may well be by design.",
    )


def format_mean(value: float) -> str:
    """Format a mean with at most one decimal.

    >>> format_mean(2.0), format_mean(7.666)
    ('2', '7.7')
    """
    return format_number(value, 1).removesuffix(".0")
