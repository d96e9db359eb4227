"""Tables of a small atlas, made by hand."""

from __future__ import annotations

from typing import Any

import pyarrow

NAMES = {
    "forms": "area area_level year plans plans_with_leads tasks tasks_with_lead tasks_one_lead",
    "load": "area unit year plans leads responsible supports tasks",
    "peaks": "area unit year month due",
    "overcommitted": "area year unit plans counted leads limit units expected largest_plan leads_without "
    "limit_without busiest_month",
    "joint_leads": "scope area unit_a unit_b plans met joint expected ratio ratio_low verdict years_above without_any",
    "peers": "question level counterpart area unit count total expected rate usual_rate verdict",
    "silent": "plan title area year tasks units",
    "not_read": "file reason_zh reason_en kind",
    "evidence": "of row plan title year tasks number plans",
}
HOSTILE = "<b>县</b>\u202e局"
"""A name with an element in it, and a mark that turns the reading direction."""
SHOWN = "<b>县</b>局"
ROWS: dict[str, list[tuple[Any, ...]]] = {
    "forms": [
        ("甲县", "county", 2023, 4, 3, 40, 31, 20),
        ("甲县", "county", 2024, 6, 6, 66, 60, 41),
        ("乙市", "city", 2024, 2, 1, 20, 12, 9),
        ("", "", 0, 1, 1, 5, 5, 5),
    ],
    "load": [
        ("甲县", "县科协", 2023, 4, 8, 3, 5, 16),
        ("甲县", "县科协", 2024, 6, 31, 2, 9, 42),
        ("甲县", "县教委", 2024, 5, 12, 0, 7, 19),
        ("乙市", "市科协", 2024, 2, 4, 0, 1, 5),
        ("乙市", HOSTILE, 2024, 1, 0, 1, 0, 1),
    ],
    "peaks": [("甲县", "县科协", 2024, 12, 9), ("甲县", "县教委", 2024, 6, 2), ("乙市", "市科协", 2024, 12, 1)],
    "overcommitted": [("甲县", 2024, "县科协", 6, "leads", 31.0, 19.0, 14, 11.25, "科学素质方案", 20, 15, 12)],
    "joint_leads": [
        ("area", "甲县", "县教委", "县科协", 5, 4, 9, 3.5, float("inf"), 1.5, "more", 3, True),
        ("area", "甲县", "县教委", "县财政局", 5, 0, 0, 0.5, 0.0, 0.0, "", 0, False),
        ("level", "county", "教育", "科协", 40, 22, 60, 31.0, 2.5, 1.75, "more", 2, True),
        ("area", "乙市", "市科协", HOSTILE, 2, 0, 0, 6.5, float("nan"), 0.0, "fewer", 0, False),
    ],
    "peers": [
        ("named", "city", "科协", "乙市", "市科协", 3, 20, 9.5, 0.18, 0.41, ""),
        ("named", "county", "科协", "甲县", "县科协", 58, 106, 22.5, 0.52, 0.21, "more"),
    ],
    "silent": [("q7", "交通<script>方案", "甲县", 2023, 9, 7), ('x"; rm', "", "乙市", 2024, 8, 5)],
    "not_read": [("坏 <i>.doc", "文件已损坏", "damaged", "damaged")],
    "evidence": [
        ("overcommitted", 0, "p1", "科学素质方案", 2024, "1、2、13.4", 3, 2),
        ("overcommitted", 0, "甲县 2024", "道路方案", 2024, "5", 1, 2),
        ("joint_leads", 0, "p1", "科学素质方案", 2024, "2", 1, 1),
        ("peers", 1, "p1", "科学素质方案", 2024, "1、2", 2, 1),
        ("peers", 99, "p1", "科学素质方案", 2024, "1", 1, 1),
    ],
}
INFO: dict[str, Any] = {
    "area": None,
    "counts": {"areas": 2, "plans": 13, "tasks": 131, "units": 5, "assignments": 300, "not_read": 1, "same": 2},
    "years": [2023, 2024],
    "caps": {
        "max_leads": 30,
        "crowded_tasks": 2,
        "crowded_leads": 75,
        "max_leading_units": 400,
        "left_out_plans": ["全国<大>方案"],
    },
    "corpus": "corpus",
    "tables": "tables",
}


def make_tables(rows: dict[str, list[tuple[Any, ...]]] | None = None) -> dict[str, pyarrow.Table]:
    """Arrow tables of the rows."""
    made = {}
    for name, those in (rows or ROWS).items():
        names = NAMES[name].split()
        made[name] = pyarrow.table({key: [row[place] for row in those] for place, key in enumerate(names)})
    return made
