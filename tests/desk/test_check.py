"""The page on which a plan is checked, made of states by hand: what is in it, and what a change sends."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from lxml import html

from respnet.core.i18n import Text
from respnet.core.plan import Origin, Role
from respnet.desk.check import _SCRIPT_WORDS, describe_changes, render_check
from respnet.desk.check_labels import CHECK_LABELS
from respnet.intake.language.normalize import Span
from respnet.render.jinja_env import get_jinja_env
from respnet.workspace.state import (
    BlockState,
    CellState,
    Fact,
    Mark,
    Proposal,
    Question,
    QuestionPlace,
    RowState,
    State,
    Step,
    UnitEntry,
)

HOSTILE = '</script><img src=x onerror="alert(1)">\u202e\0\r{{7*7}}'


def make_row(key: str, title: str, *units: str, section: str = "一、道路") -> RowState:
    roles = [Role.LEAD, *[Role.RESPONSIBLE] * len(units)]
    entries = tuple(UnitEntry(role, name, Origin.PRINTED) for role, name in zip(roles, units, strict=False))
    return RowState(key, key, "", title, (section,), entries, place=Span(int(key), 0, 2))


def say(text: str) -> Text:
    return Text(zh=text, en=text)


ASKED = Question(
    "alias",
    "alias",
    say("“丙局”和“丙管理局”是同一单位吗？"),
    say("一个像另一个的简称。"),
    (QuestionPlace(say("第 2 项"), Span(2, 3, 5), "2"),),
    (Proposal(say("是"), "same", {"names": ["丙局", "丙管理局"], "printed": "丙管理局"}),),
)
STATE = State(
    4,
    "乙县道路方案",
    (Fact("title", "乙县道路方案"), Fact("number", "乙政〔2026〕1号", Span(0, 0, 3))),
    (
        BlockState("一、道路", "line 1", heading=1),
        BlockState("1. 修路。（牵头单位：甲局）", "line 2", marks=(Mark(0, 5, "task", "1"), Mark(12, 14, "unit", "1"))),
        BlockState(
            "2. 架桥。（牵头单位：丙局）", "line 3", marks=(Mark(0, 5, "task", "2"), Mark(3, 5, "question", "2"))
        ),
        BlockState("", "table 1", cells=((CellState("任务", "table 1 row 1 column 1"),),) * 2),
    ),
    (make_row("1", "修路", "甲局", "乙局"), make_row("2", "架桥", "丙局"), make_row("3", "绿化", section="二、环境")),
    (ASKED,),
    (Step(4, "10:02", "李", say("改了名称")),),
)


def tree_of(state: State, lang: Any = "zh") -> html.HtmlElement:
    return html.fromstring(render_check(state, lang))


def apply(shown: State, wanted: State) -> tuple[html.HtmlElement, dict[str, Any]]:
    """The page of one state after the changes to another, put in as the script does."""
    tree, said = tree_of(shown), describe_changes(shown, wanted, "zh")
    lists = {"block": "document", "row": "grid", "question": "asked", "history": "history"}
    for one in said["removed"]:
        tree.get_element_by_id(one).drop_tree()
    for piece in said["pieces"]:
        fresh = html.fromstring(piece["html"])
        old = tree.xpath("//*[@id=$id]", id=piece["id"])
        if old:
            old[0].getparent().replace(old[0], fresh)
        elif piece["after"]:
            tree.get_element_by_id(piece["after"]).addnext(fresh)
        elif piece["list"] == "question":
            tree.get_element_by_id("facts").addnext(fresh)
        else:
            box = tree.get_element_by_id(lists[piece["list"]])
            group = box.find("ol" if piece["list"] == "history" else "div[@class='group']")
            (box if group is None else group).insert(0, fresh)
    return tree, said


def list_pieces(tree: html.HtmlElement) -> list[tuple[str, str]]:
    found = tree.xpath("//*[@id='asked']/*[@id and @id!='h-ask'] | //*[@id='history']/ol/*")
    found += tree.xpath(
        "//*[@id='document' or @id='grid']/descendant::*[starts-with(@id, 'b-') or starts-with(@id, 'r-')]"
    )
    return [(one.get("id"), " ".join(one.text_content().split())) for one in found]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_shows_everything_without_a_script(lang: str) -> None:
    page = tree_of(STATE, lang)
    assert [one.strip() for one in page.xpath("//*[@role='row']/*[@class='no']/text()")] == ["1", "2", "3"]
    assert page.xpath("string((//*[@id='r-2']//bdi)[2])") == "丙局"
    assert page.xpath("//*[@id='r-3']//em/text()") == [CHECK_LABELS["no_units"].of("zh" if lang == "zh" else "en")]
    assert page.xpath("//*[@id='b-1']//*[@class='m unit']/@data-r") == ["1"]
    assert "asked" in page.get_element_by_id("b-2").get("class")
    assert page.xpath("//*[@id='facts']//input/@value") == ["乙县道路方案", "乙政〔2026〕1号"]
    answer = page.xpath("//*[@id='q-alias']//button[@data-op='same']")[0]
    assert json.loads(answer.get("data-parameters")) == {"names": ["丙局", "丙管理局"], "printed": "丙管理局"}
    assert page.xpath("//*[@class='sec']/text()") == ["一、道路", "二、环境"]


def test_what_became_of_the_steps_in_a_newer_document_is_said_first_until_it_is_seen() -> None:
    page, said = apply(STATE, replace(STATE, outcomes=say("5 步已照旧，1 步找不到原来的位置。"), version=5))
    assert [piece["id"] for piece in said["pieces"]] == ["q-outcomes"]
    cards = page.xpath("//*[@id='asked']/*[contains(@class, 'card')]/@id")
    assert cards == ["facts", "q-outcomes", "q-alias"]
    assert page.xpath("//*[@id='q-outcomes']//button/@data-parameters") == ['{"question": "outcomes"}']


def test_a_question_about_one_place_is_said_once_and_leads_to_the_text() -> None:
    one = replace(ASKED, places=(QuestionPlace(say("“丙局”和“丙管理局”"), Span(2, 3, 5), "2"),))
    for asked, links in (
        (one, ["看原文"]),
        (replace(one, places=(replace(one.places[0], place=None),)), []),
        (ASKED, ["第 2 项"]),
    ):
        card = tree_of(replace(STATE, questions=(asked,))).get_element_by_id("q-alias")
        assert card.xpath(".//*[@class='go']//text()") == links
        assert len(card.xpath(".//li")) == len(links)


def test_names_of_others_stay_text() -> None:
    asked = Question("q", "x", say(HOSTILE), say(HOSTILE), (), (Proposal(say(HOSTILE), "name", {"name": HOSTILE}),))
    block = BlockState(HOSTILE, "line 1", marks=(Mark(2, 9, "unit", "1"),))
    state = State(
        1,
        HOSTILE,
        (Fact("title", HOSTILE),),
        (block, BlockState("", "table 1", cells=((CellState(HOSTILE, "s"),),))),
        (make_row("1", HOSTILE, HOSTILE, section=HOSTILE),),
        (asked,),
        (Step(1, HOSTILE, HOSTILE, say(HOSTILE)),),
    )
    page = tree_of(state)
    assert page.xpath("//img") == []
    assert len(page.xpath("//script")) == 1
    assert "{{7*7}}" in page.get_element_by_id("r-1").text_content()
    pieces = describe_changes(replace(STATE, blocks=()), state, "zh")["pieces"]
    assert not any("<img" in piece["html"] for piece in pieces)
    assert "onerror" in page.xpath("//*[@id='q-q']//button[@data-op='name']/@data-parameters")[0]


def test_the_page_holds_every_character_of_the_document() -> None:
    text = "甲\r乙\0丙\t丁 戊"
    page = tree_of(replace(STATE, blocks=(BlockState(text, "line 1", marks=(Mark(2, 5, "unit", "1"),)),)))
    assert page.xpath("string(//*[@id='b-0']//p)") == text.replace("\0", "\u2400")


def test_marks_stand_one_within_another_and_what_overlaps_is_cut() -> None:
    marks = (Mark(0, 9, "clause", "1"), Mark(1, 4, "unit", "1"), Mark(1, 4, "question", ""), Mark(6, 12, "task", "2"))
    tree = tree_of(replace(STATE, blocks=(BlockState("（县教委，县科协）其他", "line 1", marks=marks),) * 60))
    text = tree.xpath("//*[@id='b-0']//p")[0]
    shown = [(one.get("class"), one.get("data-r"), one.text_content()) for one in text.iter("span")]
    assert shown == [
        ("m clause", "1", "（县教委，县科协）"),
        ("m question", None, "县教委"),
        ("m unit", "1", "县教委"),
        ("m task", "2", "科协）"),
        ("m task", "2", "其他"),
    ]
    assert [len(one) for one in tree.xpath("//*[@id='document']/*")] == [24, 24, 12]


Change = Callable[[State], State]
CHANGES: list[tuple[str, Change, set[str]]] = [
    ("a unit", lambda s: replace(s, rows=(s.rows[0], make_row("2", "架桥", "丙局", "丁局"), s.rows[2])), {"r-2"}),
    ("a row dropped", lambda s: replace(s, rows=s.rows[::2]), set()),
    ("a row before", lambda s: replace(s, rows=(make_row("0", "测量"), *s.rows)), {"r-0", "r-1"}),
    ("a row behind", lambda s: replace(s, rows=(*s.rows, make_row("9", "养护", section="二、环境"))), {"r-9"}),
    ("a question answered", lambda s: replace(s, questions=()), {"r-2"}),
    ("a question more", lambda s: replace(s, questions=(replace(ASKED, key="new", places=()), ASKED)), {"q-new"}),
    ("the title", lambda s: replace(s, facts=(Fact("title", "丙"), s.facts[1])), {"facts"}),
    ("a step", lambda s: replace(s, history=(*s.history, Step(5, "", "", say("又")))), {"h-5"}),
    ("a mark", lambda s: replace(s, blocks=(s.blocks[0], replace(s.blocks[1], marks=()), *s.blocks[2:])), {"b-1"}),
    ("order", lambda s: replace(s, rows=s.rows[::-1]), {"r-1", "r-2", "r-3"}),
    ("nothing left", lambda s: replace(s, rows=(), blocks=(), questions=()), set()),
]


@pytest.mark.parametrize(("what", "change", "sent"), CHANGES, ids=[one[0] for one in CHANGES])
def test_a_change_sends_what_it_touches_and_makes_the_page_of_the_new_state(
    what: str, change: Change, sent: set[str]
) -> None:
    wanted = replace(change(STATE), version=5)
    page, said = apply(STATE, wanted)
    assert {piece["id"] for piece in said["pieces"]} == sent
    assert list_pieces(page) == list_pieces(tree_of(wanted))
    assert said["version"] == 5
    assert len(said["removed"]) + len(sent) > 0
    assert list_pieces(apply(wanted, STATE)[0]) == list_pieces(tree_of(STATE))


def test_a_change_among_3000_rows_is_described_quickly() -> None:
    rows = tuple(make_row(str(n), f"任务 {n}", "甲局", "乙局", "丙局") for n in range(1, 3001))
    marks = [(Mark(0, 5, "task", str(n)),) for n in range(3001)]
    blocks = tuple(
        BlockState(f"{n}. 任务。（牵头单位：甲局）", f"line {n}", marks=mark) for n, mark in enumerate(marks)
    )
    before = replace(STATE, rows=rows, blocks=blocks, questions=())
    after = replace(before, rows=(*rows[:1500], make_row("1501", "任务", "丁局"), *rows[1501:]), version=5)
    took = []
    for _ in range(4):
        start = time.perf_counter()
        said = describe_changes(before, after, "zh")
        took.append(time.perf_counter() - start)
    assert [piece["id"] for piece in said["pieces"]] == ["r-1501"]
    assert min(took) < 0.2  # a tenth of it on a quiet machine


def test_every_label_is_used() -> None:
    loader = get_jinja_env().loader
    assert loader is not None
    sources = [loader.get_source(get_jinja_env(), name)[0] for name in ("check.html.j2", "check_parts.html.j2")]
    text = "\n".join([*sources, *_SCRIPT_WORDS, "check_title", "no_units", "seen"])
    computed = ("field_", "show_", "facts_", *Role, "title", "area", "issuer", "number", "date")
    assert [key for key in CHECK_LABELS if key not in text and not key.startswith(computed)] == []
