"""Every written form of assignments, read as it must be read."""

from __future__ import annotations

import pytest

from tests.intake.catalogue import CASES, Case
from tests.intake.shown import shown


@pytest.mark.parametrize("case", CASES, ids=[case.form for case in CASES])
def test_a_form_gives_its_rows(case: Case) -> None:
    assert shown(case.text) == case.rows


def test_no_form_stands_twice() -> None:
    forms = [case.form for case in CASES]
    assert len(set(forms)) == len(forms)


def test_every_numbered_form_of_the_catalogue_has_a_case() -> None:
    wanted = [f"1.{place}" for place in range(1, 11)] + [f"2.{place}" for place in range(1, 19)]
    wanted += [f"{chapter}" for chapter in range(3, 12)]
    assert [form for form in wanted if not any(case.form.split()[0] == form for case in CASES)] == []


FULL_WIDTH = str.maketrans("(),:;[]", "（），：；〔〕")


@pytest.mark.parametrize(
    "case",
    [case for case in CASES if not any(mark in case.text for mark in "|│\t<")],
    ids=lambda case: case.form,
)
def test_full_width_marks_and_other_line_ends_change_nothing(case: Case) -> None:
    """The rows are the same but for the marks that names and titles print."""
    changed = shown(case.text.translate(FULL_WIDTH).replace("\n", "\r\n"))
    assert [row.translate(FULL_WIDTH) for row in changed] == [row.translate(FULL_WIDTH) for row in case.rows]
