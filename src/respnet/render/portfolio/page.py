"""The page on several plans, and `portfolio.json` beside it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from markupsafe import Markup

from respnet.core.i18n import Lang
from respnet.core.plan import ROLE_MARKS, WORKING_ROLES
from respnet.portfolio import Portfolio
from respnet.render.files import GENERATOR_MARK, write_files
from respnet.render.jinja_env import read_asset, render_page, to_script_json
from respnet.render.portfolio.view import NumberTable, PortfolioView


def write_portfolio(
    portfolio: Portfolio, output: str | Path, *, lang: Lang = "zh", force: bool = False
) -> tuple[Path, ...]:
    """Write `portfolio.json` and `index.html` into a folder, the page last.

    Args:
        portfolio: The results (`analyse_plans`).
        output: The folder.
        lang: Language of the page.
        force: Replace files that respnet did not write.

    Returns:
        The paths.

    Raises:
        OutputError: A file cannot be written or must not be replaced.
    """
    return write_files(Path(output), build_portfolio_files(portfolio, lang), force=force)


def build_portfolio_files(portfolio: Portfolio, lang: Lang) -> dict[str, str]:
    """Build the files on several plans by name, the same bytes each time: `portfolio.json` and `index.html`.

    Args:
        portfolio: The results.
        lang: Language of the page.
    """
    said = json.dumps({"generator": GENERATOR_MARK, **portfolio.to_dict()}, ensure_ascii=False, indent=1) + "\n"
    return {
        "portfolio.json": said,
        "index.html": render_portfolio(portfolio, lang),
    }


def render_portfolio(portfolio: Portfolio, lang: Lang) -> str:
    """Render the page.

    Args:
        portfolio: The results.
        lang: Language of the page.
    """
    view = PortfolioView(portfolio, lang)
    sections = view.list_sections(portfolio.findings)
    data = {
        "plans": [one.plan.title for one in portfolio.networks],
        "tasks": view.tasks,
        "rows": _list_rows([table for *_, tables in sections for table in tables]),
        "marks": [*(ROLE_MARKS[role] for role in WORKING_ROLES), ""],
        "count": view.t("count", n="{n}"),
        "lang": lang,
    }
    return render_page(
        "portfolio.html.j2",
        script=_build_script(),
        styles=("page.css", "comparison.css", "portfolio.css"),
        view=view,
        sections=sections,
        data=Markup(to_script_json(data)),  # noqa: S704 - escaped for a script element there
        lang=lang,
    )


def _build_script() -> str:
    """Build the page's script: its own, and the sorting of the report's tables."""
    own = "\n".join(read_asset(name).replace('"use strict";\n', "") for name in ("dom.js", "portfolio.js", "tables.js"))
    return f'"use strict";\n{{\n{own}\nall("main table").forEach(sortable);\n}}\n'


def _list_rows(tables: Sequence[NumberTable]) -> dict[str, list[list[tuple[int, int, int]]]]:
    return {table.id: [list(row.tasks) for row in table.rows] for table in tables}
