"""Labels of the review page's own, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from respnet.core.i18n import Text
from respnet.core.messages import FOR_CHECKING

if TYPE_CHECKING:
    from respnet.intake.language.extraction import DecisionKind

REVIEW_LABELS: dict[str, Text] = {
    "review_title": Text(zh="分工提取核对", en="Checking what was read from the plan"),
    "review_foot": Text(
        zh=f"本页由 respnet 根据文档自动整理，{FOR_CHECKING.zh}。",
        en=f"Put together by respnet from the document, {FOR_CHECKING.en}.",
    ),
    "how_to": Text(
        zh="点击表中一行，文档中对应的文字会突出显示；点击文档中有标记的文字，表中对应的一行会突出显示。",
        en="Click a row of the table to see its words in the document; click marked words to see their row.",
    ),
    "parts_of_page": Text(zh="本页各部分", en="Parts of this page"),
    "pane_decisions": Text(zh="待核对", en="To check"),
    "pane_document": Text(zh="文档原文", en="Document"),
    "pane_table": Text(zh="提取结果", en="Table"),
    "decisions_none": Text(
        zh="所有分工都是照原文提取的，没有另作判断。",
        en="Everything was taken from the letter of the document; nothing had to be decided beyond it.",
    ),
    "decisions_title": Text(zh="需要人工确认 {count} 处", en="Decided beyond the letter: {count}"),
    "notes_title": Text(zh="没有读到的内容", en="What could not be read"),
    "untraced": Text(zh="文中没有对应的位置", en="no place of its own in the document"),
    "to_row": Text(zh="分工，见表中第 {row} 项", en="clause; see {row} in the table"),
    "legend": Text(zh="标记", en="Marks"),
    "mark_task": Text(zh="任务", en="task"),
    "mark_clause": Text(zh="分工", en="clause"),
    "mark_unit": Text(zh="单位", en="unit"),
    "mark_role": Text(zh="角色用词", en="word for the role"),
    "mark_decision": Text(zh="作了判断", en="something decided"),
    "part": Text(zh="分项", en="Part"),
    "inherited_units": Text(zh="沿用单位", en="Carried-forward units"),
    "source": Text(zh="出处", en="Source"),
    "by_convention": Text(zh="按文中惯例", en="by convention"),
    "no_units": Text(zh="没有写明单位", en="no unit named"),
    "columns_left_out": Text(zh="没有内容的列未列出：{names}。", en="Columns without any entry are left out: {names}."),
}

MARK_KINDS = ("task", "clause", "unit", "role")

DECISION_KINDS: dict[DecisionKind, Text] = {
    "not-read": Text(zh="没有读取", en="Not read"),
    "alias": Text(zh="单位的另一种写法", en="Other spellings of a unit"),
    "no-clause": Text(zh="没有分工", en="Without a clause"),
    "repeated": Text(zh="重复的内容", en="Repeated"),
    "table": Text(zh="表格里的单元格和列", en="Cells and columns of tables"),
    "no-role": Text(zh="没有写角色", en="Without a role word"),
    "guidance": Text(zh="只写“指导”", en="Guidance"),
    "person": Text(zh="是人，不是单位", en="People, not units"),
    "convention": Text(zh="按惯例认定牵头", en="Leads by convention"),
    "inherited": Text(zh="沿用的单位", en="Carried forward"),
    "section-wide": Text(zh="一段分工管整节", en="One clause for a whole section"),
    "expanded": Text(zh="补全的名称", en="Names completed"),
}
"""Each kind of decision by its name, what to look at first first."""
