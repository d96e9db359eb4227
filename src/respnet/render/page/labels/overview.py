"""Labels of the overview: headlines, picture notes, counts."""

from __future__ import annotations

from respnet.core.i18n import Text

OVERVIEW: dict[str, Text] = {
    # What the pictures show
    "note_load_leads": Text(
        zh="牵头项数；虚线：超过 {limit} 项的，明显偏多",
        en="Tasks led; dashed: more than {limit} is clearly many",
    ),
    "note_load_tasks": Text(
        zh="承担的任务数；虚线：超过 {limit} 项的，明显偏多",
        en="Tasks taken part in; dashed: more than {limit} is clearly many",
    ),
    "note_single": Text(zh="单独牵头的任务数", en="Tasks led alone"),
    "note_missed": Text(
        zh="没有牵头的任务数（条纹：两家都缺）", en="Tasks left with no lead; striped: if two drop out together"
    ),
    "note_pairs": Text(
        zh="共同牵头的任务数；虚线：按各自任务数平均有几项",
        en="Tasks led together; dashed: how many their loads give on average",
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
