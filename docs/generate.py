"""Write the generated pages of the documentation: `python docs/generate.py`. A test says when they are stale."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from unittest import mock

import click
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from respnet.checks import CHECKS, READER_REMARK_TITLES
from respnet.cli.group import main as respnet
from respnet.core.i18n import EMPTY_TEXT, Lang, Text
from respnet.intake.documents import converters
from respnet.queries.ask import list_questions
from respnet.queries.query import AnswerColumn, Parameter, ParameterType, Question
from respnet.render.review.labels import DECISION_KINDS

HERE = Path(__file__).parent
CATALOGUE = HERE.parent / "src" / "respnet" / "cli" / "locale" / "zh" / "LC_MESSAGES" / "messages.po"


_TAKES_WORDS = {
    ParameterType.TEXT: Text(zh="文字", en="text"),
    ParameterType.NUMBER: Text(zh="整数", en="whole number"),
    ParameterType.UNIT: Text(zh="单位", en="unit"),
    ParameterType.TASK: Text(zh="任务", en="task"),
    ParameterType.DAY: Text(zh="日期", en="day"),
}

_PARAMETER_HEADINGS = (
    Text(zh="参数", en="parameter"),
    Text(zh="类型", en="type"),
    Text(zh="说明", en="what"),
    Text(zh="示例", en="example"),
)
_COLUMN_HEADINGS = (Text(zh="列", en="column"), Text(zh="表头", en="heading"))
_INTRODUCTION = Text(
    zh="""# 可以问的问题

`respnet ask` 列出全部问题；`respnet ask 问题 方案` 回答一个问题，在内存库、库文件和 Neo4j 上结果相同。
本页由 `cypher/questions` 中的文件生成，每个文件一个问题。

- 单位可以写规范名称、登记过的其他写法或英文名；任务写原文序号，没有序号的写 # 加位置，如 `#3`。
- 除特别说明外，同一任务中有两种分工的单位按较强的一种（牵头、责任、配合）算一次；督促不计入；统称不参加排序。
- 默认显示为表格，也可输出 CSV 或 JSON。CSV 供电子表格使用：以 = + - @ 开头的文字前加一个撇号，以免被当作公式。
  表格和 CSV 中的控制字符、文字方向标记写成 `<U+202E>` 的形式；JSON 保留库中的原值。
""",
    en="""# The questions

`respnet ask` lists all questions; `respnet ask QUESTION PLAN` answers one, alike in memory, in a file and on Neo4j.
This page is made from the files in `cypher/questions`, one question a file.

- A unit goes by its name, a recorded other spelling or its English name; a task by its printed number, or,
  where none is printed, by # and its place, such as `#3`.
- Unless a question says otherwise, a unit with two roles on one task counts once, in the stronger (lead, responsible,
  support); supervision does not count, and collectives are not ranked.
- Answers are tables, or CSV or JSON. CSV is for spreadsheets: a text that begins with = + - @ has an apostrophe
  before it, so that it is not taken for a formula. In tables and CSV, control and direction marks are spelt out as
  `<U+202E>`; JSON keeps the values as stored.
""",
)


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
    with _speaking(lang), mock.patch.object(converters, "describe_missing", return_value=EMPTY_TEXT):
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
        "stop a report; warnings and notes are shown in it, under “About”.\n",
        "错误会中止生成报告；警告和提示列在报告的“说明”中。\n\n",
        "## The checks · 对方案的检查\n\n| code | looks for | 内容 |\n|---|---|---|\n",
        *(f"| `{code}` | {title.en} | {title.zh} |\n" for code, title in rows),
        "\n## What the readers say · 读表时的提示\n\n| code | says | 内容 |\n|---|---|---|\n",
        *(f"| `{code}` | {title.en} | {title.zh} |\n" for code, title in READER_REMARK_TITLES),
        *(f"| `read-{kind}` | {title.en} | {title.zh} |\n" for kind, title in DECISION_KINDS.items()),
    ]
    return "".join(parts)


def render_questions_page(lang: Lang) -> str:
    """Render the documentation page of all questions, in Markdown, from the files in `cypher/questions`."""
    parts = [_INTRODUCTION.of(lang)]
    parts += [f"- [{one.title.of(lang)}](#{one.name})" for one in list_questions()]
    for one in list_questions():
        parts += ["", f"## {one.name}", "", f"**{one.title.of(lang)}**", "", one.about.of(lang), ""]
        parts += ["```sh", format_ask_command(one), "```", ""]
        if one.parameters:
            parts += [*_markdown(_PARAMETER_HEADINGS, [_parameter(each, lang) for each in one.parameters], lang), ""]
        parts += _markdown(_COLUMN_HEADINGS, [_column(each, lang) for each in one.columns], lang)
    return "\n".join(parts) + "\n"


def format_ask_command(question: Question) -> str:
    """Format the command that asks a question of the shipped plan, with the example arguments."""
    given = "".join(f" --with {one.name}={one.example}" for one in question.parameters)
    return f"respnet ask {question.name} data{given}"


def _markdown(headings: Sequence[Text], rows: Iterable[Sequence[str]], lang: Lang) -> list[str]:
    lines = ["| " + " | ".join(heading.of(lang) for heading in headings) + " |", "|" + "---|" * len(headings)]
    return lines + ["| " + " | ".join(row) + " |" for row in rows]


def _parameter(one: Parameter, lang: Lang) -> tuple[str, ...]:
    return f"`{one.name}`", _TAKES_WORDS[one.takes].of(lang), one.about.of(lang), one.example


def _column(one: AnswerColumn, lang: Lang) -> tuple[str, ...]:
    return f"`{one.name}`", one.heading.of(lang)


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
