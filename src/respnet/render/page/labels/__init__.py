"""Labels of the page in both languages, one catalogue for the views of a tab; a test finds gaps and leftovers."""

from __future__ import annotations

from respnet.core.i18n import Text
from respnet.render.duty_sheet.labels import SHEET
from respnet.render.page.labels.data import DATA
from respnet.render.page.labels.frame import FRAME
from respnet.render.page.labels.lists import LISTS
from respnet.render.page.labels.network import NETWORK
from respnet.render.page.labels.overview import OVERVIEW

LABELS: dict[str, Text] = FRAME | OVERVIEW | NETWORK | LISTS | DATA | SHEET

SCRIPT_LABEL_KEYS = (
    *("comma", "nothing_found", "what_unit", "what_task", "what_view", "what_section", "what_finding", "what_action"),
    *("role_lead", "role_responsible", "role_support", "role_supervise", "next_due"),
    *("unit_unknown", "task_unknown", "close", "sheet", "see_in_chart", "see_in_list", "print"),
    *("panel_copy", "panel_copied", "panel_more", "panel_more_tasks", "partners", "and_others"),
    *("compare_with", "compare_none", "both_lead", "both_share", "none_shared", "without_unit"),
    *("fact_bridge", "leaderless", "left_single", "left_empty", "section", "targets", "deadline", "place", "full_text"),
    *("summary", "no_text", "no_lead", "fact_led", "colon"),
)
"""The labels that the page's scripts use; they travel in the page's data."""
