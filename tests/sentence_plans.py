"""A hundred plans of every form, each as a folder with `tasks.csv`."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from respnet.core.plan import Plan, Role
from respnet.intake.builder import PlanFacts, TaskRow, UnitList, build_plan
from respnet.intake.folder.write import render_plan_toml, render_tasks_csv, render_units_csv
from respnet.intake.read import read_document_plan
from tests.analysis.family import FAMILY, SHARED_CASES
from tests.golden_sentences import DRAWN, TURNS, draw_plan
from tests.toy import roads, science, science_revised

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = ROOT.parent / "shared" / "documents"
OFFICES = [
    f"县{name}局"
    for name in [
        "财政",
        "民政",
        "教育",
        "水利",
        "交通",
        "农业",
        "林业",
        "卫生",
        "统计",
        "审计",
        "商务",
        "文旅",
        "司法",
        "应急",
        "医保",
        "工信",
        "住建",
        "公安",
        "人社",
        "气象",
    ]
]
MANY = ("各乡镇", "县级部门", "金融机构", "14个镇")


def _plan(name: str, rows: list[tuple[list[str], list[str]]], deadlines: list[str] | None = None) -> Plan:
    tasks = [
        TaskRow(
            f"任务{number}",
            number=str(number),
            units=(UnitList(Role.LEAD, tuple(leads)), UnitList(Role.SUPPORT, tuple(others))),
            deadline=(deadlines or [""])[number % len(deadlines or [""])],
        )
        for number, (leads, others) in enumerate(rows, 1)
    ]
    return build_plan(PlanFacts(name, area="某县"), tasks)


def draw_form(form: str, seed: int) -> Plan:
    """A plan of one form, drawn with a seed."""
    chance = random.Random(f"{form}-{seed}")
    units = chance.sample(OFFICES, chance.randint(4, 16))
    weights = [(place + 1) ** -chance.choice((0.0, 0.7, 1.5)) for place in range(len(units))]
    tasks = chance.randint(5, 24)

    def some(most: int) -> list[str]:
        return list(dict.fromkeys(chance.choices(units, weights, k=chance.randint(1, most))))

    rows: list[tuple[list[str], list[str]]] = []
    for number in range(tasks):
        names = some(6)
        half = len(units) // 2
        rows.append(
            {
                "no leads": ([], names),
                "one lead each": (names[:1], names[1:]),
                "all lead all": (units, []),
                "collectives only": ([MANY[number % 4]], [MANY[(number + 1) % 4]]),
                "two parts": ([units[number % half]], [units[(number + 1) % half]])
                if number % 2
                else ([units[half]], units[half + 1 :][:2]),
                "one unit": ([units[0]], []) if number % 3 else ([], [units[0]]),
                "ties": (
                    [units[number % len(units)]],
                    [units[(number + 1) % len(units)], units[(number + 2) % len(units)]],
                ),
                "some name a lead": (names[:1] if number % 2 else [], names[1:] or names[:1]),
                "joint leads and collectives": (names[:2], [*names[2:], MANY[number % 4]]),
            }[form]
        )
    deadlines = ["2026年6月底前", "2026年12月底前", "长期坚持", ""] if seed % 2 else None
    return _plan(f"{form.replace(' ', '-')}-{seed}", rows, deadlines)


FORMS = (
    "no leads",
    "one lead each",
    "all lead all",
    "collectives only",
    "two parts",
    "one unit",
    "ties",
    "some name a lead",
    "joint leads and collectives",
)


def write_folder(plan: Callable[[], Plan]) -> Callable[[Path], Path]:
    def write(into: Path) -> Path:
        made = plan()
        for name, text in (
            ("tasks.csv", render_tasks_csv(made)),
            ("units.csv", render_units_csv(made)),
            ("plan.toml", render_plan_toml(made)),
        ):
            (into / name).write_text(text, encoding="utf-8")
        return into

    return write


def _document(file: Path) -> Callable[[Path], Path]:
    return write_folder(lambda: read_document_plan(file)[0])


def list_plans() -> dict[str, Callable[[Path], Path]]:
    """The plans by name; each is called with an empty folder and returns the plan's folder."""
    plans: dict[str, Callable[[Path], Path]] = {"shipped": lambda _: ROOT / "data"}
    if SHARED_CASES.is_dir():
        for case in sorted(SHARED_CASES.iterdir()):
            plans[f"case {case.name}"] = lambda _, case=case: case  # type: ignore[misc]
    plans |= {f"document {file.stem}": _document(file) for file in sorted(DOCUMENTS.glob("*.txt"))}
    odd = {**FAMILY, **TURNS}
    plans |= {
        f"odd {name}": write_folder(lambda one=one: one.plan)  # type: ignore[misc]
        for name, one in odd.items()
        if name not in ("300 units", "empty")
    }
    plans |= {f"toy {make.__name__}": write_folder(make) for make in (science, science_revised, roads)}
    plans |= {f"drawn {seed}": write_folder(lambda seed=seed: draw_plan(seed)) for seed in range(DRAWN)}  # type: ignore[misc]
    plans |= {
        f"{form} {seed}": write_folder(lambda form=form, seed=seed: draw_form(form, seed))  # type: ignore[misc]
        for form in FORMS
        for seed in range(5)
    }
    return plans
