"""Labels common to all views: page frame, findings, table words."""

from __future__ import annotations

from respnet.core.i18n import Text

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
        zh="本报告由 respnet 根据方案文本自动整理，供核对使用，以印发文件为准。",
        en="Put together by respnet from the text of the plan, for checking; the issued document prevails.",
    ),
    "noscript": Text(
        zh="浏览器停用了脚本，无法显示关系图；其余内容不受影响。",
        en="Scripts are switched off, so the picture cannot be shown; everything else can.",
    ),
    "document_number": Text(zh="文号", en="No."),
    "issued_on": Text(zh="成文日期", en="Issued"),
    # The views: name, and what one finds there
    "view_overview": Text(zh="总览", en="Overview"),
    "view_workload": Text(zh="任务量", en="Workload"),
    "view_network": Text(zh="协作关系网", en="Network"),
    "view_coleads": Text(zh="共同牵头", en="Co-leads"),
    "view_focus": Text(zh="重点单位", en="Focus units"),
    "view_risks": Text(zh="薄弱环节", en="Risks and what-if"),
    "view_time": Text(zh="时间", en="Time"),
    "view_tasks": Text(zh="任务", en="Tasks"),
    "view_units": Text(zh="单位", en="Units"),
    "view_data": Text(zh="数据与方法", en="Data and methods"),
    "view_sheet": Text(zh="单位任务清单", en="Duty sheet"),
    "about_workload": Text(
        zh="——每个单位牵头、承担多少项任务，哪些单位任务偏多。",
        en="– how many tasks each unit leads and shares in, and who carries more than an even hand would give.",
    ),
    "about_network": Text(
        zh="——谁和谁一起承担哪些任务，点一个单位即可看清。",
        en="– who shares which tasks with whom; pick a unit to see its part alone.",
    ),
    "about_coleads": Text(
        zh="——哪些单位共同牵头，在哪些任务上。", en="– which units lead together, and on which tasks."
    ),
    "about_focus": Text(zh="——重点单位并列比较。", en="– the units to look at closely, side by side."),
    "about_risks": Text(
        zh="——哪些任务系于一家，谁缺位影响最大，牵头能否分得更匀。",
        en="– what hangs on one unit, whose absence matters most, and whether leads could be spread.",
    ),
    "about_time": Text(zh="——哪些任务何时到期。", en="– what is due when."),
    "about_tasks": Text(zh="——全部任务及其单位，可筛选。", en="– every task with its units; can be filtered."),
    "about_units": Text(
        zh="——全部单位，可打开并打印每个单位的任务清单。", en="– every unit, with its duty sheet to open and print."
    ),
    "about_data": Text(
        zh="——需要核对的问题、数字的算法和局限。", en="– what to check in the data, and how each number is made."
    ),
    "where_next": Text(zh="接下来看什么", en="Where to go from here"),
    # Findings
    "why": Text(zh="依据与算法", en="Rule and evidence"),
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
    "colon": Text(zh="：", en=": "),
    "and_others": Text(zh="等", en=" and others"),
    "none": Text(zh="无", en="none"),
    "not_named": Text(zh="方案未写明", en="not named in the plan"),
    "also_written": Text(zh="又写作", en="Also written"),
    "english": Text(zh="英文名称", en="English name"),
    "chinese": Text(zh="中文名称", en="Chinese name"),
    "guessed": Text(zh="（按名称推断）", en="(guessed from the name)"),
}
