"""The review page: that it shows all of the document and of the table, and that each side finds the other."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from respnet.core.errors import OutputError
from respnet.core.i18n import Lang, Text
from respnet.core.plan import Role
from respnet.intake.builder import PlanFacts, TaskRow, UnitList
from respnet.intake.clauses.extractor import extract
from respnet.intake.documents.document import Document, Grid, GridCell, Paragraph
from respnet.intake.documents.formats import read_document
from respnet.intake.documents.text import parse_plain_text
from respnet.intake.language.extraction import Decision, Extraction, SourceMark, Span
from respnet.render.review.highlights import split_at_marks
from respnet.render.review.page import render_review, write_review
from tests.render.conftest import LANGS as SHOWN
from tests.render.conftest import OpenPage, Watched, find_barriers
from tests.render.test_browser import HOSTILE

SHARED = Path(__file__).resolve().parents[3] / "shared" / "documents"
NAMES = ("fengdu_kexue_suzhi_2022", "shandong_shuzi_2019", "zhejiang_ai_table_2026", "zhejiang_jianzhu_2022")
LANGS: tuple[Lang, ...] = ("zh", "en")

PLAN = """某县工作方案
一、重点任务
1.建好科技馆。完成布展。（责任单位：县科协、县教委、团县委。列第一位的为牵头单位，下同）
2.办好科普讲座，每年不少于50场次（责任单位：县教委、县科协）；办好科技节（责任单位：县科协）。
3.修好道路。
4.建设科普公园。（责任单位：县林业局、县科协）
"""


def small() -> Extraction:
    """A small plan and a table after it, with parts, a convention, an item without units and a note."""
    rows = (
        (
            GridCell("序号", "table 1 row 1 column 1"),
            GridCell("任务", "table 1 row 1 column 2"),
            GridCell("牵头单位", "t"),
        ),
        (
            GridCell("9", "t"),
            GridCell("修桥", "table 1 row 2 column 2"),
            GridCell("县交通局、县财政局", "table 1 row 2 column 3"),
        ),
    )
    document = parse_plain_text(PLAN, "plan")
    note = Text(zh="第 2 页是图片，没有读取。", en="Page 2 is a picture and was not read.")
    document = replace(document, blocks=(*document.blocks, Grid(rows, "table 1")), notes=(note,))
    return extract(document)


def text_of(extraction: Extraction, span: Span) -> str:
    block = extraction.document.blocks[span.block]
    return block.text if isinstance(block, Paragraph) else block.rows[span.row][span.column].text


def shared(name: str) -> Extraction:
    file = SHARED / f"{name}.txt"
    if not file.exists():
        pytest.skip("the hand-checked documents are not here")
    return extract(read_document(file))


def written(extraction: Extraction, folder: Path, lang: Lang = "zh") -> Path:
    return write_review(extraction, folder / "review.html", lang=lang)


def assert_shown_whole(page: Page, extraction: Extraction) -> None:
    """Every character of the document stands there, and under each kind of mark of a row the words of its spans."""
    texts = [
        text
        for block in extraction.document.blocks
        for text in ([block.text] if isinstance(block, Paragraph) else [c.text for row in block.rows for c in row])
    ]
    assert page.locator("#document .text").all_text_contents() == texts
    wanted: dict[str, set[tuple[Span, int]]] = defaultdict(set)
    for mark in extraction.marks:
        places = range(mark.span.start, mark.span.end)
        wanted[f"{mark.what[0]}{mark.row}"] |= {(replace(mark.span, start=0, end=0), place) for place in places}
    shown: dict[str, str] = page.evaluate(
        """() => {
          const found = {};
          for (const one of document.querySelectorAll("#document [data-m]"))
            for (const token of one.dataset.m.split(" "))
              if (token[0] !== "d") found[token] = (found[token] || "") + one.textContent;
          return found;
        }"""
    )
    assert shown == {
        token: "".join(
            text_of(extraction, span)[place]
            for span, place in sorted(places, key=lambda one: (one[0].block, one[0].row, one[0].column, one[1]))
        )
        for token, places in wanted.items()
    }


def in_view(page: Page, selector: str) -> bool:
    """Whether the element lies within its pane and the screen."""
    inside: bool = page.evaluate(
        """(selector) => {
          const element = document.querySelector(selector), box = element.getClientRects()[0];
          const pane = element.closest(".pane").getBoundingClientRect();
          return box.top >= Math.max(0, pane.top) && box.bottom <= Math.min(innerHeight, pane.bottom);
        }""",
        selector,
    )
    return inside


def test_marks_that_nest_or_overlap_cut_the_text_once() -> None:
    marks = [(0, 4, "c0"), (2, 6, "c1"), (2, 4, "u0"), (2, 4, "u0"), (5, 99, "r1"), (3, 3, "d0"), (-4, 1, "t0")]
    assert split_at_marks("abcdefg", marks) == [
        ("a", ("c0", "t0")),
        ("b", ("c0",)),
        ("cd", ("c0", "c1", "u0")),
        ("e", ("c1",)),
        ("f", ("c1", "r1")),
        ("g", ("r1",)),
    ]
    assert split_at_marks("", marks) == []


@pytest.mark.parametrize("lang", SHOWN)
def test_the_document_and_its_marks_are_shown_whole(any_size: Watched, tmp_path: Path, lang: Lang) -> None:
    extraction = small()
    path = written(extraction, tmp_path, lang)
    page = any_size.open(path)
    assert_shown_whole(page, extraction)
    assert page.locator("tr.row").count() == len(extraction.rows) == 6
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    any_size.quiet(path)


@pytest.mark.parametrize("name", NAMES)
def test_real_documents_are_shown_whole(desktop: Watched, tmp_path: Path, name: str) -> None:
    extraction = shared(name)
    path = written(extraction, tmp_path)
    assert_shown_whole(desktop.open(path), extraction)
    desktop.quiet(path)


def test_what_the_page_says_of_a_small_plan(desktop: Watched, tmp_path: Path) -> None:
    page = desktop.open(written(small(), tmp_path))
    expect(page.locator(".summary")).to_have_text("6 项任务，6 个单位；1 项任务没有写明单位。")
    heads = page.locator("table.rows thead th").all_inner_texts()
    assert heads == ["序号", "分项", "工作任务", "牵头单位", "责任单位", "目标要求", "出处"]
    expect(page.locator("#table .note").first).to_have_text(
        "没有内容的列未列出：配合单位、督促单位、沿用单位、完成时限。"
    )
    second = page.locator("#row-1").locator("th, td").all_inner_texts()
    assert second == [
        "2",
        "1",
        "办好科普讲座，每年不少于50场次",
        "县教委 按文中惯例",
        "县科协",
        "科普讲座 每年不少于50场次",
        "第 4 行",
    ]
    expect(page.locator("#row-3 td.task")).to_have_text("修好道路 没有写明单位")
    expect(page.locator("#decisions .notes li")).to_have_text("第 2 页是图片，没有读取。")
    counts = page.locator("#decisions summary .tag").all_inner_texts()
    assert sum(map(int, counts)) == len(small().decisions) > 0


def test_a_click_on_either_side_shows_the_other(any_size: Watched, tmp_path: Path) -> None:
    extraction = shared("shandong_shuzi_2019")
    path = written(extraction, tmp_path)
    page = any_size.open(path)
    phone = page.viewport_size is not None and page.viewport_size["width"] < 900
    if phone:
        page.locator("nav.panes a[href='#table']").click()
    page.locator("#row-40 td.task").click()
    assert set(
        page.locator("#document .lit").evaluate_all("all => all.map(one => one.dataset.m).join(' ')").split()
    ) >= {
        "t40",
        "c40",
    }
    assert in_view(page, "#document " + page.locator("#row-40 th a").get_attribute("href"))  # type: ignore[operator]
    assert page.locator("#table").is_visible() is not phone
    if phone:
        page.locator("nav.panes a[href='#document']").click()
    page.locator("#document .m.unit[data-m~=u60]").first.click()
    expect(page.locator("#row-60")).to_have_class("row lit")
    assert page.locator("tr.lit").count() == 1
    assert in_view(page, "#row-60 th a")
    assert page.locator("#document").is_visible() is not phone
    any_size.quiet(path)


def test_enter_goes_there_and_back(desktop: Watched, tmp_path: Path) -> None:
    page = desktop.open(written(shared("fengdu_kexue_suzhi_2022"), tmp_path))
    page.locator("#row-20 th a").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.matches('#document a.task[data-m~=t20]')")
    assert in_view(page, "#document a.task[data-m~=t20]")
    page.locator("#table").evaluate("one => one.scrollTo(0, 0)")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.matches('#row-20 th a')")
    assert in_view(page, "#row-20 th a")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('#row-21 th a')")


def test_words_of_several_rows_show_one_after_the_other(desktop: Watched, tmp_path: Path) -> None:
    page = desktop.open(written(small(), tmp_path))
    title = page.locator("#document .task[data-m~=t1][data-m~=t2]").first
    for row in (1, 2, 1):
        title.click()
        assert page.locator("tr.lit").get_attribute("id") == f"row-{row}"


@pytest.mark.parametrize("lang", SHOWN)
def test_every_decision_leads_to_its_place(any_size: Watched, tmp_path: Path, lang: Lang) -> None:
    extraction = shared("fengdu_kexue_suzhi_2022")
    path = written(extraction, tmp_path, lang)
    page = any_size.open(path)
    for place, decision in enumerate(extraction.decisions):
        page.locator("nav.panes a").first.evaluate("one => one.click()")
        link = page.locator(f"#decisions a[data-key=d{place}]")
        expect(link).to_have_text(decision.what.of(lang))
        assert decision.reason.of(lang) in page.locator(f"details:has(a[data-key=d{place}])").inner_text()
        link.click()
        stretches = page.locator(f"#document [data-m~=d{place}]")
        words = text_of(extraction, decision.place)[decision.place.start : decision.place.end]
        assert "".join(stretches.all_text_contents()) == words
        expect(stretches.first).to_have_class(re.compile(r"\blit\b"))
        assert in_view(page, f"#document [data-m~=d{place}]")
    any_size.quiet(path)


@pytest.mark.parametrize("lang", SHOWN)
@pytest.mark.parametrize(("width", "pane"), [(1280, ""), (390, "decisions"), (390, "document"), (390, "table")])
def test_no_barrier_that_axe_knows(desktop: Watched, tmp_path: Path, lang: Lang, width: int, pane: str) -> None:
    desktop.page.set_viewport_size({"width": width, "height": 844})
    page = desktop.open(written(small(), tmp_path, lang))
    if pane:
        page.locator(f"nav.panes a[href='#{pane}']").click()
    else:
        page.locator("#row-1 td.task").click()
    assert find_barriers(page) == []


def hostile() -> Extraction:
    """Texts that would like to be markup everywhere that a document can bring its own words in."""
    blocks = [Paragraph(f"{name}\r\t县科协", name, name, heading=1) for name in HOSTILE]
    cells = tuple(GridCell(name, name, rows=2, columns=3) for name in HOSTILE)
    document = Document(HOSTILE[0], (*blocks, Grid((cells,), HOSTILE[1])), (Text(HOSTILE[1], HOSTILE[1]),))
    rows = tuple(
        TaskRow(
            name,
            number=name,
            part=name,
            section=(name,),
            units=tuple(UnitList(role, (name,)) for role in Role),
            deadline=name,
            targets=(name,),
            source=name,
        )
        for name in HOSTILE
    )
    marks = [SourceMark(Span(place, 0, len(name)), "task", place) for place, name in enumerate(HOSTILE)]
    marks += [SourceMark(Span(len(blocks), 0, 9, 0, at), "unit", at) for at in range(len(HOSTILE))]
    decisions = [Decision("not-read", Text(n, n), Text(n, n), Span(at, 1, 4)) for at, n in enumerate(HOSTILE)]
    return Extraction(document, PlanFacts("p", title=HOSTILE[0]), rows, (), tuple(decisions), tuple(marks))


@pytest.mark.parametrize("lang", SHOWN)
def test_hostile_text_stays_text(any_size: Watched, tmp_path: Path, lang: Lang) -> None:
    extraction = hostile()
    path = written(extraction, tmp_path, lang)
    page = any_size.open(path)
    expect(page.locator("h1")).to_have_text(HOSTILE[0])
    assert_shown_whole(page, extraction)
    assert page.locator("td.task").all_text_contents() == list(HOSTILE)
    assert page.locator("main img, main script, main iframe, [onerror]").count() == 0
    assert page.locator("script").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    any_size.quiet(path)


def test_characters_no_page_can_hold_do_not_stop_it(desktop: Watched, tmp_path: Path) -> None:
    document = parse_plain_text(PLAN + "断\0裂\ud800的字", "plan")
    path = written(extract(document), tmp_path)
    expect(desktop.open(path).locator("#document .text").last).to_have_text("断\u2400裂?的字")


@pytest.mark.parametrize("lang", LANGS)
def test_same_extraction_same_bytes(lang: Lang) -> None:
    once = render_review(small(), lang)
    assert render_review(small(), lang) == once
    assert "/tmp" not in once


def test_only_a_file_of_respnet_is_replaced(tmp_path: Path) -> None:
    path = written(small(), tmp_path)
    assert written(small(), tmp_path, "en") == path
    path.write_text("my own notes", encoding="utf-8")
    with pytest.raises(OutputError, match="was not written by respnet"):
        written(small(), tmp_path)
    assert write_review(small(), path, force=True) == path


@pytest.mark.rare
def test_a_megabyte_with_three_thousand_rows_opens(desktop: Watched, tmp_path: Path) -> None:
    ones = ("", *"一二三四五六七八九")
    numerals = [f"{ten}{one}" for ten in ("", "十", "二十", "三十") for one in ones if ten or one][:30]
    filler = "广泛开展群众性科普活动，提升公民科学素质水平。" * 4
    items = [f"完成这项建设任务。{filler}（牵头单位：县科协，责任单位：县教委、县林业局）" for _ in range(100)]
    section = "".join(f"{number}.{item}\n" for number, item in enumerate(items, 1))
    text = "".join(f"{numeral}、重点任务\n{section}" for numeral in numerals)
    assert len(text.encode("utf-8")) > 1_000_000
    path = written(extract(parse_plain_text(text, "long")), tmp_path)
    page = desktop.open(path)
    assert page.locator("tr.row").count() == 3000
    page.locator("#row-2900 th a").click()
    assert in_view(page, "#document a.task[data-m~=t2900]")
    desktop.quiet(path)


def test_in_print_everything_is_on_the_paper(desktop: Watched, tmp_path: Path) -> None:
    page = desktop.open(written(shared("zhejiang_jianzhu_2022"), tmp_path))
    assert page.locator("details[open]").count() == 0
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0
    assert page.evaluate(
        "[...document.querySelectorAll('.pane')].every(one => one.scrollHeight <= one.clientHeight + 1)"
    )
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("details[open]").count() == 0
    assert len(re.findall(rb"/Type /Page\b", page.pdf(prefer_css_page_size=True))) > 4


def test_without_scripts_the_links_still_lead_across(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(written(shared("fengdu_kexue_suzhi_2022"), tmp_path).as_uri())
    page.locator("#row-20 th a").click()
    expect(page.locator("#document .m:target")).to_be_in_viewport()
    page.locator("#document .m:target").click()
    expect(page.locator("#row-20:target")).to_be_in_viewport()
