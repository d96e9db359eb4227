"""The page in a real headless Chromium, as a person uses it: tabs, cards, Back, search, tables."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Locator, Page, expect

import respnet
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Plan, Role, UnitKind
from respnet.intake.builder import PlanFacts, TaskRow, UnitList, UnitRecord, build_plan
from respnet.render.page.page import VIEWS
from tests.render.conftest import BOTH, DESKTOP, PHONE, Watched, go_to, wait_for_frames

SHOWN = tuple(name for name in VIEWS if name != "time")
"""The views of the shipped plan, which has no deadlines."""
CROSSED = [
    pytest.param(DESKTOP, "zh", id="desktop-zh"),
    pytest.param(PHONE, "en", id="phone-en", marks=pytest.mark.rare),
]
"""Each size and each language once, for what neither changes."""


def open_view(page: Page, view: str) -> None:
    """Open a view by its tab, or by its mode within the tab that is open."""
    mode = page.locator(f".modes a[href='#{view}']")
    if not mode.is_visible():
        page.locator(f".tabs a[data-tab={page.locator(f'#{view}').get_attribute('data-tab')}]").click()
    if mode.count():
        mode.click()
    expect(page.locator(f"#{view}")).to_be_visible()


@pytest.mark.parametrize(("any_size", "lang"), CROSSED, indirect=["any_size"])
def test_each_tab_and_mode_opens_alone_from_its_top_and_asks_for_nothing(
    any_size: Watched, reports: dict[str, Path], lang: str
) -> None:
    page = any_size.open(reports[lang])
    width = page.viewport_size["width"]  # type: ignore[index]
    for view in SHOWN:
        page.evaluate("scrollTo(0, 300)")
        open_view(page, view)
        assert page.locator(".view:visible, .sheet:visible").count() == 1
        tab = page.locator(".tabs a[aria-current=page]")
        assert tab.get_attribute("data-tab") == page.locator(f"#{view}").get_attribute("data-tab")
        expect(tab).to_be_in_viewport(ratio=0.99)
        wait_for_frames(page)
        assert page.evaluate("[scrollY, document.documentElement.scrollWidth]") == [0, width], view
    page.go_back()
    expect(page.locator(f"#{SHOWN[-2]}")).to_be_visible()
    page.go_forward()
    expect(page.locator(f"#{SHOWN[-1]}")).to_be_visible()
    any_size.quiet(reports[lang])


@pytest.mark.parametrize("any_size", BOTH, indirect=True)
@pytest.mark.parametrize(
    ("address", "shown", "heading"),
    [
        ("#unit=县教委", "#units", "县教委"),
        ("#unit=县应急管理局", "#units", "县应急局"),
        ("#task=25", "#tasks", "25 培育品牌科普活动"),
        ("#sheet=县教委", ".sheet[data-name=县教委]", ""),
        ("#sheet=县教育委员会", "#units", ""),
        ("#nowhere", "#overview", ""),
    ],
)
def test_an_address_shows_what_it_names(
    any_size: Watched, reports: dict[str, Path], address: str, shown: str, heading: str
) -> None:
    page = any_size.open(reports["zh"], address)
    expect(page.locator(shown)).to_be_visible()
    assert page.locator(".view:visible, .sheet:visible").count() == 1
    if heading:
        expect(page.locator("#card h2")).to_have_text(heading)
        expect(page.locator("#card h2")).to_be_in_viewport()
    else:
        expect(page.locator("#card")).to_be_hidden()
    assert page.evaluate("scrollY") == 0
    any_size.quiet(reports["zh"])


@pytest.mark.parametrize(
    ("address", "said"), [("#unit=没有的单位", "方案中没有这个单位。"), ("#task=999", "方案中没有这个编号的任务。")]
)
def test_a_card_of_nothing_says_so(desktop: Watched, reports: dict[str, Path], address: str, said: str) -> None:
    page = desktop.open(reports["zh"], address)
    expect(page.locator("#card")).to_contain_text(said)
    page.keyboard.press("Escape")
    expect(page.locator("#card")).to_be_hidden()


def state_of(page: Page) -> dict[str, object]:
    """What a person sees of the view: place, filters, order, zoom; the address belongs to it."""
    wait_for_frames(page)
    state: dict[str, object] = page.evaluate(
        """() => {
            const view = document.querySelector(".view.shown");
            const rows = [...view.querySelectorAll("tbody tr")].filter((row) => row.getClientRects().length);
            const canvas = view.querySelector(".canvas");
            const place = ({ scrollLeft, scrollTop, firstElementChild }) =>
                [scrollLeft, scrollTop, firstElementChild.style.width];
            return {
                view: view.id,
                scroll: Math.round(scrollY),
                boxes: [...view.querySelectorAll(".scroll")].map((box) => Math.round(box.scrollTop)),
                controls: [...view.querySelectorAll("input, select")].map((one) => [one.value, one.checked]),
                order: rows.map((row) => row.textContent.trim()).join("/"),
                zoom: canvas && place(canvas),
            };
        }"""
    )
    return state


KEPT = """() => {
    const boxes = [...document.querySelectorAll(".shown .scroll")].map((one) => one.scrollTop);
    return history.state?.y === scrollY && String(history.state.boxes) === String(boxes);
}"""
"""Whether the page has kept its place, which it does when scrolling rests."""


AT_REST = """() => {
    const { scrollLeft, scrollTop } = document.querySelector("#network .canvas");
    const kept = new URLSearchParams(location.hash.split("?")[1]).get("at") || "";
    return kept.endsWith(`,${Math.round(scrollLeft)},${Math.round(scrollTop)}`);
}"""
"""Whether the address holds where the picture came to rest, after the zoom and after the drag."""


def leave_view_as_a_person(page: Page, view: str) -> None:
    """Filter, sort, scroll, zoom and drag: whatever this view has."""
    if view in ("units", "tasks"):
        page.locator(f"#{view} [name=role]").select_option("lead")
        page.wait_for_url("**role=lead*")
    if view == "units" and page.viewport_size != {"width": PHONE[0], "height": PHONE[1]}:
        page.locator("#units-table thead button", has_text="合计").click()
    if view == "matrix":
        page.locator("[name=matrix-order][value=cluster]").check()
    if view == "network":
        page.locator(".legend input[value=responsible]").check()
        page.locator("#network [data-zoom='1.25']").click(click_count=2)
        box = page.locator("#network .canvas").bounding_box()
        assert box is not None
        page.mouse.move(box["x"] + 60, box["y"] + 250)
        page.mouse.down()
        page.mouse.move(box["x"] + 30, box["y"] + 170, steps=3)
        page.mouse.up()
        page.wait_for_function(AT_REST)
        assert page.evaluate("document.querySelector('#network .canvas').scrollTop") > 0
    page.evaluate("for (const box of document.querySelectorAll('.view.shown .scroll')) box.scrollTop = 90")
    page.evaluate("scrollTo(0, 40)")


def open_card(page: Page, view: str) -> None:
    """Point at the first link in sight that opens a card, without the scrolling that the driver does of its own."""
    x, y = page.evaluate(
        """view => {
            for (const link of document.querySelectorAll(`#${view} a[href^='#unit='], #${view} a[href^='#task=']`)) {
                const { left, top, right, bottom } = link.getBoundingClientRect();
                const place = [(left + right) / 2, (top + bottom) / 2];
                if (link.contains(document.elementFromPoint(...place))) return place;
            }
        }""",
        view,
    )
    page.mouse.click(x, y)
    expect(page.locator("#card h2")).to_be_in_viewport()


@pytest.mark.parametrize("any_size", BOTH, indirect=True)
@pytest.mark.parametrize("view", ["overview", "units", "tasks", "matrix", "network", "coleads"])
def test_a_card_leaves_the_view_as_it_was(any_size: Watched, reports: dict[str, Path], view: str) -> None:
    page = any_size.open(reports["zh"])
    open_view(page, view)
    leave_view_as_a_person(page, view)
    before, address = state_of(page), page.url
    ways = {
        "Escape": lambda: page.keyboard.press("Escape"),
        "the button": page.locator("#card .close").click,
        "Back": page.go_back,
    }
    for way, close in ways.items():
        open_card(page, view)
        assert state_of(page) == before, f"open, {way}"
        close()
        expect(page.locator("#card")).to_be_hidden()
        assert (state_of(page), page.url) == (before, address), way
    open_card(page, view)
    heading = page.locator("#card h2").inner_text()
    page.wait_for_function(KEPT)
    page.reload()
    expect(page.locator("#card h2")).to_have_text(heading)
    again = state_of(page)
    assert again | {"order": ""} == before | {"order": ""}  # the printed order comes back, as on any page loaded anew
    page.go_back()
    expect(page.locator("#card")).to_be_hidden()
    assert state_of(page) == again
    any_size.quiet(reports["zh"])


def test_each_tab_opens_where_it_was_left(desktop: Watched, reports: dict[str, Path]) -> None:
    page = desktop.open(reports["zh"])
    left = {}
    for view in ("units", "tasks", "network"):
        open_view(page, view)
        leave_view_as_a_person(page, view)
        page.evaluate("scrollTo(0, 0)")
        left[view] = (state_of(page), page.url)
    for view, was in left.items():
        page.locator(f".tabs a[data-tab={view}]").click()
        expect(page.locator(f"#{view}")).to_be_visible()
        assert (state_of(page), page.url) == was
    page.locator(".tabs a[data-tab=network]").click()  # once more: as it first was
    expect(page.locator(".legend input[value=responsible]")).not_to_be_checked()
    desktop.quiet(reports["zh"])


@pytest.mark.parametrize("any_size", BOTH, indirect=True)
def test_a_task_and_its_units_lead_to_each_other(any_size: Watched, dated: Path) -> None:
    page = any_size.open(dated)
    open_view(page, "tasks")
    card = page.locator("#card")
    page.locator("#tasks-table").get_by_text("修路", exact=True).nth(1).click()
    expect(card.locator("h2")).to_have_text("2 修路")
    expect(card.locator(".text")).to_have_text("修路。新建桥梁 3 座。")
    for said in ("一、道路", "3 座", "2026年7月15日前"):
        expect(card.locator("dl")).to_contain_text(said)
    card.get_by_role("link", name="丙局").click()
    expect(card.locator("h2")).to_have_text("丙局")
    assert card.locator("h3").all_inner_texts()[:2] == ["牵头 2", "责任 1"]
    card.locator("select").select_option("甲局")
    assert card.get_by_text("甲局", exact=False).count() > 0
    page.reload()  # the comparison stands in the address
    expect(card.locator("select")).to_have_value("甲局")
    assert [one.split()[-1] for one in card.locator("dl div", has_text=" : ").all_inner_texts()][-2:] == ["2", "1"]
    card.get_by_role("link", name="任务清单").click()
    expect(page.locator(".sheet:visible")).to_have_attribute("data-name", "丙局")
    page.go_back()
    page.go_back()
    expect(card.locator("h2")).to_have_text("2 修路")
    page.go_back()
    expect(card).to_be_hidden()
    page.locator("#tasks-table").get_by_text("管护", exact=True).click()
    expect(card).to_contain_text("没有写明牵头单位。")
    any_size.quiet(dated)


def test_a_card_is_copied_as_plain_text(desktop: Watched, reports: dict[str, Path]) -> None:
    desktop.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = desktop.open(reports["zh"], "#unit=县教委")
    page.locator("#card .copy").click()
    expect(page.locator("#card .copy")).to_have_text("已复制")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("县教委\n承担任务\t16 项")
    assert "3 实施教师科学素质提升行动" in copied


def find(page: Page, typed: str) -> Locator:
    page.locator("#find").fill(typed)
    return page.locator("#found li")


FOUND = {
    "教委": "县教委",
    "xjw": "县教委",
    "应急管理": "县应急局",
    "kx": "县科协",
    "25": "25 培育品牌科普活动",
    "２５": "25 培育品牌科普活动",
}
FOUND_IN_TEXTS = {"新建": "2 修路", "2026年12月": "3 绿化", "甲管理局": "甲局", "20 公里": "1 修路"}
FOUND_ELSEWHERE = {"说明": "#data", "共同牵头": "#coleads", "缺位影响": "#finding-drop-outs", "三、重点工程": "#tasks"}
"""What is typed, and the heading of the card or the place that opens."""


def test_search_opens_cards_by_name_other_spelling_number_and_initials(
    desktop: Watched, reports: dict[str, Path]
) -> None:
    page = desktop.open(reports["zh"], "#matrix")
    for typed, heading in FOUND.items():
        expect(find(page, typed).first).to_contain_text(heading)
        page.keyboard.press("Enter")
        expect(page.locator("#card h2")).to_have_text(heading)
        expect(page.locator("#matrix")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator("#card")).to_be_hidden()
    desktop.quiet(reports["zh"])


def test_search_looks_through_texts_and_deadlines(desktop: Watched, dated: Path) -> None:
    page = desktop.open(dated)
    for typed, heading in FOUND_IN_TEXTS.items():
        find(page, typed)
        page.keyboard.press("Enter")
        expect(page.locator("#card")).to_be_visible()
        expect(page.locator("#card h2")).to_have_text(heading)
        page.keyboard.press("Escape")
        expect(page.locator("#card")).to_be_hidden()


def test_search_goes_to_views_findings_and_sections(desktop: Watched, reports: dict[str, Path]) -> None:
    page = desktop.open(reports["zh"], "#units")
    for typed, shown in FOUND_ELSEWHERE.items():
        expect(page.locator(shown)).to_be_hidden()
        find(page, typed)
        page.keyboard.press("Enter")
        expect(page.locator(shown)).to_be_visible()
    assert 0 < page.locator("#tasks-table tbody tr:visible").count() < 32


def test_search_by_keyboard_alone(desktop: Watched, reports: dict[str, Path]) -> None:
    page = desktop.open(reports["zh"])
    page.locator("#find").focus()
    page.keyboard.type("科普活动")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#found li[aria-selected=true]")).to_contain_text("25 培育品牌科普活动")
    page.keyboard.press("Enter")
    expect(page.locator("#card h2")).to_have_text("25 培育品牌科普活动")
    page.keyboard.press("Escape")
    expect(page.locator("#card")).to_be_hidden()
    expect(page.locator("#overview")).to_be_visible()
    expect(find(page, "没有这个")).to_have_text("没有找到")
    page.keyboard.press("Escape")
    expect(page.locator("#found")).to_be_hidden()


HOSTILE = (
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(2)>',
    "{{7*7}}${7*7}<%= 7*7 %>",
    "href=javascript:alert(3)",
    "\u202eetalumis\u202c",
    "=cmd()|'/c calc'!A1",
    "a'b\"c`d\\e",
    "#sheet=x&unit=y?with=z",
    "长" * 3000,
)


def hostile_plan() -> Plan:
    rows = [
        TaskRow(
            name,
            number=f"{place}{name[:20]}",
            section=(name, f"{name}之{place}"),
            units=(
                UnitList(Role.LEAD, (HOSTILE[place - 1], name)),
                UnitList(Role.RESPONSIBLE, tuple(one + "二" for one in HOSTILE), open=True),
            ),
            deadline=f"2025年{place + 1}月 {name}",
            targets=(name,),
            text=name,
            clause=name[1:],
            source=name,
        )
        for place, name in enumerate(HOSTILE)
    ]
    records = [
        UnitRecord(name, UnitKind.MASS, also_written=(name + "三",), english=name, capacity=2) for name in HOSTILE
    ]
    facts = PlanFacts("p", id=HOSTILE[0], title=HOSTILE[1], area=HOSTILE[2], issuer=HOSTILE[3], owner=HOSTILE[0])
    return build_plan(facts, rows, records)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    plan = hostile_plan()
    analysis = respnet.analyse(ResponsibilityNetwork(plan), draws=200, tie_draws=100, null_draws=5)
    problems = respnet.check(plan)
    folder = tmp_path_factory.mktemp("hostile")
    return {lang: respnet.write_report(analysis, problems, folder / lang, lang=lang)[-1] for lang in ("zh", "en")}


@pytest.mark.parametrize(("any_size", "lang"), CROSSED, indirect=["any_size"])
def test_hostile_names_stay_text_in_every_view(any_size: Watched, hostile: dict[str, Path], lang: str) -> None:
    path = hostile[lang]
    page = any_size.open(path)
    width = page.viewport_size["width"]  # type: ignore[index]
    expect(page.locator("h1")).to_have_text(HOSTILE[1])
    for view in VIEWS:
        open_view(page, view)
        assert page.evaluate("document.documentElement.scrollWidth") == width, view
    for name in HOSTILE:
        follow(page, "unit", name)
        expect(page.locator("#card h2")).to_have_text(name)
        assert page.locator("#card h3").count() >= 2  # leads, partners
        page.locator("#card li a.task").first.click()
        expect(page.locator("#card .text")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") == width, name
        follow(page, "sheet", name)
        expect(page.locator(".sheet:visible")).to_have_attribute("data-name", name)
    assert find(page, "alert(1)").count() > 1
    assert page.locator("main img, #card img, #found img").count() == 0
    any_size.quiet(path)


def follow(page: Page, kind: str, name: str) -> None:
    """Arrive as from a link with this name."""
    go_to(page, f"#{kind}={quote(name, safe='')}")
