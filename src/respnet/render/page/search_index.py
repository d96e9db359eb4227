"""Search index of the page: units, tasks, sections, views and findings with their links."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import quote

from respnet.pipeline import Analysis
from respnet.render.page.pinyin import get_pinyin_initials, save_pinyin_initials
from respnet.render.page.views.base import PageView
from respnet.render.page.views.tasks import list_sections
from respnet.render.presenter import Presenter

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
        *_sections(voice),
        *_findings(analysis, views, voice),
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
            "href": f"#task-{task.order}",
            "short": voice.task_label(task.id),
        }


def _views(views: Sequence[PageView], voice: Presenter) -> Iterator[SearchEntry]:
    for view in views:
        yield _entry("what_view", voice.t(f"view_{view.name}"), f"#{view.name}")


def _sections(voice: Presenter) -> Iterator[SearchEntry]:
    for one in list_sections(voice.plan.tasks).values():
        yield _entry("what_section", one.name, f"#tasks?section={quote(one.path, safe='')}")


def _findings(analysis: Analysis, views: Sequence[PageView], voice: Presenter) -> Iterator[SearchEntry]:
    timed = any(view.name == "time" for view in views)
    for finding in analysis.findings:
        if timed or finding.id != "due-dates":
            yield _entry("what_finding", voice.say(finding.title), f"#finding-{finding.id}")
