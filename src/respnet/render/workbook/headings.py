"""Names and meanings of the workbook's sheets and columns, in both languages; a test finds gaps and leftovers.

Only headings of the breakdown sheet are ones that respnet reads as a task table, so that the workbook reads back.
"""

from __future__ import annotations

from dataclasses import dataclass

from respnet.core.i18n import Text


@dataclass(frozen=True, slots=True)
class HeadingLabel:
    """Heading of a column or name of a worksheet, and its meaning unless the heading tells it, in both languages."""

    word_zh: str
    word_en: str
    zh: str = ""
    en: str = ""

    @property
    def word(self) -> Text:
        """The heading as a text."""
        return Text(zh=self.word_zh, en=self.word_en)

    @property
    def meaning(self) -> Text:
        """The meaning as a text."""
        return Text(zh=self.zh, en=self.en)


SHEETS: dict[str, HeadingLabel] = {
    "tasks": HeadingLabel(
        "任务分解表", "Task breakdown", "没有内容的列不列出。", "Columns without content are left out."
    ),
    "units": HeadingLabel(
        "单位任务汇总", "Units", "按首次出现的顺序；名次可排序。", "In the order of first mention; sort by the ranks."
    ),
    "matrix": HeadingLabel(
        "责任矩阵",
        "Responsibility matrix",
        "行是单位，列是任务；章节写在该章节第一项任务的上方。同一任务中有两种分工的，只标较强的一种。"
        "任务名称超过 {letters} 字的，表头只写开头，全文见任务分解表。",
        "Rows are units, columns are tasks; a section stands above its first task. A unit with two roles on one "
        "task has the mark of the stronger. Long titles are shortened above the "
        "columns; the task breakdown has them whole.",
    ),
    "pairs": HeadingLabel(
        "共同牵头", "Co-leads", "共同牵头多的在前；不含统称。", "Most joint tasks first; without collectives."
    ),
    "network": HeadingLabel(
        "网络位置",
        "Network",
        "一行一个单位，不含统称：与哪些单位一起任务多，牵头时谁参与，在不同类别的单位之间搭桥。只是数出来的数，不说明好坏。",
        "One unit a row, without collectives: how far inside the network it is, who takes part where it leads, and "
        "which kinds of units it joins. These are counts and no judgement.",
    ),
    "problems": HeadingLabel(
        "待核对问题", "Points to check", "错误在前，其次警告、提示。", "Errors first, then warnings and notes."
    ),
    "about": HeadingLabel("说明", "Notes"),
    "progress": HeadingLabel("办理情况", "Progress"),
}

HEADINGS: dict[str, HeadingLabel] = {
    # Task breakdown
    "number": HeadingLabel("序号", "No.", "方案原文的编号。", "The number as printed."),
    "part": HeadingLabel("分项", "Part", "同一条目拆成几项任务时的分项号。", "Where one item holds several tasks."),
    "section": HeadingLabel("章节", "Section", "上下级用“ > ”连接。", "Levels are joined by “ > ”."),
    "source": HeadingLabel("出处", "Source", "在原文件中的位置。", "Where it stands in the document."),
    "title": HeadingLabel("工作任务", "Task"),
    "targets": HeadingLabel(
        "目标要求", "Targets", "方案写明的指标，每行一个。", "As the plan states them, one a line."
    ),
    "text": HeadingLabel("任务原文", "Text"),
    "summary": HeadingLabel("摘要", "Summary", "不是方案原文。", "Not in the plan's own words."),
    "lead_units": HeadingLabel(
        "牵头单位",
        "Lead units",
        "负总责、汇总上报的单位；方案没有写明的留空，不作推定。末尾的“等”是原文所写。",
        "The units that answer for the whole; empty where the plan names none, for a lead is never inferred. "
        "“(and others)” marks a list that the plan leaves open.",
    ),
    "responsible_units": HeadingLabel("责任单位", "Responsible units"),
    "inherited_units": HeadingLabel(
        "统一规定的责任单位", "Inherited units", "方案统一规定、没有逐项写明的。", "Named once for several tasks."
    ),
    "supporting_units": HeadingLabel("配合单位", "Supporting units"),
    "supervising_units": HeadingLabel("督促单位", "Supervising units", "不计入任务量。", "No share in the work."),
    "lead_ground": HeadingLabel(
        "牵头依据", "Why these lead", "“按惯例确定”的由牵头规定得出。", "“By convention”: from the plan's rule."
    ),
    "deadline": HeadingLabel("完成时限", "Deadline"),
    "effort": HeadingLabel(
        "工作量",
        "Effort",
        "相当于几项一般任务；空着的按 1 计。",
        "How many usual tasks it is worth; empty cells are 1.",
    ),
    "clause": HeadingLabel("分工原句", "Clause", "方案中写分工的原句。", "The sentence that names the units."),
    "progress": HeadingLabel("进展情况", "Progress"),
    "difficulties": HeadingLabel("存在问题", "Difficulties"),
    "state": HeadingLabel("状态", "State", "可从列表中选择，也可另写。", "From the list, or in other words."),
    "remarks": HeadingLabel("备注", "Remarks"),
    "reporter": HeadingLabel("填报单位", "Reporter", "空着的是整项任务。", "Empty: the task as a whole."),
    "date": HeadingLabel("日期", "Date", "状态从哪天起。", "The day of the state."),
    "sent": HeadingLabel("上次填报", "Last report", "请勿改动，合并时用。", "Leave it: merging needs it."),
    "order": HeadingLabel(
        "原文次序", "Place in the plan", "按此列升序可恢复原文顺序。", "Sort by it to get the plan's order back."
    ),
    # Units
    "place": HeadingLabel("序号", "No.", "按此列升序可恢复原来的顺序。", "Sort by it to get the order back."),
    "unit": HeadingLabel("单位", "Unit", "规范名称。", "The canonical name."),
    "chinese": HeadingLabel("中文名称", "Chinese name"),
    "kind": HeadingLabel(
        "单位类别",
        "Kind of unit",
        "带问号的是推断的；统称不参与排名。",
        "? is a guess; collectives are not ranked.",
    ),
    "leads": HeadingLabel("牵头任务数", "Tasks led"),
    "responsible": HeadingLabel(
        "责任任务数", "Tasks responsible for", "列为责任单位、但不牵头的任务。", "Without leading them."
    ),
    "supports": HeadingLabel("配合任务数", "Tasks supported", "只列为配合单位的任务。", "Only supporting."),
    "total": HeadingLabel(
        "任务合计", "All tasks", "牵头、责任、配合之和，每项任务计一次。", "The sum, each task once."
    ),
    "effort_sum": HeadingLabel(
        "工作量合计", "Effort in all", "合计的各项任务的工作量之和。", "The efforts of all its tasks, added up."
    ),
    "supervises": HeadingLabel("督促任务数", "Tasks supervised", "不计入合计。", "Not part of the sum."),
    "share": HeadingLabel(
        "牵头占比", "Share of tasks led", "共同牵头的任务，每家各计一次。", "A joint lead counts for each unit."
    ),
    "capacity": HeadingLabel("承担能力", "Capacity", "单位表中填写的可承担任务数。", "From the table of units."),
    "rank_leads": HeadingLabel(
        "牵头名次", "Rank by tasks led", "并列的取同一名次；数的是项数。", "Equal numbers share a rank."
    ),
    "rank_total": HeadingLabel(
        "合计名次", "Rank by all tasks", "并列的取同一名次；数的是项数。", "Equal numbers share a rank."
    ),
    "leads_which": HeadingLabel("牵头哪些任务", "Which it leads"),
    "responsible_which": HeadingLabel("负责哪些任务", "Which it is responsible for"),
    "supports_which": HeadingLabel("配合哪些任务", "Which it supports"),
    "supervises_which": HeadingLabel("督促哪些任务", "Which it supervises"),
    "also_written": HeadingLabel("原文其他写法", "Also written", "视为同一单位。", "Taken for the same unit."),
    "members": HeadingLabel("包括哪些单位", "Members", "登记过的成员。", "As recorded for a collective."),
    # Co-leads
    "one_unit": HeadingLabel("单位甲", "One unit"),
    "other_unit": HeadingLabel("单位乙", "Other unit"),
    "joint_count": HeadingLabel("共同牵头任务数", "Tasks led together"),
    "joint_which": HeadingLabel("共同牵头哪些任务", "Which they lead together"),
    "expected": HeadingLabel(
        "按牵头数平均",
        "Usual for their leads",
        "各家牵头几项、各任务几家牵头都不变，重新分配的平均。",
        "The average if leads were given out anew, all counts of leads kept.",
    ),
    "verdict": HeadingLabel(
        "是否明显多",
        "Clearly many?",
        "按比较次数从严。“明显多”不说明原因，也不评价合作好坏；“无从判断”指按两家的任务数，次数再多也不出奇。",
        "Stricter because many pairs are compared. “Clearly many” gives no reason and no praise; “cannot be "
        "judged” means that no number of joint tasks would stand out.",
    ),
    # Network
    "core_number": HeadingLabel(
        "核心层级",
        "Core number",
        "最大的数 k：把任务不足 k 项的单位、单位不足 k 家的任务反复去掉后，该单位还在。",
        "The largest k such that the unit stays when units with fewer than k tasks and tasks with fewer than k units "
        "are taken away again and again.",
    ),
    "partners": HeadingLabel(
        "共同牵头的单位数", "Units led with", "与几家单位共同牵头过任务。", "With how many units it leads a task."
    ),
    "joint": HeadingLabel(
        "与他人共同牵头的任务数",
        "Tasks led with others",
        "几项任务由它与其他单位共同牵头。",
        "How many tasks it leads with others.",
    ),
    "followers": HeadingLabel(
        "牵头时参与的单位数",
        "Units under its lead",
        "它牵头的任务中，列为责任、配合的单位有几家。",
        "How many units take part, without leading, in tasks that it leads.",
    ),
    "out_strength": HeadingLabel(
        "牵头时参与的次数", "Shares under its lead", "同上，每家每项任务计一次。", "The same, a unit and a task each."
    ),
    "leaders": HeadingLabel(
        "参与谁牵头的任务",
        "Units it follows",
        "它列为责任、配合的任务中，牵头单位有几家。",
        "How many units lead tasks in which it takes part without leading.",
    ),
    "in_strength": HeadingLabel(
        "参与他人牵头的次数", "Shares under others", "同上，每家每项任务计一次。", "The same, a unit and a task each."
    ),
    "coordinator": HeadingLabel(
        "同类之间搭桥",
        "Joins its own kind",
        "另两家都与它同类。搭桥：甲与它同在一项任务，乙与它同在另一项，甲不在后一项，乙不在前一项；逐条计数。",
        "Both others are of its kind. A path counts where one shares a task with it and the other another task, and "
        "neither is on both.",
    ),
    "itinerant": HeadingLabel(
        "为另一类内部搭桥", "Joins another kind", "另两家同类，与它不同类。", "Both others are of another kind."
    ),
    "gatekeeper": HeadingLabel(
        "为本类与他类搭桥", "Joins its kind to others", "一家与它同类，另一家不同。", "One is of its kind, one is not."
    ),
    "liaison": HeadingLabel("三类之间搭桥", "Joins two other kinds", "三家各属一类。", "The three are of three kinds."),
    "kind_flag": HeadingLabel(
        "与同类相比",
        "Beside its kind",
        "与同类之间随机分派相比；没有同类的空着。",
        "Against lots drawn within the kind, if any.",
    ),
    "kind_p": HeadingLabel("同类比较的概率", "Chance in its kind", "至多 0.05 才算偏多。", "At most 0.05 tells."),
    # Points to check
    "level": HeadingLabel(
        "级别", "Level", "错误须改正才能出报告；警告可能影响结果。", "Errors stop a report; warnings may bear on it."
    ),
    "what": HeadingLabel("问题", "What"),
    "file": HeadingLabel("文件", "File"),
    "row": HeadingLabel("行号", "Row", "该文件中的行号，表头为第 1 行。", "The row of that file; its header is row 1."),
    "column": HeadingLabel("所在列", "Column"),
    "value": HeadingLabel("原值", "Value"),
    "remedy": HeadingLabel("处理建议", "What to do", "respnet 不自动改动。", "respnet changes nothing itself."),
    "problem_tasks": HeadingLabel("涉及哪些任务", "Which tasks"),
    # Notes
    "about_group": HeadingLabel("部分", "Part of the notes"),
    "about_item": HeadingLabel("名称", "Item"),
    "about_said": HeadingLabel("内容", "Explanation"),
}
