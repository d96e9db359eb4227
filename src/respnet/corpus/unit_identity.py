"""Identity of units across plans: home area, level and counterpart, by the rule or by the tables that people correct.

Nothing is merged here: two spellings and an office with its predecessor stay two units, and proposals.csv names them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from respnet.core.errors import InputError
from respnet.core.safe_writing import replace_files
from respnet.intake.counterparts import (
    BY_PERSON,
    LEVELS,
    NATION,
    Counterpart,
    find_level,
    find_parent,
    format_counterparts,
    propose_counterpart,
    read_counterparts,
    split_name,
)
from respnet.intake.documents.encoding import decode_text

STATES = ("rule", "table", "unsettled")
KEPT = ("home_area", "name", "counterpart", "level", "collective")
"""Columns of units that write_counterparts needs."""


@dataclass(frozen=True, slots=True)
class Area:
    """A row of areas.csv: an area, its level (one of LEVELS, or empty) and the area above it, where known."""

    area: str
    level: str = ""
    parent: str = ""


Areas = dict[str, Area]
Unit = dict[str, Any]
"""A row of the table units."""


def read_areas(folder: Path) -> Areas:
    """Read the areas.csv of a corpus; empty where there is none.

    Raises:
        InputError: A line cannot be read.
    """
    path = folder / "areas.csv"
    if not path.exists():
        return {}
    found = {}
    rows = csv.DictReader(io.StringIO(decode_text(path, path.read_bytes()).removeprefix("\ufeff"), newline=""))
    for number, row in enumerate(rows, 2):
        one = Area(*(str(row.get(key) or "").strip() for key in ("area", "level", "parent")))
        if one.level not in (*LEVELS, "") or not one.area:
            raise InputError(
                zh=f"{path} 第 {number} 行：应有 area；level 应为 {'、'.join(LEVELS)} 之一，或留空。",
                en=f"Line {number} of {path}: area is needed, and level is one of {', '.join(LEVELS)}, or empty.",
            )
        found[one.area] = one
    return found


def write_areas(folder: Path, names: Iterable[str]) -> Areas:
    """Complete the areas.csv of a corpus; rows that are there stay as they are.

    Args:
        folder: Folder of the corpus.
        names: Areas of plans. The parent is proposed only where the name itself tells it (重庆市丰都县).

    Returns:
        All rows by area.
    """
    known = read_areas(folder)
    wanted = sorted(set(names) - known.keys())
    whole = [*known, *wanted]
    for name in wanted:
        above = max((one for one in whole if one != name and name.startswith(one)), key=len, default="")
        known[name] = Area(name, find_level(name), above or find_parent(name))
    rows = [("area", "level", "parent"), *((one.area, one.level, one.parent) for one in known.values())]
    replace_files({folder / "areas.csv": format_csv(rows)})
    return known


def format_csv(rows: Iterable[Iterable[str]]) -> bytes:
    """Format rows as CSV with a byte order mark for spreadsheets."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return f"\ufeff{text.getvalue()}".encode()


def locate_home(name: str, area: str, areas: Mapping[str, Area]) -> str | None:
    """Find the area that a unit belongs to; None where the tables do not tell.

    Args:
        name: Name of the unit.
        area: Area of the plan that names it.
        areas: Known areas.

    >>> areas = {"济南市": Area("济南市", "city", "山东省"), "山东省": Area("山东省", "province")}
    >>> [locate_home(*one, areas) for one in (("济南市政府", "山东省"), ("省科协", "济南市"), ("科技部", "济南市"))]
    ['济南市', '山东省', '全国']
    """
    place = max((one for one in areas if name.startswith(one) and len(name) > len(one)), key=len, default="")
    parts = split_name(name, area)
    if place or parts.place:
        return parts.place or place
    level = parts.level
    if level == "national":
        return NATION
    here: str = area
    for _ in LEVELS:
        of = areas.get(here, Area(here, find_level(here)))
        if of.level == level or (level == "city" and of.level == "province" and here.endswith("市")):
            return here or None
        here = of.parent
    return None


def identify_units(rows: Iterable[Unit], areas: Areas, known: Mapping[tuple[str, str], Counterpart]) -> Iterator[Unit]:
    """Add home area, level and counterpart to units.

    Args:
        rows: Rows of the table units without these columns.
        areas: Known areas.
        known: Rows of counterparts.csv by home area and name.
    """
    for row in rows:
        home = locate_home(row["name"], row["area"], areas)
        ruled = propose_counterpart(row["name"], home or row["area"])
        told = known.get((home or "", row["name"]))
        one = told if told is not None and told.by == BY_PERSON else ruled
        settled = one.counterpart and not row["collective"]
        yield row | {
            "home_area": home or "",
            "level": one.level,
            "counterpart": one.counterpart or None,
            "counterpart_state": ("table" if one is told else "rule") if settled else "unsettled",
        }


def read_known(folder: Path) -> dict[tuple[str, str], Counterpart]:
    """Read what people decided in the counterparts.csv of a corpus, by home area and name."""
    path = folder / "counterparts.csv"
    rows = read_counterparts(path) if path.exists() else ()
    return {(one.home_area, one.name): one for one in rows if one.by == BY_PERSON}


def write_counterparts(folder: Path, units: Iterable[Unit], known: Mapping[tuple[str, str], Counterpart]) -> None:
    """Write counterparts.csv, and proposals.csv: names that may be one office or an office and its predecessor.

    Args:
        folder: Folder of the corpus.
        units: Rows of the table units; collectives are left out.
        known: What people decided; it stays, also where no plan names the unit any more.
    """
    rows = dict(known)
    for one in units:
        key = one["home_area"], one["name"]
        if key not in rows and not one["collective"]:
            rows[key] = Counterpart(*key, one["counterpart"] or "", one["level"])
    alike: dict[tuple[str, str, str], list[str]] = {}
    for each in rows.values():
        if each.counterpart and each.home_area:
            alike.setdefault((each.home_area, each.level, each.counterpart), []).append(each.name)
    proposed = [(*key, " ".join(sorted(names))) for key, names in sorted(alike.items()) if len(names) > 1]
    contents = {
        "counterparts.csv": format_counterparts([rows[key] for key in sorted(rows)]).encode(),
        "proposals.csv": format_csv([("home_area", "level", "counterpart", "names"), *proposed]),
    }
    replace_files({folder / name: content for name, content in contents.items()})
