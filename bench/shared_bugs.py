"""Right or wrong for each shared case of a bug: `python bench/shared_bugs.py [NAME …]`; exit status 1 if any is wrong.

Each case is an input in ../shared/cases/bugs and what its .md says is right: the units of each task by their roles, or
what must be said in the output of `extract` and `check` or on the review page. Cases of databases are not run here.
"""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

SHARED = Path(__file__).resolve().parents[2] / "shared" / "cases" / "bugs"
COLUMNS = {"lead": "lead_units", "responsible": "responsible_units", "support": "supporting_units"}
LIMIT = 120
"""Seconds for one command."""
SMALL_SPACE = 16_000_000
"""Kilobytes of address space in which the example must still be reported."""


@dataclass(frozen=True)
class Case:
    """What is right for one input."""

    file: str
    units: dict[str, dict[str, str]] = field(default_factory=dict)
    """By the task's number the units of each role, parted by 、; "" for none. Roles left out are not looked at."""
    tasks: int = 0
    never: str = ""
    """Matches no unit's name and no title."""
    column: dict[str, dict[str, str]] = field(default_factory=dict)
    """By the task's number what stands in other columns."""
    said: str = ""
    """Matches something in the output or on the review page."""
    refused: str = ""
    """Matches the message of `extract`, which writes no table; "-" with `units` where either is right."""
    seconds: float = LIMIT


def _roles(lead: str | None = None, support: str | None = None, responsible: str | None = None) -> dict[str, str]:
    given = {"lead": lead, "support": support, "responsible": responsible}
    return {role: names for role, names in given.items() if names is not None}


TABLE = {"1": _roles("县教委", "县科协、团县委"), "2": _roles("县文旅委", "县农业农村委")}
CASES = [
    Case("big5_text.txt", refused="Big5|编码|encod"),
    Case("date_by_number_only.xlsx", column={"1": {"deadline": "2026年12月"}}),
    Case(
        "date_to_the_month.xlsx",
        column={"1": {"deadline": "2026年12月"}, "2": {"deadline": "2026年6月30日"}, "3": {"deadline": "12月31日"}},
    ),
    Case("ditto_marks.xlsx", {"2": _roles("县教委"), "3": _roles("县教委")}, never="同上|〃|″"),
    Case("drawing_text.docx", {**TABLE, "3": _roles("县农业农村委", "县科协")}, 3),
    Case("field_dropdown.docx", {"1": _roles("县科协", "团县委")}, 2),
    Case("field_phonetic_guide.docx", {"1": _roles("县科协", "县教委、团县委")}, 2),
    Case("field_within_field.docx", {"1": _roles("县科协", "团县委")}, 2),
    Case("gbk_false_blank.txt", {"2": _roles("县文旅委", "县农业农村委、县科协")}, 3),
    Case(
        "header_second_row_as_task.docx",
        {"1": _roles(responsible="县教委、白云镇"), "2": _roles(responsible="县文旅委、红岩乡")},
        2,
        never="^(?:县级|乡镇)$",
    ),
    Case(
        "header_two_rows.docx",
        {"1": _roles(support="县科协、团县委、各乡镇（街道）"), "2": _roles(support="县农业农村委、白云镇、红岩乡")},
        2,
    ),
    Case("header_unit_and_person.docx", {"1": _roles("县教委"), "2": _roles("县文旅委")}, 2),
    Case("hidden_rows.xlsx", said="隐藏.{0,6}行|行.{0,8}隐藏"),
    Case(
        "markdown_all_ones.input.md", {"1": _roles("县教委"), "2": _roles("县文旅委"), "3": _roles("县农业农村委")}, 3
    ),
    Case(
        "matrix_of_units.docx",
        {"1": _roles("县教委", "县科协"), "2": _roles("县农业农村委", "县科协")},
        refused="矩阵|matrix",
    ),
    Case("message_names_a_temporary_file.rtf", refused=r"/message_names_a_temporary_file\.rtf"),
    Case("numbers_as_shown.xlsx", column={"1.1": {"number": "1.1"}, "1.10": {"number": "1.10"}}),
    Case("one_text_in_many_cells.xlsx", refused="字符|characters", seconds=20),
    Case("pdf_double_letters.pdf", column={"1": {"text": "Skill hall"}}),
    Case(
        "pdf_footnote_in_a_list.pdf",
        {"3": _roles("县农业农村委", "县科协、县人力社保局、团县委、县妇联")},
        4,
        never="①|统一安排",
    ),
    Case("pdf_form_fields.pdf", TABLE, 2),
    Case("pdf_one_task_a_page.pdf", {str(number): _roles("县教委") for number in range(1, 5)}, 4),
    Case("pdf_table_set_sideways_on_a_page.pdf", {**TABLE, "4": _roles("县卫生健康委", "县科协")}, 4),
    Case(
        "pdf_table_without_uprights.pdf",
        {"1": _roles("县教委", "县科协、团县委、县妇联"), "3": _roles("县农业农村委", "县科协、县人力社保局")},
        3,
    ),
    Case("placeholder.docx", {"1": _roles("县教委", ""), "2": _roles("", "县农业农村委")}, 2, never="选择|单击"),
    Case(
        "radicals_in_text.txt",
        {"1": _roles("县教委、县人力社保局"), "2": _roles("县文旅委", "县农业农村委、县人力社保局")},
        never="[⺀-⿕]",
    ),
    Case("second_sheet.xlsx", tasks=4),
    *(
        Case(
            f"sign_by_code{ending}",
            {"1": _roles("县教委", None, "县科协、团县委"), "2": _roles("县农业农村委", None, "县文旅委")},
            2,
            never="★|�",
        )
        for ending in (".docx", ".typed.docx")
    ),
    Case("struck_through.docx", {"1": _roles("县教委", "县科协、团县委")}, 2, never="县财政局", said="删除线"),
    Case("struck_through_markdown.input.md", {"1": _roles("县教委", "县科协、团县委")}, never="~|县财政局"),
    Case("unit_of_measure.docx", {"1": _roles(responsible="县农业农村委"), "2": _roles(responsible="县科协")}, 2),
    Case("unit_of_measure_annex.docx", never="^(?:人次|个)$"),
    Case("unread_only_on_review_page.xlsx", refused="公式|formula", said="公式"),
]


def respnet(*arguments: str | bytes | Path, **variables: str) -> subprocess.CompletedProcess[bytes]:
    """Run respnet in Chinese."""
    command = [sys.executable, "-m", "respnet", *arguments]
    environment = {**os.environ, "RESPNET_LANG": "zh", **variables}
    return subprocess.run(command, capture_output=True, check=False, timeout=LIMIT, env=environment)


def _names(cell: str) -> list[str]:
    return sorted(filter(None, re.split("[、；]", cell)))


def faults(case: Case, folder: Path) -> list[str]:
    """Say what is wrong with the answer to one case."""
    out, page = folder / "out", folder / "review.html"
    start = time.monotonic()
    try:
        done = respnet("extract", SHARED / case.file, "--output", out, "--review", page)
    except subprocess.TimeoutExpired:
        return [f"takes more than {LIMIT} s"]
    spent = time.monotonic() - start
    told = (done.stdout + done.stderr).decode()
    found = ["a fault of the program"] if re.search("Traceback|内部出错", told) else []
    if spent > case.seconds:
        found.append(f"takes {spent:.0f} s")
    table = out / "tasks.csv"
    if not table.is_file():
        is_right = bool(case.refused and re.search(case.refused, told))
        return found if is_right else [*found, "no table: " + told.strip()[-160:]]
    if case.refused and not (case.units or case.said):
        found.append("a table, though it should be refused")
    with table.open(encoding="utf-8-sig", newline="") as file:
        found += table_faults(case, list(csv.DictReader(file)))
    if case.said:
        check = respnet("check", SHARED / case.file)
        told += (check.stdout + check.stderr).decode() + page.read_text(encoding="utf-8")
        if not re.search(case.said, told):
            found.append(f"nothing said that matches {case.said}")
    return found


def table_faults(case: Case, rows: list[dict[str, str]]) -> list[str]:
    """Say what is wrong in the table of tasks."""
    by_number = {row["number"]: row for row in rows}
    found = [f"{len(rows)} tasks, not {case.tasks}"] if case.tasks and len(rows) != case.tasks else []
    found += [f"no task {number}" for number in {**case.units, **case.column} if number not in by_number]
    for number, roles in case.units.items():
        for role, wanted in roles.items():
            cell = by_number.get(number, {}).get(COLUMNS[role], wanted)
            if _names(cell) != _names(wanted):
                found.append(f"{number} {role}: {cell!r}, not {wanted!r}")
    for number, columns in case.column.items():
        for name, wanted in columns.items():
            cell = by_number.get(number, {}).get(name, wanted)
            if cell != wanted and not (name == "text" and wanted in cell):
                found.append(f"{number} {name}: {cell!r}, not {wanted!r}")
    if case.never:
        names = [name for row in rows for column in COLUMNS.values() for name in _names(row[column])]
        names += [row["title"] for row in rows]
        found += [f"{name!r} is read" for name in names if re.search(case.never, name)]
    return found


def console_faults(folder: Path) -> list[str]:
    """Data for programs in a console of GBK."""
    done = respnet("ask", "tasks", SHARED / "console_gbk.csv", "--format", "csv", PYTHONIOENCODING="gbk")
    (folder / "told").write_bytes(done.stdout)
    if done.returncode:
        return [] if done.stderr else ["fails without a message"]
    try:
        text = done.stdout.decode("utf-8")
    except UnicodeDecodeError:
        return ["the output is not UTF-8"]
    return [f"{name} is lost" for name in ("㵲阳河", "䶮水") if name not in text]


def file_name_faults(folder: Path) -> list[str]:
    """A file name in GBK, alone and in a folder with another file."""
    other = folder / "in" / "other.csv"
    other.parent.mkdir()
    shutil.copy(SHARED / "console_gbk.csv", other)
    path = os.fsencode(folder / "in") + b"/\xb7\xbd\xb0\xb8.csv"
    shutil.copy(SHARED / "console_gbk.csv", path)
    found = []
    for given in (path, os.fsencode(other.parent)):
        done = respnet("extract", given, "--output", folder / f"out{len(given)}")
        told = (done.stdout + done.stderr).decode(errors="replace")
        if re.search("Traceback|出错|半个", told) or (done.returncode and not re.search("文件名|改名|名称", told)):
            found.append(told.strip()[-160:])
        if given != path and not list(folder.glob(f"out{len(given)}/**/tasks.csv")):
            found.append("the other file of the folder is not read")
    return found


def space_faults(folder: Path) -> list[str]:
    """Little address space."""
    inner = f'ulimit -v {SMALL_SPACE}; exec "$@"'
    command = ["bash", "-c", inner, "bash", sys.executable, "-m", "respnet", "report", "--example", "--output"]
    done = subprocess.run([*command, folder / "r"], capture_output=True, check=False, timeout=LIMIT)
    told = (done.stdout + done.stderr).decode()
    if done.returncode == 0 or re.search("ulimit|地址空间|address space", told):
        return []
    return [told.strip()[-160:]]


def main() -> int:
    """Run the cases named, or all, and say of each whether it is right."""
    wanted = sys.argv[1:]
    runs = {case.file: (lambda folder, case=case: faults(case, folder)) for case in CASES}
    runs |= {"console_gbk": console_faults, "file_name_in_gbk": file_name_faults, "little_address_space": space_faults}
    wrong = 0
    for name, run in runs.items():
        if wanted and not any(word in name for word in wanted):
            continue
        with tempfile.TemporaryDirectory() as folder:
            found = run(Path(folder))
        wrong += bool(found)
        print(f"{'wrong' if found else 'right'}  {name:40} {'; '.join(found)[:200]}", flush=True)
    print(f"{wrong} wrong")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
