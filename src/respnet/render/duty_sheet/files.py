"""Duty sheets as files: of the units asked for, or of all units and one document with all of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from respnet.core.errors import InputError
from respnet.core.i18n import Lang, Text, format_list
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Unit
from respnet.render.duty_sheet.pages import SheetPageBuilder
from respnet.render.file_names import make_file_stem
from respnet.render.files import write_files

SheetFormat = Literal["docx", "html"]


def write_sheets(  # noqa: PLR0913 - one parameter an option of the command
    network: ResponsibilityNetwork,
    units: Sequence[str] | None,
    output: str | Path,
    *,
    form: SheetFormat = "docx",
    lang: Lang = "zh",
    profile: str = "gb",
    template: str | Path | None = None,
    force: bool = False,
) -> tuple[Path, ...]:
    """Write the duty sheets of `units` into the folder `output`, and return the paths.

    Units go by their name, a recorded other spelling or their English name; `None` is all of them, and then a DOCX
    with all sheets is written last. Files are called by the unit's place in the plan and its name (01-县教委.docx).
    `profile` (gb or chongqing) and `template` (a .docx or .dotx whose page, styles, header and footer are taken) are
    for DOCX. Raises InputError for names that the plan does not have and for a template that cannot be used,
    OutputError where files cannot be written.
    """
    if form == "html" and template:
        raise InputError(
            Text(
                zh="模板只用于 DOCX。请去掉 --template，或改用 --format docx。",
                en="A template is for DOCX only. Leave out --template, or take --format docx.",
            )
        )
    chosen = network.plan.units if units is None else find_units(network, units)
    pages = SheetPageBuilder(network, lang)
    if form == "html":
        made = _html(pages, chosen)
    else:
        made = _docx(pages, chosen, profile, Path(template) if template else None, together=units is None)
    return write_files(Path(output), dict(made), force=force)


def find_units(network: ResponsibilityNetwork, names: Sequence[str]) -> tuple[Unit, ...]:
    """The units so named, each once, in the order asked for. Raises InputError, with the names that are near."""
    known: dict[str, Unit] = {}
    for spelt in ("name", "also_written", "english"):  # a canonical name goes before anybody's other spelling
        for unit in network.plan.units:
            given = getattr(unit, spelt)
            for name in (given,) if isinstance(given, str) else given:
                if name:
                    known.setdefault(_normalize_name(name), unit)
    missing = [name for name in names if _normalize_name(name) not in known]
    if missing:
        raise InputError(_describe_unknown(missing, known))
    return tuple(dict.fromkeys(known[_normalize_name(name)] for name in names))


def _normalize_name(name: str) -> str:
    return unicodedata.normalize("NFC", name).strip().casefold()


def _describe_unknown(missing: Sequence[str], known: dict[str, Unit]) -> Text:
    from difflib import get_close_matches

    near = [
        unit
        for name in missing
        for key in get_close_matches(_normalize_name(name), known, 5, 0.5)
        for unit in [known[key]]
    ]
    found = list(dict.fromkeys(unit.name for unit in near))
    names = Text(zh="、".join(f"“{name}”" for name in missing), en=format_list([f"“{name}”" for name in missing], "en"))
    return Text(
        zh=f"方案里没有{names.zh}。"
        + (f"名称相近的有：{format_list(found, 'zh')}。" if found else "")
        + "请核对名称；respnet sheet --all 生成全部单位的清单。",
        en=f"The plan has no {names.en}. "
        + (f"Near it: {format_list(found, 'en')}. " if found else "")
        + "Check the name; respnet sheet --all makes the sheets of all units.",
    )


def _stem(pages: SheetPageBuilder, place: int, name: str) -> str:
    return make_file_stem(place, len(pages.plan.units), name)


def _html(pages: SheetPageBuilder, units: Sequence[Unit]) -> Iterator[tuple[str, bytes]]:
    from respnet.render.duty_sheet.html import render_sheet_html

    for unit in units:
        page = pages.page(unit)
        # A broken character of the plan must not keep the sheet from being written.
        yield f"{_stem(pages, page.number, page.unit)}.html", render_sheet_html(pages, page).encode("utf-8", "replace")


def _docx(
    pages: SheetPageBuilder, units: Sequence[Unit], profile: str, template: Path | None, *, together: bool
) -> Iterator[tuple[str, bytes]]:
    from respnet.render.duty_sheet.docx_base import build_office_base, load_template_base
    from respnet.render.duty_sheet.docx_layout import PROFILES
    from respnet.render.duty_sheet.docx_sheet import DocxSheetWriter

    layout = next((found for name, found in PROFILES.items() if name == profile), None)
    if layout is None:
        raise InputError(
            Text(
                zh=f"没有“{profile}”这种版式。可用：{'、'.join(PROFILES)}。",
                en=f"There is no layout “{profile}”. There are: {format_list(list(PROFILES), 'en')}.",
            )
        )
    base = load_template_base(template, layout, pages.lang) if template else build_office_base(layout, pages.lang)
    documents = DocxSheetWriter(pages, base)
    made = [pages.page(unit) for unit in units]
    for page in made:
        yield f"{_stem(pages, page.number, page.unit)}.docx", documents.one(page)
    if together:
        yield f"{_stem(pages, 0, pages.t('file_all'))}.docx", documents.all(made)
