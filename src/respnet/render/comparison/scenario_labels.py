"""Labels of a what-if that differ from those of a comparison: one plan, as it is and as edited."""

from __future__ import annotations

from respnet.core.i18n import Text

SCENARIO_LABELS: dict[str, Text] = {
    "compared_title": Text(zh="假设推演", en="What if"),
    "old_plan": Text(zh="现方案", en="As it is"),
    "new_plan": Text(zh="假设方案", en="As supposed"),
    "foot": Text(
        zh="本页由 respnet 根据方案文本和所作假设自动推算，供研究参考；方案没有改动，以印发文件为准。",
        en="Worked out by respnet from the plan's text and what was supposed, for study; the plan was not changed, and "
        "the issued document prevails.",
    ),
    "about_new": Text(zh="假设方案里新增的单位。", en="Units that would be new to a task."),
    "about_gone": Text(zh="假设方案里取消的单位。", en="Units that would no longer be on a task."),
    "about_role": Text(
        zh="单位没变、角色变了的。",
        en="Units that would stay on a task, in another role.",
    ),
    "name_and": Text(zh="{old}（现方案）与{new}（假设方案）", en="{old} (as it is) and {new} (as supposed)"),
    "leads_old": Text(zh="现牵头", en="Leads, as is"),
    "leads_new": Text(zh="假设牵头", en="Leads, supposed"),
    "tasks_old": Text(zh="现任务", en="Tasks, as is"),
    "tasks_new": Text(zh="假设任务", en="Tasks, supposed"),
    "came": Text(zh="新加入", en="new"),
    "went": Text(zh="不再参加", en="gone"),
}
