"""Labels of the network view, and of the units that lead together."""

from __future__ import annotations

from respnet.core.i18n import Text
from respnet.findings.display_names import TIE_VERDICT_WORDS

NETWORK: dict[str, Text] = {
    "chart_lead": Text(
        zh="左右是任务，中间是单位，线表示{role}。指向一个，只看它的线；点开看详情。",
        en="Tasks left and right, units between; a line means: {role}. Point at one for its lines, click to open it.",
    ),
    "chart_empty": Text(
        zh="方案没有写明单个单位，图上只有任务。", en="The plan names no single unit, so tasks stand alone here."
    ),
    "role_any": Text(zh="承担", en="takes part"),
    "chart_narrow": Text(zh="左右拖动可看任务名称。", en="Drag sideways to read the tasks."),
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
        zh="方案很大，图中以章节代替任务（括号内为任务数），最多画任务最多的 {units} 个单位。"
        "点一个章节，看它的任务；点或查一个单位，看它自己的任务。",
        en="The plan is very large: the chart has sections in the place of tasks (how many in brackets), and of the "
        "units at most the {units} busiest. Click a section for its tasks; click or search a unit for its own.",
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
    "none_for_task": Text(zh="方案没有单列这项任务的时限", en="The plan lists none for this task"),
    "no_lead": Text(zh="没有写明牵头单位。", en="No lead is named."),
    "place": Text(zh="位置", en="Where it stands"),
    "fact_tasks": Text(zh="承担任务", en="Tasks"),
    "fact_of_all": Text(zh="{n} 项（共 {all} 项）", en="{n} of {all}"),
    "fact_led": Text(zh="{n} 项", en="{n}"),
    "fact_leads": Text(zh="牵头", en="Leads"),
    "fact_ranked": Text(zh="{n}，{rank}", en="{n} ({rank})"),
    "fact_near": Text(zh="有共同任务的单位", en="Shares tasks with"),
    "fact_units": Text(zh="{n} 家", en="{n} units"),
    "fact_bridge": Text(zh="衔接作用", en="Bridging"),
    "rank": Text(zh="第 {rank}", en="rank {rank}"),
    "rank_shared": Text(zh="并列第 {rank}", en="joint rank {rank}"),
    "bridge_none": Text(zh="没有", en="none"),
    "bridge_above": Text(zh="{at}，高于任务数应有的", en="{at}, more than its tasks give"),
    "bridge_below": Text(zh="{at}，低于任务数应有的", en="{at}, less than its tasks give"),
    "bridge_as": Text(zh="{at}，和任务数相当", en="{at}, as its tasks give"),
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
    # Units that lead together
    "coleads_lead": Text(
        zh="谁和谁共同牵头、在哪些任务上。牵头多的单位本来就常与别人同列，次数多不等于关系特殊。",
        en="Who leads together with whom, and on which tasks. A unit that leads much meets others more often anyway: a "
        "high count alone is no special bond.",
    ),
    "coleads_unled": Text(
        zh="谁和谁共同承担任务（不分角色）、在哪些任务上。任务多的单位本来就常与别人同列，次数多不等于关系特殊。",
        en="Who shares tasks with whom, in any role, and which. A unit with many tasks meets others more often anyway: "
        "a high count alone is no special bond.",
    ),
    "compared": Text(
        zh="{units} 个{who}两两相比，共 {pairs} 对，有{what}的 {joint} 对；其中明显多的 {validated} 对。"
        "任务数足以判断的有 {testable} 对。",
        en="Of {units} {who} {pairs} pairs were compared; with {what}: {joint}; clearly many: {validated}; with enough "
        "tasks to be judged: {testable}.",
    ),
    "who_led": Text(zh="牵头单位", en="units that lead"),
    "who_shared": Text(zh="单位", en="units"),
    "what_led": Text(zh="共同牵头任务", en="joint leads"),
    "what_shared": Text(zh="共同任务", en="shared tasks"),
    "too_few_note": Text(
        zh="“无从判断”不等于没有固定的合作：按两家的任务数，共同次数再多也不出奇。",
        en="“Cannot be judged” is not the same as no tie: with loads like these, even as many joint tasks as are "
        "possible would not stand out.",
    ),
    "chance_how": Text(
        zh="偶然：每个单位几项任务、每项任务几家单位都不变，谁和谁在一起重新抽签。",
        en="Chance: every unit keeps its number of tasks and every task its number of units, and who meets whom is "
        "drawn by lot.",
    ),
    "chance_exact": Text(zh="各种可能逐一数清。", en="All possibilities are counted."),
    "chance_sampled": Text(zh="抽签 {draws} 次。", en="Lots are drawn {draws} times."),
    "chance_near_exact": Text(zh="按近似公式计算。", en="An approximate formula is used."),
    "heat_caption_led": Text(
        zh="共同牵头的任务数；对角线（灰格）是该单位牵头的任务总数",
        en="Tasks led together; on the diagonal (grey) all tasks that the unit leads",
    ),
    "heat_caption_shared": Text(
        zh="共同承担的任务数；对角线（灰格）是该单位的任务总数",
        en="Tasks shared in any role; on the diagonal (grey) all tasks of the unit",
    ),
    "heat_order": Text(zh="单位顺序", en="Order of units"),
    "heat_printed": Text(zh="按方案顺序", en="as in the plan"),
    "heat_key": Text(
        zh="色块自左至右，任务由少到多。粗框加 ✓：明显多；没有 ✓ 的：不明显，或无从判断。",
        en="From left to right, more tasks. A bold frame with ✓: clearly many; without ✓: not clearly, or not "
        "to be judged.",
    ),
    "heat_hint": Text(
        zh="指向或用方向键移到有数字的格，这里说明这一对；点开看任务。",
        en="Point at a number, or move to it with the arrow keys: this line says what it means. Follow it to the "
        "tasks.",
    ),
    "heat_lines": Text(
        zh="粗线分开各组（最好的一种分法）。", en="Heavy lines divide the clusters (the best division)."
    ),
    "pairs_caption_led": Text(zh="共同牵头的单位对及其任务", en="Pairs that lead together, with their tasks"),
    "pairs_caption_shared": Text(zh="共同承担任务的单位对", en="Pairs that share tasks"),
    "filter_pairs": Text(zh="筛选单位对", en="Filter the pairs"),
    "filter_all_verdicts": Text(zh="全部", en="Any"),
    "shown_pairs": Text(zh="显示 {shown} / {n} 对", en="{shown} of {n} pairs shown"),
    "shared_summary": Text(
        zh="不分角色，共同承担任务的单位对", en="Pairs that share tasks in any role, not only as leads"
    ),
    "with_unit": Text(zh="与", en="With"),
    "shared_tasks": Text(zh="共同任务数", en="Shared tasks"),
    "which_tasks": Text(zh="任务序号", en="Which tasks"),
    "expected_tasks": Text(zh="按任务数约有", en="Usual for their loads"),
    "against_chance": Text(zh="多不多", en="Is it many?"),
    **{f"verdict_{verdict}": words for verdict, words in TIE_VERDICT_WORDS.items()},
    "verdict_unlisted": Text(zh="不在最突出的各对之列", en="not among the most remarkable"),
    "pair_words_led": Text(zh="共同牵头 {n} 项", en="{n} joint"),
    "pair_words_led_chance": Text(
        zh="共同牵头 {n} 项，按任务数约 {expected} 项：{verdict}", en="{n} joint, {expected} usual: {verdict}"
    ),
    "pair_words_shared": Text(zh="共同承担 {n} 项", en="{n} shared"),
    "pair_words_shared_chance": Text(
        zh="共同承担 {n} 项，按任务数约 {expected} 项：{verdict}", en="{n} shared, {expected} usual: {verdict}"
    ),
    "pair_of": Text(zh="{a}与{b}：{words}", en="{a} and {b}: {words}"),
    "cores": Text(zh="稳定的协作组", en="Working clusters that hold"),
    "cores_lead": Text(
        zh="把常常共同牵头的单位归成组，再逐项去掉任务、把任务重抽，反复重新分组：始终分在一组的，才列在这里。",
        en="Units that lead the same tasks are put into groups; then tasks are left out or drawn anew, and the groups "
        "made again, many times. Only units that stay together stand here.",
    ),
    "no_cores": Text(
        zh="任务略有变动，各家的归组就会变：没有哪几家始终同组。",
        en="No units stay in one group when the tasks change a little.",
    ),
    "hold": Text(zh="重新分组，{share} 的次数在一起", en="together in {share} of the divisions"),
    "hold_border": Text(
        zh="重新分组，十次里大约九次在一起：勉强算得上，换一批抽签可能不同",
        en="together about 9 times in 10: a close call, which other draws could turn",
    ),
    "core_tasks": Text(zh="共同牵头的任务（{n} 项）", en="Joint leads ({n})"),
    "core_no_tasks": Text(
        zh="没有共同牵头的任务，各与相同的单位共同牵头。", en="No joint leads, but the same partners."
    ),
    "hub_without": Text(zh="不算{unit}，会怎样", en="Without {unit}"),
    "hub_why": Text(
        zh="{unit}牵头多，共同牵头的单位有 {n} 家，容易掩盖其他关系。去掉它再分组（是否明显，见“协作组”）：",
        en="{unit} leads much, together with {n} of the others, which can hide other groups. Without it (how clear "
        "this is, “Working groups” says):",
    ),
}
