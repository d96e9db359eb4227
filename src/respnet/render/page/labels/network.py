"""Labels of the network view."""

from __future__ import annotations

from respnet.core.i18n import Text

NETWORK: dict[str, Text] = {
    "chart_lead_led": Text(
        zh="左右是任务，中间是单位，线表示牵头。指向一个，只看它的线；点开看详情。",
        en="Tasks left and right, units between; a line is a lead. Point at one to see its lines, click to open it.",
    ),
    "chart_lead_shared": Text(
        zh="左右是任务，中间是单位，线表示承担。指向一个，只看它的线；点开看详情。",
        en="Tasks left and right, units between; a line is a share in the work. Point at one to see its lines, click "
        "to open it.",
    ),
    "folded_without_lead": Text(zh="未承担牵头任务的单位 {n} 家", en="units that lead nothing: {n}"),
    "folded_others": Text(zh="其余单位 {n} 家", en="other units: {n}"),
    "folded_collectives": Text(zh="统称 {n} 个", en="collectives: {n}"),
    "zoom_in": Text(zh="放大", en="Larger"),
    "zoom_out": Text(zh="缩小", en="Smaller"),
    "zoom_fit": Text(zh="适合窗口", en="Fit"),
    "full_screen": Text(zh="全屏", en="Full screen"),
    "units_plot_led": Text(zh="共同牵头的单位", en="Units that lead together"),
    "units_plot_shared": Text(zh="共同承担的单位", en="Units that share tasks"),
    "units_plot_note_led": Text(
        zh="连线表示共同牵头，数字是项数；实线的明显多。", en="A line joins two that lead together, with the number."
    ),
    "units_plot_note_shared": Text(
        zh="连线表示共同承担，数字是项数；实线的明显多。", en="A line joins two that share tasks, with the number."
    ),
    "pairs_cut": Text(
        zh="有共同任务的共 {n} 对，图中只画最突出的 {shown} 对：先画明显多的，再按共同任务多少。",
        en="Of {n} pairs with joint tasks {shown} are drawn: first those clearly above, then those with the most.",
    ),
    "pairs_too_many": Text(
        zh="有共同任务的共 {n} 对，超过 {most} 对，不再画图；请看下面的表。",
        en="There are {n} pairs with joint tasks. More than {most} are not drawn; see the table below.",
    ),
    "network_condensed": Text(
        zh="方案很大，图中只画任务最多的 {units} 个单位，以章节代替任务（括号内为任务数）。"
        "点一个章节，看它的任务；点或查一个单位，看它自己的任务。",
        en="The plan is very large: the chart shows its {units} busiest units, with sections in the place of tasks "
        "(how many in brackets). Click a section for its tasks; click or search a unit for its own.",
    ),
    "cut_note": Text(zh="（显示 {shown} 个，共 {total} 个）", en=" ({shown} of {total} shown)"),
    "network_table": Text(zh="同样的内容列成表：", en="The same as a table: "),
    "pairs_other": Text(zh="其余各对", en="all other pairs"),
    "save_png": Text(zh="存为图片", en="Save PNG"),
    "next_due": Text(zh="最近到期 {date}", en="next due {date}"),
    # The card of a unit or task
    "card": Text(zh="单位或任务详情", en="Unit or task"),
    "panel_copy": Text(zh="复制", en="Copy"),
    "panel_copied": Text(zh="已复制", en="Copied"),
    "see_in_chart": Text(zh="在图中看", en="In the chart"),
    "see_in_list": Text(zh="在列表中看", en="In the list"),
    "partners": Text(zh="一起承担的单位", en="Units beside it"),
    "panel_more_tasks": Text(zh="另有 {n} 项，见任务列表", en="and {n} more, in the list of tasks"),
    "panel_more": Text(zh="另有 {n} 个，见表", en="{n} more, in the table"),
    "compare_with": Text(zh="与另一家比较", en="Beside another unit"),
    "compare_none": Text(zh="选一家单位", en="Choose a unit"),
    "both_lead": Text(zh="共同牵头", en="Both lead"),
    "both_share": Text(zh="其他共同承担", en="Both take part"),
    "none_shared": Text(zh="两家没有共同的任务。", en="The two share no task."),
    "without_unit": Text(zh="假如它缺位", en="If it drops out"),
    "full_text": Text(zh="原文", en="The plan's words"),
    "summary": Text(zh="摘要", en="Summary"),
    "no_text": Text(zh="所读的表里没有这项任务的原文。", en="The table that was read holds no text of this task."),
    "none_for_task": Text(zh="方案未规定这项任务的时限", en="The plan sets none for this task"),
    "no_lead": Text(zh="没有写明牵头单位。", en="No lead is named."),
    "place": Text(zh="位置", en="Where it stands"),
    "fact_tasks": Text(zh="承担任务", en="Tasks"),
    "fact_of_all": Text(zh="{n} 项（共 {all} 项），第 {rank}", en="{n} of {all} (rank {rank})"),
    "fact_leads": Text(zh="牵头", en="Leads"),
    "fact_ranked": Text(zh="{n} 项，第 {rank}", en="{n} (rank {rank})"),
    "fact_near": Text(zh="有共同任务的单位", en="Shares tasks with"),
    "fact_units": Text(zh="{n} 家", en="{n} units"),
    "fact_bridge": Text(zh="衔接作用", en="Bridging"),
    "bridge_above": Text(zh="第 {rank}，高于任务数应有的", en="rank {rank}, more than its tasks give"),
    "bridge_below": Text(zh="第 {rank}，低于任务数应有的", en="rank {rank}, less than its tasks give"),
    "bridge_as": Text(zh="第 {rank}，和任务数相当", en="rank {rank}, as its tasks give"),
    "bridge_alone": Text(zh="第 {rank}", en="rank {rank}"),
    "fact_collective": Text(zh="统称，代表多家，不参与比较", en="collective: stands for many, never compared"),
    "unit_unknown": Text(zh="方案中没有这个单位。", en="The plan has no such unit."),
    "task_unknown": Text(zh="方案中没有这个编号的任务。", en="The plan has no task of this number."),
    "close": Text(zh="关闭", en="Close"),
    "nothing_found": Text(zh="没有找到", en="Nothing found"),
    "what_unit": Text(zh="单位", en="unit"),
    "what_task": Text(zh="任务", en="task"),
    "role_lead": Text(zh="牵头", en="Leads"),
    "role_responsible": Text(zh="责任", en="Responsible"),
    "role_support": Text(zh="配合", en="Supports"),
    "role_supervise": Text(zh="督促", en="Supervises"),
}
