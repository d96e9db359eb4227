"""The HTML report and `analysis.json`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from respnet.core.i18n import Lang
from respnet.core.problems import Problem

if TYPE_CHECKING:
    from respnet.pipeline import Analysis

__all__ = ["write_report"]


def write_report(
    analysis: Analysis, problems: Iterable[Problem], output: str | Path, *, lang: Lang = "zh", force: bool = False
) -> tuple[Path, ...]:
    """Write `analysis.json` and `index.html` into a folder, the page last.

    Args:
        analysis: The results.
        problems: The problems that the checks found.
        output: The folder.
        lang: Language of the page.
        force: Replace files that respnet did not write.

    Returns:
        The paths.

    Raises:
        OutputError: A file cannot be written or must not be replaced.
    """
    from respnet.render.files import write_files

    return write_files(Path(output), build_report_files(analysis, problems, lang), force=force)


def build_report_files(analysis: Analysis, problems: Iterable[Problem], lang: Lang) -> dict[str, str]:
    """Build the files of a report, by name: `analysis.json` and `index.html`.

    Args:
        analysis: The results.
        problems: The problems that the checks found.
        lang: Language of the page.
    """
    import json

    import msgspec

    from respnet.render.files import GENERATOR_MARK
    from respnet.render.page.page import render_report

    said = {"generator": GENERATOR_MARK, **analysis.to_dict()}
    return {
        # msgspec indents in a quarter of the time that json takes.
        "analysis.json": msgspec.json.format(json.dumps(said, ensure_ascii=False), indent=1) + "\n",
        "index.html": render_report(analysis, tuple(problems), lang),
    }
