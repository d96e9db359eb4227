"""Write the generated pages of the documentation: `python docs/generate.py`. A test says when they are stale."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import click
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from respnet.checks import CHECKS, READER_REMARK_TITLES
from respnet.cli.group import main as respnet
from respnet.cli.output.answers import render_questions_page

HERE = Path(__file__).parent
CATALOGUE = HERE.parent / "src" / "respnet" / "cli" / "locale" / "zh" / "LC_MESSAGES" / "messages.po"


def commands_page() -> str:
    """What `--help` says, of respnet and of each of its commands."""
    parts = [
        "# The commands\n\n",
        "<!-- Written by docs/generate.py from the commands' own help. -->\n\n",
        "Exit status: 0 done, also with warnings; 1 could not be done (input, file, server), with one message that\n",
        "says what, where and what to do; 2 the command line was not understood. Messages are Chinese or English\n",
        "after the locale, `RESPNET_LANG` or `--lang`. `RESPNET_STORE` stands for `--store`.\n\n",
        "Completion of commands and options in bash (zsh and fish likewise): put\n",
        '`eval "$(_RESPNET_COMPLETE=bash_source respnet)"` into `~/.bashrc`.\n\n',
        _all_help("en"),
    ]
    return "".join(parts)


def commands_page_zh() -> str:
    """The same in Chinese."""
    parts = [
        "# 命令\n\n",
        "<!-- Written by docs/generate.py from the commands' own help. -->\n\n",
        "退出状态：0 已完成（可能有警告）；1 未能完成（输入、文件或服务器有问题），并用一句话说明是什么、在哪里、\n",
        "怎么办；2 命令写得不对。提示信息的语言依次看 `--lang`、`RESPNET_LANG` 和系统语言。`RESPNET_STORE` 可代替\n",
        "`--store`。\n\n",
        "要在 bash 中用 Tab 键补全命令和选项（zsh、fish 类似），把\n",
        '`eval "$(_RESPNET_COMPLETE=bash_source respnet)"` 写进 `~/.bashrc`。\n\n',
        _all_help("zh"),
    ]
    return "".join(parts)


def _all_help(lang: str) -> str:
    with _speaking(lang):
        parts = [f"```\n{_help(respnet, 'respnet')}```\n"]
        for name, command in sorted(respnet.commands.items()):
            parts.append(f"\n## respnet {name}\n\n```\n{_help(command, f'respnet {name}')}```\n")
    return "".join(parts)


@contextmanager
def _speaking(lang: str) -> Iterator[None]:
    """What gettext, and so click, speaks meanwhile."""
    before = os.environ.get("LANGUAGE")
    os.environ["LANGUAGE"] = lang
    try:
        yield
    finally:
        if before is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = before


def _help(command: click.Command, name: str) -> str:
    context = command.context_class(
        command, info_name=name, max_content_width=100, terminal_width=100, help_option_names=["-h", "--help"]
    )
    return command.get_help(context) + "\n"


def checks_page() -> str:
    """The codes of everything that `respnet check` reports."""
    rows = [(one.code, one.title) for one in CHECKS]
    parts = [
        "# What `respnet check` reports · 检查项目\n\n",
        "<!-- Written by docs/generate.py from the checks themselves. -->\n\n",
        "Each problem has a level (error, warning, note), the file, row, column and value, and what to do. Errors\n",
        "stop a report; warnings and notes are shown in it, under “Data and methods”.\n",
        "错误会中止生成报告；警告和提示列在报告的“数据与方法”中。\n\n",
        "## The checks · 对方案的检查\n\n| code | looks for | 内容 |\n|---|---|---|\n",
        *(f"| `{code}` | {title.en} | {title.zh} |\n" for code, title in rows),
        "\n## What the readers say · 读表时的提示\n\n| code | says | 内容 |\n|---|---|---|\n",
        *(f"| `{code}` | {title.en} | {title.zh} |\n" for code, title in READER_REMARK_TITLES),
    ]
    return "".join(parts)


def catalogue() -> bytes:
    """The command line's Chinese, as gettext reads it."""
    compiled = BytesIO()
    with CATALOGUE.open("rb") as source:
        write_mo(compiled, read_po(source, locale="zh"))
    return compiled.getvalue()


PAGES = {
    "commands.md": commands_page,
    "commands.zh.md": commands_page_zh,
    "checks.md": checks_page,
    "questions.md": lambda: render_questions_page("en"),
    "questions.zh.md": lambda: render_questions_page("zh"),
}


def main() -> None:
    """Write all of them."""
    CATALOGUE.with_suffix(".mo").write_bytes(catalogue())
    for name, page in PAGES.items():
        (HERE / name).write_text(page(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
