"""Tables made from the steps of a plan, and what somebody changes in them with another program."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest

from respnet.core.errors import OutputError
from respnet.core.installation import find_resource_dir
from respnet.core.plan import Plan
from respnet.intake.read import read_plan
from respnet.workspace.errors import EditedMeanwhile
from respnet.workspace.office import Office
from respnet.workspace.plan_folder import PlanFolder
from tests.workspace.steps import TEXT, step


@pytest.fixture
def plan(tmp_path: Path) -> PlanFolder:
    return Office(tmp_path).add("科普方案.txt", TEXT.encode())


@pytest.fixture
def data(tmp_path: Path) -> PlanFolder:
    shutil.copytree(str(find_resource_dir("data")), tmp_path / "data")
    return Office(tmp_path / "data").plans()[0]


def content(plan: Plan) -> object:
    return (plan.title, plan.area, plan.units, plan.tasks, plan.assignments)


def test_the_tables_say_what_the_steps_say(plan: PlanFolder) -> None:
    rows = plan.state().rows
    plan.decide(step("assign", row=rows[2].key, role="support", name="县财政局"))
    plan.decide(step("same", names=["县科技局", "县科学技术局"], printed="县科学技术局"))
    plan.decide(step("fact", name="title", value="科普工作方案（修订）"))
    assert plan.write()
    assert not plan.write()
    assert content(read_plan(plan.path)) == content(plan.build_plan())
    assert read_plan(plan.path).title == "科普工作方案（修订）"


def test_a_plan_of_tables_keeps_them_as_they_were_and_writes_the_same_plan(data: PlanFolder) -> None:
    before = read_plan(data.path)
    original = {path.name: path.read_bytes() for path in data.path.iterdir() if path.suffix in (".csv", ".toml")}
    assert not data.write()
    change = data.decide(step("field", row=data.state().rows[4].key, name="deadline", value="2026年"))
    data.write()
    after = read_plan(data.path)
    assert [task.deadline for task in after.tasks if task.id in change.sentence.zh or task.deadline == "2026年"]
    assert [one for one in after.tasks if one.deadline != "2026年"] == [one for one in before.tasks if one.order != 5]
    assert (after.units, after.assignments, after.lead_rule) == (before.units, before.assignments, before.lead_rule)
    base = next((data.path / "versions").glob("base-*"))
    assert {path.name: path.read_bytes() for path in base.iterdir()} == original
    again = PlanFolder(data.path)
    again.undo()
    again.write()
    assert content(read_plan(data.path)) == content(before)


def test_a_workbook_of_tasks_becomes_a_table_and_stays_in_the_versions(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["number", "title", "lead_units"])
    book.active.append(["1", "修路", "县交通局"])
    (tmp_path / "p").mkdir()
    book.save(tmp_path / "p" / "tasks.xlsx")
    plan = Office(tmp_path).plans()[0]
    plan.decide(step("add", title="架桥", number="2"))
    plan.write()
    assert [task.title for task in read_plan(plan.path).tasks] == ["修路", "架桥"]
    assert list(plan.path.glob("versions/base-*/tasks.xlsx"))


def edit(plan: PlanFolder, name: str, **changes: str) -> None:
    """Change a table as Excel in China saves it: other line ends, GB 18030, no mark at the beginning."""
    path = plan.path / name
    text = path.read_text(encoding="utf-8-sig")
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="gb18030", newline="\r\n")


def test_what_is_changed_in_excel_is_asked_and_taken_over_whole(plan: PlanFolder) -> None:
    plan.decide(step("fact", name="area", value="丰都县"))
    plan.write()
    edit(
        plan,
        "tasks.csv",
        **{"1,,": "1,,", ",建好科技馆": ",建好新的科技馆", "县教委、团县委": "县教委", "办好科技节": "评估"},
    )
    edit(plan, "units.csv", **{"县教委,government?,,,": "县教委,government,县教育委员会,,Education"})
    (plan.path / "plan.toml").write_text(
        'title = "丰都县科普工作方案"\narea = "丰都县"\nowner = "县科协"\n', encoding="utf-8"
    )
    wanted = read_plan(plan.path)
    with pytest.raises(EditedMeanwhile) as caught:
        plan.write()
    assert caught.value.files == ("tasks.csv", "units.csv", "plan.toml")
    assert len(caught.value.differences) >= 5
    version = plan.state().version
    said = plan.take_over(by="张三")
    assert set(said) == set(caught.value.differences)
    plan.write()
    assert content(read_plan(plan.path)) == content(wanted)
    assert content(PlanFolder(plan.path, plan.office).build_plan()) == content(wanted)
    for _ in said:
        plan.undo()
    assert [row.title for row in plan.state().rows] == ["建好科技馆", "办好科技节", "建立队伍"]
    assert plan.state().version == version + 2 * len(said)


def test_a_table_that_excel_only_saved_again_asks_nothing(plan: PlanFolder) -> None:
    plan.decide(step("fact", name="area", value="丰都县"))
    plan.write()
    edit(plan, "tasks.csv")
    plan.decide(step("fact", name="area", value="石柱县"))
    plan.write()
    assert read_plan(plan.path).area == "石柱县"


def test_a_changed_table_is_kept_aside_if_not_taken_over(plan: PlanFolder) -> None:
    plan.decide(step("fact", name="area", value="丰都县"))
    plan.write()
    (plan.path / "tasks.csv").write_bytes(b"\x00\x01")
    with pytest.raises(EditedMeanwhile) as caught:
        plan.write()
    assert caught.value.unreadable is not None
    aside = plan.set_aside()
    assert aside is not None
    assert (aside / "tasks.csv").read_bytes() == b"\x00\x01"
    plan.write()
    assert len(read_plan(plan.path).tasks) == 3


def test_writing_ended_anywhere_leaves_whole_tables_and_no_false_alarm(
    plan: PlanFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan.decide(step("fact", name="area", value="丰都县"))
    plan.write()
    replace = Path.replace
    for ends_at in range(1, 6):
        plan.decide(step("fact", name="area", value=f"丰都县{ends_at}区"))
        plan.decide(step("field", row=plan.state().rows[0].key, name="deadline", value=f"{2030 + ends_at}年"))
        plan.decide(step("group", name="团县委", members=[f"第{ends_at}支部"], office=False))
        calls = 0

        def end(path: Path, target: Path, ends_at: int = ends_at) -> Path:
            nonlocal calls
            calls += 1
            if calls == ends_at:
                raise OSError(28, "No space left on device")
            return replace(path, target)

        monkeypatch.setattr(Path, "replace", end)
        with pytest.raises(OutputError, match="No space left"):
            plan.write()
        monkeypatch.undo()
        assert len(read_plan(plan.path).tasks) == 3
        again = PlanFolder(plan.path, plan.office)
        again.write()
        assert content(read_plan(plan.path)) == content(again.build_plan())
        plan.forget()


def test_the_summary_is_that_of_the_plan_and_costs_no_reading(plan: PlanFolder) -> None:
    plan.decide(step("fact", name="area", value="丰都县"))
    plan.write()
    found = plan.summary()
    assert (found.title, found.area, found.tasks, found.units) == ("丰都县科普工作方案", "丰都县", 3, 5)
    (plan.path / "versions" / "reading.json").unlink()
    assert PlanFolder(plan.path, plan.office).summary() == found
    plan.decide(step("add", title="评估"))
    assert plan.summary().tasks == 4
    other = PlanFolder(plan.path, plan.office)
    (plan.path / "versions" / "summary.json").write_bytes(b"{}")
    assert not other.summary().is_read


def test_changes_in_excel_are_asked_on_the_page_and_spare_steps_not_written_yet(plan: PlanFolder) -> None:
    plan.decide(step("fact", name="area", value="丰都县"))
    plan.write()
    plan.decide(step("field", row=plan.state().rows[1].key, name="deadline", value="2027年"))
    edit(plan, "tasks.csv", **{",县教委、团县委,": ",县教委,"})
    asked = plan.state().questions[0]
    assert (asked.kind, [one.what.zh for one in asked.places]) == (
        "edited",
        ["第 1 项“建好科技馆”的单位改为“县科协（牵头）、县教委（责任）”"],
    )
    with pytest.raises(EditedMeanwhile):
        plan.write()
    change = plan.decide(step(asked.proposals[0].op))
    assert change.sentence.zh == "表格里的 1 处改动已记为更正"
    rows = plan.state().rows
    assert (len(rows[0].units), rows[1].deadline) == (2, "2027年")
    assert "edited" not in {one.kind for one in plan.state().questions}
    assert read_plan(plan.path).tasks[1].deadline == "2027年"
    edit(plan, "tasks.csv", 建好科技馆="拆掉科技馆")
    plan.decide(step("set-aside"))
    plan.write()
    assert read_plan(plan.path).tasks[0].title == "建好科技馆"
    assert list(plan.path.glob("versions/edited-*/tasks.csv"))
