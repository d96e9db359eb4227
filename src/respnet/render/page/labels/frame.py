"""Labels common to all views: page frame, findings, table words."""

from __future__ import annotations

from respnet.core.i18n import Text
from respnet.core.messages import FOR_CHECKING

FRAME: dict[str, Text] = {
    "in_brackets": Text(zh="（{words}）", en=" ({words})"),
    # The frame
    "report_title": Text(zh="任务分工分析报告", en="Who does what: a report on the division of work"),
    "skip": Text(zh="跳到正文", en="Skip to the content"),
    "views": Text(zh="页面导航", en="Views"),
    "modes": Text(zh="换一种看法", en="Other ways to see this"),
    "find_hint": Text(zh="查单位、任务、内容，或要做的事", en="Find a unit, task, text, or what to do"),
    "what_view": Text(zh="页面", en="view"),
    "what_section": Text(zh="章节", en="section"),
    "what_finding": Text(zh="结论", en="finding"),
    "what_action": Text(zh="要做的事", en="to do"),
    "do_print_sheets": Text(zh="打印全部任务清单", en="Print all duty sheets"),
    "do_print_page": Text(zh="打印这一页", en="Print this page"),
    "do_save_tasks": Text(zh="导出任务列表（下载 CSV）", en="Export the list of tasks (download CSV)"),
    "do_find_none": Text(zh="看没有牵头的任务（{n} 项）", en="See the tasks without a lead ({n})"),
    "do_find_single": Text(zh="看只有一家牵头的任务（{n} 项）", en="See the tasks with a single lead ({n})"),
    "titles_kept": Text(
        zh="没有英文的题目和名称照原文列出。",
        en="Titles and names without a recorded English form are shown as the plan prints them.",
    ),
    "no_scripts": Text(
        zh="浏览器没有运行脚本：内容都在下面，可以看、可以打印，但不能查找、筛选、缩放和打开任务卡。",
        en="Scripts are off: everything is below, to read and to print, but nothing can be searched, filtered, zoomed "
        "or opened.",
    ),
    "foot": Text(
        zh=f"本报告由 respnet 根据方案文本自动整理，{FOR_CHECKING.zh}。",
        en=f"Put together by respnet from the text of the plan, {FOR_CHECKING.en}.",
    ),
    "document_number": Text(zh="文号", en="No."),
    "issued_on": Text(zh="成文日期", en="Issued"),
    # The menu, and the ways to see within an entry
    "tab_overview": Text(zh="总览", en="Overview"),
    "tab_units": Text(zh="单位", en="Units"),
    "tab_tasks": Text(zh="任务", en="Tasks"),
    "tab_network": Text(zh="关系图", en="Network"),
    "tab_data": Text(zh="说明", en="About"),
    "view_overview": Text(zh="总览", en="Overview"),
    "view_brief": Text(zh="呈报一页", en="One page for the superior"),
    "view_units": Text(zh="单位", en="Units"),
    "view_tasks": Text(zh="任务列表", en="List of tasks"),
    "view_time": Text(zh="时间", en="Deadlines"),
    "view_network": Text(zh="分工图", en="Assignment chart"),
    "view_coleads": Text(zh="共同牵头", en="Leading together"),
    "view_coleads_unled": Text(zh="共同任务", en="Shared tasks"),
    "view_data": Text(zh="说明", en="About this report"),
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
    "colon": Text(zh="：", en=": "),
    "and_others": Text(zh="等", en=" and others"),
    "not_named": Text(zh="方案未写明", en="not named in the plan"),
    "also_written": Text(zh="又写作", en="Also written"),
    "chinese": Text(zh="中文名称", en="Chinese name"),
    "guessed": Text(zh="（按名称推断）", en="(guessed from the name)"),
}
