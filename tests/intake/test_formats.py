"""One document in every format gives the same table."""

from __future__ import annotations

import html
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from respnet.core.plan import Plan
from respnet.intake.read import read_document_plan
from tests.office import convert

LINES = """某县科学素质行动方案
一、提升行动
（一）青少年行动
1. 开展校园科普。每年不少于20场次。（牵头单位：县教委、县科协，责任单位：县科技局、团县委、各乡镇（街道））
2. 培训科学教师。2026年底前轮训一遍。（牵头单位：县教委，责任单位：县人力社保局等）
（二）农民行动
3. 建设农技协会。建成30家以上。（县农业农村委牵头，县科协、县供销社按职责分工负责）
4. 总结经验。
二、保障措施
5. 保障经费。（责任单位：县财政局）
""".splitlines()


def as_text(path: Path) -> None:
    path.write_text("\n".join(LINES), encoding="utf-8")


def as_gb18030(path: Path) -> None:
    path.write_bytes("\r\n".join(LINES).encode("gb18030"))


def as_html(path: Path) -> None:
    body = "".join(f"<p>{html.escape(line)}</p>" for line in LINES)
    path.write_text(f'<html><head><meta charset="utf-8"></head><body>{body}</body></html>', encoding="utf-8")


def as_markdown(path: Path) -> None:
    path.write_text("\n\n".join([f"# {LINES[0]}", *LINES[1:]]), encoding="utf-8")


def as_word(path: Path) -> None:
    document = docx.Document()
    for line in LINES:
        document.add_paragraph(line)
    document.save(str(path))


def by_office(path: Path) -> None:
    """LibreOffice makes the file out of the Word document."""
    folder = path.parent / "made"
    folder.mkdir()
    as_word(folder / "plan.docx")
    convert(path.suffix[1:], path.parent, folder / "plan.docx")


MAKERS: dict[str, Callable[[Path], None]] = {
    "gb18030.txt": as_gb18030,
    "plan.html": as_html,
    "plan.md": as_markdown,
    "plan.docx": as_word,
    "plan.pdf": by_office,
    "plan.doc": by_office,
    "plan.odt": by_office,
}


def said(plan: Plan) -> tuple[object, ...]:
    tasks = [
        (task.number, task.section, task.title, task.deadline, task.targets, task.clause, task.open_roles)
        for task in plan.tasks
    ]
    return tasks, [(one.task.rsplit("/", 1)[-1], one.role, one.position, one.printed) for one in plan.assignments]


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.rare if name == "plan.doc" else ()) for name in MAKERS]
)
def test_every_format_gives_the_same_table(tmp_path: Path, name: str) -> None:
    as_text(tmp_path / "plain.txt")
    wanted, _ = read_document_plan(tmp_path / "plain.txt")
    assert [len(wanted.tasks), len(wanted.assignments)] == [5, 11]
    MAKERS[name](tmp_path / name)
    found, _ = read_document_plan(tmp_path / name)
    assert said(found) == said(wanted)
