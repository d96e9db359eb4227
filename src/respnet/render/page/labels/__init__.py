"""Labels of the page in both languages, one catalogue a view; a test finds gaps and leftovers."""

from __future__ import annotations

from respnet.core.i18n import Text
from respnet.render.duty_sheet.labels import SHEET
from respnet.render.page.labels.co_leads import COLEADS
from respnet.render.page.labels.data import DATA
from respnet.render.page.labels.deadlines import TIME
from respnet.render.page.labels.frame import FRAME
from respnet.render.page.labels.lists import LISTS
from respnet.render.page.labels.matrix import MATRIX
from respnet.render.page.labels.network import NETWORK
from respnet.render.page.labels.overview import OVERVIEW
from respnet.render.page.labels.risks import RISKS
from respnet.render.page.labels.workload import WORKLOAD

LABELS: dict[str, Text] = {
    **FRAME,
    **OVERVIEW,
    **WORKLOAD,
    **NETWORK,
    **MATRIX,
    **COLEADS,
    **RISKS,
    **TIME,
    **LISTS,
    **DATA,
    **SHEET,
}

SCRIPT_LABEL_KEYS = (
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
    "panel_how",
    "panel_copy",
    "panel_copied",
    "panel_not_drawn",
    "open_sheet",
)
"""The labels that the page's scripts use; they travel in the page's data."""
