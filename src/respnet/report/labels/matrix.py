"""The responsibility matrix."""

from __future__ import annotations

from respnet.words import Text

MATRIX: dict[str, Text] = {
    "view_matrix": Text(zh="责任矩阵", en="Matrix"),
    "about_matrix": Text(zh="——单位和任务一张表，谁牵头、谁参与一目了然。", en="– units by tasks in one table."),
    "matrix_caption": Text(zh="● 牵头，○ 责任，△ 配合，◇ 督促", en="● leads, ○ responsible, △ supports, ◇ supervises"),
}
