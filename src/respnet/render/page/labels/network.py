"""Labels of the network view."""

from __future__ import annotations

from respnet.core.i18n import Text

NETWORK: dict[str, Text] = {
    "chart_lead_led": Text(
        zh="左右是任务，中间是单位，线表示牵头。指向单位或任务，只看它的线，参与的也画出来；点一下保留。",
        en="Tasks stand left and right, units between them; a line is a lead. Point at a unit or task to see its lines "
        "alone, its other roles too; click to keep it.",
    ),
    "chart_lead_shared": Text(
        zh="左右是任务，中间是单位，线表示承担。指向单位或任务，只看它的线；点一下保留。",
        en="Tasks stand left and right, units between them; a line says that the unit has the task. Point at a unit or "
        "task to see its lines alone; click to keep it.",
    ),
    "chart_folded_led": Text(zh="未承担牵头任务的单位 {n} 家", en="{n} that lead nothing"),
    "chart_folded_shared": Text(zh="其余单位 {n} 家", en="{n} others"),
    "network_units_lead_led": Text(
        zh="只画牵头单位。连线表示共同牵头，线越粗、数字越大，共同牵头的任务越多；"
        "实线是多于偶然的（牵头多的单位本来就容易同列），点线是其余各对。",
        en="Only the units that lead. A line joins two that lead tasks together; the thicker it is, the more tasks "
        "(the number says how many). Solid lines are more than chance, given how much each leads; all others are "
        "dotted.",
    ),
    "network_units_lead_shared": Text(
        zh="没有单个单位牵头，改看共同承担（不分角色）。线越粗、数字越大，共同任务越多；实线是多于偶然的，点线是其余各对。",
        en="No single unit leads, so lines join units that share tasks in any role; the thicker, the more tasks "
        "(the number says how many). Solid lines are more than chance, all others are dotted.",
    ),
    "pairs_cut": Text(
        zh="有共同任务的共 {n} 对，图中只画最突出的 {shown} 对：先画多于偶然的，再按共同任务多少。",
        en="Of {n} pairs with joint tasks {shown} are drawn: first those beyond chance, then those with the most.",
    ),
    "pairs_too_many": Text(
        zh="有共同任务的共 {n} 对，超过 {most} 对，不再画图；请看“共同牵头”一页的表。",
        en="There are {n} pairs with joint tasks. More than {most} are not drawn; see the table under Co-leads.",
    ),
    "network_condensed": Text(
        zh="方案很大，图中只画任务最多的 {units} 个单位，以章节代替任务（括号内为任务数）。"
        "查找或点选任何一个单位，旁边列出它自己的任务；其余见“任务”和“单位”两页。",
        en="The plan is very large: the chart shows its {units} busiest units, with sections in the place of tasks "
        "(how many in brackets). Search for any unit, or pick one, and its own tasks are listed beside it. The Tasks "
        "and Units views have everything.",
    ),
    "cut_note": Text(zh="（显示 {shown} 个，共 {total} 个）", en=" ({shown} of {total} shown)"),
    "network_modes": Text(zh="图中画什么", en="What the picture shows"),
    "mode_chart": Text(zh="分工图", en="Assignment chart"),
    "mode_units_led": Text(zh="共同牵头的单位", en="Units that lead together"),
    "mode_units_shared": Text(zh="共同承担的单位", en="Units that share tasks"),
    "network_table": Text(zh="同样的内容列成表：", en="The same as a table: "),
    "pairs_other": Text(zh="其余各对", en="all other pairs"),
    "save_png": Text(zh="存为 PNG", en="Save PNG"),
    "panel": Text(zh="选中内容", en="What is picked"),
    "panel_hint": Text(
        zh="点一个单位或任务，这里列出它的分工。", en="Pick a unit or task, and its assignments are listed here."
    ),
    "panel_copy": Text(zh="复制", en="Copy"),
    "panel_copied": Text(zh="已复制", en="Copied"),
    "panel_how": Text(zh="数字怎么来的", en="How these are made"),
    "panel_partners_led": Text(zh="共同牵头", en="Leads together with"),
    "panel_partners_shared": Text(zh="共同承担", en="Shares tasks with"),
    "panel_more_tasks": Text(zh="另有 {n} 项，见任务列表", en="and {n} more, in the list of tasks"),
    "panel_more": Text(zh="另有 {n} 个，见表", en="{n} more, in the table"),
    "panel_not_drawn": Text(zh="它不在这幅图中。", en="It is not in this picture."),
    "fact_tasks": Text(zh="承担任务", en="Tasks"),
    "fact_of_all": Text(zh="{n} 项（共 {all} 项），第 {rank} 名", en="{n} of {all} (rank {rank})"),
    "fact_leads": Text(zh="牵头", en="Leads"),
    "fact_ranked": Text(zh="{n} 项，第 {rank} 名", en="{n} (rank {rank})"),
    "fact_flag": Text(zh="与随机分配相比", en="Against an even hand"),
    "fact_near": Text(zh="有共同任务的单位", en="Units it shares tasks with"),
    "of_so_many": Text(zh="{of} 个中的 {n} 个", en="{n} of {of}"),
    "fact_bridge": Text(zh="桥梁作用", en="Bridging"),
    "bridge_above": Text(zh="第 {rank} 名，高于任务数应有的", en="rank {rank}, more than its tasks explain"),
    "bridge_below": Text(zh="第 {rank} 名，低于任务数应有的", en="rank {rank}, less than its tasks explain"),
    "bridge_as": Text(zh="第 {rank} 名，与其任务数相符", en="rank {rank}, as its tasks explain"),
    "bridge_alone": Text(zh="第 {rank} 名", en="rank {rank}"),
    "fact_collective": Text(zh="集合单位，代表多家，不排名", en="collective: stands for many, never ranked"),
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
}
