"""The network."""

from __future__ import annotations

from respnet.words import Text

NETWORK: dict[str, Text] = {
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
}
