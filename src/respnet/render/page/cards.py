"""Cards of units and tasks: all that the page knows of one, for the script that shows it over the page."""

from __future__ import annotations

import numpy as np

from respnet.core.deadlines import format_last_day
from respnet.core.plan import Assignment, Role, Task
from respnet.findings.display_names import FLAG_WORDS
from respnet.pipeline import Analysis
from respnet.render.page.views.pairs import JointPair, format_pair, get_joint_pairs
from respnet.render.presenter import Presenter

MAX_PARTNERS = 30
Cards = list[dict[str, object]]


def build_unit_cards(analysis: Analysis, voice: Presenter) -> Cards:
    """Build the cards of the units, in printed order: numbers, partners, and the tasks left without a lead.

    Args:
        analysis: The results.
        voice: The presenter.

    Returns:
        For each unit `facts` as [name, text], `partners` as [unit index, words] with the number of `more`, and
        `absent`: indices of tasks without a lead, with one lead and with no unit at all, if the unit drops out.
    """
    joint = get_joint_pairs(analysis)
    partners: dict[str, list[JointPair]] = {unit.id: [] for unit in voice.plan.units}
    for pair in joint.pairs:
        partners[pair.a].append(pair)
        partners[pair.b].append(pair)
    absent = {one.unit: one for one in analysis.results.fragility.drop_outs}
    facts, task = _list_facts(analysis, voice), voice.place_of_task
    cards: Cards = []
    for unit, those in partners.items():
        out = absent.get(unit)
        shown = [
            [voice.place_of_unit[pair.b if pair.a == unit else pair.a], format_pair(voice, pair, led=joint.led)]
            for pair in those[:MAX_PARTNERS]
        ]
        left = (out.leaderless, out.single_left, out.empty) if out else ()
        cards.append(
            {
                "facts": facts.get(unit, [[voice.t("kind"), voice.t("fact_collective")]]),
                "partners": shown,
                "more": len(those) - len(shown),
                "absent": [[task[one] for one in tasks] for tasks in left],
            }
        )
    return cards


def _list_facts(analysis: Analysis, voice: Presenter) -> dict[str, list[list[str]]]:
    """List the numbers of each actor as [name, text]: tasks, leads, partners, and how central it is."""
    found, network = analysis.results, analysis.network
    matrix = network.biadjacency().astype(np.float32)
    partners = ((matrix @ matrix.T) > 0).sum(axis=1)
    places = zip(found.centrality.units, found.standing.units, partners, strict=True)
    rows = zip(found.workload.loads, found.lottery.flags, places, strict=True)
    facts: dict[str, list[list[str]]] = {}
    for load, flag, (place, stands, near) in rows:
        of_all = voice.t("fact_of_all", n=load.total, all=len(network.tasks))
        mine = [
            [voice.t("fact_tasks"), voice.t("fact_ranked", n=of_all, rank=load.rank_total) if load.total else of_all]
        ]
        if network.names_leads:
            led = voice.t("fact_led", n=load.leads)
            mine.append(
                [voice.t("fact_leads"), voice.t("fact_ranked", n=led, rank=load.rank_leads) if load.leads else led]
            )
        if matrix.any():
            mine.append([voice.t("judged"), voice.say(FLAG_WORDS[flag.flag])])
        mine.append([voice.t("fact_near"), voice.t("fact_units", n=max(0, int(near) - 1))])
        drawn = stands.get_null_comparison("unit_betweenness")
        how = "above" if drawn and drawn.above else "below" if drawn and drawn.below else "as"
        none = not place.unit_betweenness
        at = voice.t("bridge_none") if none else voice.t("bridge_rank", rank=place.rank_unit_betweenness)
        mine.append([voice.t("fact_bridge"), voice.t(f"bridge_{how}", at=at) if drawn else at])
        facts[load.unit] = mine
    return facts


def build_task_cards(voice: Presenter) -> Cards:
    """Build the cards of the tasks, in printed order.

    Args:
        voice: The presenter.

    Returns:
        For each task its title, section, texts, deadline with its last day (ISO), place in the document, and `units`
        as [unit index, role index] with the printed name where it differs; empty values are left out.
    """
    return [_build_task_card(task, voice) for task in voice.plan.tasks]


def _build_task_card(task: Task, voice: Presenter) -> dict[str, object]:
    said: dict[str, object] = {
        "title": task.title,
        "section": " › ".join(task.section),
        "text": task.text,
        "summary": task.summary,
        "clause": task.clause,
        "targets": list(task.targets),
        "deadline": task.deadline,
        "due": format_last_day(task.deadline),
        "place": voice.task_place(task.id),
        "open": [list(Role).index(role) for role in task.open_roles],
    }
    units = [_write_share(one, voice) for one in voice.network.assignments_by_task[task.id]]
    return {key: value for key, value in said.items() if value} | {"units": units}


def _write_share(one: Assignment, voice: Presenter) -> list[object]:
    share: list[object] = [voice.place_of_unit[one.unit], list(Role).index(one.role)]
    printed = voice.printed_name(one)
    return share if printed == voice.unit_name(one.unit) else [*share, printed]
