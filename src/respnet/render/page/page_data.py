"""Data of the page's scripts: cards of units and tasks with all that the page knows of one, and the search index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from urllib.parse import quote

import msgspec
import numpy as np

from respnet.core.cache_dir import get_cache_dir, write_cache_file
from respnet.core.deadlines import format_last_day
from respnet.core.plan import Assignment, Role, Task
from respnet.findings.display_names import FLAG_WORDS
from respnet.pipeline import Analysis
from respnet.render.page.views.base import PageView
from respnet.render.page.views.co_leads import JointPair, format_pair, get_joint_pairs
from respnet.render.page.views.tasks import list_sections
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
    by_tasks = Counter(load.rank_total for load in found.workload.loads)
    by_leads = Counter(load.rank_leads for load in found.workload.loads)
    by_bridges = Counter(one.rank_unit_betweenness for one in found.centrality.units)

    def say_rank(rank: int, ranks: Counter[int]) -> str:
        return voice.t("rank_shared" if ranks[rank] > 1 else "rank", rank=rank)

    def add_rank(said: str, number: int, rank: str) -> str:
        return voice.t("fact_ranked", n=said, rank=rank) if number else said  # the last of many is no place

    for load, flag, (place, stands, near) in rows:
        of_all = voice.t("fact_of_all", n=load.total, all=len(network.tasks))
        mine = [[voice.t("fact_tasks"), add_rank(of_all, load.total, say_rank(load.rank_total, by_tasks))]]
        if network.names_leads:
            led = voice.t("fact_led", n=load.leads)
            mine.append([voice.t("fact_leads"), add_rank(led, load.leads, say_rank(load.rank_leads, by_leads))])
        if matrix.any():
            mine.append([voice.t("judged"), voice.say(FLAG_WORDS[flag.flag])])
        mine.append([voice.t("fact_near"), voice.t("fact_units", n=max(0, int(near) - 1))])
        drawn = stands.get_null_comparison("unit_betweenness")
        how = "above" if drawn and drawn.above else "below" if drawn and drawn.below else "as"
        none = not place.unit_betweenness
        at = voice.t("bridge_none") if none else say_rank(place.rank_unit_betweenness, by_bridges)
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


def get_pinyin_initials(name: str) -> list[str]:
    """Return the possible initials of each hanzi (重 is read zhong or chong), other characters unchanged.

    >>> get_pinyin_initials("重庆A")
    ['ctz', 'q', 'a']
    """
    # Letter by letter, so that what has no reading stays in its place.
    known = _load_initials()
    return [known[letter] if letter in known else known.setdefault(letter, _look_up(letter)) for letter in name]


def save_pinyin_initials() -> None:
    """Keep the initials that were looked up: loading pypinyin takes as long as storing and verifying a small plan."""
    known, file = _load_initials(), _get_cache_file()
    if file is not None and _look_up.cache_info().currsize:
        write_cache_file(file, msgspec.json.encode(known))
        _look_up.cache_clear()


@cache
def _load_initials() -> dict[str, str]:
    """Load the initials known from earlier runs; a file that cannot be read is as good as none."""
    try:
        file = _get_cache_file()
        return msgspec.json.decode(file.read_bytes(), type=dict[str, str]) if file and file.is_file() else {}
    except (OSError, msgspec.MsgspecError):
        return {}


def _get_cache_file() -> Path | None:
    from respnet.core.installation import get_version

    folder = get_cache_dir()
    return folder / f"pinyin-{get_version('pypinyin')}" if folder is not None else None


@cache
def _look_up(letter: str) -> str:
    from pypinyin import Style, pinyin

    reading = pinyin(letter, style=Style.FIRST_LETTER, heteronym=True)
    return "".join(sorted({option[:1].lower() for found in reading for option in found if option}))


SearchEntry = dict[str, object]


def build_search_index(analysis: Analysis, views: Sequence[PageView], voice: Presenter) -> list[SearchEntry]:
    """Build the entries: name, kind (`what_…` in the labels), search keys and pinyin initials, link.

    Units come first, then tasks (with their number as `short`), in the plan's order: the scripts refer to units
    and tasks by index.

    Args:
        analysis: The results.
        views: The views of the page.
        voice: The presenter.
    """
    entries = [
        *_units(voice),
        *_tasks(voice),
        *_views(views, voice),
        *_actions(analysis, voice),
        *_sections(voice),
        *_findings(analysis, voice),
    ]
    save_pinyin_initials()
    return entries


def _entry(what: str, name: str, href: str) -> SearchEntry:
    return {"label": name, "what": what, "names": [name], "initials": get_pinyin_initials(name), "href": href}


def _units(voice: Presenter) -> Iterator[SearchEntry]:
    for unit in voice.plan.units:
        yield {
            "label": voice.unit_name(unit.id),
            "what": "what_unit",
            "names": [name for name in (unit.name, *unit.also_written, unit.english) if name],
            "initials": get_pinyin_initials(unit.name),
            "href": voice.unit_href(unit.id),
        }


def _tasks(voice: Presenter) -> Iterator[SearchEntry]:
    for task in voice.plan.tasks:
        name, printed = voice.task_name(task.id), f"{task.label} {task.title}"
        yield {
            "label": name,
            "what": "what_task",
            "names": list(dict.fromkeys((name, printed))),
            "initials": get_pinyin_initials(task.title),
            "href": voice.task_href(task.id),
            "short": voice.task_label(task.id),
        }


def _views(views: Sequence[PageView], voice: Presenter) -> Iterator[SearchEntry]:
    for view in views:
        yield _entry("what_view", voice.t(f"view_{view.name}"), f"#{view.name}")


def _actions(analysis: Analysis, voice: Presenter) -> Iterator[SearchEntry]:
    yield _entry("what_action", voice.t("do_print_sheets"), "#print-sheets")
    yield _entry("what_action", voice.t("do_print_page"), "#print-page")
    yield _entry("what_action", voice.t("do_save_tasks"), "#tasks")
    found = (("none", analysis.without_lead), ("single", analysis.single_leads)) if voice.plan.tasks else ()
    for leads, those in found:
        if those or voice.network.names_leads:  # else there is no such filter
            yield _entry("what_action", voice.t(f"do_find_{leads}", n=len(those)), f"#tasks?leads={leads}")


def _sections(voice: Presenter) -> Iterator[SearchEntry]:
    for one in list_sections(voice.plan.tasks).values():
        yield _entry("what_section", one.name, f"#tasks?section={quote(one.path, safe='')}")


def _findings(analysis: Analysis, voice: Presenter) -> Iterator[SearchEntry]:
    for finding in analysis.findings:
        if finding.shown:
            yield _entry("what_finding", voice.say(finding.title), f"#finding-{finding.id}")
