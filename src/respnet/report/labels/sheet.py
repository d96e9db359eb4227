"""The duty sheet as the page shows it."""

from __future__ import annotations

from respnet.words import Text

SHEET: dict[str, Text] = {
    "sheet_title": Text(zh="任务清单", en=" – duty sheet"),
    "sheet_meta": Text(zh="{owner}{counts}", en="{owner}{counts}"),
    "sheet_owner": Text(zh="统筹单位：{owner}　", en="Coordinated by {owner} · "),
    "role_tasks_lead": Text(zh="牵头任务", en="Tasks to lead"),
    "role_tasks_responsible": Text(zh="责任任务", en="Tasks to share responsibility for"),
    "role_tasks_support": Text(zh="配合任务", en="Tasks to support"),
    "role_tasks_supervise": Text(zh="督促任务", en="Tasks to supervise"),
    "sheet_count": Text(zh="（{n} 项）", en=" ({n})"),
    "sheet_maybe": Text(
        zh="由集合单位承担的任务，请核对是否涉及本单位", en="Tasks of collectives that may include this unit"
    ),
    "sheet_maybe_note": Text(
        zh="方案只写了集合名称，没有列出名单，是否包括本单位须由统筹单位确认。",
        en="The plan gives only a collective name and no list; the coordinating unit must say whether this unit "
        "is meant.",
    ),
    "also_role": Text(zh="（同时列为{role}单位）", en="(also listed as {role})"),
    "sheet_caution": Text(
        zh="本清单根据方案文本整理，供核对使用，以印发文件为准。",
        en="Compiled from the text of the plan, for checking; the issued document prevails.",
    ),
    "sign_opinion": Text(zh="核对意见", en="Remarks after checking"),
    "sign_head": Text(zh="单位主要负责人（审签）", en="Head of the unit (signature)"),
    "sign_liaison": Text(zh="联络员", en="Liaison"),
    "sign_phone": Text(zh="联系电话", en="Telephone"),
    "sign_date": Text(zh="日期", en="Date"),
    "print": Text(zh="打印", en="Print"),
    "back_to_unit": Text(zh="← 在关系网中查看", en="← See it in the network"),
}
