"""One rule by which every command, question and function finds a unit or task."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from respnet.cli.group import main
from respnet.core.errors import InputError
from respnet.core.lookup import lookup, lookup_task, match_units
from respnet.core.plan import Task, Unit

DATA = str(Path(__file__).parents[2] / "data")
UNITS = [
    Unit("甲县/县科协", "县科协", also_written=("科协", "县科学技术协会"), english="Science Association"),
    Unit("甲县/县教委", "县教委", also_written=("县教育委员会",)),
    Unit("甲县/各乡镇(街道)", "各乡镇(街道)"),
    Unit("甲县/ABC局", "ABC局", also_written=("局",)),
    Unit("甲县/abc局", "abc局", also_written=("局", "县教委")),
]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("县科协", "县科协"),
        (" 县科协\n", "县科协"),
        ("县科学技术协会", "县科协"),
        ("science  ASSOCIATION", "县科协"),
        ("Ｓｃｉｅｎｃｅ Association", "县科协"),
        ("甲县/县科协", "县科协"),
        ("各乡镇（街道）", "各乡镇(街道)"),
        ("县教委", "县教委"),  # a unit's own name goes before another's recorded spelling
        ("abc局", "abc局"),  # as it is written before another case of it
        ("ABC局", "ABC局"),
    ],
)
def test_one_unit_is_meant(text: str, name: str) -> None:
    assert lookup(text, UNITS).name == name


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("县教育委", r"no unit “县教育委”; did you mean 县教委"),
        ("zzz", r"no unit “zzz”\. Write"),
        ("", r"no unit “”\."),
        ("  ", r"no unit “  ”\."),
        ("局", r"may be ABC局 or abc局"),
        ("Abc局", r"may be ABC局 or abc局"),
        ("\ud800" * 100_000, "no unit"),
    ],
)
def test_none_or_several_are_meant(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        lookup(text, UNITS)


def test_units_of_one_name_in_several_plans_are_one_candidate() -> None:
    two = [Unit("甲县/县科协", "县科协"), Unit("乙县/县科协", "县科协")]
    assert lookup("县科协", two) == two[0]
    assert lookup("乙县/县科协", two).name == "县科协"
    assert match_units("无", two) == ()


def test_tasks_by_number_place_and_id() -> None:
    tasks = [
        Task("p/4.1", 1, "a", "4", "1"),
        Task("p/#2", 2, "b"),
        Task("p/5", 3, "c", "5"),
        Task("p/5~2", 4, "d", "5"),
    ]
    assert [lookup_task(text, tasks).title for text in (" 4.1", "４.１", "#2", "p/4.1", "p/5~2")] == list("aabad")
    with pytest.raises(InputError, match=r"stands on 2 tasks: write p/5 or p/5~2"):
        lookup_task("5", tasks)
    with pytest.raises(InputError, match=r"no task “4”"):
        lookup_task("4", tasks)


COMMANDS = {
    "sheet": lambda unit, out: ["sheet", unit, "--example", "--format", "html", "--output", out],
    "focus": lambda unit, out: ["report", "--example", "--focus", unit, "--output", out],
    "ask": lambda unit, out: ["ask", "co_leads", DATA, "--with", f"unit={unit}"],
    "whatif": lambda unit, out: ["whatif", "--example", "--merge", f"{unit}=县教委"],
    "rebalance": lambda unit, out: ["rebalance", "--example", "--keep", f"4:{unit}"],
}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_finds_a_unit_by_the_same_names(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RESPNET_LANG", "en")
    written = COMMANDS[command]
    for number, unit in enumerate((" 县科协", "county association for SCIENCE and technology", "丰都县/县科协")):
        result = CliRunner().invoke(main, written(unit, str(tmp_path / str(number))))
        assert result.exit_code == 0, result.output
    result = CliRunner().invoke(main, written("县科技协", str(tmp_path / "none")))
    assert result.exit_code == 1
    assert "unit “县科技协”; did you mean 县科协" in result.output
    assert not (tmp_path / "none").exists()


def test_a_collective_in_focus_is_refused_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RESPNET_LANG", "zh")
    result = CliRunner().invoke(
        main, ["report", "--example", "--focus", "各乡镇(街道)", "--output", str(tmp_path / "report")]
    )
    assert result.exit_code == 1
    assert "统称" in result.output
    assert not (tmp_path / "report").exists()
