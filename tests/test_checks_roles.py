"""Names that hold a role, or are none: the checks that name them."""

from __future__ import annotations

import pytest

from respnet.checks import check
from respnet.core.plan import Role
from respnet.core.problems import Severity
from respnet.intake.builder import PlanFacts, TaskRow, UnitList, build_plan


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("县教委（牵头）", "（牵头）"),
        ("县教委牵头", "牵头"),
    ],
)
def test_a_role_in_a_name_is_named(name: str, word: str) -> None:
    rows = [TaskRow("修路", number="1", units=(UnitList(Role.RESPONSIBLE, (name,)),))]
    (found,) = [one for one in check(build_plan(PlanFacts("p", area="某县"), rows)) if one.code == "role-in-name"]
    assert found.what.zh == f"单位名称“{name}”里有“{word}”，现作为一个单位；其中写明的角色没有读入"
    assert found.tasks == ("p/1",)


@pytest.mark.parametrize("name", ["县教委", "各牵头单位", "省推进机制牵头部门", "责任督学办公室", "县配合局(负责同志)"])
def test_names_that_merely_hold_the_words_are_names(name: str) -> None:
    rows = [TaskRow("修路", number="1", units=(UnitList(Role.RESPONSIBLE, (name,)),))]
    assert "role-in-name" not in [one.code for one in check(build_plan(PlanFacts("p", area="某县"), rows))]


@pytest.mark.parametrize(
    ("name", "why", "level"),
    [
        ("牵头单位：县教委", "里面有角色标签，像是两段连在了一起", Severity.ERROR),
        ("县教委责任单位：县科协", "里面有角色标签，像是两段连在了一起", Severity.ERROR),
        ("待定", "没有写明是谁", Severity.WARNING),
        ("同上", "没有写明是谁", Severity.WARNING),
        ("县水利局局长赵明远", "是人，不是单位", Severity.WARNING),
        ("30人次", "是数量或计量单位", Severity.WARNING),
    ],
)
def test_what_can_be_no_unit_is_named(name: str, why: str, level: Severity) -> None:
    rows = [TaskRow("修路", number="1", units=(UnitList(Role.RESPONSIBLE, (name,)),))]
    (found,) = [one for one in check(build_plan(PlanFacts("p", area="某县"), rows)) if one.code == "unlikely-name"]
    assert found.what.zh == f"“{name}”不像单位名称：{why}"
    assert (found.level, found.tasks) == (level, ("p/1",))
