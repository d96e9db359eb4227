"""The catalogue of the page's words: nothing missing, nothing left over, both languages alike in what they fill in."""

from __future__ import annotations

import re
import string
from pathlib import Path
from typing import get_args

from respnet.extract.result import DecisionKind
from respnet.plan import Role
from respnet.report import page, review, view
from respnet.report.labels import IN_SCRIPTS, LABELS
from respnet.report.review_labels import KINDS, MARKS, REVIEW_LABELS
from respnet.words import Text

REPORT = Path(page.__file__).parent
PANES = ("decisions", "document", "table")
REVIEW = REPORT / "templates" / "review.html.j2"
COMPARISON = REPORT / "templates" / "comparison.html.j2"  # its words: test_compared.py


def used() -> set[str]:
    """Every key that templates, scripts and the page's Python name, with those they put together."""
    templates = "".join(
        path.read_text(encoding="utf-8")
        for path in sorted(set((REPORT / "templates").iterdir()) - {REVIEW, COMPARISON})
    )
    python = "".join((REPORT / name).read_text(encoding="utf-8") for name in ("page.py", "view.py"))
    keys = set(re.findall(r"""\bt\(["'](\w+)["']\s*[,)]""", templates + python))
    keys |= {"chart_top", "chart_all"}
    keys |= set(re.findall(r'"(tile_\w+)"', python))
    keys |= {f"view_{name}" for name in page.VIEWS} | {f"about_{name}" for name in page.VIEWS if name != "overview"}
    rows = set(re.findall(r'row\("(\w+)"', python)) | set(view.CENTRALITIES)
    keys |= {f"focus_{row}" for row in rows} | {f"focus_{row}_meaning" for row in rows}
    keys |= {f"role_{role.value}" for role in Role} | {f"role_tasks_{role.value}" for role in Role}
    return keys | set(IN_SCRIPTS) | set(page._ROLE_COLUMNS)


def test_no_label_is_missing_or_unused() -> None:
    assert used() - set(LABELS) == set()
    assert set(LABELS) - used() == set()


def test_no_label_of_the_review_is_missing_or_unused() -> None:
    told = REVIEW.read_text(encoding="utf-8") + Path(review.__file__).read_text(encoding="utf-8")
    keys = set(re.findall(r"""\bt\(["'](\w+)["']\s*[,)]""", told)) | set(review.COLUMNS)
    keys |= {f"mark_{mark}" for mark in (*MARKS, "decision")} | {f"pane_{name}" for name in PANES}
    assert keys == set(REVIEW_LABELS)


def test_every_kind_of_decision_has_its_words() -> None:
    assert set(KINDS) == set(get_args(DecisionKind))


def test_scripts_find_every_label_they_ask_for() -> None:
    scripts = "".join((REPORT / "assets" / name).read_text(encoding="utf-8") for name in page._SCRIPTS)
    asked = set(re.findall(r'say\("(\w+)"\)', scripts)) | set(
        re.findall(r'say\(asked \? "(\w+)" : "(\w+)"\)', scripts)[0]
    )
    asked |= {f"role_{role.value}" for role in Role} | {"what_unit", "what_task"}
    assert asked == set(IN_SCRIPTS)


def test_both_languages_fill_in_the_same_values() -> None:
    def fields(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    everything: dict[str, Text] = {**LABELS, **{f"review {key}": text for key, text in REVIEW_LABELS.items()}}
    assert {key for key, text in everything.items() if fields(text.zh) != fields(text.en)} == set()
    assert all(
        text.zh.strip() and text.en.strip()
        for text in (*everything.values(), *(one for two in KINDS.values() for one in two))
    )
