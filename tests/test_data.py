"""The plan that ships, against the hand-checked reading of its document and against itself."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from respnet.core.plan import Origin, Role, UnitKind
from respnet.intake.folder.write import render_plan_toml, render_tasks_csv, render_units_csv
from respnet.intake.read import read_plan

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "data"
DOCUMENTS = ROOT.parent / "shared" / "documents"
GOLD = DOCUMENTS / "fengdu_kexue_suzhi_2022.gold.json"
DOCUMENT = DOCUMENTS / "fengdu_kexue_suzhi_2022.txt"


def test_the_counts_of_the_plan() -> None:
    plan = read_plan(DATA)
    assert [task.number for task in plan.tasks] == [str(n) for n in (*range(2, 6), *range(7, 35))]
    assert sum(one.role is Role.LEAD for one in plan.assignments) == 60
    assert sum(one.role is Role.RESPONSIBLE for one in plan.assignments) == 179
    assert len(plan.assignments) == 239
    assert {one.origin for one in plan.assignments} == {Origin.PRINTED}
    assert len({one.printed for one in plan.assignments}) == 33
    assert len(plan.units) == 32
    assert plan.remarks == ()


def test_what_is_known_of_the_plan() -> None:
    plan = read_plan(DATA)
    assert plan.id == "fengdu-kexue-suzhi-2021-2025"
    assert plan.document_number == "丰都府办〔2022〕50号"
    assert (plan.area, plan.issuer) == ("丰都县", "丰都县人民政府办公室")
    assert (plan.issued, plan.published) == ("2022-05-10", "2022-05-25")
    assert plan.period == "2021-2025"
    assert (plan.owner, plan.focus) == ("县科协", ("县科协", "县教委"))


def test_every_unit_has_a_kind_and_an_english_name() -> None:
    units = read_plan(DATA).units
    assert [unit.name for unit in units if unit.kind is UnitKind.UNKNOWN or unit.guessed or not unit.english] == []
    assert [unit.name for unit in units if unit.collective] == ["各乡镇(街道)", "县级各部门"]
    assert [unit.members for unit in units if unit.members] == []
    assert [(unit.name, unit.also_written) for unit in units if unit.also_written] == [("县应急局", ("县应急管理局",))]
    assert len({unit.english for unit in units}) == 32


def test_the_two_spellings_of_one_office_are_one_unit() -> None:
    plan = read_plan(DATA)
    printed = {one.printed for one in plan.assignments if one.unit == "丰都县/县应急局"}
    assert printed == {"县应急局", "县应急管理局"}


@pytest.mark.skipif(not GOLD.exists(), reason="the hand-checked documents are not beside this checkout")
def test_titles_sections_and_lists_are_those_of_the_document() -> None:
    plan = read_plan(DATA)
    found = [
        {
            "number": task.number,
            "title": task.title,
            "section": list(task.section),
            "lead": [one.printed for one in plan.assignments if one.task == task.id and one.role is Role.LEAD],
            "other": [one.printed for one in plan.assignments if one.task == task.id and one.role is Role.RESPONSIBLE],
        }
        for task in plan.tasks
    ]
    gold = json.loads(GOLD.read_text(encoding="utf-8"))["tasks"]
    wanted = [
        {**{key: task[key] for key in ("number", "title", "section", "lead")}, "other": task["support"]}
        for task in gold
    ]
    assert found == wanted


@pytest.mark.skipif(not DOCUMENT.exists(), reason="the documents are not beside this checkout")
def test_only_facts_are_carried() -> None:
    document = DOCUMENT.read_text(encoding="utf-8")
    plan = read_plan(DATA)
    assert {task.text for task in plan.tasks} == {task.clause for task in plan.tasks} == {""}
    assert {task.deadline for task in plan.tasks} == {""}
    assert all(20 <= len(task.summary) <= 60 and task.summary.endswith("。") for task in plan.tasks)
    for task in plan.tasks:
        assert set(re.findall(r"\d+", task.summary)) <= set(re.findall(r"\d+", document)), task.summary
    targets = [target for task in plan.tasks for target in task.targets]
    assert len(targets) == 12
    for target in targets:
        what, amount = target.rsplit(" ", 1)
        counted = re.search(r"\d.*", amount)
        assert counted, target
        assert counted[0] in document, target
        assert target not in document
        assert len(what) < 20


def test_the_files_are_what_respnet_itself_writes() -> None:
    plan = read_plan(DATA)
    assert (DATA / "tasks.csv").read_text(encoding="utf-8-sig") == render_tasks_csv(plan)
    assert (DATA / "units.csv").read_text(encoding="utf-8-sig") == render_units_csv(plan)
    assert (DATA / "plan.toml").read_text(encoding="utf-8") == render_plan_toml(plan)


def test_the_readme_names_every_column() -> None:
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    english, chinese = readme.split("## 中文说明")
    header = (DATA / "tasks.csv").read_text(encoding="utf-8-sig").splitlines()[0].split(",")
    for column in header:
        assert f"| `{column}` |" in english
        assert f"| `{column}` |" in chinese
    for column in (DATA / "units.csv").read_text(encoding="utf-8-sig").splitlines()[0].split(","):
        assert f"| `{column}` |" in english
        assert f"`{column}`" in chinese
