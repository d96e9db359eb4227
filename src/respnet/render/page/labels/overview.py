"""Labels of the overview: headlines, picture notes, counts."""

from __future__ import annotations

from respnet.core.i18n import Text

OVERVIEW: dict[str, Text] = {
    # The answers
    "say_capacity": Text(zh="{units}超过承担能力", en="Above capacity: {units}"),
    "say_over": Text(zh="{units}任务偏多", en="Overload: {units}"),
    "say_over_some": Text(zh="{units}在部分算法下任务偏多", en="Overload, but only in some ways of counting: {units}"),
    "say_over_none": Text(zh="没有发现任务偏多的单位", en="No unit carries an overload"),
    "say_no_leads": Text(
        zh="方案没有写明牵头单位，本报告不作推定", en="The plan names no leads, and none are assumed here"
    ),
    "say_gaps": Text(zh="{n} 项任务没有写明牵头单位", en="Tasks that name no lead: {n}"),
    "say_single": Text(zh="{n} 项任务只有一家牵头", en="Tasks that hang on a single lead: {n}"),
    "say_missed": Text(
        zh="{units}缺位，{n} 项任务就没有牵头", en="Missed most: {units} (tasks left with no lead: {n})"
    ),
    "say_missed_several": Text(
        zh="{units}，任何一家缺位都有 {n} 项任务没有牵头",
        en="Missed most: {units} (tasks left with no lead, by each: {n})",
    ),
    "say_nobody_missed": Text(zh="没有哪一家缺位会使任务失去牵头", en="No single absence leaves a task without a lead"),
    "say_pair": Text(zh="{a}与{b}共同牵头的次数超出偶然", en="Leading together more than chance gives: {a} with {b}"),
    "say_pairs": Text(
        zh="{a}与{b}等 {n} 对单位共同牵头的次数超出偶然",
        en="{n} pairs lead together more than chance gives, first of all {a} with {b}",
    ),
    "say_cores": Text(
        zh="任务略有变动仍在一起的工作组团有 {n} 个，如{units}", en="Groups of leads that hold: {n}, such as {units}"
    ),
    "say_focus": Text(zh="{units}：位置与任务数相称", en="Positions that the number of tasks explains: {units}"),
    "say_focus_beyond": Text(
        zh="{units}：位置并不都能由任务数解释", en="Not every position is explained by the number of tasks: {units}"
    ),
    "say_due": Text(zh="{period} 到期最多，有 {n} 项任务", en="Most tasks due in one go: {n}, in {period}"),
    "say_due_several": Text(
        zh="{period} 等 {m} 期到期最多，各有 {n} 项任务",
        en="Most tasks due in one go: {n}, in each of {m} periods, the first {period}",
    ),
    # What the pictures show
    "note_load_leads": Text(
        zh="牵头项数；虚线：随机分配时，95% 的情形里最多的单位不超过 {limit} 项",
        en="Tasks led; dashed: what the busiest unit would not exceed in 95% of random draws, {limit}",
    ),
    "note_load_tasks": Text(
        zh="承担的任务数；虚线：随机分配时，95% 的情形里最多的单位不超过 {limit} 项",
        en="Tasks taken part in; dashed: what the busiest unit would not exceed in 95% of random draws, {limit}",
    ),
    "note_single": Text(zh="独家牵头的任务数", en="Tasks led alone"),
    "note_missed": Text(
        zh="缺位后没有牵头的任务数；条纹：两家同时缺位", en="Tasks left with no lead; striped: if two drop out together"
    ),
    "note_pairs": Text(
        zh="共同牵头的任务数；虚线：牵头数不变、重新抽签时平均有几项",
        en="Tasks led together; dashed: how many draws give on average when every unit keeps its number of leads",
    ),
    "note_cores": Text(zh="组内共同牵头的任务数", en="Tasks led together in the group"),
    "note_focus": Text(
        zh="桥梁作用在 {n} 个单位中的名次，第 1 名在左",
        en="Rank as a bridge among {n} units, first on the left",
    ),
    "note_due": Text(zh="到期的任务数（最早的几期）", en="Tasks due (the first periods)"),
    "more_in": Text(zh="看更多：{view}", en="More: {view}"),
    "main_findings": Text(zh="主要结论", en="What matters most"),
    "counts": Text(zh="基本情况", en="Counts"),
    # The counts
    "tile_tasks": Text(zh="项任务", en="tasks"),
    "tile_units": Text(zh="个单位", en="units"),
    "tile_collectives": Text(zh="个集合单位（代表多家）", en="collectives (each stands for many)"),
    "tile_leads": Text(zh="处牵头分工", en="lead assignments"),
    "tile_leading": Text(zh="个单位牵头过任务", en="units that lead something"),
    "tile_single": Text(zh="项任务只有一家牵头", en="tasks with a single lead"),
    "tile_problems": Text(zh="处需要核对", en="points to check"),
}
