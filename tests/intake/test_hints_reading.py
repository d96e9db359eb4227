"""Hints in the reading: one of them mends number, title, section, text and units of all the rows that it touches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from respnet.intake.anchors import DocumentText, fold_quote
from respnet.intake.clauses.extractor import extract
from respnet.intake.documents.document import Document, GridCell
from respnet.intake.documents.document import Grid as DocumentGrid
from respnet.intake.documents.text import parse_plain_text
from respnet.intake.hints import Begin, Clause, Fill, Grid, LeadRule, Name, Quote, RoleWord, RowKey

if TYPE_CHECKING:
    from respnet.intake.hints import Hint
    from respnet.intake.language.extraction import Extraction

TEXT = """一、重点任务
1.建好科技馆。完成布展。（牵头单位：县科协，责任单位：县教委、团县委）
2.修好县道。年底完成。（牵头单位：县交通局）
3.办好节会。热闹热闹。（牵头单位：县文旅委、*县妇联）
"""


def read(text: str, *hints: Hint) -> Extraction:
    return extract(parse_plain_text(text, "plan"), None, hints)


def rows_of(extraction: Extraction) -> list[tuple[str, str, str, dict[str, tuple[str, ...]]]]:
    return [
        (row.number + row.part, row.title, row.text, {one.role.value: one.names for one in row.units})
        for row in extraction.rows
    ]


def states(extraction: Extraction) -> list[str]:
    return [one.state for one in extraction.outcomes]


def quote(text: str, words: str) -> Quote:
    whole = DocumentText(parse_plain_text(text, "plan"))
    start = whole.text.index(fold_quote(words))
    return whole.quote_range(start, start + len(fold_quote(words)))


@pytest.mark.parametrize(
    ("right", "wrong", "words"),
    [
        ("\n2.修", "\n2，修", "2，修好县道"),  # the mark of a number
        ("\n2.修", "\n2修", "修好县道"),
        ("\n2.修", "2.修", "2.修好县道"),  # a line end
        ("）\n2.修", "\n2.修", "2.修好县道"),  # a bracket that is never closed
    ],
)
def test_a_begin_mends_the_rows_on_both_sides(right: str, wrong: str, words: str) -> None:
    damaged = TEXT.replace(right, wrong)
    mended = read(damaged, Begin(quote(damaged, words)))
    assert rows_of(mended) == rows_of(read(TEXT))
    assert states(mended) == ["already" if rows_of(read(damaged)) == rows_of(read(TEXT)) else "taken"]


def test_a_begin_on_another_level() -> None:
    text = TEXT.replace("1.", "").replace("2.", "").replace("3.", "")
    begins = [Begin(quote(text, words), level) for words, level in (("建好科技馆", "below"), ("修好", "same"))]
    assert [row[1] for row in rows_of(read(text, *begins, Begin(quote(text, "办好"))))] == [
        "建好科技馆",
        "修好县道",
        "办好节会",
    ]
    section = "二、重点项目。"
    text = TEXT.replace("3.", section + "\n3.")
    assert read(text, Begin(quote(text, section), "above")).rows[2].section == ("二、重点项目",)


def test_a_begin_makes_the_section_whose_clause_stands_at_its_end_one_task() -> None:
    text = "一、行动\n（一）科普\n1.讲课。\n2.展览。（县科协牵头）\n（二）修路\n1.测量。\n2.铺设。（县交通局牵头）\n"
    assert [row[0] for row in rows_of(read(text))] == ["1", "2", "1", "2"]
    mended = read(text, *(Begin(quote(text, words)) for words in ("（一）科普", "（二）修路")))
    assert [(row[0], row[3]["lead"]) for row in rows_of(mended)] == [("（一）", ("县科协",)), ("（二）", ("县交通局",))]
    assert states(mended) == ["taken", "taken"]


def test_nothing_begins_where_a_person_says_so() -> None:
    text = TEXT.replace("完成布展。", "\n2.5万人参观。\n2.布展。（责任单位：县文旅委）\n").replace("\n2.修", "\n3.修")
    nothing = [Begin(quote(text, words), "none") for words in ("2.5万人", "2.布展", "热闹")]
    mended = read(text, *nothing)
    assert [row[0] for row in rows_of(mended)] == ["1", "3", "3"]
    assert mended.rows[0].text == "建好科技馆。\n2.5万人参观。\n2.布展。"
    assert states(mended) == ["taken", "taken", "already"]


def test_a_clause_in_words_that_the_reader_does_not_know() -> None:
    text = TEXT.replace("（牵头单位：县交通局）", "此事交县交通局和县公安局。")
    key = RowKey("2", title="修好县道")
    mended = read(text, Begin(quote(text, "2.修好")), Clause(key, quote(text, "县交通局和县公安局")))
    assert rows_of(mended)[1][3] == {"responsible": ("县交通局", "县公安局")}
    assert "县交通局" not in mended.rows[1].text
    assert any(mark.row == 1 and mark.what == "clause" for mark in mended.marks)
    other = read(text, Clause(RowKey("7", title="种树"), quote(text, "县交通局和县公安局")))
    assert states(other) == ["contradicted"]
    assert states(read(TEXT, Clause(None, quote(TEXT, "牵头单位：县交通局")))) == ["already"]
    assert states(read(TEXT, Clause(None, quote(TEXT, "年底完成")))) == ["contradicted"]


def test_a_clause_whose_bracket_is_never_closed_takes_in_nothing_behind_it() -> None:
    text = (
        "一、任务\n1.修路。（县交通局牵头，县财政局配合。再架桥（县水利局牵头，县财政局配合）。\n"
        "2.种树。（县林业局牵头）\n"
    )
    assert len(read(text).rows) == 2
    mended = read(text, Clause(None, quote(text, "（县交通局牵头，县财政局配合")))
    assert [(row[0], row[3]["lead"]) for row in rows_of(mended)] == [
        ("11", ("县交通局",)),
        ("12", ("县水利局",)),
        ("2", ("县林业局",)),
    ]
    broken = text.replace("（县林业局牵头）", "县林业局牵头，县财政局配合）。")
    mended = read(broken, Clause(RowKey("2", title="种树"), quote(broken, "县林业局牵头，县财政局配合）。")))
    assert rows_of(mended)[-1][3] == {"lead": ("县林业局",), "support": ("县财政局",)}


def test_a_clause_of_one_part_leaves_the_other_parts_theirs() -> None:
    text = "一、任务\n1.办节。设窗口（县政务局牵头）。送上门（各镇负责）。上网办，县数据局来办。\n"
    mended = read(text, Clause(RowKey("1", "2", title="办节"), quote(text, "县数据局")))
    assert [row[0] for row in rows_of(mended)] == ["11", "12", "13"]
    whole = read(text, Clause(RowKey("1", title="办节"), quote(text, "县数据局")))
    assert [(row[0], row[3]) for row in rows_of(whole)] == [("1", {"responsible": ("县数据局",)})]


def test_a_clause_of_another_item() -> None:
    text = TEXT.replace("（牵头单位：县交通局）", "").rstrip() + "\n附：县道之事，县交通局负责。\n"
    mended = read(text, Clause(RowKey("2", title="修好县道"), quote(text, "县交通局负责")))
    assert rows_of(mended)[1] == ("2", "修好县道", "修好县道。年底完成。", {"responsible": ("县交通局",)})


def test_names_everywhere_and_in_one_row() -> None:
    text = TEXT.replace("县文旅委、*县妇联", "县教育和体育局、待定").replace("县交通局", "待定")
    mended = read(
        text,
        Name("县教育和体育局", ("县教育局", "县体育局")),
        Name("待定", ("县应急局",), RowKey("2", title="修好县道")),
        Name("某局", ()),
        Name("县科协", ("县科协",)),
        Name("县教委", (), RowKey("9", title="种树")),
        Name("团县委", (" ",)),
    )
    assert [row[3] for row in rows_of(mended)] == [
        {"lead": ("县科协",), "responsible": ("县教委",)},
        {"lead": ("县应急局",)},
        {"lead": ("县教育局", "县体育局")},
    ]
    assert states(mended) == ["taken", "taken", "idle", "already", "contradicted", "taken"]


def test_the_later_of_two_hints_counts() -> None:
    mended = read(TEXT, Name("县教委", ()), Name("县教委", ("县教育局",)))
    assert rows_of(mended)[0][3]["responsible"] == ("县教育局", "团县委")
    assert states(mended) == ["contradicted", "taken"]


@pytest.mark.parametrize("word", ["主抓方面", "主", "承头", "拿总的", "主抓方面之单位"])
def test_a_role_word_in_all_clauses(word: str) -> None:
    text = TEXT.replace("牵头单位", word)
    mended = read(text, RoleWord(word, "lead"))
    assert [row[3] for row in rows_of(mended)] == [row[3] for row in rows_of(read(TEXT))]
    assert [row.clause for row in mended.rows] == [row.clause.replace("牵头单位", word) for row in read(TEXT).rows]
    assert states(mended) == ["taken"]


def test_of_two_role_words_one_within_the_other_the_longer_counts() -> None:
    text = TEXT.replace("牵头单位：县交通局", "县交通局来领跑")
    mended = read(text, RoleWord("领跑", "support"), RoleWord("来领跑", "lead"), Begin(quote(text, "3.办好节会")))
    assert [list(row[3]) for row in rows_of(mended)] == [["lead", "responsible"], ["lead"], ["lead"]]


def test_a_role_word_as_verb_and_in_one_row() -> None:
    text = TEXT.replace("牵头单位：县交通局", "县交通局领跑")
    assert rows_of(read(text, RoleWord("领跑", "support")))[1][3] == {"support": ("县交通局",)}
    mended = read(TEXT, RoleWord("牵头单位", "supervise", RowKey("2", title="修好县道")), RoleWord("牵头单位", "lead"))
    assert [list(row[3]) for row in rows_of(mended)] == [["lead", "responsible"], ["supervise"], ["lead"]]
    assert states(mended) == ["taken", "already"]


def test_who_leads_by_rule() -> None:
    text = TEXT.replace("牵头单位：", "")
    mended = read(text, LeadRule(first=True))
    assert [row[3]["lead"] for row in rows_of(mended)] == [("县科协",), ("县交通局",), ("县文旅委",)]
    assert not [one for one in mended.decisions if one.kind == "convention"]
    said = f"{text}注：列第一位的单位为牵头单位。\n"
    assert "lead" in rows_of(read(said))[0][3]
    mended = read(said, LeadRule(first=False, quote=quote(said, "列第一位的单位为牵头单位")))
    assert not any("lead" in row[3] for row in rows_of(mended))
    assert states(read(said, LeadRule(first=True))) == ["already"]


TABLE = "内容\t谁干\t何时\n修路\t县交通局\t年底\n架桥\t县水利局、县财政局\t明年\n种树\t\t明年\n"
HEADER = ("内容", "谁干", "何时")


def test_a_table_whose_header_only_a_person_knows() -> None:
    grid = Grid(HEADER, (("内容", "task"), ("谁干", "lead"), ("何时", "deadline")))
    mended = read(TABLE, grid, Fill(HEADER, "谁干"))
    both = {"lead": ("县水利局", "县财政局")}
    assert [(row[1], row[3]) for row in rows_of(mended)] == [
        ("修路", {"lead": ("县交通局",)}),
        ("架桥", both),
        ("种树", both),
    ]
    assert [row.deadline for row in mended.rows] == ["年底", "明年", "明年"]
    assert states(mended) == ["taken", "taken"]
    assert states(read(TABLE, Grid(HEADER, grid.columns, 2), Fill(("内容",), "谁干"))) == ["orphaned", "orphaned"]


def test_a_begin_in_a_cell_is_told_to_be_none() -> None:
    rows = (
        (GridCell("任务", ""), GridCell("牵头单位", "")),
        (GridCell("修好全县的县道", ""), GridCell("县交通局", "")),
    )
    document = Document("plan", (DocumentGrid(rows, "table 1"),))
    begin = Begin(DocumentText(document).quote(0, 0, 7, 1, 0))
    read_again = extract(document, None, (begin,))
    assert (rows_of(read_again)[0][1], states(read_again)) == ("修好全县的县道", ["contradicted"])


@pytest.mark.parametrize("words", ["县水利局", "架好桥"])
def test_a_place_in_a_table_that_names_its_columns_is_no_running_text(words: str) -> None:
    lines = ["序号\t工作任务\t牵头单位", "1\t修好路\t县交通局", "2\t架好桥\t县水利局", "3\t通好水\t县住建委"]
    text = "\n".join(lines)
    plain = rows_of(read(text))
    assert len(plain) == 3
    for hint in (Clause(None, quote(text, words)), Begin(quote(text, words), "same")):
        read_again = read(text, hint)
        assert rows_of(read_again) == plain
        assert states(read_again) == ["contradicted"]


def test_columns_that_the_reader_knows_otherwise() -> None:
    text = TABLE.replace("谁干", "责任单位").replace("内容", "任务")
    header = ("任务", "责任单位", "何时")
    mended = read(text, Grid(header, (("责任单位", "lead"),)))
    assert rows_of(mended)[0][3] == {"lead": ("县交通局",)}
    assert states(read(text, Grid(header, (("责任单位", "responsible"),)))) == ["already"]
    assert rows_of(read(text, RoleWord("责任单位", "support")))[0][3] == {"support": ("县交通局",)}


def test_a_quote_is_found_exactly_or_not_at_all() -> None:
    begin = Begin(quote(TEXT, "2.修好县道"))
    assert states(read(TEXT.replace("\n", "\r\n\r\n").replace("：", "： "), begin)) == ["already"]
    assert states(read(TEXT.replace("县教委、团县委）", "县教委）"), begin)) == ["moved"]
    assert states(read(TEXT.replace("修好县道", "修好乡道"), begin)) == ["orphaned"]
    twice = TEXT.replace("2.修好县道", "2.修好县道。2.修好县道")
    assert states(read(twice.replace("年底", "明年"), begin)) == ["contradicted"]


def test_of_equal_words_the_one_in_its_row_is_meant() -> None:
    text = TEXT.replace("（牵头单位：县交通局）", "事由县科协管。").replace("热闹热闹。", "热闹热闹。事由县科协管。")
    whole = DocumentText(parse_plain_text(text, "plan"))
    second = whole.text.rindex("县科协管")
    clause = Clause(RowKey("3", title="办好节会"), whole.quote_range(second, second + 3))
    assert (clause.quote.nth, clause.quote.of) == (3, 3)
    shorter = text.replace("热闹热闹。", "热闹。").replace("：县科协", "：县残联")
    mended = read(shorter, clause)
    assert states(mended) == ["moved"]
    assert rows_of(mended)[-1][3] == {"responsible": ("县科协",)}
    assert states(read(shorter.replace("3.办", "4.办"), clause)) == ["contradicted"]


def test_a_quote_from_a_selection_in_a_paragraph_or_cell() -> None:
    document = parse_plain_text("（一） 修  路\n| 任务 | 牵头 |\n", "plan")
    whole = DocumentText(document)
    assert whole.quote(0, 0, 8).exact == "(一)修路"
    assert whole.quote(0, 4, 7).exact == "修"
    several = DocumentText(parse_plain_text("一\n\n— 3 —\n二三\n", "plan"))
    assert several.quote(0, 0, 1, end_block=2).exact == "一二"
    with pytest.raises(KeyError):
        whole.quote(9, 0, 1)


def test_without_any_row_the_reading_still_says_what_became_of_the_hints() -> None:
    empty = read("这里没有任务。\n", Name("县教委", ()))
    assert (empty.rows, states(empty)) == ((), ["idle"])
