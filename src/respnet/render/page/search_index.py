"""Search index of the page: units, tasks, sections, views and findings with links and pinyin initials."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from urllib.parse import quote

import msgspec

from respnet.core.cache_dir import get_cache_dir, write_cache_file
from respnet.pipeline import Analysis
from respnet.render.page.views.base import PageView
from respnet.render.page.views.tasks import list_sections
from respnet.render.presenter import Presenter


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
        yield _entry("what_action", voice.t(f"do_find_{leads}", n=len(those)), f"#tasks?leads={leads}")


def _sections(voice: Presenter) -> Iterator[SearchEntry]:
    for one in list_sections(voice.plan.tasks).values():
        yield _entry("what_section", one.name, f"#tasks?section={quote(one.path, safe='')}")


def _findings(analysis: Analysis, voice: Presenter) -> Iterator[SearchEntry]:
    for finding in analysis.findings:
        if finding.shown:
            yield _entry("what_finding", voice.say(finding.title), f"#finding-{finding.id}")
