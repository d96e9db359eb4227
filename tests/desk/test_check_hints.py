"""What a person says of the text on the page, by clicks: one step mends every row that it touches."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from respnet.intake.documents.document import Paragraph
from respnet.workspace.plan_folder import PlanFolder
from tests.damaged_plans import count_cells, damage, mend, read, score
from tests.desk.clicks import Clerk, read_plan
from tests.desk.served import Desk, Window, add_plan, open_windows, serve

JOINED = """河口县防汛工作方案
一、重点任务
（一）修堤。加固堤防三公里。（牵头单位：县水利局；责任单位：县住建局）接着清障。拆除河道内违章建筑。（牵头单位：县城管局）
（二）演练。汛前组织一次。（牵头单位：县应急局；责任单位：县消防大队）
"""
UNREAD = """河口县防汛工作方案
一、重点任务
（一）修堤。加固堤防三公里。（牵头单位：县水利局；责任单位：县住建局）
（二）清障。拆除河道内违章建筑。【县城管局、县公安局】
（三）演练。汛前组织一次。（牵头单位：县应急局；责任单位：县消防大队）
"""
STARRED = """河口县防汛工作方案
一、重点任务
（一）修堤。加固堤防三公里。（牵头单位：县水利局3处；责任单位：县住建局）
（二）演练。汛前组织一次。（牵头单位：县应急局5处；责任单位：县消防大队）
"""
BRACKETS = """河口县防汛工作方案
一、重点任务
（一）修堤。加固堤防三公里。（牵头单位：县水利局；责任单位：县住建局）
（二）演练。汛前组织一次。（牵头单位：县应急局；责任单位：各镇（含城关镇、东街，下同）政府2项）
"""
WORD = """河口县防汛工作方案
一、重点任务
（一）修堤。加固堤防三公里。（牵头单位：县水利局；护航单位：县住建局）
（二）演练。汛前组织一次。（牵头单位：县应急局；护航单位：县消防大队）
"""
FIRST = """河口县防汛工作方案
一、重点任务
（一）修堤。加固堤防三公里。（责任单位：县水利局、县住建局）
（二）演练。汛前组织一次。（责任单位：县应急局、县消防大队）
"""

TASKS = ("修堤", "清障", "演练", "巡查", "备料", "疏浚", "培训", "值守", "转移", "救灾")
UNITS = ("县水利局", "县住建局", "县城管局", "县应急局", "县公安局", "县财政局", "团县委", "县气象局", "县消防大队")
DAMAGED = "河口县防汛工作方案\n一、重点任务\n" + "".join(
    f"{n}.{task}。按时完成第{n}批任务并报送进展。（牵头单位：{UNITS[n % 9]}，"
    f"责任单位：{UNITS[(n + 2) % 9]}、{UNITS[(n + 5) % 9]}）\n"
    for n, task in enumerate(TASKS, 1)
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with serve(tmp_path_factory.mktemp("hints")) as desk:
        yield desk


def begin(window: Window) -> None:
    window.click_text("接着清障")
    window.press("b")


def take_clause(window: Window) -> None:
    window.click("#grid .r >> nth=0 >> .u >> nth=1")  # a step on another task, which is not the one that is meant next
    window.press("Delete")
    window.wait_until_saved()
    window.click_text("城管局、县公安局】")
    window.press("c")


def name_units(window: Window) -> None:
    window.draw_over("县水利局3处")
    window.press("m")
    window.page.keyboard.type("县水利局")
    window.press("Enter")
    window.wait_until_saved()
    window.click("#alike button >> nth=0")


def name_with_brackets(window: Window) -> None:
    window.click("#grid .r >> nth=1 >> .u >> nth=1")
    window.press("m")
    window.page.keyboard.type("各镇（含城关镇、东街，下同）政府、县消防大队")
    window.press("Enter")


def give_role(window: Window) -> None:
    window.draw_over("护航单位")
    window.click("#tools details summary")
    window.click("#tools [data-op=role] >> nth=2")


def let_first_lead(window: Window) -> None:
    window.click_text("责任单位：县水利局")
    window.click("#tools details summary")
    window.click("#tools [data-op=lead-rule] >> nth=0")


LAST = ["lead 县应急局", "responsible 县消防大队"]
CASES: list[tuple[str, Callable[[Window], None], str, dict[str, list[str]]]] = [
    ("begin", begin, JOINED, {"接着清障": ["lead 县城管局"], "修堤": ["lead 县水利局", "responsible 县住建局"]}),
    (
        "clause",
        take_clause,
        UNREAD,
        {"清障": ["responsible 县城管局", "responsible 县公安局"], "修堤": ["lead 县水利局"]},
    ),
    ("name", name_units, STARRED, {"修堤": ["lead 县水利局", "responsible 县住建局"], "演练": LAST}),
    (
        "brackets",
        name_with_brackets,
        BRACKETS,
        {"演练": ["lead 县应急局", "responsible 各镇（含城关镇、东街，下同）政府", "responsible 县消防大队"]},
    ),
    ("role", give_role, WORD, {"修堤": ["lead 县水利局", "support 县住建局"]}),
    ("lead-rule", let_first_lead, FIRST, {"修堤": ["lead 县水利局", "responsible 县住建局"], "演练": LAST}),
]


@pytest.mark.parametrize(("op", "act", "text", "wanted"), CASES, ids=[case[0] for case in CASES])
def test_one_step_on_the_text_mends_the_rows(
    browser: Browser, desk: Desk, op: str, act: Callable[[Window], None], text: str, wanted: dict[str, list[str]]
) -> None:
    plan = add_plan(desk.folder, f"{op}.txt", text)
    with open_windows(browser, desk, plan) as (window,):
        before = window.rows
        act(window)
        said = window.wait_until_saved()
        rows = {key.split(" ", 1)[-1]: units for key, units in window.rows.items()}
        assert {title: rows.get(title) for title in wanted} == wanted, said
        assert window.complaints == []
        window.page.reload()
        assert {key.split(" ", 1)[-1]: units for key, units in window.rows.items()} == rows
        while [one.op for one in PlanFolder(plan.path).journal.list_active()] != ["reread"]:
            window.press("z")
            window.wait_until_saved()
        assert window.rows == before


def test_a_damaged_plan_is_brought_back_by_clicks(browser: Browser, desk: Desk) -> None:
    """A document of the shared ones, damaged by a seed until it is read with F1 under .7; all of them in bench."""
    damaged = damage(DAMAGED, seed=1)
    before = read(damaged.document, [])
    hints, _ = mend(damaged)
    assert score(damaged.wanted, before) < 0.7
    lines = (block.text for block in damaged.document.blocks if isinstance(block, Paragraph))
    plan = add_plan(desk.folder, "damaged.txt", "\n".join(lines) + "\n")
    with open_windows(browser, desk, plan) as (window,):
        clerk = Clerk(window, damaged.document)
        for hint in hints:
            assert "没有改成" not in clerk.carry_out(hint)
        assert window.complaints == []
    assert score(damaged.wanted, read_plan(plan)) == 1
    assert window.steps < count_cells(damaged.wanted, before)
    assert window.clicks <= 3 * window.steps
