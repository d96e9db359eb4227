"""The catalogue of the page's words: nothing missing, nothing left over, both languages alike in what they fill in."""

from __future__ import annotations

import re
import string
from inspect import getsource
from pathlib import Path
from typing import get_args

from respnet.core.i18n import Text
from respnet.core.plan import ROLE_COLUMNS, Role
from respnet.intake.language.extraction import DecisionKind
from respnet.render.duty_sheet import labels as sheet
from respnet.render.duty_sheet.pages import PROGRESS_COLUMNS
from respnet.render.page import page
from respnet.render.page.labels import (
    LABELS,
    SCRIPT_LABEL_KEYS,
    data,
    frame,
    lists,
    network,
    overview,
)
from respnet.render.page.page import VIEWS
from respnet.render.presenter import list_plan_facts
from respnet.render.review import page as review
from respnet.render.review.labels import DECISION_KINDS, MARK_KINDS
from respnet.render.review.page import PAGE_LABELS

REPORT = Path(page.__file__).parent
SEARCHED = ("unit", "task", "view", "section", "finding", "action")
PANES = ("decisions", "document", "table")
REVIEW = REPORT.parent / "review" / "templates" / "review.html.j2"
NAMED = r"""\bt\(\s*["'](\w+)["']\s*[,)]"""
PICKED = r"""\bt\(\s*["'](\w+)["'] if .*? else ["'](\w+)["']"""
PREFIXED = r"""\bt\(\s*(?:f["'](\w+_)\{|["'](\w+_)["'] ~)"""


def told() -> str:
    """Everything that asks the page's catalogue for a label: its templates, its views, the page and the voice."""
    templates = sorted((REPORT / "templates").glob("*.j2"))
    python = [
        *sorted((REPORT / "views").glob("*.py")),
        *(REPORT / name for name in ("page.py", "page_data.py", "../presenter.py", "../../core/i18n.py")),
        *sorted(REPORT.parent.glob("duty_sheet/*.py")),
    ]
    templates += sorted(REPORT.parent.glob("duty_sheet/templates/*.j2"))
    assert len(templates) > 10
    assert len(python) > 15
    return "\n".join(path.read_text(encoding="utf-8") for path in (*templates, *python))


def used() -> set[str]:
    """Every key that is named, and every key there is with a prefix that is put together with something."""
    text = told()
    keys = set(re.findall(NAMED, text)) | {key for pair in re.findall(PICKED, text) for key in pair}
    prefixes = {one or other for one, other in re.findall(PREFIXED, text)}
    keys |= {key for key in LABELS if key.startswith(tuple(prefixes))}
    keys |= {f"view_{name}" for name in VIEWS}
    keys |= {
        "collective",
        "detail_summary",
        "detail_text",
        "unit",
        "total",
        "sign_head",
        "sign_date",
        "sign_liaison",
        "sign_phone",
    }
    return keys | set(SCRIPT_LABEL_KEYS) | set(ROLE_COLUMNS.values()) | set(PROGRESS_COLUMNS)


def test_no_label_is_missing_or_unused() -> None:
    assert used() - set(LABELS) == set()
    assert set(LABELS) - used() == set()


def test_no_label_stands_in_two_catalogues() -> None:
    every = [
        *(frame.FRAME, overview.OVERVIEW, network.NETWORK, lists.LISTS, data.DATA, sheet.SHEET),
    ]
    assert sum(map(len, every)) == len(LABELS)


def test_no_label_of_the_review_is_missing_or_unused() -> None:
    asked = "".join(path.read_text(encoding="utf-8") for path in (REVIEW, Path(review.__file__)))
    asked += getsource(list_plan_facts)
    keys = set(re.findall(r"""\bt\(["'](\w+)["']\s*[,)]""", asked)) | set(review.REVIEW_COLUMNS)
    keys |= {f"mark_{mark}" for mark in (*MARK_KINDS, "decision")} | {f"pane_{name}" for name in PANES}
    assert keys == set(PAGE_LABELS)


def test_every_kind_of_decision_has_its_words() -> None:
    assert set(DECISION_KINDS) == set(get_args(DecisionKind))


def test_scripts_find_every_label_they_ask_for() -> None:
    scripts = "".join((REPORT / "assets" / name).read_text(encoding="utf-8") for name in page.PAGE_SCRIPTS)
    asked = set(re.findall(r'\b(?:say|fill)\("(\w+)"[,)]', scripts))
    asked |= {key for pair in re.findall(r'\bsay\([^()]* \? "(\w+)" : "(\w+)"\)', scripts) for key in pair}
    asked |= {f"role_{role.value}" for role in Role} | {f"what_{kind}" for kind in SEARCHED}
    assert asked <= set(SCRIPT_LABEL_KEYS)
    assert set(SCRIPT_LABEL_KEYS) - asked <= set(re.findall(r'"(\w+)"', scripts))


def test_both_languages_fill_in_the_same_values() -> None:
    def fields(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    everything: dict[str, Text] = {**LABELS, **{f"review {key}": text for key, text in PAGE_LABELS.items()}}
    assert {key for key, text in everything.items() if fields(text.zh) != fields(text.en)} == set()
    assert all(text.zh.strip() and text.en.strip() for text in (*everything.values(), *DECISION_KINDS.values()))
