"""The tables of a corpus say of each plan what its network says."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from pyarrow import parquet

from respnet.core.errors import InputError
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Plan, Role
from respnet.corpus.schema import TABLES, YEAR_TABLES, Corpus, build_schema, list_columns, read_corpus
from respnet.corpus.writer import write_plans
from tests import toy
from tests.corpus.tables import ask


@pytest.fixture(scope="module")
def plans() -> list[Plan]:
    second = replace(toy.science(), published="2023-02", issued="2023-01-05")
    return [second, toy.science(), toy.roads(), toy.science(area="", plan_id="nowhere"), toy.roads()]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory, plans: list[Plan]) -> Corpus:
    return write_plans(tmp_path_factory.mktemp("corpus"), plans)


def test_every_table_has_the_columns_of_the_schema(corpus: Corpus) -> None:
    for table in TABLES:
        wanted = build_schema(table)
        if table in YEAR_TABLES:
            wanted = wanted.remove(wanted.get_field_index("year"))
        files = sorted(corpus.folder.glob(f"{table}/**/*.parquet"))
        assert files
        for file in files:
            found = parquet.read_schema(file)
            assert [(one.name, str(one.type).replace("element", "item")) for one in found] == [
                (one.name, str(one.type).replace("element", "item")) for one in wanted
            ], table


def test_assignments_that_count_are_the_biadjacency_matrices(corpus: Corpus, plans: list[Plan]) -> None:
    wanted = set()
    for plan in plans:
        network = ResponsibilityNetwork(plan)
        for role in Role:
            for row, column in zip(*network.biadjacency(role).nonzero(), strict=True):
                wanted.add((plan.digest(), network.tasks[column].order, network.actors[row].name, role.value))
    statement = (
        "SELECT p.digest, a.task, u.name, a.role FROM assignments AS a JOIN plans AS p USING (plan_key) "
        "JOIN units AS u USING (unit_key) WHERE a.counts AND NOT a.collective"
    )
    found = ask(corpus, statement)
    assert len(wanted) == len(found) > 20
    assert set(found) == wanted
    every = ask(corpus, "SELECT COUNT(*) FROM assignments")
    assert every == [(sum(len(plan.assignments) for plan in plans[:4]),)]
    sums = "SELECT SUM(unit_tasks), SUM(unit_leads), SUM(unit_responsible) FROM named_in"
    roles = [sum(row[3] == role for row in found) for role in ("lead", "responsible")]
    assert ask(corpus, sums) == [(len(found), *roles)]
    leads = "SELECT COUNT(*) FROM tasks t WHERE leads <> (SELECT COUNT(*) FROM assignments a WHERE (a.plan_key, a.task)"
    assert ask(corpus, f"{leads} = (t.plan_key, t.task) AND counts AND NOT collective AND role = 'lead')") == [(0,)]


def test_the_same_id_with_other_content_is_a_version_and_with_another_area_another_plan(
    corpus: Corpus, tmp_path: Path
) -> None:
    statement = "SELECT plan, version, current, year FROM plans ORDER BY plan_key"
    assert ask(corpus, statement) == [
        ("nowhere", 1, True, 2022),
        ("roads", 1, True, 0),
        ("science", 1, False, 2022),
        ("science", 2, True, 2023),
    ]
    two = write_plans(tmp_path, [toy.science(), toy.science(area="乙县")])
    assert [row[1:3] for row in ask(two, statement)] == [(1, True), (1, True)]
    assert len({row[0] for row in ask(two, statement)}) == 2


def test_units_go_by_area_and_name_or_by_plan_where_there_is_no_area(corpus: Corpus) -> None:
    found = ask(
        corpus, "SELECT unit, unit_key, home_area, level, counterpart FROM units WHERE name = '县科协' ORDER BY 1"
    )
    assert [(row[0], *row[2:]) for row in found] == [
        ("nowhere/县科协", "", "county", "科协"),
        ("甲县/县科协", "甲县", "county", "科协"),
    ]
    keys = ask(corpus, "SELECT unit_key FROM units ORDER BY unit")
    assert keys == [(number,) for number in range(len(keys))]
    said = ask(corpus, "SELECT kind, english, capacity FROM named_in WHERE kind = 'collective' OR capacity > 0")
    assert len(said) == 6


def test_a_corpus_of_another_schema_and_a_folder_that_is_none_are_refused(corpus: Corpus, tmp_path: Path) -> None:
    assert read_corpus(corpus.folder).info["counts"]["plans"] == 4
    with pytest.raises(InputError, match="respnet gather"):
        read_corpus(tmp_path)
    (tmp_path / "corpus.toml").write_text("schema = 1\n", encoding="utf-8")
    with pytest.raises(InputError, match="schema 1"):
        read_corpus(tmp_path)


def test_every_column_is_documented() -> None:
    page = (Path(__file__).parents[2] / "docs" / "corpus.md").read_text(encoding="utf-8")
    sections = dict(part.split("\n", 1) for part in page.split("\n### ")[1:])
    for table in TABLES:
        (told,) = (text for heading, text in sections.items() if table in heading.split(" and ") or table == heading)
        said = set(re.findall(r"`(\w+)`", told))
        assert set(list_columns(table)) <= said, table
