"""Labels common to all views: page frame, findings, table words."""

from __future__ import annotations

from respnet.core.i18n import Text
from respnet.core.messages import FOR_CHECKING

FRAME: dict[str, Text] = {
    # The frame
    "report_title": Text(zh="任务分工分析报告", en="Who does what: a report on the division of work"),
    "skip": Text(zh="跳到正文", en="Skip to the content"),
    "views": Text(zh="页面导航", en="Views"),
    "find_label": Text(zh="查找单位、任务、章节、结论", en="Find a unit, task, section or finding"),
    "find_hint": Text(zh="名称、编号或拼音首字母", en="Name, number or pinyin initials"),
    "what_view": Text(zh="页面", en="view"),
    "what_section": Text(zh="章节", en="section"),
    "what_finding": Text(zh="结论", en="finding"),
    "foot": Text(
        zh=f"本报告由 respnet 根据方案文本自动整理，{FOR_CHECKING.zh}。",
        en=f"Put together by respnet from the text of the plan, {FOR_CHECKING.en}.",
    ),
    "document_number": Text(zh="文号", en="No."),
    "issued_on": Text(zh="成文日期", en="Issued"),
    # The views: name, and what one finds there
    "view_overview": Text(zh="总览", en="Overview"),
    "view_workload": Text(zh="任务量", en="Workload"),
    "view_network": Text(zh="协作关系网", en="Network"),
    "view_coleads": Text(zh="共同牵头", en="Co-leads"),
    "view_risks": Text(zh="薄弱环节", en="Risks and what-if"),
    "view_time": Text(zh="时间", en="Time"),
    "view_tasks": Text(zh="任务", en="Tasks"),
    "view_units": Text(zh="单位", en="Units"),
    "view_data": Text(zh="数据与方法", en="Data and methods"),
    "view_sheet": Text(zh="单位任务清单", en="Duty sheet"),
    # Findings
    "why": Text(zh="依据与算法", en="Rule and evidence"),
    "finding": Text(zh="结论", en="Finding"),
    "rule": Text(zh="规则", en="Rule"),
    "population": Text(zh="统计范围", en="Population"),
    "limits": Text(zh="不能说明什么", en="What it does not say"),
    "evidence": Text(zh="依据", en="Evidence"),
    "more_tasks": Text(zh="另有 {n} 项", en="and {n} more"),
    "more_lines": Text(zh="另有 {n} 行", en="and {n} more lines"),
    "tasks_colon": Text(zh="任务：", en="tasks: "),
    # Common words in tables
    "unit": Text(zh="单位", en="Unit"),
    "kind": Text(zh="类别", en="Kind"),
    "total": Text(zh="合计", en="Total"),
    "sheet": Text(zh="任务清单", en="Duty sheet"),
    "open_sheet": Text(zh="任务清单", en="Duty sheet"),
    "number": Text(zh="序号", en="No."),
    "section": Text(zh="章节", en="Section"),
    "task": Text(zh="工作任务", en="Task"),
    "tasks": Text(zh="任务", en="Tasks"),
    "targets": Text(zh="目标要求", en="Targets"),
    "deadline": Text(zh="完成时限", en="Deadline"),
    "lead_units": Text(zh="牵头单位", en="Lead units"),
    "responsible_units": Text(zh="责任单位", en="Responsible units"),
    "supporting_units": Text(zh="配合单位", en="Supporting units"),
    "supervising_units": Text(zh="督促单位", en="Supervising units"),
    "comma": Text(zh="、", en=", "),
    "semicolon": Text(zh="；", en="; "),
    "rank_note": Text(zh="第 {rank} 名", en="rank {rank}"),
    "colon": Text(zh="：", en=": "),
    "and_others": Text(zh="等", en=" and others"),
    "not_named": Text(zh="方案未写明", en="not named in the plan"),
    "also_written": Text(zh="又写作", en="Also written"),
    "chinese": Text(zh="中文名称", en="Chinese name"),
    "guessed": Text(zh="（按名称推断）", en="(guessed from the name)"),
}
