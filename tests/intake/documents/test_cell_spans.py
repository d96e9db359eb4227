"""Rows of cells with spans become a table in which every place is taken once."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from respnet.intake.documents.cell_spans import Placed, grid, place
from respnet.intake.documents.document import Cell
from tests.intake.documents.made import spans

HERE = Path("a.html")
CELLS = st.builds(Cell, st.sampled_from(["", "甲", "乙", "丙"]), st.just(""), st.integers(1, 4), st.integers(1, 4))


def test_rows_without_a_word_fall_away_and_heights_shrink() -> None:
    rows = [
        [Cell("甲", "", 4, 1), Cell("乙", "")],
        [Cell("", "")],
        [],
        [Cell("丙", "")],
        [Cell("", "", 2, 1)],
        [Cell("丁", "")],
    ]
    made = grid(place(rows, HERE), "table 1", HERE)
    assert spans(made) == [[("甲", 2, 1), ("乙", 1, 1)], [("丙", 1, 1)], [("", 1, 1), ("丁", 1, 1)]]
    assert made is not None
    assert [row[0].source for row in made.rows] == [
        "table 1 row 1 column 1",
        "table 1 row 4 column 2",
        "table 1 row 6 column 1",
    ]


def test_nothing_said_is_no_table() -> None:
    assert grid(place([[Cell(" ".strip(), "")], []], HERE), "table 1", HERE) is None


@given(st.lists(st.lists(CELLS, max_size=5), max_size=7))
def test_no_word_is_lost_and_no_place_is_taken_twice(rows: list[list[Cell]]) -> None:
    made = grid(place(rows, HERE), "table 1", HERE)
    said = sorted(cell.text for row in rows for cell in row if cell.text)
    if made is None:
        assert said == []
        return
    assert sorted(cell.text for row in made.rows for cell in row if cell.text) == said
    again = place(made.rows, HERE)
    taken = [
        (row, column)
        for one in again
        for row in range(one.row, one.row + one.rows)
        for column in range(one.column, one.column + one.columns)
    ]
    width = max(column for _, column in taken) + 1
    assert sorted(set(taken)) == sorted((row, column) for row in range(len(made.rows)) for column in range(width))
    assert len(taken) == len(set(taken))


def test_cells_that_claim_one_place() -> None:
    overlapping = [
        Placed(0, 0, 2, 2, "甲"),
        Placed(1, 1, 1, 2, "盖住"),
        Placed(1, 0, 1, 1, "甲"),
        Placed(1, 2, 1, 1, "乙"),
        Placed(0, 2, 1, 1, "丙"),
    ]
    assert spans(grid(overlapping, "sheet 1", HERE)) == [[("甲\n盖住", 2, 2), ("丙", 1, 1)], [("乙", 1, 1)]]
