"""Terminal messages of the commands: complete texts in one language."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from respnet.core.i18n import Lang, Text, format_count, format_list
from respnet.core.messages import escape_controls, truncate_text
from respnet.core.problems import SEVERITY_WORDS, Problem, Severity

if TYPE_CHECKING:
    from respnet.pipeline import Analysis
    from respnet.stores.protocol import LoadSummary


def format_problems_text(problems: Sequence[Problem], lang: Lang) -> str:
    """Format problems with location and remedy, followed by the counts of each severity.

    Control and direction marks are spelt out, here and in every text below: names and values are foreign input.

    Args:
        problems: The problems, in order.
        lang: Language of the text.
    """
    lines = []
    for problem in problems:
        row = "" if problem.row is None else Text(zh=f"第 {problem.row} 行", en=f"row {problem.row}").of(lang)
        place = ", ".join(part for part in (problem.file, row, problem.column) if part)
        level = SEVERITY_WORDS[problem.level].of(lang)
        lines.append(f"{level}  {place + ': ' if place else ''}{problem.what.of(lang)}  [{problem.code}]")
        lines.append(f"      {problem.remedy.of(lang)}")
    errors, warnings, notes = (sum(problem.level is level for problem in problems) for level in Severity)
    said = Text(
        zh=f"{errors} 个错误，{warnings} 个警告，{notes} 条提示。",
        en=f"{format_count(errors, 'error', 'errors')}, {format_count(warnings, 'warning', 'warnings')}, "
        f"{format_count(notes, 'note', 'notes')}.",
    )
    return "\n".join(escape_controls(line) for line in [*lines, said.of(lang)])


def format_problems_json(problems: Sequence[Problem]) -> str:
    """Format problems as a JSON list, texts in both languages."""
    return format_json([problem.to_dict() for problem in problems])


def format_json(value: object, indent: int | None = 1) -> str:
    r"""Serialize to JSON with Chinese unescaped and invisible characters escaped.

    Args:
        value: What `json` can serialize.
        indent: Blanks of a level; None for one line.

    >>> format_json(["县\u202e"])
    '[\n "县\\u202e"\n]'
    """
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return "".join(json.dumps(one)[1:-1] if one != "\n" and escape_controls(one) != one else one for one in text)


def format_report_text(analysis: Analysis, page: Path, problems: int, lang: Lang) -> str:
    """Format the path of the report, the plan's size, and the number of points to check.

    Args:
        analysis: The results.
        page: Path of the page.
        problems: Number of problems.
        lang: Language of the text.
    """
    plan, missing = analysis.network.plan, [truncate_text(name) for name in analysis.focus.names_missing]
    where, together = escape_controls(str(page)), len(analysis.network.collectives)
    return Text(
        zh=f"报告已写好：{where}（用浏览器打开，可以直接发给别人，无须联网）。\n"
        f"{len(plan.tasks)} 项任务，{len(plan.units)} 个单位（其中 {together} 个集合单位）；"
        f"{problems} 处请对照原文件核对，见“说明”。"
        + (f"\n方案中没有找到重点单位：{format_list(missing, 'zh')}。" if missing else ""),
        en=f"The report is written: {where} (open it in a browser; it needs no network and can be sent as it is).\n"
        f"{format_count(len(plan.tasks), 'task', 'tasks')}, {format_count(len(plan.units), 'unit', 'units')} "
        f"({format_count(together, 'collective', 'collectives')} among them); "
        f"{format_count(problems, 'point', 'points')} to check, under “About”."
        + (f"\nNot found in the plan: {format_list(missing, 'en')}." if missing else ""),
    ).of(lang)


def format_load_text(loaded: LoadSummary, lang: Lang) -> str:
    """Format the result of a load.

    Args:
        loaded: Counts of the stored plan.
        lang: Language of the text.
    """
    plan = escape_controls(loaded.plan)
    return Text(
        zh=f"{plan}：{loaded.units} 个单位、{loaded.tasks} 项任务、{loaded.assignments} 条分工，"
        "已载入并核对一致" + ("（替换了原有版本）。" if loaded.replaced else "。"),
        en=f"{plan}: {format_count(loaded.units, 'unit', 'units')}, {format_count(loaded.tasks, 'task', 'tasks')} and "
        f"{format_count(loaded.assignments, 'assignment', 'assignments')} loaded and read back equal"
        + (" (replacing the version there was)." if loaded.replaced else "."),
    ).of(lang)
