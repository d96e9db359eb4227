"""Answers for people: tables that line up beside Chinese, CSV without formulas, JSON that loses nothing, the docs."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from respnet.cli.output.answers import (
    format_answer_csv,
    format_answer_json,
    format_answer_table,
    format_question_list,
)
from respnet.core.i18n import LANGS, Lang, Text
from respnet.core.messages import escape_controls
from respnet.queries.ask import ask, get_question, list_questions
from respnet.queries.query import AnswerColumn, ColumnType, Question
from respnet.stores import open_store
from respnet.stores.protocol import ResultSet
from tests import toy
from tests.test_docs import generator

if TYPE_CHECKING:
    from respnet.stores.protocol import CypherValue

DOCS = Path(__file__).parents[1] / "docs"
PAGES: dict[Lang, str] = {"zh": "questions.zh.md", "en": "questions.md"}
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "＝1", "＋1", "－1", "＠a", " =1", "\t=1", "\r=1")


def answer(name: str, **given: str) -> tuple[ResultSet, Question]:
    with open_store() as store:
        store.load(toy.science())
        return ask(store, name, given), get_question(name)


def made(*columns: ColumnType) -> Question:
    """A question with columns of these kinds, for rows made by hand."""
    shown = tuple(AnswerColumn(f"c{n}", holds, Text(zh=f"列{n}", en=f"col{n}")) for n, holds in enumerate(columns))
    return replace(get_question("tasks"), columns=shown)


def rows(*lines: tuple[CypherValue, ...]) -> ResultSet:
    return ResultSet(tuple(f"c{place}" for place in range(len(lines[0]))), lines)


# ---- Tables ----


def test_a_table_in_chinese() -> None:
    assert format_answer_table(*answer("busiest_units"), "zh", 80) == (
        "任务最多的单位\n"
        "单位在几项任务中牵头、承担责任或配合；同一任务有两种分工的只按较强的一种算一次；\n"
        "统称不参加排序，督促不计入。\n"
        "\n"
        "单位           类别       牵头   责任   配合   合计\n"
        "---------------------------------------------------\n"
        "县科协         群团组织      2      1      0      3\n"
        "县教委         未注明        1      1      0      2\n"
        "团县委         未注明        0      1      1      2\n"
        "县农业农村委   未注明        1      0      0      1\n"
        "4 行\n"
    )


def test_a_narrow_table_in_english() -> None:
    assert format_answer_table(*answer("section_tasks", section="青少年"), "en", 60) == (
        "The tasks of a section\n"
        "Tasks of which a heading at any level contains the given\n"
        "words, letter for letter.\n"
        "\n"
        "number   task         section                   deadline\n"
        "------------------------------------------------------------\n"
        "1        科普进校园   一、重点任务 > (一)青少   2025年12月底\n"
        "                      年\n"
        "1 row\n"
    )


def test_nothing_found() -> None:
    assert format_answer_table(*answer("shared_units"), "zh").endswith("\n\n没有符合条件的内容。\n")
    assert format_answer_table(*answer("shared_units"), "en").endswith("\n\nNothing found.\n")


def test_words_for_roles_kinds_and_grounds() -> None:
    asked = made(ColumnType.ROLE, ColumnType.KIND, ColumnType.ORIGIN, ColumnType.LIST, ColumnType.PATH, ColumnType.TEXT)
    found = rows(("lead", "collective", "inherited", ["a", "b"], ["一", "二"], "lead"))
    assert list(csv.reader(io.StringIO(format_answer_csv(found, asked, "zh"))))[1] == [
        "牵头",
        "统称",
        "沿用总条目",
        "a；b",
        "一 > 二",
        "lead",
    ]
    assert list(csv.reader(io.StringIO(format_answer_csv(found, asked, "en"))))[1] == [
        "lead",
        "collective",
        "inherited",
        "a; b",
        "一 > 二",
        "lead",
    ]


def test_marks_and_markup_do_nothing() -> None:
    found = rows(("[bold red]县[/]科协", ":smile:"), ("\x1b[31m红\x9b", "甲\u202e乙\n丙"), ("局\u200b", "\u2028\t\x00"))
    assert format_answer_table(found, made(ColumnType.TEXT, ColumnType.TEXT), "zh", 100).split("\n")[5:8] == [
        "[bold red]县[/]科协      :smile:",
        "<U+001B>[31m红<U+009B>   甲<U+202E>乙<U+000A>丙",
        "局<U+200B>               <U+2028><U+0009><U+0000>",
    ]


def test_the_terminal_does_not_change_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    before = format_answer_table(*answer("busiest_units"), "zh", 80)
    for name, value in {"FORCE_COLOR": "1", "COLUMNS": "20", "TERM": "xterm-256color", "TTY_COMPATIBLE": "1"}.items():
        monkeypatch.setenv(name, value)
    assert format_answer_table(*answer("busiest_units"), "zh", 80) == before
    assert "\x1b" not in before


WORDS = st.text(alphabet=st.sampled_from("县科协ab1()（）、🧪\u202e\x1b\n[]"), max_size=40)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(*[WORDS] * 6), min_size=1, max_size=4), st.integers(1, 120))
def test_nothing_is_cut_and_nothing_sticks_out(lines: list[tuple[str, ...]], width: int) -> None:
    table = format_answer_table(rows(*lines), made(*[ColumnType.TEXT] * 6), "zh", width)
    assert max(cell_len(line) for line in table.split("\n")) <= max(width, 40)
    body = table.split("---\n", 1)[1].rpartition("\n")[0].rpartition("\n")[0]
    assert sorted(body.replace(" ", "").replace("\n", "")) == sorted(
        escape_controls("".join(cell for line in lines for cell in line)).replace(" ", "")
    )


def test_a_value_of_ten_thousand_characters() -> None:
    table = format_answer_table(rows(("长" * 10_000, 3)), made(ColumnType.TEXT, ColumnType.NUMBER), "zh", 60)
    assert table.count("长") == 10_000


# ---- CSV ----


def test_csv() -> None:
    found, asked = answer("sections")
    assert format_answer_csv(found, asked, "zh") == (
        "\ufeff章节,任务数,单位数\n一、重点任务 > (一)青少年,1,3\n一、重点任务,1,2\n二、保障,1,3\n,1,0\n"
    )
    assert format_answer_csv(found, asked, "en").startswith("\ufeffsection,tasks,units\n")


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_is_a_formula(text: str) -> None:
    asked = made(ColumnType.TEXT, ColumnType.LIST, ColumnType.NUMBER)
    ((first, second, third),) = list(
        csv.reader(io.StringIO(format_answer_csv(rows((text, [text, "a"], -5)), asked, "en")))
    )[1:]
    assert (first, second, third) == (f"'{escape_controls(text)}", f"'{escape_controls(text)}; a", "-5")


def test_other_texts_stay_as_they_are() -> None:
    cells = ("甲=乙", "a-b", "1", "“=1”", '逗号,引号"', "")
    asked = made(*[ColumnType.TEXT] * len(cells))
    assert tuple(list(csv.reader(io.StringIO(format_answer_csv(rows(cells), asked, "en"))))[1]) == cells


# ---- JSON ----


def test_json() -> None:
    found, asked = answer("units_by_kind")
    text = format_answer_json(found, asked)
    assert text.startswith(
        '{\n "question": "units_by_kind",\n "columns": ["kind", "unit", "tasks", "members"],\n "rows": [\n'
        '  ["mass organisation", "县科协", 3, []],\n  ["collective", "各乡镇(街道)", 1, ["东镇", "西乡"]],\n'
        '  [null, "县教委", 2, []],\n'
    )
    read = json.loads(text)
    assert read["rows"] == [list(row) for row in found.rows]
    assert json.loads(format_answer_json(ResultSet(("a",), ()), asked)) == {
        "question": "units_by_kind",
        "columns": ["a"],
        "rows": [],
    }


@settings(max_examples=100, deadline=None)
@given(st.text())
def test_json_keeps_every_character_and_shows_no_mark(text: str) -> None:
    written = format_answer_json(rows((text,)), made(ColumnType.TEXT))
    assert json.loads(written)["rows"] == [[text]]
    assert escape_controls(written.replace("\n", "")) == written.replace("\n", "")


# ---- The list and the docs ----


@pytest.mark.parametrize("lang", LANGS)
def test_the_list_names_every_question(lang: Lang) -> None:
    text = format_question_list(lang, 200)
    for one in list_questions():
        (line,) = [line for line in text.split("\n") if line.split(" ")[0] == one.name]
        assert line.split()[1:] == [*one.title.of(lang).split(), *(parameter.name for parameter in one.parameters)]


def test_the_command_of_a_question() -> None:
    assert generator().format_ask_command(get_question("busiest_units")) == "respnet ask busiest_units data"
    assert (
        generator().format_ask_command(get_question("shared_tasks"))
        == "respnet ask shared_tasks data --with unit=县科协 --with other=县教委"
    )


@pytest.mark.parametrize("lang", LANGS)
def test_every_question_is_documented(lang: Lang) -> None:
    text = (DOCS / PAGES[lang]).read_text(encoding="utf-8")
    for one in list_questions():
        part = text.split(f"\n## {one.name}\n")[1].split("\n## ")[0]
        assert one.title.of(lang) in part
        assert one.about.of(lang) in part
        assert generator().format_ask_command(one) in part
        assert f"- [{one.title.of(lang)}](#{one.name})\n" in text
        for parameter in one.parameters:
            assert f"| `{parameter.name}` | " in part
            assert f" | {parameter.about.of(lang)} | {parameter.example} |\n" in part
        for column in one.columns:
            assert f"| `{column.name}` | {column.heading.of(lang)} |" in part
