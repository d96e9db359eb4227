"""The overview."""

from __future__ import annotations

from respnet.words import Text

OVERVIEW: dict[str, Text] = {
    "tile_tasks": Text(zh="项任务", en="tasks"),
    "tile_units": Text(zh="个单位", en="units"),
    "tile_collectives": Text(zh="个集合单位（代表多家）", en="collectives (each stands for many)"),
    "tile_leads": Text(zh="处牵头分工", en="lead assignments"),
    "tile_leading": Text(zh="个单位牵头过任务", en="units lead something"),
    "tile_single": Text(zh="项任务只有一家牵头", en="tasks with a single lead"),
    "tile_problems": Text(zh="处需要核对", en="points to check"),
}
