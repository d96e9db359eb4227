"""How findings name units, tasks and the population they speak of."""

from __future__ import annotations

from collections.abc import Sequence

from respnet.network import ResponsibilityNetwork
from respnet.words import Lang, Text, counted, listed


def unit_name(network: ResponsibilityNetwork, unit: str, lang: Lang) -> str:
    """The unit's name as `lang` has it: in English the recorded English name, else the name as printed."""
    found = network.unit_by_id[unit]
    return (lang == "en" and found.english) or found.name


def unit_names(network: ResponsibilityNetwork, units: Sequence[str], most: int = 0) -> Text:
    """Several units as one list; after `most` names the rest is counted."""
    names = {lang: [unit_name(network, unit, lang) for unit in units] for lang in ("zh", "en")}
    return Text(zh=listed(names["zh"], "zh", most), en=listed(names["en"], "en", most))


def task_labels(network: ResponsibilityNetwork, tasks: Sequence[str], most: int = 0) -> Text:
    """Several tasks by their printed numbers."""
    labels = [network.task_by_id[task].label for task in tasks]
    return Text(zh=listed(labels, "zh", most), en=listed(labels, "en", most))


def population(network: ResponsibilityNetwork) -> Text:
    """Over what a number was counted: the actors and tasks, and the collectives that were left out."""
    units, tasks, left_out = len(network.actors), len(network.tasks), len(network.collectives)
    names = unit_names(network, [unit.id for unit in network.collectives], most=4)
    without = Text(
        zh=f"，不含代表多家的 {left_out} 个集合单位（{names.zh}）" if left_out else "",
        en=f", without {counted(left_out, 'collective', 'collectives')} ({names.en})" if left_out else "",
    )
    return Text(
        zh=f"{units} 个单位、{tasks} 项任务{without.zh}。",
        en=f"{counted(units, 'unit', 'units')} and {counted(tasks, 'task', 'tasks')}{without.en}.",
    )


def sentence_start(text: str) -> str:
    """The English text with its first letter large.

    >>> sentence_start("no unit")
    'No unit'
    """
    return text[:1].upper() + text[1:]
