"""The desk's own database: made of the plans, used again, and made anew where it is damaged or old."""

from __future__ import annotations

from pathlib import Path

from respnet.core.plan import Plan, Role
from respnet.intake.builder import PlanFacts, TaskRow, UnitList, build_plan
from respnet.queries.ask import ask
from respnet.stores.cached_store import open_cached_store


def make_plan(name: str, *titles: str) -> Plan:
    rows = [
        TaskRow(title, number=str(n), units=(UnitList(Role.LEAD, ("县交通局",)),)) for n, title in enumerate(titles, 1)
    ]
    return build_plan(PlanFacts(name), rows)


def list_titles(file: Path, *plans: Plan) -> list[str]:
    with open_cached_store(file, plans) as store:
        assert set(store.plan_ids()) == {plan.id for plan in plans}
        return [str(row[1]) for plan in plans for row in ask(store, "tasks", {}, plan.id).rows]


def test_it_holds_the_plans_that_are_asked_about_as_they_are_now(tmp_path: Path) -> None:
    file = tmp_path / "cache" / "a.lbug"
    one, two = make_plan("一", "修路"), make_plan("二", "种树")
    assert list_titles(file, one, two) == ["修路", "种树"]
    written = file.stat().st_mtime_ns
    assert list_titles(file, one, two) == ["修路", "种树"]
    assert file.stat().st_mtime_ns == written, "what it holds already is not written again"
    assert list_titles(file, make_plan("一", "修路", "架桥")) == ["修路", "架桥"]


def test_a_damaged_or_old_file_is_made_anew(tmp_path: Path) -> None:
    file, plan = tmp_path / "a.lbug", make_plan("一", "修路")
    for damaged in (b"no database", b"", b"LBUG" + bytes(4096)):
        file.write_bytes(damaged)
        assert list_titles(file, plan) == ["修路"]
    file.with_suffix(".open").touch()  # a program that the file itself brought down
    assert list_titles(file, plan) == ["修路"]
    assert not file.with_suffix(".open").exists()
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    assert list_titles(file, plan) == ["修路"]
