"""Names that hold a role, or are none: the check that names them."""

from __future__ import annotations

import pytest

from respnet.checks import check
from respnet.core.plan import Role
from respnet.intake.builder import PlanFacts, TaskRow, UnitList, build_plan


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("县教委（牵头）", "（牵头）"),
        ("牵头单位：县教委", "牵头单位："),
        ("县教委牵头", "牵头"),
        ("待定", "待定"),
        ("同上", "同上"),
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
