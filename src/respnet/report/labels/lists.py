"""The lists of tasks and units."""

from __future__ import annotations

from respnet.words import Text

LISTS: dict[str, Text] = {
    "tasks_caption": Text(zh="全部任务，按方案顺序", en="All tasks, in the plan's order"),
    "units_lead": Text(
        zh="同一单位有几种写法的，用记录的规范名称，其他写法列在“又写作”；类别未作记录的，按名称推断并注明，或留作未注明。",
        en="A unit written in several ways goes by its recorded name; the others stand under “Also written”. "
        "Kinds are recorded, guessed from the name and marked so, or not stated.",
    ),
    "units_caption": Text(zh="全部单位，按方案中首次出现的顺序", en="All units, in order of first appearance"),
}
