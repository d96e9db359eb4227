"""The page's own words, in both languages: one catalogue, checked by a test for gaps and leftovers."""

from __future__ import annotations

from respnet.words import Text

LABELS: dict[str, Text] = {
    # The frame
    "report_title": Text(zh="任务分工分析报告", en="Who does what: a report on the division of work"),
    "skip": Text(zh="跳到正文", en="Skip to the content"),
    "views": Text(zh="页面导航", en="Views"),
    "find_label": Text(zh="查找单位或任务", en="Find a unit or task"),
    "find_hint": Text(zh="名称、编号或拼音首字母", en="Name, number or pinyin initials"),
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
    "about_tasks": Text(zh="——全部任务及其单位，可筛选。", en="– every task with its units; can be filtered."),
    "about_units": Text(
        zh="——全部单位，可打开并打印每个单位的任务清单。", en="– every unit, with its duty sheet to open and print."
    ),
    "about_data": Text(
        zh="——需要核对的问题、数字的算法和局限。", en="– what to check in the data, and how each number is made."
    ),
    "where_next": Text(zh="接下来看什么", en="Where to go from here"),
    # Tiles
    "tile_tasks": Text(zh="项任务", en="tasks"),
    "tile_units": Text(zh="个单位", en="units"),
    "tile_collectives": Text(zh="个集合单位（代表多家）", en="collectives (each stands for many)"),
    "tile_leads": Text(zh="处牵头分工", en="lead assignments"),
    "tile_leading": Text(zh="个单位牵头过任务", en="units lead something"),
    "tile_single": Text(zh="项任务只有一家牵头", en="tasks with a single lead"),
    "tile_problems": Text(zh="处需要核对", en="points to check"),
    # Findings
    "why": Text(zh="依据与算法", en="Rule and evidence"),
    "rule": Text(zh="规则", en="Rule"),
    "population": Text(zh="统计范围", en="Population"),
    "limits": Text(zh="不能说明什么", en="What it does not say"),
    "evidence": Text(zh="依据", en="Evidence"),
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
    "filter": Text(zh="筛选", en="Filter"),
    "comma": Text(zh="、", en=", "),
    "colon": Text(zh="：", en=": "),
    "and_others": Text(zh="等", en=" and others"),
    "none": Text(zh="无", en="none"),
    "not_named": Text(zh="方案未写明", en="not named in the plan"),
    "also_written": Text(zh="又写作", en="Also written"),
    "english": Text(zh="英文名称", en="English name"),
    "chinese": Text(zh="中文名称", en="Chinese name"),
    "guessed": Text(zh="（按名称推断）", en="(guessed from the name)"),
    # Workload
    "workload_lead": Text(
        zh="按方案写明的分工计数：同一任务中既牵头又列为责任单位的，只按牵头计一次；集合单位不参与排名。"
        "数的是任务项数，不是工作量的大小。",
        en="Counted from the plan as written: a unit that leads a task and is also listed as responsible counts once, "
        "as lead; collectives are not ranked. These are numbers of tasks, not of hours.",
    ),
    "limit_key": Text(
        zh="牵头 {limit} 项：若随机分配，95% 的情形里最忙的单位也不超过此数（只与深色的牵头部分比）",
        en="{limit} leads: in 95% of lotteries even the busiest unit leads no more (compare the dark part only)",
    ),
    "chart_workload": Text(zh="各单位任务量条形图", en="Bar chart of the tasks of each unit"),
    "chart_all": Text(
        zh="全部 {n} 个单位，先按牵头项数、再按合计排序。", en="All {n} units, by tasks led, then by total."
    ),
    "chart_top": Text(
        zh="牵头项数和合计最多的 {shown} 个单位（共 {n} 个，其余见下表）。",
        en="The {shown} busiest of {n} units; the table below has them all.",
    ),
    "workload_caption": Text(
        zh="各单位任务量，单击表头可排序；再次单击恢复原顺序。", en="Tasks of each unit; click a heading to sort."
    ),
    "rank_leads": Text(zh="牵头名次", en="Rank by leads"),
    "judged": Text(zh="判断", en="Judgement"),
    "owner": Text(zh="方案统筹单位", en="plan owner"),
    # Network
    "network_lead": Text(
        zh="方框是任务，图形是单位（越大任务越多），连线表示承担。点一个单位或任务，只看它的部分。",
        en="Boxes are tasks, in the plan's order by section; shapes are units, larger with more tasks; "
        "a line says that the unit has the task. Pick a unit or task to see its part alone.",
    ),
    "network_condensed": Text(
        zh="方案很大，图中只画任务最多的 {units} 个单位，以章节代替任务（括号内为任务数）；"
        "全部内容见“任务”和“单位”两页。",
        en="The plan is very large: the picture shows its {units} busiest units, with sections in the place of tasks "
        "(how many in brackets). The Tasks and Units views have everything.",
    ),
    "cut_note": Text(zh="（显示 {shown} 个，共 {total} 个）", en=" ({shown} of {total} shown)"),
    "network_note": Text(
        zh="拖动可移动画面，按住 Ctrl 滚动或用按钮可缩放，Esc 返回。选中单位后的网址可复制发送。"
        "同样的内容见“任务”和“单位”两页的表格。",
        en="Drag to move, scroll with Ctrl held or use the buttons to zoom, Esc to go back. "
        "The address of a picked unit can be copied. The Tasks and Units views hold the same as tables.",
    ),
    "network_aria": Text(
        zh="单位与任务关系图；同样内容见任务表", en="Picture of units and tasks; the task table holds the same"
    ),
    "lines": Text(zh="连线（角色）", en="Lines (roles)"),
    "unit_kinds": Text(zh="单位类别", en="Kinds of units"),
    "all_sections": Text(zh="全部章节", en="all sections"),
    "depth": Text(zh="显示范围", en="Reach"),
    "depth_1": Text(zh="直接相关", en="its own tasks"),
    "depth_2": Text(zh="再加同任务的单位", en="and the units on them"),
    "zoom_in": Text(zh="放大", en="Zoom in"),
    "zoom_out": Text(zh="缩小", en="Zoom out"),
    "show_all": Text(zh="显示全部", en="Show all"),
    "save_png": Text(zh="存为图片", en="Save as picture"),
    "panel": Text(zh="选中内容", en="What is picked"),
    "panel_hint": Text(
        zh="点一个单位或任务，这里列出它的分工。", en="Pick a unit or task, and its assignments are listed here."
    ),
    "unit_unknown": Text(zh="方案中没有这个单位。", en="The plan has no such unit."),
    "in_the_list": Text(zh="在任务表中查看", en="See it in the table of tasks"),
    "close": Text(zh="关闭", en="Close"),
    "nothing_found": Text(zh="没有找到", en="Nothing found"),
    "what_unit": Text(zh="单位", en="unit"),
    "what_task": Text(zh="任务", en="task"),
    "role_lead": Text(zh="牵头", en="Leads"),
    "role_responsible": Text(zh="责任", en="Responsible"),
    "role_support": Text(zh="配合", en="Supports"),
    "role_supervise": Text(zh="督促", en="Supervises"),
    # Co-leads
    "coleads_lead": Text(
        zh="格中数字是两家共同牵头的任务数，对角线是该单位牵头的任务总数。牵头多的单位自然更常与别人同列，"
        "次数多不等于关系特殊。",
        en="Each cell counts the tasks two units lead together; the diagonal is all that a unit leads. "
        "A unit that leads much meets others more often anyway: a high count alone is no special bond.",
    ),
    "coleads_caption": Text(zh="共同牵头次数（单位按方案顺序）", en="Tasks led together (units in the plan's order)"),
    "pairs_caption": Text(zh="共同牵头的单位对及其任务", en="Pairs that lead together, with their tasks"),
    "with_unit": Text(zh="与", en="With"),
    "shared_tasks": Text(zh="共同任务数", en="Shared tasks"),
    "which_tasks": Text(zh="任务序号", en="Which tasks"),
    "no_pairs": Text(zh="没有共同牵头的任务。", en="No task has more than one lead."),
    "no_leads_named": Text(
        zh="方案未明确牵头单位，本报告不作推定。", en="The plan names no leads, and none are inferred."
    ),
    # Focus
    "focus_missing": Text(zh="方案中没有找到：", en="Not found in the plan: "),
    "focus_caption": Text(
        zh="重点单位并列比较；名次在全部非集合单位中计算。",
        en="Side by side; ranks are among all units but collectives.",
    ),
    "meaning": Text(zh="含义", en="What it means"),
    "focus_leads": Text(zh="牵头任务", en="Tasks led"),
    "focus_others": Text(zh="责任和配合任务", en="Other tasks"),
    "focus_share": Text(zh="牵头占全部任务", en="Share of all tasks led"),
    "focus_flag": Text(zh="任务量判断", en="Judgement of its load"),
    "focus_degree": Text(zh="参与面", en="Degree"),
    "focus_closeness": Text(zh="接近程度", en="Closeness"),
    "focus_harmonic": Text(zh="调和接近程度", en="Harmonic closeness"),
    "focus_betweenness": Text(zh="桥梁作用（全图）", en="Betweenness, whole graph"),
    "focus_unit_betweenness": Text(zh="桥梁作用（单位之间）", en="Betweenness, unit to unit"),
    "focus_leads_meaning": Text(zh="方案写明由它牵头的任务数。", en="Tasks the plan says it leads."),
    "focus_others_meaning": Text(
        zh="不牵头、但列为责任或配合单位的任务数。", en="Tasks it shares in without leading them."
    ),
    "focus_share_meaning": Text(zh="牵头任务数 ÷ 方案任务总数。", en="Tasks led, out of all tasks of the plan."),
    "focus_flag_meaning": Text(zh="见“任务量”中的规则。", en="By the rule under Workload."),
    "focus_degree_meaning": Text(
        zh="参加的任务占全部任务的比例：就是任务数，换了个写法。",
        en="The share of all tasks it takes part in: its task count, written another way.",
    ),
    "focus_closeness_meaning": Text(
        zh="经过共同任务到其他单位和任务平均要走几步；越接近 1，步数越少。",
        en="How few steps through shared tasks lead to all others; 1 is the fewest possible.",
    ),
    "focus_harmonic_meaning": Text(
        zh="同上，但有互不相通的部分时也能比较。", en="The same, but comparable when parts are not connected."
    ),
    "focus_betweenness_meaning": Text(
        zh="处在其他单位、任务之间最短路线上的程度；只靠一家承担的任务会抬高它。",
        en="How often it lies on shortest ways between others; tasks hanging on one unit alone raise it.",
    ),
    "focus_unit_betweenness_meaning": Text(
        zh="只看单位与单位之间：平时不在一起的两家，最短路线有多少经过它。",
        en="Between units only: how many shortest ways between units that share no task pass through it.",
    ),
    "rank_note": Text(zh="第 {rank} 名", en="rank {rank}"),
    "rank_shared": Text(zh="并列第 {rank} 名", en="shared rank {rank}"),
    "leads_alone": Text(zh="独家牵头的任务", en="Leads alone"),
    "leads_alone_meaning": Text(zh="只有这一家牵头的任务。", en="Tasks with this unit as the only lead."),
    "co_leads_with": Text(zh="共同牵头单位", en="Leads together with"),
    "co_leads_with_meaning": Text(zh="共同牵头的任务数和序号。", en="How many tasks, and which."),
    "all_centralities": Text(zh="全部单位的中心程度", en="Centrality of all units"),
    "centrality_caption": Text(
        zh="{units} 个单位（不含集合单位）、{tasks} 项任务、{edges} 条分工连线的双模网络，按双模网络的最大可能值归一。",
        en="Two-mode network of {units} units (no collectives), {tasks} tasks and {edges} edges, "
        "normalised by the two-mode maximum.",
    ),
    # Tasks and units
    "tasks_caption": Text(zh="全部任务，按方案顺序", en="All tasks, in the plan's order"),
    "units_lead": Text(
        zh="同一单位有几种写法的，用记录的规范名称，其他写法列在“又写作”；类别未作记录的，按名称推断并注明，或留作未注明。",
        en="A unit written in several ways goes by its recorded name; the others stand under “Also written”. "
        "Kinds are recorded, guessed from the name and marked so, or not stated.",
    ),
    "units_caption": Text(zh="全部单位，按方案中首次出现的顺序", en="All units, in order of first appearance"),
    # Data and methods
    "problems_title": Text(zh="需要核对的问题", en="Points to check"),
    "problems_lead": Text(
        zh="以下各处请对照原文件核对。respnet 不改动原文，也不替人作决定。",
        en="Please check these against the issued document. respnet changes nothing and decides nothing.",
    ),
    "no_problems": Text(zh="没有发现需要核对的问题。", en="Nothing was found that needs checking."),
    "level": Text(zh="级别", en="Level"),
    "where": Text(zh="位置", en="Where"),
    "what": Text(zh="问题", en="What"),
    "remedy": Text(zh="怎么办", en="What to do"),
    "row_no": Text(zh="第 {row} 行", en="row {row}"),
    "column_named": Text(zh="“{column}”列", en="column “{column}”"),
    "methods_title": Text(zh="数字是怎么来的", en="How the numbers are made"),
    "methods_lead": Text(
        zh="方案是完整的名单，不是抽样：下面的随机对照只回答“如果按某种规则抽签，会怎样”，不是误差范围。",
        en="A plan is a complete record, not a sample: the lotteries below only say what drawing by a stated rule "
        "would give; they are no margins of error.",
    ),
    "settings_title": Text(zh="设置与版本", en="Settings and versions"),
    "set_plan": Text(zh="方案标识", en="Plan id"),
    "set_digest": Text(zh="方案内容摘要（SHA-256）", en="Digest of the plan (SHA-256)"),
    "set_seed": Text(zh="随机数种子", en="Random seed"),
    "set_draws": Text(zh="抽签次数", en="Lotteries drawn"),
    "set_versions": Text(zh="软件版本", en="Versions"),
    # Duty sheets
    "sheet_title": Text(zh="任务清单", en=" – duty sheet"),
    "sheet_meta": Text(zh="{owner}{counts}", en="{owner}{counts}"),
    "sheet_owner": Text(zh="统筹单位：{owner}　", en="Coordinated by {owner} · "),
    "role_tasks_lead": Text(zh="牵头任务", en="Tasks to lead"),
    "role_tasks_responsible": Text(zh="责任任务", en="Tasks to share responsibility for"),
    "role_tasks_support": Text(zh="配合任务", en="Tasks to support"),
    "role_tasks_supervise": Text(zh="督促任务", en="Tasks to supervise"),
    "sheet_count": Text(zh="（{n} 项）", en=" ({n})"),
    "sheet_maybe": Text(
        zh="由集合单位承担的任务，请核对是否涉及本单位", en="Tasks of collectives that may include this unit"
    ),
    "sheet_maybe_note": Text(
        zh="方案只写了集合名称，没有列出名单，是否包括本单位须由统筹单位确认。",
        en="The plan gives only a collective name and no list; the coordinating unit must say whether this unit "
        "is meant.",
    ),
    "also_role": Text(zh="（同时列为{role}单位）", en="(also listed as {role})"),
    "sheet_caution": Text(
        zh="本清单根据方案文本整理，供核对使用，以印发文件为准。",
        en="Compiled from the text of the plan, for checking; the issued document prevails.",
    ),
    "sign_opinion": Text(zh="核对意见", en="Remarks after checking"),
    "sign_head": Text(zh="单位主要负责人（审签）", en="Head of the unit (signature)"),
    "sign_liaison": Text(zh="联络员", en="Liaison"),
    "sign_phone": Text(zh="联系电话", en="Telephone"),
    "sign_date": Text(zh="日期", en="Date"),
    "print": Text(zh="打印", en="Print"),
    "back_to_unit": Text(zh="← 在关系网中查看", en="← See it in the network"),
}

IN_SCRIPTS = (
    "panel_hint",
    "unit_unknown",
    "in_the_list",
    "close",
    "nothing_found",
    "what_unit",
    "what_task",
    "role_lead",
    "role_responsible",
    "role_support",
    "role_supervise",
    "co_leads_with",
    "open_sheet",
)
"""The labels that the page's scripts use; they travel in the page's data."""
