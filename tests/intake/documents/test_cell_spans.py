"""Rows of cells with spans become a table in which every place is taken once."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from respnet.intake.documents.cell_spans import PlacedCell, build_grid, place_cells
from respnet.intake.documents.document import GridCell
from tests.intake.documents.made import spans

HERE = Path("a.html")
CELLS = st.builds(GridCell, st.sampled_from(["", "甲", "乙", "丙"]), st.just(""), st.integers(1, 4), st.integers(1, 4))


def test_rows_without_a_word_fall_away_and_heights_shrink() -> None:
    rows = [
        [GridCell("甲", "", 4, 1), GridCell("乙", "")],
        [GridCell("", "")],
        [],
        [GridCell("丙", "")],
        [GridCell("", "", 2, 1)],
        [GridCell("丁", "")],
    ]
    made = build_grid(place_cells(rows, HERE), "table 1", HERE)
    assert spans(made) == [[("甲", 2, 1), ("乙", 1, 1)], [("丙", 1, 1)], [("", 1, 1), ("丁", 1, 1)]]
    assert made is not None
    assert [row[0].source for row in made.rows] == [
        "table 1 row 1 column 1",
        "table 1 row 4 column 2",
        "table 1 row 6 column 1",
    ]


def test_nothing_said_is_no_table() -> None:
    assert build_grid(place_cells([[GridCell(" ".strip(), "")], []], HERE), "table 1", HERE) is None


@given(st.lists(st.lists(CELLS, max_size=5), max_size=7))
def test_no_word_is_lost_and_no_place_is_taken_twice(rows: list[list[GridCell]]) -> None:
    made = build_grid(place_cells(rows, HERE), "table 1", HERE)
    said = sorted(cell.text for row in rows for cell in row if cell.text)
    if made is None:
        assert said == []
        return
    assert sorted(cell.text for row in made.rows for cell in row if cell.text) == said
    again = place_cells(made.rows, HERE)
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
        PlacedCell(0, 0, 2, 2, "甲"),
        PlacedCell(1, 1, 1, 2, "盖住"),
        PlacedCell(1, 0, 1, 1, "甲"),
        PlacedCell(1, 2, 1, 1, "乙"),
        PlacedCell(0, 2, 1, 1, "丙"),
    ]
    assert spans(build_grid(overlapping, "sheet 1", HERE)) == [[("甲\n盖住", 2, 2), ("丙", 1, 1)], [("乙", 1, 1)]]
