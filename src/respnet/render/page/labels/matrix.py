"""Labels of the responsibility matrix."""

from __future__ import annotations

from respnet.core.i18n import Text

MATRIX: dict[str, Text] = {
    "view_matrix": Text(zh="责任矩阵", en="Matrix"),
    "matrix_lead": Text(
        zh="行是单位，列是任务；一格有两个符号的，是同一单位在这项任务中写了两次。右边的项数每项任务只计一次，按较重的角色；"
        "督促不计入合计，统称不参与排名。",
        en="Rows are units, columns are tasks; two signs in one place are a unit written twice in that task. "
        "The numbers on the right count each task once, in the stronger role; supervision is not in the total. "
        "Collectives are not ranked.",
    ),
    "matrix_lead_cluster": Text(
        zh="按协作组排列时，常一起牵头的单位和它们的任务挨在一起。",
        en=" By cluster, units that often lead together stand side by side with their tasks.",
    ),
    "matrix_caption": Text(
        zh="责任矩阵：● 牵头，○ 责任，△ 配合，◇ 督促", en="Matrix: ● leads, ○ responsible, △ supports, ◇ supervises"
    ),
    "matrix_order": Text(zh="任务排列", en="Order"),
    "matrix_by_section": Text(zh="按章节", en="by section"),
    "matrix_by_print": Text(zh="按方案顺序", en="as printed"),
    "matrix_by_cluster": Text(zh="按协作组", en="by cluster"),
    "matrix_cluster": Text(zh="协作组 {n}：{units}", en="Cluster {n}: {units}"),
    "matrix_no_cluster": Text(zh="不在协作组内", en="In no cluster"),
    "matrix_hint": Text(
        zh="指向或选中一格，这里说明是谁、什么角色、哪项任务；方向键可逐格移动。",
        en="Point at a place, or use the arrow keys: who it is, in which role, and which task are said here.",
    ),
    "matrix_cell": Text(zh="{unit} {role} 任务 {task}", en="{unit}: {role}, task {task}"),
    "matrix_no_part": Text(zh="不参与", en="no part"),
    "matrix_cut": Text(
        zh="方案很大，这里只列出前 {shown} 项任务（共 {n} 项）；右边的项数按全部任务计。",
        en="The plan is large: the first {shown} of its {n} tasks are shown; the numbers on the right count all.",
    ),
    "matrix_wide": Text(
        zh="任务很多，A3 纸上字会很小；打印请用 respnet export --format xlsx 导出的工作簿。",
        en="With so many tasks the print on A3 is very small; the workbook of respnet export --format xlsx prints "
        "better.",
    ),
}
