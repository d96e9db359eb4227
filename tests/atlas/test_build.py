"""The atlas as files: tables whole or not at all, what each says, and the command that writes them."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.csv
import pyarrow.parquet
import pytest
from click.testing import CliRunner

from respnet.atlas import build
from respnet.atlas.engine import open_engine
from respnet.cli import main
from respnet.core.i18n import Text
from respnet.core.plan import Assignment, Plan, Role, Task, Unit, UnitKind
from respnet.corpus.schema import read_corpus
from respnet.corpus.synthetic import write_corpus
from respnet.corpus.writer import write_plans
from tests.atlas.corpora import make_plans

TABLES = ["concentration", "drift", "evidence", "forms", "joint_leads", "load", "not_read", "overcommitted"]
TABLES += ["peaks", "peers", "silent"]
TABLES += ["single_leads", "stable_joint_leads"]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many") / "corpus"
    write_plans(folder, make_plans(90))
    return folder


def test_the_command_writes_tables_json_and_page(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "图集"
    done = CliRunner().invoke(main, ["atlas", str(corpus), "-o", str(out), "--lang", "en", "--memory", "500MB"])
    assert done.exit_code == 0, done.output
    assert f"The atlas is written: {out / 'index.html'}" in done.output
    assert {path.name for path in (out / "tables").iterdir()} == {
        f"{t}.{s}" for t in TABLES for s in ("csv", "parquet")
    }
    assert not list(tmp_path.glob("**/.respnet-*"))
    info = json.loads((out / "atlas.json").read_text(encoding="utf-8"))
    assert (info["counts"]["plans"], info["counts"]["former_plans"]) == (92, 1)
    assert info["years"] == [2022, 2023, 2024, 2025]
    assert info["caps"]["crowded_leads"] == 40
    for name in TABLES:
        rows = pyarrow.parquet.read_table(out / "tables" / f"{name}.parquet")
        assert len(rows) == info["rows"][name]
        assert not [column for column in rows.column_names if column.endswith("_key")]
        text = (out / "tables" / f"{name}.csv").read_text(encoding="utf-8")
        assert text.startswith("\ufeff")
        assert len(pyarrow.csv.read_csv(out / "tables" / f"{name}.csv")) == len(rows)
    load = pyarrow.parquet.read_table(out / "tables" / "load.parquet").to_pylist()
    assert all(row["largest_plan_leads"] <= row["leads"] and row["plans"] >= 1 for row in load)
    page = (out / "index.html").read_text(encoding="utf-8")
    for said in ("92 plans", "a later version is there: 1", "Nothing was compared"):
        assert said in page
    again = CliRunner().invoke(main, ["atlas", str(corpus), "-o", str(out), "--area", "丰都县"])
    assert again.exit_code == 0, again.output
    inside = json.loads((out / "atlas.json").read_text(encoding="utf-8"))
    assert (inside["area"], inside["counts"]["areas"]) == ("丰都县", 1)


def test_what_is_not_there_or_not_ours_is_said_and_left_alone(corpus: Path, tmp_path: Path) -> None:
    def run(*arguments: str) -> str:
        done = CliRunner().invoke(main, ["atlas", *arguments, "--lang", "en"])
        assert done.exit_code == 1
        return done.output

    assert "no whole corpus" in run(str(tmp_path))
    assert "“lots” is no size of memory" in run(str(corpus), "-o", str(tmp_path / "a"), "--memory", "lots")
    assert "no plan of “月球”" in run(str(corpus), "-o", str(tmp_path / "a"), "--area", "月球")
    assert not (tmp_path / "a").exists()
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "load.csv").write_text("mine", encoding="utf-8")
    assert "was not written by respnet" in run(str(corpus), "-o", str(tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["tables"]


def test_tables_take_their_places_only_when_all_are_written(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = open_engine("duckdb", read_corpus(corpus))
    stages: list[tuple[str, int, int]] = []

    def tell(stage: Text, done: int, of: int) -> None:
        stages.append((stage.en, done, of))

    build.build_atlas(read_corpus(corpus), engine, tmp_path, progress=tell)
    assert [one[0] for one in stages if one[1] == one[2]][-1] == "Writing tables and page"
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    # A name too long for the disk, in the last table that is written, as a full disk would.
    monkeypatch.setitem(build.STATEMENTS, "z" * 300, "not_read")
    with pytest.raises(OSError, match="too long"):
        build.build_atlas(read_corpus(corpus), engine, tmp_path)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
    engine.close()


def test_a_pair_of_kinds_leads_to_its_tasks_in_every_place(tmp_path: Path) -> None:
    def make(area: str, offices: list[str]) -> Plan:
        units = tuple(Unit(f"{area}/{name}", name, area, UnitKind.GOVERNMENT) for name in offices)
        tasks = tuple(Task(f"{area}/{n}", n, f"任务{n}", str(n)) for n in range(1, 15))
        leads = [units[:2] if n < 4 else units[2 + n % 6 :][:1] for n in range(14)]
        edges = [Assignment(unit.id, task.id, Role.LEAD, at, unit.name)
                 for task, several in zip(tasks, leads, strict=True) for at, unit in enumerate(several, 1)]  # fmt: skip
        return Plan(area, f"{area}方案", area, issued="2024", units=units, tasks=tasks, assignments=tuple(edges))

    offices = ["县科协", "县教育局", "县民政局", "县财政局", "县林业局", "县水利局", "县审计局", "县司法局"]
    plans = [make(f"{mark}县", offices) for mark in "甲乙丙丁戊己庚辛"]
    plans.append(make("壬县", [*offices[:2], "县科学技术协会", *offices[3:]]))  # two of one kind
    corpus = write_plans(tmp_path / "corpus", plans)
    engine = open_engine("duckdb", corpus, "500MB")
    build.build_atlas(corpus, engine, tmp_path / "out")
    engine.close()
    joint, evidence = (pyarrow.parquet.read_table(tmp_path / "out" / "tables" / f"{name}.parquet").to_pylist()
                       for name in ("joint_leads", "evidence"))  # fmt: skip
    ((place, row),) = [one for one in enumerate(joint) if one[1]["scope"] == "level" and one[1]["verdict"]]
    assert (row["area"], {row["unit_a"], row["unit_b"]}, row["joint"]) == ("county", {"教育", "科协"}, 32)
    found = [one for one in evidence if (one["of"], one["row"]) == ("joint_leads", place)]
    assert [(one["plan"], one["tasks"], one["number"]) for one in found] == [
        (plan.id, "1、2、3、4", 4) for plan in sorted(plans[:8], key=lambda one: one.id.encode())
    ]


def test_a_number_of_very_many_plans_lists_those_with_most_of_its_tasks_and_counts_all(tmp_path: Path) -> None:
    def make(number: int) -> Plan:
        units = tuple(Unit(f"甲县/{name}", name, "甲县", UnitKind.GOVERNMENT) for name in ("县科协", "县教委"))
        tasks = tuple(Task(f"p{number}/{n}", n, f"任务{n}", str(n)) for n in range(1, 3 + number % 2))
        edges = tuple(
            Assignment(unit.id, one.id, Role.LEAD, at, unit.name) for one in tasks for at, unit in enumerate(units, 1)
        )
        return Plan(f"p{number}", "方案", "甲县", issued="2024", units=units, tasks=tasks, assignments=edges)

    many = build.MAX_EVIDENCE_PLANS + 3
    corpus = write_plans(tmp_path / "corpus", [make(number) for number in range(many)])
    engine = open_engine("duckdb", corpus, "500MB")
    tables = {"overcommitted": pyarrow.table({}), "peers": pyarrow.table({})}
    tables["joint_leads"] = pyarrow.table({"first_key": [0], "second_key": [1], "verdict": ["more"]})
    found = build._find_evidence(engine, tables).to_pylist()
    engine.close()
    assert len(found) == build.MAX_EVIDENCE_PLANS
    assert {one["plans"] for one in found} == {many}
    assert sum(one["number"] == 3 for one in found) == many // 2


def test_texts_that_a_spreadsheet_would_run_are_told_as_texts() -> None:
    rows = pyarrow.table({"a": ["=1+1", " @x", "－1", "县科协", None], "n": [-1, 2, 3, 4, 5]})
    guarded = build.guard_formulas(rows)
    assert guarded["a"].to_pylist() == ["'=1+1", "' @x", "'－1", "县科协", None]
    assert guarded["n"].to_pylist() == rows["n"].to_pylist()


@pytest.mark.rare
def test_planted_corpora_lead_from_flagged_rows_to_their_tasks(tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path / "corpus", assignments=100_000)
    engine = open_engine("duckdb", corpus, "1GB")
    build.build_atlas(corpus, engine, tmp_path / "out")
    engine.close()
    assert (tmp_path / "out" / "index.html").stat().st_size < 5_000_000
    found = {name: pyarrow.parquet.read_table(tmp_path / "out" / "tables" / f"{name}.parquet").to_pylist()
             for name in ("evidence", "joint_leads")}  # fmt: skip
    for place, row in enumerate(found["joint_leads"]):
        if row["verdict"]:
            tasks = [one["number"] for one in found["evidence"] if (one["of"], one["row"]) == ("joint_leads", place)]
            assert sum(tasks) == row["joint"]
