"""Risks and what-if."""

from __future__ import annotations

from respnet.words import Text

RISKS: dict[str, Text] = {
    "risks_lead": Text(
        zh="只看方案写的分工：假如某单位缺位，哪些任务没有牵头、只剩一家牵头，或没有单位承担；牵头能不能分得更匀。",
        en="From the plan as written: which tasks would have no lead, one lead or no unit at all without a unit, "
        "and whether the leads could be spread more evenly.",
    ),
    "dropouts_caption": Text(zh="缺位影响：假如该单位不参加，剩下什么", en="What is left if a unit drops out"),
    "without_unit": Text(zh="假如缺位的单位", en="Without"),
    "leaderless": Text(zh="没有牵头", en="No lead left"),
    "left_single": Text(zh="只剩一家牵头", en="One lead left"),
    "left_empty": Text(zh="没有单位", en="No unit left"),
    "parts_left": Text(zh="其余分成几块", en="Parts the rest falls into"),
    "so_many_tasks": Text(zh="{n} 项：", en="{n}:"),
    "curve_caption": Text(
        zh="牵头调整的次数与最重的任务量（其他参与一项按 0.5 项牵头计；每项任务的牵头单位数不变）",
        en="Moves of leads against the highest load (taking part counts half a lead; each task keeps its number of "
        "leads)",
    ),
    "moves": Text(zh="调整次数", en="Moves"),
    "highest_load": Text(zh="最重的任务量", en="Highest load"),
    "busiest": Text(zh="最忙的单位", en="Busiest"),
    "most_leads": Text(zh="最多牵头项数", en="Most leads"),
    "single_leads": Text(zh="独家牵头任务数", en="Single-lead tasks"),
    "moves_caption": Text(
        zh="分工调整建议：供研究，不代替决定，respnet 不改动方案",
        en="Proposals, for study: people decide, and respnet changes nothing",
    ),
    "from_unit": Text(zh="原牵头", en="From"),
    "to_unit": Text(zh="改由", en="To"),
    "reason": Text(zh="理由", en="Why"),
    "sizes_caption": Text(zh="协调量最大的任务", en="Tasks that take most coordination"),
    "leads_number": Text(zh="牵头单位数", en="Leads"),
    "others_number": Text(zh="其他单位数", en="Others"),
    "ties_to_hold": Text(zh="要对接的关系数", en="Ties to hold"),
}
