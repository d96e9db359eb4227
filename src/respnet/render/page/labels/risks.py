"""Labels of the risks and what-if view."""

from __future__ import annotations

from respnet.core.i18n import Text

RISKS: dict[str, Text] = {
    "risks_lead": Text(
        zh="只看方案写的分工：假如某单位缺位，哪些任务没有牵头、只剩一家牵头，或没有单位承担；牵头能不能分得更匀。",
        en="From the plan as written: which tasks would have no lead, one lead or no unit at all without a unit, "
        "and whether the leads could be spread more evenly.",
    ),
    "on_this_page": Text(zh="本页内容", en="On this page"),
    "part_absence": Text(zh="缺位影响", en="If a unit drops out"),
    "part_single": Text(zh="牵头单薄的任务", en="Tasks thin on leads"),
    "part_large": Text(zh="涉及单位多的任务", en="Tasks with many units"),
    "part_even": Text(zh="分工调整建议", en="Spreading the leads"),
    "choose_absent": Text(zh="假如这个单位缺位", en="If this unit drops out"),
    "absent_title": Text(zh="假如{unit}缺位，剩下什么", en="What is left without {unit}"),
    "absent_leaderless": Text(zh="没有牵头", en="No lead left"),
    "absent_left_to": Text(zh="只剩一家牵头", en="One lead left"),
    "absent_others": Text(zh="还有两家以上牵头", en="Two or more leads left"),
    "absent_empty": Text(zh="没有任何单位", en="No unit left at all"),
    "absent_parts": Text(zh="其余单位之间的联系", en="The others among themselves"),
    "absent_parts_more": Text(zh="分成互不相通的 {n} 块", en="fall into {n} parts with no task in common"),
    "absent_parts_same": Text(zh="仍由共同任务连着，和现在一样", en="are joined by shared tasks as before"),
    "so_many_none": Text(zh="没有", en="none"),
    "dropouts_caption": Text(zh="缺位影响：假如该单位不参加，剩下什么", en="What is left if a unit drops out"),
    "without_unit": Text(zh="假如缺位的单位", en="Without"),
    "leaderless": Text(zh="没有牵头", en="No lead left"),
    "left_single": Text(zh="只剩一家牵头", en="One lead left"),
    "left_empty": Text(zh="没有单位", en="No unit left"),
    "parts_left": Text(zh="其余分成几块", en="Parts the rest falls into"),
    "so_many_tasks": Text(zh="{n} 项：", en="{n}:"),
    "singles_caption": Text(zh="单独牵头的任务", en="Tasks with a single lead"),
    "only_lead": Text(zh="唯一的牵头单位", en="Its only lead"),
    "others_there": Text(zh="有无其他单位参与", en="Others take part"),
    "yes": Text(zh="有", en="yes"),
    "no": Text(zh="无", en="no"),
    "no_lead_tasks": Text(zh="没有写明牵头的任务：", en="Tasks that name no lead: "),
    "for_study": Text(
        zh="供研究，不代替决定。respnet 不改动方案；谁适合牵头，由人判断。",
        en="For study, not instead of a decision. respnet changes nothing; who should lead is for people to judge.",
    ),
    "moves_caption": Text(zh="分工调整建议：供研究，不代替决定", en="Proposals, for study, not instead of a decision"),
    "from_unit": Text(zh="原牵头", en="From"),
    "to_unit": Text(zh="改由", en="To"),
    "reason": Text(zh="理由", en="Why"),
    "sizes_caption": Text(zh="涉及单位最多的任务", en="Tasks with most units"),
    "leads_number": Text(zh="牵头单位数", en="Leads"),
    "others_number": Text(zh="其他单位数", en="Others"),
    "units_in_all": Text(zh="涉及单位数", en="Units in all"),
}
