"""Writing is the inverse of reading."""

from __future__ import annotations

import csv
import io
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from respnet.checks import select_errors
from respnet.core.errors import OutputError
from respnet.core.plan import Origin, Plan, Role, UnitKind
from respnet.intake.builder import PlanFacts, TaskRow, UnitList, UnitRecord, build_plan
from respnet.intake.folder.write import render_plan_toml, render_tasks_csv, render_units_csv
from respnet.intake.read import read_plan
from respnet.intake.tables.columns import TASK_VOCABULARY
from tests.requirements import FUZZ


def _written(plan: Plan, folder: Path) -> Plan:
    for name, text in (
        ("tasks.csv", render_tasks_csv(plan)),
        ("units.csv", render_units_csv(plan)),
        ("plan.toml", render_plan_toml(plan)),
    ):
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return read_plan(folder)


_WORD = st.text(alphabet="修路桥县教委科协丰都a1\",'#=\\-（", min_size=1, max_size=6).map(
    lambda text: text.replace("（", "（市）")
)
_TEXT = st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), max_size=8).map(lambda text: text.strip())
_LINES = st.lists(_TEXT, max_size=3).map(lambda lines: "\n".join(lines).strip())
_NAMES = st.lists(_WORD.filter(lambda name: name not in "-—"), max_size=3).map(tuple)


@st.composite
def _rows(draw: st.DrawFn) -> TaskRow:
    lists = [
        UnitList(Role.LEAD, draw(_NAMES), draw(st.sampled_from((Origin.PRINTED, Origin.CONVENTION)))),
        *(
            UnitList(role, draw(_NAMES), open=draw(st.booleans()))
            for role in (Role.RESPONSIBLE, Role.SUPPORT, Role.SUPERVISE)
        ),
        UnitList(Role.RESPONSIBLE, draw(_NAMES), Origin.INHERITED),
    ]
    return TaskRow(
        title=draw(_WORD),
        number=draw(st.sampled_from(("", "1", "2", "（三）"))),
        part=draw(st.sampled_from(("", "1", "2"))),
        section=draw(st.lists(_WORD, max_size=3).map(tuple)),
        units=tuple(lists),
        deadline=draw(_TEXT),
        targets=draw(_NAMES),
        text=draw(_LINES),
        summary=draw(_TEXT),
        clause=draw(_LINES),
        source=draw(_TEXT),
    )


@st.composite
def _plans(draw: st.DrawFn) -> Plan:
    rows = draw(st.lists(_rows(), min_size=1, max_size=4))
    printed = sorted({name for row in rows for units in row.units for name in units.names})
    records = [
        UnitRecord(
            name,
            draw(st.sampled_from(UnitKind)),
            members=draw(_NAMES),
            english=draw(_WORD),
            capacity=draw(st.none() | st.floats(min_value=0, exclude_min=True, allow_infinity=False)),
        )
        for name in printed
        if draw(st.booleans())
    ]
    facts = PlanFacts(
        name="p", id=draw(_TEXT), title=draw(_TEXT), area=draw(_TEXT), lead_rule=draw(_TEXT), issuer=draw(_TEXT),
        owner=draw(_TEXT), issued=draw(st.sampled_from(("", "2022-05-10", "2022"))), focus=draw(_NAMES),
        period=draw(st.sampled_from(("", "2021-2025", "2024"))),
    )  # fmt: skip
    return build_plan(facts, rows, records)


@given(_plans())
@pytest.mark.fuzz
@settings(max_examples=20 * FUZZ, deadline=None)
def test_a_written_plan_is_read_back_as_it_was(plan: Plan) -> None:
    with tempfile.TemporaryDirectory() as folder:
        again = _written(plan, Path(folder))
    assert again == plan
    assert select_errors(again.remarks) == ()


_CELL = st.text(alphabet='各市县区政府部门等教科、；;,，\n >（）()-—无"', max_size=10)


@given(st.lists(st.tuples(*[_CELL] * 5), min_size=1, max_size=4))
@pytest.mark.fuzz
@settings(max_examples=20 * FUZZ, deadline=None)
def test_whatever_was_read_can_be_written_and_read_again(cells: list[tuple[str, ...]]) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(("章节", "任务", "牵头单位", "责任单位", "目标"))
    writer.writerows([*cells, ("", "修路", "县教委", "", "")])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "p.csv")
        path.write_text(out.getvalue(), encoding="utf-8", newline="")
        plan = read_plan(path)
        if all(task.title for task in plan.tasks) and not any(
            one.printed in ("无", "-", "—") for one in plan.assignments
        ):
            # Without a title the place's name stands in, and is not written as if the plan had one.
            assert replace(_written(plan, Path(folder)), title=plan.title) == plan


def test_lines_with_semicolons_within_cells_part_no_columns(tmp_path: Path) -> None:
    file = tmp_path / "p.csv"
    file.write_text('任务,牵头单位,目标\n修路,县教委,"\n;\n;\n;"\n建桥,县科协,"一;\n二;"\n', encoding="utf-8")
    assert [task.title for task in read_plan(file).tasks] == ["修路", "建桥"]


def _plan(units: UnitList, *others: UnitList) -> Plan:
    return build_plan(PlanFacts("p"), [TaskRow("修路", number="1", units=(units, *others))])


def test_the_header_is_every_column() -> None:
    text = render_tasks_csv(_plan(UnitList(Role.LEAD, ("县教委",))))
    columns = [column.name for column in TASK_VOCABULARY.columns]
    assert text.splitlines()[0].split(",") == [column for column in columns if column != "effort"]


def test_a_recorded_spelling_is_written(tmp_path: Path) -> None:
    row = TaskRow("修路", units=(UnitList(Role.LEAD, ("县应急管理局",)),))
    plan = build_plan(PlanFacts("p"), [row], [UnitRecord("县应急局", UnitKind.GOVERNMENT, ("县应急管理局",))])
    assert render_units_csv(plan).splitlines()[1] == "县应急局,government,县应急管理局,,,"
    (tmp_path / "p").mkdir()
    assert _written(plan, tmp_path / "p") == plan


@pytest.mark.parametrize("name", ["县教委、县科协", "县教委（", "县教委等", "无", ""])
def test_a_name_that_would_be_read_otherwise_is_refused(name: str) -> None:
    with pytest.raises(OutputError) as caught:
        render_tasks_csv(_plan(UnitList(Role.LEAD, (name,))))
    assert caught.value.text.en == (
        f"p/1: the units “{name}” would not be read back as they are: a name holds a separator, "
        "a bracket without a partner, or ends in 等."
    )


@pytest.mark.parametrize(
    "lists",
    [
        (UnitList(Role.SUPPORT, ("县教委",), Origin.INHERITED),),
        (UnitList(Role.RESPONSIBLE, ("县教委",), Origin.CONVENTION),),
        (UnitList(Role.LEAD, ("县教委",), Origin.CONVENTION), UnitList(Role.LEAD, ("县科协",))),
    ],
)
def test_an_origin_that_a_table_cannot_say_is_refused(lists: tuple[UnitList, ...]) -> None:
    with pytest.raises(OutputError) as caught:
        render_tasks_csv(_plan(*lists))
    assert caught.value.text.zh == (
        "任务 p/1 的分工依据无法写入表格：只有责任单位可以是 inherited，只有牵头单位可以是 convention。"
    )
