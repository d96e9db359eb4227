"""Labels of the comparison, in both languages; those it shares with the report are the report's own."""

from __future__ import annotations

from respnet.core.i18n import Text
from respnet.core.messages import FOR_CHECKING
from respnet.render.page.labels import LABELS

_SHARED = "skip rule population limits unit task comma semicolon document_number issued_on"

COMPARISON_LABELS: dict[str, Text] = {
    **{key: LABELS[key] for key in _SHARED.split()},
    "compared_title": Text(zh="方案比较", en="Two plans compared"),
    "old_plan": Text(zh="原方案", en="Old plan"),
    "new_plan": Text(zh="新方案", en="New plan"),
    "foot": Text(
        zh=f"本页由 respnet 根据两个方案的文本自动整理，{FOR_CHECKING.zh}。",
        en=f"Put together by respnet from the texts of both plans, {FOR_CHECKING.en}.",
    ),
    "why": Text(zh="算法和局限", en="Rule and limits"),
    "parts": Text(zh="页面导航", en="Parts of this page"),
    # The lists
    "list_new": Text(zh="新增", en="New"),
    "list_gone": Text(zh="取消", en="Gone"),
    "list_role": Text(zh="角色改变", en="In another role"),
    "about_new": Text(
        zh="只在新方案里的任务，以及两个方案都有的任务里新增的单位。",
        en="Tasks in the new plan only, and units that are new to a task of both plans.",
    ),
    "about_gone": Text(
        zh="只在原方案里的任务，以及两个方案都有的任务里取消的单位。",
        en="Tasks in the old plan only, and units that are no longer on a task of both plans.",
    ),
    "about_role": Text(
        zh="两个方案都有的任务里，单位没变、角色变了的。",
        en="Units that stay on a task of both plans, in another role.",
    ),
    # What tasks say
    "list_said": Text(zh="内容改变", en="Changed content"),
    "about_said": Text(
        zh="两个方案都有的任务里，题目、完成时限、目标要求或所属章节不同的；只是重新编号的不算。",
        en="Tasks of both plans with another title or deadline, other targets or another section; to be numbered anew "
        "is no change.",
    ),
    "what_part": Text(zh="不同之处", en="What differs"),
    "part_shifted": Text(zh="{part}（{way}）", en="{part} ({way})"),
    "earlier": Text(zh="提前", en="earlier"),
    "later": Text(zh="推后", en="later"),
    "not_written": Text(zh="没有写明", en="not given"),
    "first_of": Text(zh="{first} 等 {count} 项", en="{first} etc. ({count})"),
    "tasks_of_section": Text(zh="{count} 项任务：{numbers}", en="{count} tasks: {numbers}"),
    "list_none": Text(zh="没有。", en="None."),
    "number": Text(zh="序号", en="No."),
    "whole_task": Text(zh="整项任务", en="whole task"),
    "units_on_it": Text(zh="单位（角色）", en="Units (role)"),
    "no_units": Text(zh="没有写明单位", en="no unit named"),
    "unit_in_role": Text(zh="{unit}（{role}）", en="{unit} ({role})"),
    "unit_to_role": Text(zh="{unit}（{old}→{new}）", en="{unit} ({old} → {new})"),
    "more_rows": Text(
        zh="……另有 {count} 条；用 --output 写出的网页里有全部。",
        en="… and {count} more; the page that --output writes has them all.",
    ),
    # To check
    "check": Text(zh="请核对", en="Please check"),
    "alike": Text(
        zh="这些单位名称相近，没有当作同一单位。如果是同一单位，请在 units.csv 的 also_written 一栏登记后重新比较：",
        en="These names look alike and were not taken for one unit. If they are one, record it in the column "
        "also_written of units.csv and compare again:",
    ),
    "renamed": Text(zh="按登记的写法统一的单位名称：", en="Names made common, as recorded:"),
    "refused": Text(
        zh="这些任务编号相同，但题目和单位不够相似，没有当作同一任务：",
        en="These tasks have the same number, but are too unlike in title and units to be taken for one:",
    ),
    "name_for": Text(zh="{name}，按{used}比较", en="{name}, compared as {used}"),
    "name_and": Text(zh="{old}（原方案）与{new}（新方案）", en="{old} (old plan) and {new} (new plan)"),
    "task_and": Text(
        zh="任务 {number}：{old}（原方案）与{new}（新方案）", en="Task {number}: {old} (old plan) and {new} (new plan)"
    ),
    "more_pairs": Text(zh="另有 {count} 对", en="and {count} more"),
    # Units
    "view_units": Text(zh="各单位任务的增减", en="Who gained and who lost"),
    "units_caption": Text(
        zh="↑ 增加，↓ 减少，→ 不变。集合单位不在表中。",
        en="↑ more, ↓ fewer, → the same. Collectives are left out.",
    ),
    "click_to_sort": Text(zh="单击表头可排序。", en="Click a heading to sort."),
    "leads_old": Text(zh="原牵头", en="Leads, old"),
    "leads_new": Text(zh="现牵头", en="Leads, new"),
    "tasks_old": Text(zh="原任务", en="Tasks, old"),
    "tasks_new": Text(zh="现任务", en="Tasks, new"),
    "change": Text(zh="变化", en="Change"),
    "change_leads": Text(zh="牵头{arrow}", en="leads {arrow}"),
    "change_tasks": Text(zh="任务{arrow}", en="tasks {arrow}"),
    "came": Text(zh="新出现", en="new here"),
    "went": Text(zh="不再出现", en="not named any more"),
    # Matches
    "view_matches": Text(zh="任务对应表", en="Which task is which"),
    "about_matches": Text(
        zh="两个方案里当作同一项的任务，请对照原文件核对。相似度从 0 到 1，1 为题目和单位完全相同。",
        en="The tasks of both plans that were taken for one; please check. Likeness goes from 0 to 1, where title and "
        "units are the same.",
    ),
    "number_old": Text(zh="原序号", en="Old no."),
    "number_new": Text(zh="现序号", en="New no."),
    "title_was": Text(zh="原题：{title}", en="Was: {title}"),
    "ground": Text(zh="依据", en="Ground"),
    "likeness": Text(zh="相似度", en="Likeness"),
    "by_number": Text(zh="编号和内容", en="number and words"),
    "by_likeness": Text(zh="内容", en="words"),
    "unmatched": Text(
        zh="没有对应的任务：原方案 {old} 项，新方案 {new} 项，见“取消”和“新增”。",
        en="Tasks without a match: {old} in the old plan and {new} in the new one, listed under “Gone” and “New”.",
    ),
}
