"""The chart and the co-leads in a real browser: what is seen, pointed at, picked, zoomed, moved and saved."""

from __future__ import annotations

import statistics
import struct
from pathlib import Path

import pytest
from playwright.sync_api import CDPSession, Page, expect

import respnet
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Plan
from respnet.intake.builder import PlanFacts, TaskRow, build_plan
from tests.render.conftest import LANGS, Watched, hash_of, wait_for_frames
from tests.render.test_browser import AT_REST
from tests.toy import lead, responsible

CANVAS = "#network .canvas"


@pytest.fixture
def chart(desktop: Watched, reports: dict[str, Path]) -> Page:
    return desktop.open(reports["zh"], "#network")


def test_the_chart_stands_before_the_rest_of_the_page_is_read(
    desktop: Watched, reports: dict[str, Path], tmp_path: Path
) -> None:
    html = reports["zh"].read_text(encoding="utf-8")
    begun = tmp_path / "begun.html"
    begun.write_text(html[: html.index('<section class="view" id="coleads"')], encoding="utf-8")
    page = desktop.open(begun, "#network")
    expect(page.locator(f"{CANVAS} .curve").first).to_be_visible()
    expect(page.locator(".view:visible")).to_have_count(1)


def test_the_whole_plan_is_seen_at_once_in_letters_that_can_be_read(chart: Page) -> None:
    outside, smallest, scrolls = chart.evaluate(
        """() => {
            const canvas = document.querySelector("#network .canvas");
            const svg = canvas.querySelector("svg");
            const edge = canvas.getBoundingClientRect();
            const boxes = [...svg.querySelectorAll("text, .box, path")].map((one) => one.getBoundingClientRect());
            const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
            const sizes = [...svg.querySelectorAll("text")].map((one) => parseFloat(getComputedStyle(one).fontSize));
            return [
                boxes.filter((box) => box.left < edge.left || box.right > edge.right || box.top < edge.top ||
                    box.bottom > Math.min(edge.bottom, innerHeight)).length,
                Math.min(...sizes) * scale,
                [canvas.scrollWidth - canvas.clientWidth, canvas.scrollHeight - canvas.clientHeight],
            ];
        }"""
    )
    assert outside == 0
    assert smallest >= 12
    assert max(scrolls) <= 1
    assert chart.locator(f"{CANVAS} a.t").count() == 32


OVERLAPS = """selector => {
    const boxes = [...document.querySelectorAll(selector)].map((one) => [one.textContent, one.getBoundingClientRect()]);
    const found = [];
    boxes.forEach(([name, a], place) => { for (const [other, b] of boxes.slice(place + 1)) {
        const [wide, high] = [Math.min(a.right, b.right) - Math.max(a.left, b.left),
            Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)];
        if (wide > 1 && high > 4) found.push([name, other]); // the line's own leading is no letter
    } });
    return found;
}"""
STRANGERS = """() => {
    const svg = document.querySelector("#network svg.assignments");
    const parts = [...svg.querySelectorAll("a[data-id]")].map((one) => [one.dataset.id,
        [...one.querySelectorAll("text, .box")].map((part) => part.getBBox())]);
    parts.push(["", [...svg.querySelectorAll("text.head, text.title")].map((one) => one.getBBox())]);
    const found = [];
    for (const curve of svg.querySelectorAll("path.curve")) {
        const length = curve.getTotalLength();
        for (let at = 0; at <= 40; at += 1) {
            const { x, y } = curve.getPointAtLength(length * at / 40);
            for (const [id, boxes] of parts) {
                if (id === curve.dataset.a || id === curve.dataset.b) continue;
                if (boxes.some((box) => x > box.x && x < box.x + box.width && y > box.y + 2 &&
                    y < box.y + box.height - 2)) found.push([curve.dataset.a, curve.dataset.b, id]);
            }
        }
    }
    return found;
}"""


def test_no_label_covers_another_and_no_line_runs_through_a_stranger(
    desktop: Watched, reports: dict[str, Path], dated: Path
) -> None:
    for path in (reports["zh"], dated):
        page = desktop.open(path, "#network")
        expect(page.locator("svg.assignments")).to_be_visible()
        assert page.evaluate(OVERLAPS, f"{CANVAS} svg text") == []
        page.locator(".legend input[value=responsible]").check()
        assert page.locator(f"{CANVAS} path.responsible").count() > 0
        assert page.evaluate(STRANGERS) == []


def test_no_name_covers_another_among_the_units(desktop: Watched, reports: dict[str, Path]) -> None:
    page = desktop.open(reports["zh"], "#coleads")
    assert page.locator("svg.units a").count() > 10
    assert page.evaluate(OVERLAPS, "svg.units a text") == []


@pytest.mark.parametrize(("view", "words"), [("#coleads", "a.u text"), ("#network", "text")])
@pytest.mark.parametrize("lang", LANGS)
def test_no_name_is_cut_at_the_edge_of_a_telephone(
    phone: Watched, reports: dict[str, Path], lang: str, view: str, words: str
) -> None:
    page = phone.open(reports[lang], view)
    place, cut = page.evaluate(
        """([view, words]) => {
            const canvas = document.querySelector(`${view} .canvas`), { left, right } = canvas.getBoundingClientRect();
            const names = [...canvas.querySelectorAll(`svg ${words}`)].map((one) => [one, one.getBoundingClientRect()]);
            const at = view === "#network" ? [left, right] : [left];
            return [canvas.scrollLeft, names.filter(([, one]) => at.some((edge) => one.left < edge && one.right > edge))
                .map(([one]) => one.textContent)];
        }""",
        [view, words],
    )
    assert place > 0
    assert cut == []


LIT = """() => {
    const svg = document.querySelector("#network svg.assignments");
    const names = (selector) => [...svg.querySelectorAll(selector)].map((one) => one.dataset.id).sort();
    return {
        units: names("a.u.on"), tasks: names("a.t.on"), lines: svg.querySelectorAll(".curve.on").length,
        faint: [...svg.querySelectorAll("a, .curve")].filter((one) => getComputedStyle(one).opacity < 0.5).length,
    };
}"""
NONE = {"units": [], "tasks": [], "lines": 0, "faint": 0}


def test_pointing_lights_only_its_own_and_a_click_keeps_it(chart: Page) -> None:
    box = chart.locator(f"{CANVAS} svg").bounding_box()
    unit = chart.locator(f"{CANVAS} a.u", has_text="县教委")
    own = chart.evaluate(
        """() => {
            const page = JSON.parse(document.getElementById("page-data").textContent);
            const place = page.finder.findIndex((one) => one.names.includes("县教委"));
            const tasks = page.tasks.flatMap(({ units }, task) => (units.some(([one]) => one === place) ? [task] : []));
            return { units: [`u${place}`], tasks: tasks.map((task) => `t${task + 1}`).sort() };
        }"""
    )
    unit.hover()
    lit = chart.evaluate(LIT)
    assert {key: lit[key] for key in own} == own
    assert lit["lines"] == 16  # four leads as drawn, twelve others for it alone
    assert (
        lit["faint"] == chart.locator(f"{CANVAS} svg a").count() - 17 + chart.locator(f"{CANVAS} .curve").count() - 16
    )
    tip = chart.locator(".tip").filter(has_text="县教委")
    expect(tip).to_contain_text("县教委 · 牵头 4 · 责任 12")
    expect(tip).to_be_in_viewport(ratio=1)
    chart.mouse.move(5, 5)
    assert chart.evaluate(LIT) == NONE
    expect(tip).to_be_hidden()
    unit.click()
    expect(chart.locator("#card h2")).to_have_text("县教委")
    chart.mouse.move(5, 5)
    assert chart.evaluate(LIT) == lit
    assert chart.locator(f"{CANVAS} svg").bounding_box() == box  # nothing has moved
    chart.reload()
    assert chart.evaluate(LIT) == lit
    chart.locator(f"{CANVAS} a.t", has_text="实施教师科学素质提升行动").click()
    expect(chart.locator("#card h2")).to_have_text("3 实施教师科学素质提升行动")
    chart.go_back()
    expect(chart.locator("#card h2")).to_have_text("县教委")
    chart.locator("#card .close").click()
    chart.mouse.move(5, 5)
    assert chart.evaluate(LIT) == NONE


def test_a_card_comes_along_to_the_chart(desktop: Watched, reports: dict[str, Path]) -> None:
    page = desktop.open(reports["zh"], "#tasks?role=lead")
    page.locator("#tasks-table a.unit", has_text="县教委").first.click()
    page.locator("#card").get_by_role("link", name="在图中看").click()
    expect(page.locator("#network")).to_be_visible()
    expect(page.locator("#card")).to_be_visible()  # it closes for a moment between the two addresses
    expect(page.locator("#card h2")).to_have_text("县教委")
    assert page.evaluate(LIT)["lines"] == 16
    page.keyboard.press("Escape")
    assert hash_of(page) == "#network"
    for _ in range(3):
        page.go_back()
        wait_for_frames(page)
    expect(page.locator("#card h2")).to_have_text("县教委")
    expect(page.locator("#tasks [name=role]")).to_have_value("lead")
    desktop.quiet(reports["zh"])


def test_units_without_a_box_are_listed_and_light_their_tasks(chart: Page) -> None:
    chart.locator(".folded summary").click()
    chart.locator(".folded a", has_text="县财政局").click()
    expect(chart.locator("#card h2")).to_have_text("县财政局")
    lit = chart.evaluate(LIT)
    assert lit["units"] == []


def place(page: Page) -> list[float]:
    wait_for_frames(page)
    found: list[float] = page.evaluate(
        """() => {
            const canvas = document.querySelector("#network .canvas");
            const { width } = canvas.firstElementChild.getBoundingClientRect();
            return [canvas.scrollLeft, canvas.scrollTop, Math.round(width)];
        }"""
    )
    return found


def test_the_wheel_zooms_with_the_focus_only_a_drag_moves_and_ticks_leave_both(chart: Page) -> None:
    first = place(chart)
    box = chart.locator(CANVAS).bounding_box()
    assert box is not None
    x, y = box["x"] + 50, box["y"] + 250
    chart.mouse.move(x, y)
    chart.mouse.wheel(0, -200)
    assert place(chart) == first
    chart.locator(CANVAS).focus()
    for _ in range(3):
        chart.mouse.wheel(0, -200)
    zoomed = place(chart)
    assert zoomed[2] > 1.5 * first[2]
    chart.mouse.down()
    chart.mouse.move(x - 40, y - 90, steps=4)
    chart.mouse.up()
    moved = place(chart)
    assert [round(after - before) for after, before in zip(moved, zoomed, strict=True)] == [40, 90, 0]
    chart.locator(".legend input[value=responsible]").check()
    assert chart.locator(f"{CANVAS} path.responsible").count() > 100
    chart.locator(".legend input[value=lead]").uncheck()
    assert chart.locator(f"{CANVAS} path.curve:not(.responsible):visible").count() == 0
    assert place(chart) == moved
    chart.wait_for_function(AT_REST)
    chart.reload()
    assert place(chart) == moved
    expect(chart.locator(".legend input[value=lead]")).not_to_be_checked()
    assert chart.locator(f"{CANVAS} path.responsible").count() > 100
    chart.locator("#network [data-zoom=fit]").click()
    assert place(chart) == first


def test_in_full_screen_cards_and_names_are_seen_too(chart: Page) -> None:
    chart.locator("#network [data-zoom=full]").click()
    full = chart.locator("#network .picture.full")  # what the page does about it comes after the browser's own part
    expect(full).to_be_visible()
    unit = chart.locator(f"{CANVAS} a.u", has_text="县教委")
    unit.hover()
    on_top = """(selector) => {
        const one = [...document.querySelectorAll(selector)].find((part) => part.checkVisibility());
        const { left, top } = one.getBoundingClientRect();
        one.style.pointerEvents = "auto"; // a tip lets the pointer through, and would not be found
        return one.contains(document.elementFromPoint(left + 9, top + 9));
    }"""
    assert chart.evaluate(on_top, ".tip")
    unit.click()
    expect(chart.locator("#card h2")).to_have_text("县教委")
    assert chart.evaluate(on_top, "#card")
    chart.evaluate("document.exitFullscreen()")
    expect(full).to_have_count(0)
    assert chart.evaluate(on_top, "#card")


def test_the_tab_key_moves_enter_picks_and_escape_goes_back(desktop: Watched, reports: dict[str, Path]) -> None:
    page = desktop.open(reports["zh"], "#coleads")
    first = page.locator("svg.units a").first
    first.focus()
    assert first.evaluate("one => one.classList.contains('on')")
    page.keyboard.press("Tab")
    name = page.evaluate("document.activeElement.querySelector('title').textContent")
    page.keyboard.press("Enter")
    expect(page.locator("#card h2")).to_have_text(name)
    page.keyboard.press("Escape")
    expect(page.locator("#card")).to_be_hidden()
    assert page.evaluate("document.activeElement.querySelector('title').textContent") == name
    desktop.quiet(reports["zh"])


@pytest.mark.parametrize("view", ["network", "coleads"])
def test_what_is_saved_is_a_picture_and_light_on_a_dark_screen_too(
    desktop: Watched, reports: dict[str, Path], view: str
) -> None:
    page = desktop.open(reports["zh"], f"#{view}")
    png, light = save(page, view), page.locator(f"#{view} .canvas").screenshot()
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    assert width >= 1200
    assert height >= 400
    assert len(png) > 50_000  # more than an empty sheet
    page.emulate_media(color_scheme="dark")
    wait_for_frames(page)
    assert page.locator(f"#{view} .canvas").screenshot() != light
    assert save(page, view) == png
    desktop.requests = [one for one in desktop.requests if not one.startswith("blob:")]
    desktop.quiet(reports["zh"])


def save(page: Page, view: str) -> bytes:
    with page.expect_download() as waiting:
        page.locator(f"#{view} .picture button.save").click()
    return Path(waiting.value.path()).read_bytes()


def test_the_heat_map_changes_its_order_and_leads_to_the_tasks(desktop: Watched, reports: dict[str, Path]) -> None:
    page = desktop.open(reports["zh"], "#coleads")
    rows, said = page.locator("#heat tbody th"), page.locator("#heat-at")
    grouped = rows.all_inner_texts()
    page.locator("input[value=printed]").check()
    printed = rows.all_inner_texts()
    assert printed[:3] == ["县教委", "县人力社保局", "县科协"]
    assert page.locator("#heat thead th").all_text_contents() == printed
    page.locator("input[value=grouped]").check()
    assert rows.all_inner_texts() == grouped
    page.locator("#heat .sure a").first.focus()
    expect(said).to_contain_text("县总工会")
    page.keyboard.press("ArrowLeft")
    expect(said).to_contain_text("县经济信息委")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator("#pairs-table tr.lit")).to_contain_text("县总工会")
    page = desktop.open(reports["zh"], "#coleads?verdict=together")
    expect(page.locator("#pairs-table tbody tr:visible")).to_have_count(3)
    desktop.quiet(reports["zh"])


def make_plan(units: int, tasks: int) -> Plan:
    """Two leads and five others a task, forty tasks a section."""
    rows = []
    for number in range(1, tasks + 1):
        names = list(dict.fromkeys(f"第{(number * 7 + step * (number % 11 + 1)) % units}局" for step in range(7)))
        section = (f"第{(number - 1) // 40 + 1}节",)
        shares = (lead(*names[:2]), responsible(*names[2:]))
        rows.append(TaskRow(f"第{number}件事", number=str(number), section=section, units=shares))
    return build_plan(PlanFacts("p", title="大方案"), rows)


def write_large(folder: Path, units: int, tasks: int) -> Path:
    network = ResponsibilityNetwork(make_plan(units, tasks))
    analysis = respnet.analyse(network, draws=50, tie_draws=50, null_draws=2)
    return respnet.write_report(analysis, (), folder)[-1]


def busy_milliseconds(client: CDPSession) -> float:
    """Script, style and layout so far, of the page's main thread."""
    found = {one["name"]: one["value"] for one in client.send("Performance.getMetrics")["metrics"]}
    return 1000 * sum(found[name] for name in ("ScriptDuration", "RecalcStyleDuration", "LayoutDuration"))


def measure_moves(page: Page, *, drag: bool) -> float:
    """Median milliseconds of script, style and layout a frame over 60 moves of the pointer."""
    client = page.context.new_cdp_session(page)
    client.send("Performance.enable")
    box = page.locator(CANVAS).bounding_box()
    assert box is not None
    spent = []
    if drag:
        page.locator("#network [data-zoom='1.25']").click(click_count=3)
        page.mouse.move(box["x"] + 700, box["y"] + 400)
        page.mouse.down()
    for step in range(60):
        before = busy_milliseconds(client)
        page.mouse.move(box["x"] + 300 + 11 * step, box["y"] + 60 + step * 37 % 360)
        page.evaluate("() => new Promise(requestAnimationFrame)")
        spent.append(busy_milliseconds(client) - before)
    page.mouse.up()
    client.detach()
    return statistics.median(spent)


@pytest.mark.rare
@pytest.mark.parametrize(("units", "tasks"), [(30, 60), (150, 500), (1_000, 10_000)])
def test_a_large_chart_opens_whole_and_is_quick(desktop: Watched, tmp_path: Path, units: int, tasks: int) -> None:
    path = write_large(tmp_path, units, tasks)
    page = desktop.open(path, "#network")
    expect(page.locator("svg.assignments")).to_be_visible()
    assert 0 < page.locator(f"{CANVAS} a.t").count() <= 300
    assert 0 < page.locator(f"{CANVAS} a.u").count() <= 60
    assert page.evaluate(OVERLAPS, f"{CANVAS} svg text") == []
    for drag in (False, True):
        assert measure_moves(page, drag=drag) <= 8, drag
    page.locator(f"{CANVAS} a.u").first.click()
    expect(page.locator("#card h2")).to_be_visible()
    desktop.quiet(path)


@pytest.mark.rare
@pytest.mark.parametrize("drag", [False, True], ids=["hover", "pan"])
def test_pointing_and_panning_cost_little(chart: Page, drag: bool) -> None:
    assert measure_moves(chart, drag=drag) <= 8
