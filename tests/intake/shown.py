"""Rows as one line each, the way the catalogue writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from respnet.core.plan import Origin, Role
from respnet.intake.clauses.extractor import extract
from respnet.intake.documents.text import parse_plain_text

if TYPE_CHECKING:
    from respnet.intake.builder import TaskRow, UnitList
    from respnet.intake.language.extraction import Extraction

_SIGNS = {Role.LEAD: "牵", Role.RESPONSIBLE: "责", Role.SUPPORT: "配", Role.SUPERVISE: "督"}


def read(text: str) -> Extraction:
    return extract(parse_plain_text(text, "plan"))


def shown(text: str) -> tuple[str, ...]:
    return lines(read(text))


def lines(extraction: Extraction) -> tuple[str, ...]:
    return tuple(_row(row, place) for place, row in enumerate(extraction.rows, 1))


def _row(row: TaskRow, place: int) -> str:
    number = row.number or f"#{place}"
    words = [f"{number}.{row.part}" if row.part else number, row.title]
    words += [
        _list(one) for role in Role for one in row.units if one.role is role and one.origin is not Origin.INHERITED
    ]
    words += [f"沿{'、'.join(one.names)}" for one in row.units if one.origin is Origin.INHERITED]
    return " ".join([*words, *([f"限{row.deadline}"] if row.deadline else [])])


def _list(one: UnitList) -> str:
    rule = "=" if one.origin is Origin.CONVENTION else ""
    return f"{rule}{_SIGNS[one.role]}{'、'.join(one.names)}{'+' if one.open else ''}"
