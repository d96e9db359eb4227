"""Write the generated pages of the documentation: `python docs/generate.py`. A test says when they are stale."""

from __future__ import annotations

from pathlib import Path

import click

from respnet.checks import CHECKS, READING_TITLES
from respnet.cli import main as respnet

HERE = Path(__file__).parent


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
        f"```\n{_help(respnet, 'respnet')}```\n",
    ]
    for name, command in sorted(respnet.commands.items()):
        parts.append(f"\n## respnet {name}\n\n```\n{_help(command, f'respnet {name}')}```\n")
    return "".join(parts)


def _help(command: click.Command, name: str) -> str:
    context = click.Context(
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
        *(f"| `{code}` | {title.en} | {title.zh} |\n" for code, title in READING_TITLES),
    ]
    return "".join(parts)


PAGES = {"commands.md": commands_page, "checks.md": checks_page}


def main() -> None:
    """Write all of them."""
    for name, page in PAGES.items():
        (HERE / name).write_text(page(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
