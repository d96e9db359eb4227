"""Duty sheets as files: of selected units, or of all units with one document of all sheets."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from respnet.core.errors import InputError
from respnet.core.i18n import Lang, Text, format_list
from respnet.core.lookup import lookup
from respnet.core.network import ResponsibilityNetwork
from respnet.render.duty_sheet.pages import SheetPage, SheetPageBuilder
from respnet.render.files import make_file_stem, write_files
from respnet.render.jinja_env import render_page

if TYPE_CHECKING:
    from respnet.core.plan import Unit
    from respnet.render.duty_sheet.docx_sheet import DocxSheetWriter

SheetFormat = Literal["docx", "html"]

_CHECK_NAME = Text(
    zh="请核对名称；respnet sheet --all 生成全部单位的清单。",
    en="Check the name; respnet sheet --all makes the sheets of all units.",
)


def write_sheets(  # noqa: PLR0913 - one parameter an option of the command
    network: ResponsibilityNetwork,
    units: Sequence[str] | None,
    output: str | Path,
    *,
    format: SheetFormat = "docx",  # noqa: A002 - as pandas, matplotlib and the command call it
    lang: Lang = "zh",
    profile: str = "gb",
    template: str | Path | None = None,
    progress_columns: bool = False,
    force: bool = False,
) -> tuple[Path, ...]:
    """Write duty sheets into a folder.

    File names are the unit's position in the plan and its name (01-县教委.docx).

    Args:
        network: The network.
        units: Names, spellings or ids that `core.lookup` accepts; None for all units, and then one more file with
            all sheets is written last.
        output: The folder.
        format: DOCX or HTML.
        lang: Language of the sheets.
        profile: Layout of a DOCX, "gb" or "chongqing".
        template: A .docx or .dotx that gives page, styles, header and footer of a DOCX.
        progress_columns: Add empty columns for progress reports (进展情况, 存在问题, 状态, 备注) beside each task.
        force: Replace files that respnet did not write.

    Returns:
        The paths.

    Raises:
        InputError: The plan lacks a name, or the template cannot be used.
        OutputError: A file cannot be written.
    """
    if format == "html" and template:
        raise InputError(
            zh="模板只用于 DOCX。请去掉 --template，或改用 --format docx。",
            en="A template is for DOCX only. Leave out --template, or take --format docx.",
        )
    chosen, pages = _choose_units(network, units), SheetPageBuilder(network, lang)
    pages.progress_columns = progress_columns

    def stem(number: int, name: str) -> str:
        return f"{make_file_stem(number, len(network.plan.units), name)}.{format}"

    if format == "docx":
        render = _make_writer(pages, profile, Path(template) if template else None).render
    else:
        render = partial(render_sheet_html, pages)
    made = [pages.page(unit) for unit in chosen]
    contents = {stem(page.number, pages.unit_name(chosen[i].id)): render([page]) for i, page in enumerate(made)}
    if units is None and (made or format == "docx"):
        contents[stem(0, pages.t("file_all"))] = render(made, whole=True)
    return write_files(Path(output), contents, force=force)


def build_sheets(
    network: ResponsibilityNetwork,
    units: Sequence[str] | None,
    *,
    format: SheetFormat = "docx",  # noqa: A002 - as in `write_sheets`
    lang: Lang = "zh",
) -> bytes:
    """Build one document of the sheets of the units named, or of all, to print as one job.

    Args:
        network: The network.
        units: Names that `core.lookup` accepts; None for all units.
        format: DOCX or HTML.
        lang: Language of the sheets.

    Raises:
        InputError: The plan lacks a name.
    """
    pages = SheetPageBuilder(network, lang)
    sheets = [pages.page(unit) for unit in _choose_units(network, units)]
    if format == "docx":
        return _make_writer(pages, "gb", None).render(sheets, whole=units is None)
    return render_sheet_html(pages, sheets, whole=units is None)


def _choose_units(network: ResponsibilityNetwork, names: Sequence[str] | None) -> tuple[Unit, ...]:
    if names is None:
        return network.plan.units
    return tuple(dict.fromkeys(lookup(name, network.plan.units, advice=_CHECK_NAME) for name in names))


def render_sheet_html(pages: SheetPageBuilder, sheets: Sequence[SheetPage], *, whole: bool = False) -> bytes:
    """Render sheets as one HTML page, each on a sheet of paper of its own; the same sheets give the same bytes.

    Args:
        pages: The builder of the sheets, for labels and language.
        sheets: The sheets, at least one.
        whole: The sheets are those of the whole plan.
    """
    name = f"{pages.t('all_title') if whole else sheets[0].unit} · {pages.plan_name}"
    styles = ("sheet.css", "paper.css")
    text = render_page("sheet_file.html.j2", styles=styles, t=pages.t, lang=pages.lang, sheets=sheets, name=name)
    return text.encode("utf-8")


def _make_writer(pages: SheetPageBuilder, profile: str, template: Path | None) -> DocxSheetWriter:
    from respnet.render.duty_sheet.docx_base import build_office_base, load_template_base
    from respnet.render.duty_sheet.docx_layout import PROFILES
    from respnet.render.duty_sheet.docx_sheet import DocxSheetWriter

    layout = next((found for name, found in PROFILES.items() if name == profile), None)
    if layout is None:
        raise InputError(
            zh=f"没有“{profile}”这种版式。可用：{'、'.join(PROFILES)}。",
            en=f"There is no layout “{profile}”. There are: {format_list(list(PROFILES), 'en')}.",
        )
    base = load_template_base(template, layout, pages.lang) if template else build_office_base(layout, pages.lang)
    return DocxSheetWriter(pages, base)
