"""Extraction of one document or many: tables and a review page for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from respnet.core.errors import InputError, RespnetError
from respnet.core.i18n import Lang, Text, format_count
from respnet.intake.documents.formats import is_readable
from respnet.intake.read import read_document_plan
from respnet.render.review.extracts import write_plan_tables

if TYPE_CHECKING:
    from respnet.intake.tables.table_roles import TableRoles


@dataclass(frozen=True, slots=True)
class ExtractionOutcome:
    """Outcome for one document: success or failure, and the message."""

    document: Path
    done: bool
    said: Text


def extract_document(
    document: Path, output: Path, review: str | None, lang: Lang, *, force: bool, roles: TableRoles | None = None
) -> Text:
    """Extract a plan from one document and write its tables.

    Args:
        document: The document.
        output: A .csv file or a folder for the tables.
        review: Path of the review page; None for no page.
        lang: Language of the review page.
        force: Replace files that exist.
        roles: Roles that the user gives to columns and marks of tables.

    Returns:
        The message about the result.

    Raises:
        RespnetError: The document cannot be read, or a file cannot be written.
    """
    if not document.exists():
        raise InputError(zh=f"没有找到 {document}。请核对路径。", en=f"{document} does not exist. Check the path.")
    plan, extraction = read_document_plan(document, roles)
    written = write_plan_tables(plan, output, force=force)
    page = None
    if review:
        from respnet.render.review.page import write_review  # the templates' library, which a table alone does not need

        page = write_review(extraction, review, lang=lang, force=force)
    bare = len(plan.tasks) - len({one.task for one in plan.assignments})
    return Text(
        zh=f"{len(plan.tasks)} 项任务、{len(plan.units)} 个单位、{len(plan.assignments)} 条分工，已写入 {written[0]}"
        + (f"；{bare} 项任务没有单位" if bare else "")
        + (f"。请在 {page} 上逐条核对。" if page else "。"),
        en=f"{format_count(len(plan.tasks), 'task', 'tasks')}, {format_count(len(plan.units), 'unit', 'units')} and "
        f"{format_count(len(plan.assignments), 'assignment', 'assignments')} written to {written[0]}"
        + (f"; {format_count(bare, 'task has', 'tasks have')} no units" if bare else "")
        + (f". Check every decision on {page}." if page else "."),
    )


def extract_documents(
    documents: Sequence[str], output: str, lang: Lang, *, force: bool, roles: TableRoles | None = None
) -> Iterator[ExtractionOutcome]:
    """Extract each document, including those in folders, into a subfolder of `output`.

    Args:
        documents: Paths of documents and folders.
        output: Parent folder of the results.
        lang: Language of the review pages.
        force: Replace files that exist.
        roles: Roles that the user gives to columns and marks of tables.

    Returns:
        One outcome per document; errors are reported in it and not raised.
    """
    from respnet.intake.documents.libreoffice import convert_together

    found = [path for name in documents for path in _files(Path(name))]
    stems = [path.stem for path in found]
    with convert_together(found):
        for path in found:
            name = path.stem if stems.count(path.stem) == 1 else path.name
            folder = Path(output) / name
            try:
                said = extract_document(path, folder, str(folder / "review.html"), lang, force=force, roles=roles)
                yield ExtractionOutcome(path, True, said)
            except RespnetError as error:
                yield ExtractionOutcome(path, False, error.text)


def _files(place: Path) -> list[Path]:
    if not place.is_dir():
        return [place]
    return sorted(path for path in place.iterdir() if is_readable(path) and path.is_file())
