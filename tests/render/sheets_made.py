"""Plans and documents that the tests of duty sheets share."""

from __future__ import annotations

import re
import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path

import docx

from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Origin, Role, UnitKind
from respnet.intake.builder import PlanFacts, TaskRow, UnitList, UnitRecord, build_plan
from respnet.intake.read import read_plan
from tests.office import convert
from tests.render.test_browser import hostile_plan

ROOT = Path(__file__).parents[2]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@cache
def fengdu() -> ResponsibilityNetwork:
    return ResponsibilityNetwork(read_plan(ROOT / "data"))


@cache
def hostile() -> ResponsibilityNetwork:
    return ResponsibilityNetwork(hostile_plan())


def rich() -> ResponsibilityNetwork:
    """A plan that fills every column, with a convention, an inherited unit, an open list, texts and a collective."""
    rule = "排在第一位的为牵头单位"
    rows = [
        TaskRow(
            "修路",
            number="1",
            section=("一、交通", "（一）道路"),
            units=(
                UnitList(Role.LEAD, ("县交通局",), Origin.CONVENTION),
                UnitList(Role.RESPONSIBLE, ("县财政局", "县公安局"), open=True),
                UnitList(Role.SUPPORT, ("县气象局",)),
                UnitList(Role.SUPERVISE, ("县政府督查室",)),
            ),
            deadline="2026年12月",
            targets=("农村公路 30公里", "通村率 100%"),
            text="新建农村公路。\n改造危桥。",
        ),
        TaskRow(
            "植树",
            number="2",
            section=("二、绿化",),
            units=(
                UnitList(Role.LEAD, ("县林业局", "县财政局"), Origin.CONVENTION),
                UnitList(Role.SUPPORT, ("各乡镇",)),
                UnitList(Role.RESPONSIBLE, ("县交通局",), Origin.INHERITED),
            ),
            deadline="持续推进",
        ),
    ]
    records = [
        UnitRecord("县财政局", UnitKind.GOVERNMENT, also_written=("财政局",), english="County Finance Bureau"),
        UnitRecord("各乡镇", UnitKind.COLLECTIVE, members=("甲镇", "乙乡")),
    ]
    facts = PlanFacts("p", title="民生方案", area="某县", lead_rule=rule, owner="县财政局", issued="2026-03-01")
    return ResponsibilityNetwork(build_plan(facts, rows, records))


def words(package: bytes | Path) -> list[str]:
    """Every paragraph of a document, those in cells too, in order; what is empty is left out."""
    document = docx.Document(BytesIO(package) if isinstance(package, bytes) else str(package))
    found = ("".join(piece.text or "" for piece in one.iter(f"{W}t")) for one in document.element.body.iter(f"{W}p"))
    return [text for text in found if text]


def parts(package: bytes | Path) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(package) if isinstance(package, bytes) else package) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def print_documents(scratch: Path, documents: dict[str, bytes]) -> dict[str, list[str]]:
    """The text of each page of documents as LibreOffice sets them, by one call."""
    from pypdf import PdfReader

    for name, content in documents.items():
        (scratch / f"{name}.docx").write_bytes(content)
    convert("pdf", scratch, *(scratch / f"{name}.docx" for name in documents))
    return {
        name: [re.sub(r"\s+", "", page.extract_text()) for page in PdfReader(scratch / f"{name}.pdf").pages]
        for name in documents
    }
