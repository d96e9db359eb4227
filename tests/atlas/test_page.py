"""The page of the atlas: its sentences and tables against the rows, within its size, in a browser."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from lxml import html
from playwright.sync_api import Browser, Page, expect

from respnet.atlas.labels import ATLAS_LABELS
from respnet.atlas.page import MAX_BYTES, ROWS_WITHOUT_SCRIPTS, build_page
from respnet.atlas.page_tables import MOST_PLANS
from respnet.core.i18n import LANGS, Lang
from tests.atlas.page_tables import INFO, ROWS, SHOWN, make_tables
from tests.render.conftest import DESKTOP, PHONE, open_context
from tests.render.test_page_floor import LATER_SCRIPTS, LATER_STYLES, find

DATED = [2023, 2024]


def tree_of(page: bytes) -> html.HtmlElement:
    return html.document_fromstring(page.decode("utf-8"))


def data_of(page: bytes) -> dict[str, Any]:
    return dict(json.loads(tree_of(page).get_element_by_id("page-data").text))


def rows_of(data: dict[str, Any], table: str) -> list[Any]:
    return list(next(one["rows"] for one in data["tables"] if one["id"] == table))


@pytest.fixture(scope="module")
def pages() -> dict[Lang, bytes]:
    return {lang: build_page(make_tables(), INFO, lang) for lang in LANGS}


def test_numbers_of_an_area_are_the_sums_of_its_rows(pages: dict[Lang, bytes]) -> None:
    data = data_of(pages["zh"])
    rows = {cells[0]: (cells, series) for cells, series, *_ in rows_of(data, "areas")}
    cells, series = rows["甲县"]
    assert cells[1:10] == ["县级", 10, 1, 106, 15, 61, 1, 1, 1]
    assert [sum(counts) for counts in series] == cells[2:7]
    assert cells[10] == [40, 66]
    assert cells[11] == [0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 9]
    assert rows["未写明地区"][0][2:5] == [1, 0, 5]
    assert list(rows) == ["甲县", "乙市", "未写明地区"]  # most tasks first


def test_numbers_of_a_unit_are_the_sums_of_its_years(pages: dict[Lang, bytes]) -> None:
    first, *_, last = rows_of(data_of(pages["en"]), "units_table")
    assert first[0] == ["县科协", "甲县", 10, 39, 5, 14, 58, [8, 31]]
    assert first[1] == [[4, 6], [8, 31], [3, 2], [5, 9], [16, 42]]
    assert last[0][:2] == [SHOWN, "乙市"]


def test_a_row_opens_the_plans_that_it_counts(pages: dict[Lang, bytes]) -> None:
    data = data_of(pages["zh"])
    (over,), pairs = rows_of(data, "overcommitted"), rows_of(data, "joint_leads")
    assert [(data["plans"][plan][0], tasks) for plan, tasks, _ in over[2]] == [
        ("科学素质方案", "1、2、13.4"),
        ("道路方案", "5"),
    ]
    assert [pair[0][:3] for pair in pairs] == [
        ["县教委", "县科协", "甲县"],
        ["教育", "科协", "县级"],
        ["市科协", SHOWN, "乙市"],
    ]
    assert pairs[0][2][0][1:] == ["2", 1]
    (peer,) = rows_of(data, "peers")
    assert peer[2][0][1:] == ["1、2", 2]
    quoted = {title: command for title, _, command in data["plans"]}
    assert quoted == {"科学素质方案": "p1", "道路方案": '"甲县 2024"', "交通<script>方案": "q7", 'x"; rm': ""}


def test_the_head_says_size_first_and_what_was_left_out(pages: dict[Lang, bytes]) -> None:
    said = {lang: " ".join(tree_of(pages[lang]).get_element_by_id("overview").text_content().split()) for lang in LANGS}
    for sentence in (
        "2024 年有 6 个方案写到县科协（甲县），它共牵头 31 项；各方案内部平均分，14 个单位里最忙的也不过 19 项；"
        "不算《科学素质方案》，仍是 20 项对 15 项。",
        "县教委与县科协（甲县）在 5 个方案里都牵头，共同牵头 9 项，平均约 3.5 项。",
        "县科协（甲县）参与 58 项，按同类单位的一般情况约 22.5 项，明显偏多。",
        "2 个方案（占 15%）不写牵头单位，最多的是甲县 1 个、乙市 1 个。连同这些，没有牵头单位的任务共 23 项。",
        "一个单位在一个方案里平均牵头：2023 年 2.0 项，2024 年 3.4 项，增加。",
        "2 项任务的牵头单位超过 30 个（共 75 个）",
        "《全国<大>方案》",
        "1 个文件没有读成",
    ):
        assert sentence in said["zh"]
    for sentence in (
        "In the 6 plans of 2024 that name it, 县科协 (甲县) leads 31 tasks; shared out within each plan, the busiest "
        "of "
        "the 14 units would lead at most 19; without “科学素质方案” still 20 against 15.",
        "rose from 2.0 tasks in 2023 to 3.4 in 2024",
        "Tasks with more than 30 leads: 2 (75 leads)",
    ):
        assert sentence in said["en"]
    one = {**INFO, "counts": INFO["counts"] | {"areas": 1}, "tests": {"approximate_plans": 2}}
    page = build_page(make_tables(), one, "en").decode("utf-8")
    assert "2023–2024; areas: 1, units: 5, tasks: 131, assignments: 300" in page
    assert "Plans too large to count out: 2;" in page


def test_the_page_of_an_area_says_that_unread_files_are_those_of_all(pages: dict[Lang, bytes]) -> None:
    unread = "所有地区合计：1 个文件没有读成"
    assert unread not in pages["zh"].decode("utf-8")
    assert unread in build_page(make_tables(), {**INFO, "area": "甲县"}, "zh").decode("utf-8")


@pytest.mark.parametrize("lang", LANGS)
def test_the_head_has_no_word_of_statistics_before_it_is_opened(pages: dict[Lang, bytes], lang: Lang) -> None:
    tree = tree_of(pages[lang])
    said = " ".join(one.text_content() for one in tree.xpath("//article//h2 | //p[@class='sentence'] | //article//li"))
    words = {
        "zh": "抽签|随机|偶然|显著|概率|基尼|系数|检验|分布",
        "en": r"\b(?:lots?|random|chance|significan|Gini|p-value|tail)\b",
    }
    assert not re.findall(words[lang], said)


def test_what_plans_say_is_text(pages: dict[Lang, bytes]) -> None:
    for page in pages.values():
        text = page.decode("utf-8")
        assert "<script>方案" not in text
        assert "<b>县" not in text
        assert "坏 <i>" not in text
        assert "\u202e" not in text
        tree = tree_of(page)
        assert [cell for cell in tree.xpath("//tbody//*[text()[contains(., '县')]]") if cell.tag != "bdi"] == []
        policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
        assert "unsafe" not in policy
        assert not tree.xpath("//*[@style] | //@src | //@onclick | //a[not(starts-with(@href, '#'))]")


def test_it_asks_for_nothing_that_browsers_of_offices_lack(pages: dict[Lang, bytes]) -> None:
    (style,), (script,) = (
        re.findall(rf"<{tag}>(.*?)</{tag}>", pages["zh"].decode("utf-8"), re.DOTALL) for tag in ("style", "script")
    )
    assert find(LATER_STYLES, style) == []
    assert find(LATER_SCRIPTS, script) == []


def test_an_atlas_without_anything_says_so() -> None:
    info = {**INFO, "counts": dict.fromkeys(INFO["counts"], 0), "years": [], "caps": {}}
    for lang in LANGS:
        tree = tree_of(build_page({}, info, lang))
        assert not tree.xpath("//table")
        assert ATLAS_LABELS["all_in"].of(lang) in tree.text_content()


def test_a_folder_with_a_space_stands_in_quotes_in_the_command() -> None:
    assert data_of(build_page(make_tables(), {**INFO, "corpus": "my plans"}, "en"))["corpus"] == '"my plans"'


def test_the_page_of_one_area_compares_it_with_no_other() -> None:
    rows = {name: [row for row in ROWS[name] if "甲县" in row] for name in ("forms", "load", "peaks", "silent")}
    said = tree_of(build_page(make_tables(rows), {**INFO, "area": "甲县"}, "zh")).get_element_by_id("overview")
    text = said.text_content()
    assert "1 个方案（占 10%）不写牵头单位。" in text
    assert "任务最多" not in text
    assert len(said.xpath(".//ul[@class='multiples']/li")) == 1


def test_a_title_of_any_length_leaves_room_for_the_others() -> None:
    long = "长" * 3_000_000
    rows = {**ROWS, "silent": [(long, long, "甲县", 2024, 99, 1), *ROWS["silent"]]}
    page = build_page(make_tables(rows), INFO, "zh")
    assert len(page) < 300_000
    data = data_of(page)
    assert [row[0][0][:3] for row in rows_of(data, "silent")] == ["长长长", "交通<", 'x";']
    assert next(command for title, _, command in data["plans"] if title.startswith("长")) == ""


def make_large(areas: int, plans: int) -> dict[str, list[tuple[Any, ...]]]:
    """Rows of a country of counties: each with a flag, and a plan without leads a year."""
    names = [f"某省某市第{area}自治县" for area in range(areas)]
    over = [
        (name, 2024, "自治县人力资源和社会保障局", 9, "leads", 44, 30, 25, 17.5, "方案", 30, 22, 12) for name in names
    ]
    return {
        "forms": [(name, "county", year, 30, 20, 600, 400, 300) for name in names for year in range(2015, 2025)],
        "load": [
            (name, f"第{unit}局", year, 9, unit, 3, 5, unit + 8)
            for name in names
            for unit in range(4)
            for year in DATED
        ],
        "peaks": [(name, "第1局", 2024, 1 + len(name) % 12, 7) for name in names],
        "overcommitted": over,
        "silent": [
            (f"plan-{name}-{year}", f"{name}关于{year}年工作的实施方案", name, year, 20, 18)
            for name in names
            for year in range(2015, 2025)
        ],
        "evidence": [
            ("overcommitted", row, f"{name}-{plan}", f"{name}关于第{plan}件事的实施方案", 2024, "1、2、3", 3, plans)
            for row, name in enumerate(names)
            for plan in range(plans)
        ],
    }


def test_a_country_stays_within_five_megabytes_and_says_what_is_elsewhere() -> None:
    """At a third of the size of the whole country, and with as many plans a flag."""
    rows = make_large(1_000, MOST_PLANS + 2)
    page = build_page(make_tables(rows), {**INFO, "years": list(range(2015, 2025))}, "zh")
    assert len(page) <= MAX_BYTES
    data, tree = data_of(page), tree_of(page)
    assert len(rows_of(data, "areas")) == 1_000
    assert {plan for table in data["tables"] for row in table["rows"] for plan, *_ in row[2]} == set(
        range(len(data["plans"]))
    )
    over = rows_of(data, "overcommitted")
    assert 100 < len(over) < 1_000
    assert (len(over[0][2]), over[0][3]) == (MOST_PLANS, 2)
    note = tree.xpath("//section[@id='overcommitted']/p[@class='note']/text()")
    assert note == [f"本页放下 {len(over)} 行，其余 {1_000 - len(over)} 行在 tables/overcommitted 里。"]
    assert len(tree.xpath("//section[@id='areas']//tbody/tr")) == ROWS_WITHOUT_SCRIPTS
    assert "各表只列出前 50 行" in tree.xpath("string(//noscript)")


@pytest.fixture
def opened(browser: Browser, pages: dict[Lang, bytes], tmp_path: Path) -> Any:
    """Opens the page at a size and in a theme; what it asks for or complains of is a failure."""
    contexts, told = [], []

    def open_page(size: tuple[int, int], theme: str, lang: Lang = "zh", **options: Any) -> Page:
        path = tmp_path / "index.html"
        path.write_bytes(pages[lang])
        contexts.append(open_context(browser, size, color_scheme=theme, **options))
        page = contexts[-1].new_page()
        page.on("request", lambda request: told.append(request.url) if request.url != path.as_uri() else None)
        page.on("console", lambda message: told.append(message.text))
        page.on("pageerror", lambda error: told.append(str(error)))
        page.goto(path.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert told == []


@pytest.mark.parametrize(("size", "theme"), [(DESKTOP, "light"), (PHONE, "dark")], ids=["desktop", "phone"])
def test_it_is_searched_sorted_and_opened_by_keyboard(
    opened: Callable[..., Page], size: tuple[int, int], theme: str
) -> None:
    page = opened(size, theme, "zh", bypass_csp=True)
    number = page.locator("#overcommitted button[data-column]").first
    number.press("Enter")
    expect(page.locator("#overcommitted .opened code")).to_have_text(
        ["respnet report corpus --plan p1", 'respnet report corpus --plan "甲县 2024"']
    )
    page.locator("#areas td button").first.press("Enter")
    expect(page.locator("#areas .opened tbody td:first-child")).to_have_text(["2023", "2024"])
    page.locator("#areas tr[data-row='0'] button").last.press("Enter")  # another number of the row: unlike peers
    expect(page.locator("#areas .opened tbody td:first-child")).to_have_text(["县科协"])
    results = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in results] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    number.press("Enter")
    expect(page.locator("#overcommitted .opened")).to_have_count(0)
    page.locator("#find").fill("乙市")
    expect(page.locator("#areas tbody th")).to_have_text(["乙市"])
    expect(page.locator("#overcommitted tbody td")).to_have_text(["没有相符的行。"])
    expect(page.locator("#units_table output")).to_have_text("2 行，共 4 行")
    page.locator("#find").fill("")
    expect(page.locator("#areas tbody th")).to_have_count(3)
    if size == DESKTOP:
        head = page.locator("#units_table th", has_text="配合")
        head.get_by_role("button").press("Enter")
        assert head.get_attribute("aria-sort") == "descending"
        first = page.locator("#units_table tbody th")
        expect(first).to_have_text(["县科协", "县教委", "市科协", SHOWN])
        head.get_by_role("button").press("Enter")
        expect(first).to_have_text([SHOWN, "市科协", "县教委", "县科协"])
        ratio = page.locator("#joint_leads th", has_text="每次一起的可能")
        ratio.get_by_role("button").press("Enter")
        expect(page.locator("#joint_leads tbody td:nth-child(6)")).to_have_text(["没有上限", "2.5", ""])
        ratio.get_by_role("button").press("Enter")
        expect(page.locator("#joint_leads tbody td:nth-child(6)")).to_have_text(["", "2.5", "没有上限"])


def test_rows_beyond_the_first_are_drawn_when_asked_for(browser: Browser, tmp_path: Path) -> None:
    rows = {name: those for name, those in make_large(250, 1).items() if name in ("forms", "silent")}
    path = tmp_path / "index.html"
    path.write_bytes(build_page(make_tables(rows), {**INFO, "years": list(range(2015, 2025))}, "en"))
    context = open_context(browser)
    page = context.new_page()
    page.goto(path.as_uri())
    drawn = page.locator("#areas tbody tr")
    expect(drawn).to_have_count(100)
    page.locator("#areas .further button").click()
    expect(drawn).to_have_count(250)
    expect(page.locator("#areas .further")).to_be_hidden()
    page.locator("#find").fill("第249自治县 某省")
    expect(drawn).to_have_count(1)
    context.close()


def test_without_scripts_the_first_rows_are_read(browser: Browser, pages: dict[Lang, bytes], tmp_path: Path) -> None:
    path = tmp_path / "index.html"
    path.write_bytes(pages["zh"])
    context = open_context(browser, java_script_enabled=False)
    page = context.new_page()
    page.goto(path.as_uri())
    assert "浏览器没有运行脚本" in page.locator("body").inner_text()
    assert page.locator("#areas tbody th").all_inner_texts() == ["甲县", "乙市", "未写明地区"]
    assert page.locator("#find").is_hidden()
    context.close()


def test_rows_are_drawn_by_the_script_as_they_are_written_out(
    opened: Callable[..., Page], pages: dict[Lang, bytes]
) -> None:
    drawn = opened(DESKTOP, "light")
    for section in tree_of(pages["zh"]).xpath("//section[.//table]"):
        written = [[cell.text_content() for cell in row.xpath("th|td")] for row in section.xpath(".//tbody/tr")]
        shape = "rows => rows.map((row) => [...row.cells].map((cell) => cell.textContent))"
        assert drawn.locator(f"#{section.get('id')} tbody tr").evaluate_all(shape) == written
    assert ROWS["silent"][1][0] in drawn.locator("#silent").inner_text()
