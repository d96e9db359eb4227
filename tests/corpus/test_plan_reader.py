"""Plans come out of a corpus as they went in: by digest, and as reports."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet
import pytest
from click.testing import CliRunner

from respnet.cli import main
from respnet.core.errors import InputError
from respnet.core.plan import Plan
from respnet.corpus.plan_reader import iterate_plans, read_corpus_plan
from respnet.corpus.synthetic import write_corpus
from respnet.corpus.writer import write_plans
from respnet.intake.read import read_plan
from respnet.render.files import GENERATOR_MARK
from respnet.stores.import_files import build_import_files
from tests import toy
from tests.atlas.corpora import make_plans

DATA = Path(__file__).parents[2] / "data"


def test_every_plan_comes_back_as_it_was(tmp_path: Path) -> None:
    twin = replace(toy.science(), title="另一个方案", area="乙县", units=(), assignments=())
    plans = [*make_plans(40), read_plan(DATA), toy.science(), toy.roads(), twin]
    corpus = write_plans(tmp_path, plans)
    current = {plan.id: plan.digest() for plan in plans if plan.id != twin.id}
    back = list(iterate_plans(corpus))
    assert {plan.id: plan.digest() for plan in back if not plan.id.startswith(twin.id)} == current
    twins = {plan.id: plan for plan in back if plan.id.startswith(twin.id)}
    assert sorted(plan.title for plan in twins.values()) == sorted([twin.title, toy.science().title])
    assert all(task.id.startswith(f"{name}/") for name, plan in twins.items() for task in plan.tasks)
    assert len(back) == len(current) + len(twins)
    one: Plan = read_plan(DATA)
    assert read_corpus_plan(corpus, one.id) == one


def test_a_plan_that_is_not_there_or_not_whole_is_said(tmp_path: Path) -> None:
    corpus = write_plans(tmp_path, [toy.science(), toy.roads()])
    with pytest.raises(InputError, match="holds no plan “月”"):
        read_corpus_plan(corpus, "月")
    with pytest.raises(InputError, match="of several plans: say which with --plan, such as"):
        read_corpus_plan(corpus, None)
    (file,) = (tmp_path / "named_in").glob("*.parquet")
    rows = pyarrow.parquet.read_table(file)
    pyarrow.parquet.write_table(rows.slice(0, len(rows) - 1), file)
    with pytest.raises(InputError, match="not whole or were changed"):
        list(iterate_plans(corpus))


def test_a_plan_of_a_corpus_opens_as_its_own_report(tmp_path: Path) -> None:
    plan = read_plan(DATA)
    write_plans(tmp_path / "corpus", [plan, toy.roads()])

    def run(*arguments: str) -> None:
        done = CliRunner().invoke(main, ["report", *arguments])
        assert done.exit_code == 0, done.output

    run(str(tmp_path / "corpus"), "--plan", plan.id, "-o", str(tmp_path / "a"))
    run(str(DATA), "-o", str(tmp_path / "b"))
    assert (tmp_path / "a" / "analysis.json").read_bytes() == (tmp_path / "b" / "analysis.json").read_bytes()
    pages = [(tmp_path / name / "index.html").read_text(encoding="utf-8") for name in "ab"]
    assert pages[0] == re.sub(r"第 \d+ 行 · (“[^”]+”列 · )?", "", pages[1])  # places in a file that was read
    lost = CliRunner().invoke(main, ["report", str(tmp_path / "corpus"), "--lang", "en"])
    assert lost.exit_code == 1
    assert "say which with --plan" in lost.output
    wrong = CliRunner().invoke(main, ["report", str(DATA), "--plan", plan.id, "--lang", "en"])
    assert wrong.exit_code == 2


def test_each_plan_of_a_corpus_made_by_lot_opens_too(tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path / "lot", assignments=2_000, areas=(2, 3, 9), huge=40, hub=40)
    plans = list(iterate_plans(corpus))
    assert len(plans) == corpus.info["counts"]["plans"]
    assert sum(len(plan.assignments) for plan in plans) == corpus.info["counts"]["assignments"]
    for plan in plans:  # units in the order in which the plan names them, as databases give them back
        assert [unit.id for unit in plan.units] == list(dict.fromkeys(one.unit for one in plan.assignments))
    one = min(plans, key=lambda plan: len(plan.assignments))
    done = CliRunner().invoke(main, ["report", str(tmp_path / "lot"), "--plan", one.id, "-o", str(tmp_path / "a")])
    assert done.exit_code == 0, done.output
    (file,) = (tmp_path / "lot" / "named_in").glob("*.parquet")
    rows = pyarrow.parquet.read_table(file)
    pyarrow.parquet.write_table(rows.slice(0, len(rows) - 1), file)
    with pytest.raises(InputError, match="not whole or were changed"):
        list(iterate_plans(corpus))


def test_a_whole_corpus_is_an_import_kit_for_neo4j(tmp_path: Path) -> None:
    plans = [toy.science(), toy.roads(), toy.awkward(), *make_plans(6)]
    corpus = write_plans(tmp_path / "corpus", plans)
    done = CliRunner().invoke(main, ["export", str(tmp_path / "corpus"), "-o", str(tmp_path / "kit")])
    assert done.exit_code == 0, done.output
    files = {path.name: path.read_bytes().decode("utf-8") for path in (tmp_path / "kit").iterdir()}
    whole = build_import_files(iterate_plans(corpus), GENERATOR_MARK)
    assert files == whole
    assert len(files["plan.csv"].splitlines()) == len(list(iterate_plans(corpus))) + 1
    refused = CliRunner().invoke(main, ["export", str(tmp_path / "corpus"), "--format", "gexf", "--lang", "en"])
    assert refused.exit_code == 2
    assert "name a plan with --plan" in refused.output
