"""Gathering real documents: equal to single reads, by batches of LibreOffice, and on a real Spark."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from respnet.corpus.gather import gather
from respnet.corpus.schema import read_corpus
from respnet.intake.read import read_plan
from tests.atlas.spark import find_java
from tests.corpus.tables import ask
from tests.corpus.test_gather import list_files, write_table
from tests.requirements import require

DOCUMENTS = Path(__file__).parents[3] / "shared" / "documents"
JAVA = find_java()
pytestmark = pytest.mark.rare
needs_documents = pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="the shared documents are not there")


@needs_documents
def test_the_twenty_documents_gathered_equal_their_single_reads(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    shutil.copytree(DOCUMENTS, folder, ignore=lambda _, names: [name for name in names if not name.endswith(".txt")])
    corpus = gather([folder], tmp_path / "corpus")
    plans = {str(path): read_plan(path) for path in sorted(folder.glob("*.txt"))}
    found = dict(ask(corpus, "SELECT file, digest FROM plans"))
    assert len(plans) >= 20
    assert found == {file: plan.digest() for file, plan in plans.items()}
    ((settled, whole),) = ask(
        corpus,
        "SELECT COUNT(*) FILTER (counterpart_state = 'rule'), COUNT(*) FROM "
        "(SELECT DISTINCT area, name, counterpart_state FROM units WHERE NOT collective)",
    )
    assert isinstance(settled, int)
    assert isinstance(whole, int)
    assert settled / whole > 0.85


@needs_documents
def test_a_damaged_file_costs_a_batch_of_office_files_nothing_but_itself(tmp_path: Path) -> None:
    require("office", "LibreOffice is not installed", there=shutil.which("soffice") is not None)
    folder = tmp_path / "documents"
    folder.mkdir()
    for path in (DOCUMENTS / "county").glob("*.doc"):
        shutil.copyfile(path, folder / path.name)
    good = sorted(folder.iterdir())
    (folder / "坏.doc").write_bytes(good[0].read_bytes()[:700] + bytes(9000))
    (folder / "空.doc").touch()
    corpus = gather([folder], tmp_path / "corpus", workers=1)
    assert list_files(corpus) == sorted(str(path) for path in folder.iterdir())
    assert {file for (file,) in ask(corpus, "SELECT file FROM not_read")} == {
        str(folder / "坏.doc"),
        str(folder / "空.doc"),
    }
    found = dict(ask(corpus, "SELECT file, digest FROM plans"))
    assert found == {str(path): read_plan(path).digest() for path in good}


def test_spark_reads_by_the_same_guarded_process_and_finds_twins_across_slices(tmp_path: Path) -> None:
    require("spark", "Java 17 is not installed", there=JAVA is not None)
    folder = tmp_path / "documents"
    folder.mkdir()
    for number in range(120):
        write_table(folder / f"{number:03}.csv", f"任务{number % 115}")
    (folder / "[坏]{1}.docx").write_bytes(b"PK\x03\x04")
    output = tmp_path / "corpus"
    code = "import sys; from respnet.corpus.gather import gather; gather(sys.argv[1:2], sys.argv[2], engine='local[2]')"
    options = "--driver-memory 1g pyspark-shell"
    own = {"JAVA_HOME": JAVA, "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_SUBMIT_ARGS": options}
    command = [sys.executable, "-W", "ignore", "-c", code, str(folder), str(output)]
    subprocess.run(command, env={**os.environ, **own, "PYSPARK_PYTHON": sys.executable}, check=True, timeout=600)
    spark = read_corpus(output)
    assert list_files(spark) == sorted(str(path) for path in folder.iterdir())
    assert (spark.info["counts"]["same"], spark.info["counts"]["not_read"]) == (5, 1)
    local = gather([folder], tmp_path / "local")
    for table in ("plans", "tasks", "units", "assignments"):
        rows = "SELECT * EXCLUDE (file, file_digest)" if table == "plans" else "SELECT *"
        assert ask(spark, f"{rows} FROM {table} ORDER BY ALL") == ask(local, f"{rows} FROM {table} ORDER BY ALL")
