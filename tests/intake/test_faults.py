"""Whatever the text: rows, or an InputError; and work that grows with the length of the text only."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from respnet.core.errors import InputError
from respnet.core.unit_names import split_units
from respnet.intake.clauses.extractor import extract
from respnet.intake.documents.document import Document, Grid, GridCell, Paragraph
from respnet.intake.documents.text import parse_plain_text
from respnet.intake.language.extraction import Extraction
from tests.intake.catalogue import CASES
from tests.requirements import FUZZ

QUIET = settings(max_examples=20 * FUZZ, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
WORDS = st.sampled_from(
    [
        *("（", "）", "(", ")", "〔", "〕", "[", "]", "【", "】", "〈", "〉", "“", "”"),
        *(
            "、",
            "，",
            "；",
            "。",
            "：",
            ":",
            ",",
            "\n",
            "\r\n",
            "\t",
            " ",
            "　　",
            "|",
            "│",
            "┌─┬─┐",
            "/",
            "等",
            "和",
            "及",
        ),
        *("一、", "（一）", "1.", "1．", "2、", "（1）", "①", "第一条", "第一章", "二、三级", "3.5亿"),
        *(
            "牵头单位",
            "责任单位",
            "配合单位",
            "负责",
            "牵头",
            "按职责分工负责",
            "完成时限",
            "下同",
            "不再列出",
            "以下均需",
        ),
        *(
            "列第一位的为牵头单位",
            "第一个逗号前为牵头单位",
            "以下简称“各市政府”",
            "上述工作完成时限",
            "序号",
            "任务",
            "会同",
        ),
        *(
            "县科协",
            "县教委",
            "各乡镇（街道）",
            "省市场监管局（省知识产权局）",
            "天河区",
            "东山区人民政府",
            "各市",
            "县政府",
        ),
        *("2025年底前完成", "长期坚持", "无", "—", "<note>", "</note>", "**", "# ", "\x00", "\u200b", "\ue010", "𠮷"),
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=80).map("".join))


def whole(document: Document) -> Extraction | None:
    """The extraction, checked to be whole; None where nothing is recognised."""
    try:
        found = extract(document)
    except InputError:
        return None
    for row in found.rows:
        assert row.source
        assert row.title == row.title.strip()
        for units in row.units:
            assert units.names
            for name in units.names:
                assert split_units(name) == ((name,), False), name
    for place in [*(mark.span for mark in found.marks), *(decision.place for decision in found.decisions)]:
        block = document.blocks[place.block]
        if isinstance(block, Paragraph):
            text = block.text
        else:  # what is missing in a table is a place of the whole of it
            text = block.rows[place.row][place.column].text if place.row >= 0 else ""
        assert 0 <= place.start <= place.end <= len(text)
    assert all(0 <= mark.row < len(found.rows) for mark in found.marks)
    return found


@pytest.mark.fuzz
@QUIET
@given(TEXTS)
def test_any_text_gives_rows_or_a_message(text: str) -> None:
    whole(parse_plain_text(text, "plan"))


@pytest.mark.fuzz
@QUIET
@given(st.sampled_from(CASES), st.sampled_from(CASES), st.integers(0, 200), st.integers(0, 200), TEXTS)
def test_cut_and_spliced_documents_give_rows_or_a_message(one, other, first, second, between) -> None:  # type: ignore[no-untyped-def]
    whole(parse_plain_text(one.text[:first] + between[:40] + other.text[second:], "plan"))


@pytest.mark.fuzz
@QUIET
@given(
    st.lists(
        st.one_of(
            st.builds(
                Paragraph,
                TEXTS.map(lambda text: text[:80]),
                st.just("p"),
                st.sampled_from(["", "1.", "（一）", "a)"]),
                st.integers(0, 3),
            ),
            st.lists(
                st.lists(
                    st.builds(
                        GridCell, TEXTS.map(lambda text: text[:40]), st.just("c"), st.integers(1, 3), st.integers(1, 3)
                    ),
                    max_size=4,
                ).map(tuple),
                max_size=5,
            ).map(lambda rows: Grid(tuple(rows), "t")),
        ),
        max_size=6,
    )
)
def test_any_document_gives_rows_or_a_message(blocks: list[Paragraph | Grid]) -> None:
    whole(Document("plan", tuple(blocks)))


def test_a_cell_that_is_missing_is_a_place_of_its_table() -> None:
    heads = (GridCell("事项", "c", 2, 1), GridCell("牵头单位", "c", 2, 1))
    whole(Document("plan", (Grid((heads, (GridCell("0", "c", 1, 1),), ()), "t"),)))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.form)
def test_every_form_is_whole(case) -> None:  # type: ignore[no-untyped-def]
    assert whole(parse_plain_text(case.text, "plan")) is not None


def steps(work: Callable[[], object]) -> int:
    """How many lines of respnet run: a count, so that no clock decides."""
    count = 0

    def line(frame, event, _):  # type: ignore[no-untyped-def]
        nonlocal count
        if "respnet" not in frame.f_code.co_filename:
            return None
        count += event == "line"
        return line

    before = sys.gettrace()
    sys.settrace(line)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


ITEM = "{n}.修好第{n}条路。年内通车。（牵头单位：县交通局，责任单位：县财政局、各乡镇（街道））"
SHAPES = {
    "items": lambda size: "\n".join(ITEM.format(n=n) for n in range(1, size)),
    "one line": lambda size: "一、任务" + "".join(ITEM.format(n=n) for n in range(1, size)),
    "several clauses in one item": lambda size: "1.修路。" + "继续修（县交通局牵头，县财政局配合）。" * size,
    "open brackets": lambda size: "1.修路（责任单位：" * size,
    "deep brackets": lambda size: "（" * size * 8 + "县交通局负责" + "）" * size * 8 + "\n1.修路（县交通局负责）",
    "closed brackets": lambda size: "1.修路（县交通局负责）" + "）" * size * 10,
    "label lines": lambda size: "1.修路\n" + "责任单位：县交通局\n" * size,
    "riders": lambda size: "1.修路（县交通局负责，以下均需各镇负责，不再列出）\n" * size,
    "numbers": lambda size: "\n".join(f"{n}.修路" for n in range(1, size)) + "\n（县交通局负责）",
    "bars": lambda size: "a | b | c\n" * size + "1.修路（县交通局负责）",
    "tabs": lambda size: "序号\t任务\t责任单位\n" + "1\t修路\t县交通局、县财政局\n" * size,
    "units": lambda size: (
        "1.修路（" + "、".join(f"县第{n}局" for n in range(size * 2)) + "负责）\n2.架桥（县交通局负责）"
    ),
    "blanks": lambda size: "1.修路（县交通局负责）" + " " * size * 20 + "\n" + "市 教 育 局 " * size,
    "sentences": lambda size: "\n".join(f"{n}.修路。此项工作由县交通局牵头，县财政局配合。" for n in range(size)),
    "papers": lambda size: (
        "关于修路的方案\n一、修路（县交通局负责，列第一位的为牵头单位，下同）\n二、架桥（县水利局负责）\n" * size
    ),
    "item numbers": lambda size: "1.修路\n2.架桥\n（第1至2项由县交通局负责；第2项由县水利局负责）\n" * size,
    "duty lines": lambda size: "一、职责分工\n" + "县交通局：修好全县的路。\n" * size,
    "labels in one line": lambda size: (
        "一、任务" + "".join(f"{n}.修路增长7%责任单位：县交通局、各镇" for n in range(1, size))
    ),
    "unknown labels": lambda size: (
        "1.修路（" + "协作单位：县交通局；备注：甲，乙；" * size + "）\n2.架桥（县水利局负责）"
    ),
    "wrapped": lambda size: "1.修路（责任单位：县交通局、县财政局、县水利局）继续修好通往各村的\n" * size,
    "conjunctions": lambda size: "1.修路（县交通局负责）\n2.架桥（" + "县财政局和" * size + "县水利局负责）",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_the_work_grows_with_the_length_only(shape: str) -> None:
    small, large = SHAPES[shape](60), SHAPES[shape](240)
    per_character = [steps(lambda text=text: _tried(text)) / len(text) for text in (small, large)]  # type: ignore[misc]
    assert per_character[1] <= 1.5 * per_character[0] + 5


def _tried(text: str) -> None:
    try:
        extract(parse_plain_text(text, "plan"))
    except InputError:
        return


def test_a_heading_of_a_whole_book_takes_no_longer_than_its_text() -> None:
    heading = Document("plan", (Paragraph("县" * 60_000, "p", heading=1),))
    began = time.process_time()
    with pytest.raises(InputError):
        extract(heading)
    assert time.process_time() - began < 4
