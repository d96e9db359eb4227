"""Widths of texts where no browser measures them: what is cut fits its room, and what fits is not cut."""

from __future__ import annotations

import pytest

from respnet.core.messages import count_columns
from respnet.render.assignment_chart.layout import estimate_text_width, truncate_to_width
from respnet.render.terminal_table import build_text_table, render_text

TEXTS = ["长" * 3000, "县科协", "County Science and Technology Bureau", "县A局（2021–2025年）", ""]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("room", [20, 60, 350, 4000])
def test_long_names_are_cut_to_their_room(text: str, room: float) -> None:
    cut = truncate_to_width(text, room)
    assert estimate_text_width(cut) <= room
    if estimate_text_width(text) <= room:
        assert cut == text
    else:
        assert cut.endswith("…")
        assert text.startswith(cut[:-1])
        assert estimate_text_width(text[: len(cut)]) + 13 > room  # one more letter would not fit


def test_chinese_letters_are_square_and_latin_ones_about_half() -> None:
    assert estimate_text_width("县" * 10) == 130
    assert 0.4 < estimate_text_width("abcdefghij") / 130 < 0.6


@pytest.mark.parametrize("width", range(40, 60))
def test_texts_and_cells_of_a_terminal_break_lines_as_chinese_does(width: int) -> None:
    text, cell = "任务总数增加最多的是镇党政办，增加 21 项。" * 5, "修缮农村公路（乙局、丙局）；新建桥梁 3 座；" * 5
    said = render_text([text, "", build_text_table(["任务"], [[cell], ["a" * 99]], [False])], width)
    assert "".join(said.replace("-", "").split()) == f"{text}任务{cell}{'a' * 99}".replace(" ", "")
    lines = said.splitlines()
    assert not [line for line in lines if line.startswith(tuple("，。；、）项座")) or count_columns(line) > width]
    assert lines[lines.index("") :][1].strip() == "任务"
