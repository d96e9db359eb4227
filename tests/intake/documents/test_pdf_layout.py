"""From characters with places to paragraphs and tables, whatever the places are."""

from __future__ import annotations

import itertools
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from respnet.intake.documents.document import Grid, GridCell, Paragraph
from respnet.intake.documents.pdf_layout import build_blocks, build_page_layout, is_continued, join_table_parts
from respnet.intake.documents.pdf_lines import PageRow
from respnet.intake.documents.pdf_objects import Glyph, PageDrawing, RuledLine

SIGNS = "甲乙丙丁戊己庚辛壬癸子丑寅卯"
INSIDE = st.integers(150, 650).map(float)
GLYPHS = st.builds(
    lambda text, left, base, size: Glyph(text, left, left + size, base, size),
    st.sampled_from(SIGNS),
    st.integers(0, 580).map(float),
    INSIDE,
    st.sampled_from([9.0, 12.0, 16.0, 24.0]),
)
RULES = st.builds(
    lambda level, at, start, length: RuledLine(level, at, start, start + length),
    st.booleans(),
    st.sampled_from([100.0, 101.0, 200.0, 300.0, 400.0]),
    st.sampled_from([100.0, 150.0, 200.0]),
    st.sampled_from([2.0, 100.0, 200.0, 300.0]),
)


@given(st.lists(st.tuples(st.lists(GLYPHS, max_size=25), st.lists(RULES, max_size=14)), min_size=1, max_size=3))
def test_no_character_is_lost_or_made_up(drawn: list[tuple[list[Glyph], list[RuledLine]]]) -> None:
    pages = []
    wanted = ""
    for number, (glyphs, rules) in enumerate(drawn, 1):
        # One character stands in one place only, as on a printed page.
        free = list({(glyph.left // 30, glyph.base // 30): glyph for glyph in glyphs}.values())
        wanted += "".join(glyph.text for glyph in free)
        pages.append(PageDrawing(number, 595, 842, tuple(free), tuple(rules), 0))
    blocks, _ = build_blocks([build_page_layout(page) for page in pages], Path("a.pdf"))
    found = "".join(
        "".join(cell.text for row in block.rows for cell in row) if isinstance(block, Grid) else block.text
        for block in blocks
    )
    if not any(isinstance(block, Grid) for block in blocks):
        assert sorted("".join(found.split())) == sorted(wanted)
    # A header that is repeated over pages is taken once, so tables may hold less.
    assert set("".join(found.split())) <= set(wanted)


def row(text: str, left: float = 72, right: float = 520, base: float = 100, size: float = 12) -> PageRow:
    return PageRow(text, left, right, base, size, 72, 520)


def test_what_ends_a_paragraph() -> None:
    full = row("全力推进各项重点任务落地见效，")
    assert is_continued(full, row("确保按期完成。", base=120), 20)
    assert not is_continued(full, row("下一段。", left=96, base=120), 20)
    assert not is_continued(row("短句。", right=200), row("下一段。", base=120), 20)
    assert not is_continued(full, row("隔得远。", base=150), 20)
    assert is_continued(full, row("在下一页。", base=90), 0)
    assert not is_continued(full, row("字号不同。", base=120, size=16), 20)
    assert not is_continued(row("一句话写满了一行。"), row("二、第二部分", base=120), 20)
    assert not is_continued(row("A clause fills it all (Lead: DfE)"), row("1.2 Train mentors", base=120), 20)
    assert not is_continued(row("The item fills its line to the end."), row("Lead: DfE", base=120), 20)
    assert is_continued(row("The item fills its line to the end."), row("As they call: all of it", base=120), 20)
    assert is_continued(row("Of the whole line it takes"), row("1.2 million to pay", base=120), 20)
    assert is_continued(row("见附件"), row("一、二和三。", base=120), 20)
    assert is_continued(row("网址为", right=430), row("http://www.example.com/abc", base=120), 20)
    assert is_continued(row("1.悬挂缩进的一条，"), row("接着写。", left=96, base=120), 20)


def glyphs(text: str, gaps: dict[int, float], *, base: float = 100, left: float = 72) -> list[Glyph]:
    """Characters of 10 points side by side; `gaps` says how far that at a place stands off the one before."""
    found = []
    for at, sign in enumerate(text):
        left += gaps.get(at, gaps.get(-1, 0))
        width = 5 if sign in " 5G" else 10
        found.append(Glyph(sign, left, left + width, base, 10))
        left += width
    return found


def text_of(*lines: list[Glyph]) -> str:
    page = PageDrawing(1, 394, 842, tuple(itertools.chain(*lines)), (), 0)
    blocks, _ = build_blocks([build_page_layout(page)], Path("a.pdf"))
    return "/".join(block.text for block in blocks if isinstance(block, Paragraph))


def test_a_blank_that_the_page_draws_is_kept_and_one_that_is_covered_is_not() -> None:
    assert text_of(glyphs("牵头单位：县教委 责任单位：县科协", {})) == "牵头单位：县教委 责任单位：县科协"
    assert text_of(glyphs("牵头单位：县教委 责任单位：县科协", {9: -5})) == "牵头单位：县教委责任单位：县科协"


def test_a_gap_that_no_blank_fills_is_a_blank_where_it_is_wider_than_the_others() -> None:
    assert text_of(glyphs("牵头单位：县教委责任单位：县科协", {8: 4})) == "牵头单位：县教委 责任单位：县科协"
    # What a line is spread out by to reach its edge, and the quarter that Word puts beside Latin letters, are none.
    assert text_of(glyphs("推进各项重点任务落地见效", {-1: 3, 4: 5})) == "推进各项重点任务落地见效"
    assert text_of(glyphs("推进5G网络建设", {2: 2.5, 4: 2.5})) == "推进5G网络建设"
    # After a comma that is set narrower than its place nothing is made.
    assert text_of(glyphs("县教委、县科协、县财政局", {4: 5})) == "县教委、县科协、县财政局"
    # The letters of a title that is spaced out stand apart whatever the line's usual gap is.
    assert text_of(glyphs("任务分工", {-1: 9})) == "任 务 分 工"
    assert text_of(glyphs("任务分工", {-1: 7})) == "任务分工"


def test_a_blank_at_the_end_of_a_line_parts_two_units_unless_every_line_has_one() -> None:
    one = "为全面落实上级部署推进各项重点任务请县农业农村委 "
    two = "县科协认真抓好落实并按季度报送进展情况和存在的问题"
    filled = "扎实做好今年各项重点工作结合我县实际制定本方案试行"
    drawn = [glyphs(one, {}), glyphs(two, {}, base=120), glyphs(filled, {}, base=140)]
    assert text_of(*drawn) == one + two + filled
    spread = [glyphs(line.strip() + " ", {}, base=100 + 20 * at) for at, line in enumerate([one, two, filled, two])]
    assert text_of(*spread) == one.strip() + two + filled + two


def test_short_lines_do_not_make_the_edge_of_a_column() -> None:
    texts = ["重点任务", "修路由县交通局牵头", "县水利局", "配合的有县财政局和县公安局等"] * 3
    drawn = [glyphs(line, {}, base=100 + 20 * at) for at, line in enumerate(texts)]
    page = PageDrawing(1, 595, 842, tuple(itertools.chain(*drawn)), ())
    blocks, _ = build_blocks([build_page_layout(page)], Path("a.pdf"))
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == texts


def test_a_small_raised_mark_is_no_part_of_a_name_and_a_power_is() -> None:
    def raised(text: str, after: list[Glyph]) -> Glyph:
        return Glyph(text, after[-1].right, after[-1].right + 5, 96, 6)

    name, area = (
        glyphs("县教委", {}),
        [Glyph(sign, 200 + 6 * at, 206 + 6 * at, 100, 10) for at, sign in enumerate("3km")],
    )
    assert text_of([*name, raised("①", name)]) == "县教委"
    assert text_of([*name, raised("2", name), *glyphs("、县科协", {}, left=107)]) == "县教委、县科协"
    assert text_of([*area, raised("2", area)]) == "3km2"
    assert text_of([*name, Glyph("①", 102, 112, 100, 10)]) == "县教委①"


def cells_of(words: list[tuple[str, float, float]], *levels: float) -> list[list[str]]:
    """The first table of a page with words of 10 points at (left, base) and level lines from 70 to 400."""
    drawn = [glyphs(text, {}, base=base, left=left) for text, left, base in words]
    rules = tuple(RuledLine(True, at, 70, 400) for at in levels)
    page = PageDrawing(1, 595, 842, tuple(itertools.chain(*drawn)), rules)
    blocks, _ = build_blocks([build_page_layout(page)], Path("a.pdf"))
    table = next((block for block in blocks if isinstance(block, Grid)), None)
    return [[cell.text for cell in row] for row in table.rows] if table else []


HEADER = [("序号", 72.0, 112.0), ("任务", 120.0, 112.0), ("牵头单位", 250.0, 112.0)]


def test_a_table_with_level_lines_only_has_the_columns_and_rows_that_its_words_stand_in() -> None:
    words = [
        *HEADER,
        *[("甲", 72.0, 134.0), ("修建农村公路", 120.0, 136.0), ("县交通局", 250.0, 136.0), ("三十公里", 120.0, 152.0)],
        *[("乙", 72.0, 174.0), ("架桥", 120.0, 176.0), ("县水利局、", 250.0, 176.0), ("县财政局", 250.0, 192.0)],
        *[("丙", 72.0, 216.0), ("通水", 120.0, 216.0)],
    ]
    wanted = [
        ["序号", "任务", "牵头单位"],
        ["甲", "修建农村公路\n三十公里", "县交通局"],
        ["乙", "架桥", "县水利局、县财政局"],
        ["丙", "通水", ""],
    ]
    assert cells_of(words, 98, 120, 222) == wanted
    # The same with its numbers in the middle of their rows, and with a line under each row.
    centred = [(text, left, base + 8 if text in "甲乙" else base) for text, left, base in words]
    assert cells_of(centred, 98, 120, 222) == wanted
    assert cells_of(words, 98, 120, 160, 202, 222) == wanted


def test_a_heading_over_all_columns_stays_in_one_piece() -> None:
    words = [
        *HEADER,
        ("一、加强全县农村基础设施建设工作任务", 72.0, 136.0),
        *[("甲", 72.0, 156.0), ("修路", 120.0, 156.0), ("县交通局", 250.0, 156.0)],
    ]
    table = cells_of(words, 98, 120, 142, 162)
    assert table == [["序号", "任务", "牵头单位"], ["一、加强全县农村基础设施建设工作任务"], ["甲", "修路", "县交通局"]]


def test_running_text_between_lines_is_no_table() -> None:
    text = [("为全面落实上级部署推进各项重点任务", 72.0, 112.0), ("扎实做好今年的工作", 72.0, 136.0)]
    assert cells_of(text, 98, 120, 142) == []
    # Two columns of text under a line that heads one of them only.
    assert cells_of([("序号", 72.0, 112.0), ("甲", 72.0, 136.0), ("修路", 250.0, 136.0)], 98, 120, 142) == []
    assert cells_of([*HEADER, ("甲", 72.0, 136.0), ("修路", 120.0, 136.0)], 98, 142) == []


def test_a_row_that_breaks_over_a_page_is_one() -> None:
    def grid(*rows: tuple[str, ...]) -> Grid:
        return Grid(tuple(tuple(GridCell(text, "page 1 table 1") for text in row) for row in rows), "page 1 table 1")

    header = ("序号", "工作任务", "责任单位")
    joined = join_table_parts(
        grid(header, ("1", "建设污水管网，提高收集", "县住建局\n县城管局")),
        grid(header, ("", "率。", "县公安局"), ("2", "架桥", "县水利局")),
    )
    assert [[cell.text for cell in row] for row in joined.rows[1:]] == [
        ["1", "建设污水管网，提高收集率。", "县住建局\n县城管局\n县公安局"],
        ["2", "架桥", "县水利局"],
    ]
