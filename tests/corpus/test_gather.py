"""Gathering: whatever a file does to its reader and however the work ends, every file is told of exactly once."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from respnet.cli import main
from respnet.core.errors import InputError, OutputError
from respnet.corpus.gather import gather
from respnet.corpus.guarded_reader import GuardedReader
from respnet.corpus.ledger import Ledger
from respnet.corpus.schema import Corpus
from respnet.corpus.spark_session import open_spark_session
from respnet.intake.read import read_plan
from tests.corpus.tables import ask

ROOT = Path(__file__).parents[2]


def write_table(path: Path, title: str, unit: str = "县科协") -> None:
    path.write_text(f"number,title,lead_units\n1,{title},{unit}\n2,{title}二,县教育局;{unit}\n", encoding="utf-8")


def list_names(place: Path) -> set[str]:
    return {one.name for one in place.iterdir()}


def list_files(corpus: Corpus) -> list[str]:
    """Every file of the corpus, as often as it is there."""
    found = ask(corpus, "SELECT file FROM plans UNION ALL SELECT file FROM not_read UNION ALL SELECT file FROM same")
    return sorted(str(file) for (file,) in found)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "documents"
    (place / "区县").mkdir(parents=True)
    write_table(place / "a.csv", "修路")
    write_table(place / "区县" / "_附件[1]{2}.csv", "架桥")
    write_table(place / ".b.csv", "暗")
    (place / "c.csv").write_bytes((place / "a.csv").read_bytes())
    (place / "区县" / "空.docx").touch()
    (place / "坏.docx").write_bytes(b"PK\x03\x04" + bytes(range(256)))
    (place / "图.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (place / "link").symlink_to(place, target_is_directory=True)
    plan = place / "方案"
    plan.mkdir()
    for name in ("tasks.csv", "units.csv", "plan.toml"):
        (plan / name).write_bytes((ROOT / "data" / name).read_bytes())
    return place


def test_every_file_is_once_in_the_plans_in_not_read_or_in_same(folder: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    corpus = gather([folder], tmp_path / "corpus", workers=2, progress=lambda *at: told.append(at))
    wanted = ("a.csv", "区县/_附件[1]{2}.csv", ".b.csv", "c.csv", "区县/空.docx", "坏.docx", "图.png", "link", "方案")
    assert list_files(corpus) == sorted(str(folder / name) for name in wanted)
    assert told[-1] == (len(wanted), len(wanted))
    kinds = dict(ask(corpus, "SELECT file, kind FROM not_read"))
    assert {Path(str(file)).name: kind for file, kind in kinds.items()} == {
        ".b.csv": "hidden",
        "空.docx": "empty",
        "坏.docx": "refused",
        "图.png": "format",
        "link": "link",
    }
    plans = dict(ask(corpus, "SELECT file, digest FROM plans"))
    assert len(plans) == 3
    for file, digest in plans.items():
        assert read_plan(str(file)).digest() == digest
    assert ask(corpus, "SELECT COUNT(*) FROM same AS s JOIN plans AS p ON s.taken = p.file_digest") == [(1,)]


def test_only_what_is_new_or_changed_is_read_and_what_people_decide_is_kept(folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "corpus"
    first = gather([folder], output)
    parts = list_names(output / "parts")
    write_table(folder / "a.csv", "修桥")
    rows = (output / "counterparts.csv").read_text(encoding="utf-8-sig").splitlines()
    changed = [row.replace(",科协,county,rule", ",科普,county,person") for row in rows]
    assert changed != rows
    (output / "counterparts.csv").write_text("\n".join(changed), encoding="utf-8")
    second = gather([folder], output, workers=1)
    assert list_files(second) == list_files(first)
    assert len(list_names(output / "parts") - parts) == 1
    of_a = "SELECT t.title FROM tasks AS t JOIN plans AS p USING (plan_key) WHERE p.plan = 'a'"
    titles = {title for (title,) in ask(second, of_a)}
    assert titles == {"修桥", "修桥二"}
    assert ask(second, "SELECT counterpart, counterpart_state FROM units WHERE unit = '丰都县/县科协'") == [
        ("科普", "table")
    ]
    assert ask(gather([], output), "FROM assignments ORDER BY ALL") == ask(second, "FROM assignments ORDER BY ALL")


def test_a_folder_is_gathered_by_one_at_a_time(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    with pytest.raises(OutputError, match="another respnet gather"):
        gather([], tmp_path)
    ledger.close()


@pytest.mark.rare
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for readers in /proc")
def test_a_reader_that_hangs_or_dies_costs_its_own_document_alone(tmp_path: Path) -> None:
    paths = [tmp_path / "a.csv", tmp_path / "b.csv"]
    for path in paths:
        write_table(path, "修路")

    def hold(reader: GuardedReader, what: signal.Signals) -> None:
        list(reader.read(paths[:1]))
        (child,) = find_children(os.getpid())
        os.kill(child, what)

    with GuardedReader(seconds=3) as reader:
        for what, kind in ((signal.SIGSTOP, "timeout"), (signal.SIGKILL, "crash")):
            hold(reader, what)
            ((path, outcome),) = reader.read(paths[:1])
            assert (path, outcome.rows, outcome.kind) == (paths[0], None, kind)
            assert outcome.reason.zh
        hold(reader, signal.SIGSTOP)  # of several in one order, each is tried again by itself
        assert [(path, outcome.kind) for path, outcome in reader.read(paths)] == [(path, "") for path in paths]
    assert not find_children(os.getpid())


def find_children(parent: int) -> set[int]:
    """Processes that read for a coordinator, by /proc."""
    found = set()
    for place in Path("/proc").glob("[0-9]*"):
        try:
            words = (place / "cmdline").read_bytes()
            above = int((place / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        if above == parent and b"respnet.corpus.child" in words:
            found.add(int(place.name))
    return found


def list_parts(output: Path) -> set[str]:
    parts = output / "parts"
    return {one.name for one in parts.iterdir()} if parts.is_dir() else set()


def run_and_kill(folder: Path, output: Path, chance: random.Random, most: int = 6) -> bool:
    """Start gathering and kill it soon after it has written up to `most` parts, by lot; true if it was over before."""
    code = (
        "import sys; from respnet.corpus import gather as g; g.PLANS_A_PART = 3; g.gather(sys.argv[1:2], sys.argv[2])"
    )
    with subprocess.Popen([sys.executable, "-c", f"import sys; {code}", str(folder), str(output)]) as process:
        until = time.monotonic() + 60
        while not (children := find_children(process.pid)) and process.poll() is None and time.monotonic() < until:
            time.sleep(0.02)
        wanted, former = chance.randint(0, most), list_parts(output)
        while len(list_parts(output) - former) < wanted and process.poll() is None and time.monotonic() < until:
            time.sleep(0.005)
        time.sleep(chance.random() / 20)
        children |= find_children(process.pid)
        over = process.poll() is not None
        process.kill()
    while any(Path(f"/proc/{child}").exists() for child in children):
        assert time.monotonic() < until, "a reader outlives the work that it was started for"
        time.sleep(0.05)
    return over


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for orphans in /proc")
@pytest.mark.parametrize("kills", [1, pytest.param(2, marks=pytest.mark.rare)])
def test_killed_at_any_moment_it_goes_on_and_has_every_file_once(kills: int, tmp_path: Path) -> None:
    folder, output = tmp_path / "documents", tmp_path / "corpus"
    folder.mkdir()
    several = 30 * kills
    for number in range(several):
        write_table(folder / f"{number}.csv", f"任务{number % (several - 3)}", f"县第{number % (several - 3)}局")
    (folder / "empty.csv").touch()
    chance, ended = random.Random(7), 0
    for _ in range(kills):
        ended += not run_and_kill(folder, output, chance)
    assert ended > kills // 2
    corpus = gather([folder], output)
    assert list_files(corpus) == sorted(str(folder / name) for name in list_names(folder))
    assert (corpus.info["counts"]["plans"], corpus.info["counts"]["same"]) == (several - 3, 3)
    with closing(sqlite3.connect(output / "ledger.sqlite")) as base:
        known = {part for (part,) in base.execute("SELECT DISTINCT part FROM entries WHERE part <> ''")}
    assert list_names(output / "parts") == known
    assert not list(output.glob(".tables-*"))


def test_the_command_says_what_it_made_and_what_it_could_not_read(folder: Path, tmp_path: Path) -> None:
    run = CliRunner()
    (tmp_path / "bare").mkdir()
    done = run.invoke(main, ["gather", str(folder), "-o", str(tmp_path / "corpus"), "--lang", "en"])
    assert done.exit_code == 0
    assert ": 3 plans, 36 tasks and " in done.stdout
    assert "1 file is like another, 5 were not read" in done.stdout
    assert f"{folder / '区县' / '空.docx'}: The file is empty." in done.stderr
    assert "1 in formats that are not read" in done.stderr
    for arguments, said in (
        (["-o", str(tmp_path / "new")], "no corpus in"),
        ([str(tmp_path / "nowhere"), "-o", str(tmp_path / "new")], "does not exist"),
        ([str(tmp_path / "bare"), "-o", str(tmp_path / "new")], "hold no files"),
        ([str(folder), "-o", str(folder / "a.csv")], "cannot be written to"),
    ):
        refused = run.invoke(main, ["gather", *arguments, "--lang", "en"])
        assert refused.exit_code == 1
        assert said in refused.stderr


def test_a_name_moves_no_line_and_a_reason_is_in_one_language(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "坏\x1b[31m红\n行\u202e.docx").write_bytes(b"?" * 40)
    (folder / "断.csv").symlink_to(folder / "nowhere")
    done = CliRunner().invoke(main, ["gather", str(folder), "-o", str(tmp_path / "corpus"), "--lang", "zh"])
    told = done.stderr.splitlines()
    assert len(told) == 2
    assert told[0].startswith(f"{folder}/坏<U+001B>[31m红<U+000A>行<U+202E>.docx: 的扩展名是 .docx")
    assert told[1] == f"{folder}/断.csv: 无法读取：没有这个文件或文件夹。"


def test_a_spark_that_cannot_start_is_refused_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(InputError, match="There is no Java in") as missing:
        open_spark_session("local")
    assert missing.value.text.zh.startswith(f"{tmp_path} 里没有 Java。")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "java").touch(0o755)
    with pytest.raises(InputError, match=r"No Spark answers at 127\.0\.0\.1:1\."):
        open_spark_session("spark://127.0.0.1:1")
    with pytest.raises(InputError, match="No Spark answers at nowhere"):
        open_spark_session("spark://nowhere")
