"""The page's own words, in both languages: one catalogue a view, checked by a test for gaps and leftovers."""

from __future__ import annotations

from respnet.report.labels.coleads import COLEADS
from respnet.report.labels.data import DATA
from respnet.report.labels.focus import FOCUS
from respnet.report.labels.frame import FRAME
from respnet.report.labels.lists import LISTS
from respnet.report.labels.matrix import MATRIX
from respnet.report.labels.network import NETWORK
from respnet.report.labels.overview import OVERVIEW
from respnet.report.labels.risks import RISKS
from respnet.report.labels.sheet import SHEET
from respnet.report.labels.time import TIME
from respnet.report.labels.workload import WORKLOAD
from respnet.words import Text

LABELS: dict[str, Text] = {
    **FRAME,
    **OVERVIEW,
    **WORKLOAD,
    **NETWORK,
    **MATRIX,
    **COLEADS,
    **FOCUS,
    **RISKS,
    **TIME,
    **LISTS,
    **DATA,
    **SHEET,
}

IN_SCRIPTS = (
    "panel_hint",
    "unit_unknown",
    "in_the_list",
    "close",
    "nothing_found",
    "what_unit",
    "what_task",
    "what_view",
    "what_section",
    "what_finding",
    "none",
    "said_apart",
    "said_not",
    "absent_title",
    "absent_parts_more",
    "absent_parts_same",
    "so_many_none",
    "role_lead",
    "role_responsible",
    "role_support",
    "role_supervise",
    "panel_partners_led",
    "panel_partners_shared",
    "panel_more",
    "panel_more_tasks",
    "panel_compare",
    "panel_how",
    "panel_ranges",
    "panel_copy",
    "panel_copied",
    "panel_not_drawn",
    "open_sheet",
)
"""The labels that the page's scripts use; they travel in the page's data."""
