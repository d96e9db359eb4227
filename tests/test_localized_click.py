"""The command line in Chinese: nothing is missing, nothing is left over, and it fits the terminal."""

from __future__ import annotations

import gettext
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from babel.messages.pofile import read_po

from respnet.cli.group import main
from respnet.cli.localized_click import LOCALE
from respnet.core.messages import count_columns, wrap_text

CATALOGUE = Path(LOCALE) / "zh" / "LC_MESSAGES" / "messages.po"
COMMANDS = [main, *main.commands.values()]
STOPS = "，。；：、）”"


@pytest.fixture
def in_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "zh")


def own(command: click.Command) -> Iterator[str]:
    """The texts of a command in English."""
    kept = [vars(one).get(f"_{name}_in_english") for one in (command, *command.params) for name in ("help", "metavar")]
    yield from filter(None, kept)


def catalogue() -> dict[str, str]:
    with CATALOGUE.open("rb") as file:
        messages = [message for message in read_po(file, locale="zh") if message.id]
    said = {}
    for message in messages:
        one = message.id if isinstance(message.id, str) else message.id[0]
        said[one] = message.string if isinstance(message.string, str) else message.string[0]
    return said


def test_every_text_is_translated_and_no_translation_is_left_over() -> None:
    said = catalogue()
    needed = {text for command in COMMANDS for text in own(command)}
    assert needed <= set(said), "add them to messages.po and run: python docs/generate.py"
    assert all(said.values())
    code = "".join(path.read_text(encoding="utf-8") for path in Path(click.__file__).parent.glob("*.py"))
    code += (Path(LOCALE).parent / "localized_click.py").read_text(encoding="utf-8")
    for left in set(said) - needed:
        assert left.replace("\n", "\\n").replace("\t", "\\t") in code, "neither respnet nor click says this"


@pytest.mark.usefixtures("in_chinese")
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
@pytest.mark.parametrize("width", [60, 80, 120])
def test_help_is_chinese_and_fits(command: click.Command, width: int) -> None:
    context = command.context_class(
        command, info_name="respnet", terminal_width=width, max_content_width=width, help_option_names=["-h", "--help"]
    )
    text = command.get_help(context)
    for english in ("Usage", "Options", "Commands", "default", "required", "Show", "PLAN", "[OPTIONS]"):
        assert english not in text
    for line in text.splitlines():
        assert count_columns(line) <= width + 2  # a stop at the end stands out
        assert not line.strip().startswith(tuple(STOPS))
        assert not line.rstrip().endswith(("（", "“"))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_not_understood_is_said_in_the_users_language(lang: str) -> None:
    for command, zh, en in (
        (
            ["checkk"],
            "错误：没有命令 checkk。 是不是 'check'？\n",
            "Error: No such command 'checkk'. Did you mean 'check'?\n",
        ),
        (
            ["ask", "--format", "x"],
            "“x”不在可选范围内：'table', 'csv', 'json'。\n",
            "'x' is not one of 'table', 'csv', 'json'.\n",
        ),
        (["load"], "错误：缺少参数 '方案...'.\n", "Error: Missing argument 'PLAN...'.\n"),
    ):
        done = subprocess.run(
            [sys.executable, "-m", "respnet", *command],
            capture_output=True,
            encoding="utf-8",
            env=os.environ | {"RESPNET_LANG": lang, "PYTHONIOENCODING": "utf-8"},
            check=False,
        )
        assert done.returncode == 2
        assert done.stderr.endswith({"zh": zh, "en": en}[lang])


@pytest.mark.parametrize("width", range(4, 40))
def test_wrapping_loses_nothing(width: int) -> None:
    text = "向方案（文件夹、表格或 plan.lbug）查询；不写“问题”时，列出全部 neo4j://主机:7687 的问题。"
    lines = wrap_text(text, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert not any(line.startswith(tuple(STOPS)) for line in lines)


def test_english_is_untouched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    assert gettext.gettext("FOLDER") == "FOLDER"
    context = main.context_class(main, info_name="respnet", help_option_names=["-h", "--help"])
    assert main.get_help(context).startswith("Usage: respnet [OPTIONS] COMMAND [ARGS]...\n")
