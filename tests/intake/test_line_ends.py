"""Copies lose line ends: removed, turned into blanks, cut at any width, with page numbers between: the same rows."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from respnet.core.errors import InputError
from respnet.core.plan import Role
from respnet.intake.documents.document import Paragraph
from respnet.intake.language.text_lines import find_page_numbers, find_wrapped_blocks
from tests.intake.shown import read, shown

SHARED = Path(__file__).resolve().parents[3] / "shared" / "documents"
TABLES = ("ganyu_huanjing_biao_2014", "shicheng_hezhang_2018", "zhejiang_ai_table_2026")
"""Papers that are tables: of these some rows are lost where their line ends are."""


def _wrapped(text: str, width: int) -> str:
    return "\n".join(
        line[place : place + width] for line in text.split("\n") for place in range(0, max(1, len(line)), width)
    )


def _paged(text: str, mark: str) -> str:
    lines = _wrapped(text, 34).split("\n")
    return "\n".join(
        line if place % 28 else f"{mark.format(place // 28)}\n{line}" for place, line in enumerate(lines, 1)
    )


CHANGES = {
    "removed": lambda text: re.sub(r"\s*\n\s*", "", text),
    "turned into blanks": lambda text: re.sub(r"\s*\n\s*", " ", text),
    "wrapped at 34": lambda text: _wrapped(text, 34),
    "wrapped at 20": lambda text: _wrapped(text, 20),
    "wrapped at 28": lambda text: _wrapped(text, 28),
    "wrapped at 46": lambda text: _wrapped(text, 46),
    "wrapped at 60": lambda text: _wrapped(text, 60),
    "pages": lambda text: _paged(text, "— {} —"),
    "bare page numbers": lambda text: _paged(text, "{}"),
}


def _assignments(text: str) -> Counter[tuple[str, Role, str]]:
    try:
        found = read(text)
    except InputError:
        return Counter()
    return Counter((row.number, one.role, name) for row in found.rows for one in row.units for name in one.names)


SELDOM = ("wrapped at 20", "wrapped at 46", "wrapped at 60")


@pytest.mark.parametrize(
    "change", [pytest.param(change, marks=pytest.mark.rare if change in SELDOM else ()) for change in CHANGES]
)
def test_lost_line_ends_lose_no_rows(change: str) -> None:
    files = list(SHARED.glob("*.txt"))
    if not files:
        pytest.skip("the hand-checked documents are not here")
    assert len(files) >= 20
    wanted: Counter[tuple[str, str, Role, str]] = Counter()
    had: Counter[tuple[str, str, Role, str]] = Counter()
    for file in files:
        assert json.loads(file.with_suffix(".gold.json").read_text(encoding="utf-8"))["tasks"]
        text = file.read_text(encoding="utf-8")
        wanted.update({(file.stem, *one): count for one, count in _assignments(text).items()})
        had.update({(file.stem, *one): count for one, count in _assignments(CHANGES[change](text)).items()})
    assert [one for one in had - wanted if one[2] is Role.LEAD] == []
    assert [one for one in (wanted - had) | (had - wanted) if one[0] not in TABLES] == []
    assert 2 * (wanted & had).total() / (wanted.total() + had.total()) >= 0.97


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "某县方案一、总体目标到年底建成。二、重点任务1.修路。年内通车。（责任单位：县交通局）2.架桥。（责任单位：县水利局）",
            ("1 修路 责县交通局", "2 架桥 责县水利局"),
        ),
        (
            "一、总则（一）思路。先急后缓。二、摸清底数（二）普查。逐台查。（责任单位：县市监局）"
            "三、筹措资金（三）用好资金。（责任单位：县财政局）",
            ("（二） 普查 责县市监局", "（三） 用好资金 责县财政局"),
        ),
        (
            "一、任务（一）摸底各镇登记。（10月底前）1.走访老人。（县民政局牵头）2.核查线路。（县公安局牵头）",
            ("1 走访老人 牵县民政局", "2 核查线路 牵县公安局"),
        ),
        (  # a reference to a number is none
            "一、任务（一）摸底。（责任单位：县水利局）（二）衔接规划第二部分（三）要求。换泵。（责任单位：县财政局）"
            "（三）值守。（责任单位：各镇）",
            ("（一） 摸底 责县水利局", "（二） 衔接规划第二部分（三）要求 责县财政局", "（三） 值守 责各镇"),
        ),
        (  # a decimal is none
            "1.改造东环路（6月底前）2.4公里。（责任单位：县交通局）2.改造西路（9月底前）3.1公里。（责任单位：县公安局）",
            ("1 改造东环路（6月底前）2.4公里 责县交通局", "2 改造西路（9月底前）3.1公里 责县公安局"),
        ),
        (  # numbers left out before the first
            "二、行动（一）青少年2.创新。（县教委牵头）3.教师。（县科协牵头）5.农民。（县农委牵头）6.工人。（县总工会牵头）",
            ("2 创新 牵县教委", "3 教师 牵县科协", "5 农民 牵县农委", "6 工人 牵县总工会"),
        ),
        (  # labelled lists run into the next item
            "一、任务1.修路增长7%以上责任单位：县交通局、各镇2.架桥。责任单位：县水利局（二）种树。责任单位：县林业局",
            ("1 修路增长7%以上 责县交通局、各镇", "2 架桥 责县水利局", "（二） 种树 责县林业局"),
        ),
    ],
)
def test_numbers_in_one_line_begin_items(text: str, rows: tuple[str, ...]) -> None:
    assert shown(text) == rows


MARKDOWN = (
    "任务分解表\n| 序号 | 工作任务 | 责任单位 | 完成时限 |\n| --- | --- | --- | --- |\n"
    "| 1 | 治理废气，新装设施三十五台，年底前全部完成。 | 县经信委 县环保局 | 2025年 |\n"
    "| 2 | 治理扬尘，所有工地围挡喷淋，渣土车密闭运输。 | 县住建局 县城管局 |  |\n"
)
TABBED = (
    "序号\t工作任务\t牵头单位\t配合单位\n1\t治理废气，新装设施三十五台，年底前全部完成。\t县经信委\t县环保局、各镇\n"
    "2\t治理扬尘，所有工地围挡喷淋，渣土车密闭运输。\t县住建局\t县城管局\n3\t种树。\t县林业局\t县财政局\n"
    "4\t治理河道，清淤十五公里，两岸种树，年底完成。\t县水利局\t县财政局、各镇\n"
)


@pytest.mark.parametrize("change", ["removed", "turned into blanks", "wrapped at 20", "wrapped at 28"])
def test_a_markdown_table_is_read_by_its_rule_wherever_its_lines_end(change: str) -> None:
    assert CHANGES[change](MARKDOWN) != MARKDOWN
    assert _assignments(CHANGES[change](MARKDOWN)) == _assignments(MARKDOWN)
    assert _assignments(MARKDOWN).total() == 4


def test_prose_around_a_markdown_table_in_one_line_is_not_lost_with_it() -> None:
    prose = "1.修路。（责任单位：县交通局）2.架桥。（责任单位：县水利局）" * 6
    assert ("2", Role.RESPONSIBLE, "县水利局") in _assignments(prose + CHANGES["removed"](MARKDOWN))


@pytest.mark.parametrize("width", [20, 24, 30])
def test_the_rows_of_a_cut_table_of_tabs_are_joined(width: int) -> None:
    assert _assignments(_wrapped(TABBED, width)) == _assignments(TABBED)
    assert _assignments(TABBED).total() == 10


def test_a_page_number_is_no_text_and_no_item() -> None:
    text = "1.修路。（责任单位：县交通局、\n— 3 —\n县水利局）\n2.架桥。（责任单位：县交通局、\n4\n县财政局）"
    assert shown(text) == ("1 修路 责县交通局、县水利局", "2 架桥 责县交通局、县财政局")


def test_a_label_cut_by_a_line_end_is_one_label() -> None:
    text = "1.修路。（牵头单位：县交通局；责\n任单位：县水利局）\n2.架桥。（牵头单位：县水利局，配\n合单位：县财政局）"
    assert shown(text) == ("1 修路 牵县交通局 责县水利局", "2 架桥 牵县水利局 配县财政局")


def _blocks(*texts: str) -> list[tuple[int, Paragraph]]:
    return [(place, Paragraph(text, "p")) for place, text in enumerate(texts)]


def test_only_a_text_cut_at_one_width_is_wrapped() -> None:
    wide = "修好通往各村的道路并在年底前全部通车"
    assert find_wrapped_blocks(_blocks(*[wide] * 8, "完。")) == frozenset(range(8))
    assert find_wrapped_blocks(_blocks(*[f"{wide}。"] * 8, "完。")) == frozenset()  # paragraphs that end alike
    assert find_wrapped_blocks(_blocks(*[wide] * 3, "完。")) == frozenset()  # too few lines
    lengths = [wide[: 2 + place] for place in range(14)]
    assert find_wrapped_blocks(_blocks(*lengths, "完。")) == frozenset()  # lines of every length
    assert 3 not in find_wrapped_blocks(_blocks(*[wide] * 4, "1.种树" + wide[:14], *[wide] * 4))  # a new item


def test_bare_numbers_are_page_numbers_only_where_they_count_up_far_apart() -> None:
    text = ["修路"] * 5
    assert find_page_numbers(_blocks(*text, "1", *text, "2", *text)) == {5, 11}
    assert find_page_numbers(_blocks(*text, "1", *text, "9", *text)) == frozenset()
    assert find_page_numbers(_blocks("1", "修路", "2", "架桥")) == frozenset()
    assert find_page_numbers(_blocks("修路", "- 7 -", "第3页 共9页", "3")) == {1, 2}
