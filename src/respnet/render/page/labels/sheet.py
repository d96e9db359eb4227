"""Labels of the duty sheets inside the page."""

from __future__ import annotations

from respnet.core.i18n import Text

SHEET: dict[str, Text] = {
    "sheet_title": Text(zh="任务清单", en=" – duty sheet"),
    "sheet_for": Text(zh="（{unit}）", en="{unit}"),
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
    "sheet_maybe_line": Text(
        zh="{label}　{title}（{units}；牵头单位：{leads}）", en="{label} {title} ({units}; lead units: {leads})"
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
    "apart_of": Text(zh="{unit}的任务清单", en="The duty sheet of {unit}"),
    "apart_title": Text(zh="各单位任务清单", en="Duty sheets"),
    "apart_why": Text(
        zh="方案有 {n} 处分工（超过 {most} 处），各单位任务清单没有放进本页，以免文件过大，请用命令另行生成。",
        en="The plan has {n} assignments, more than {most}, so its duty sheets are not in this page, which would grow "
        "too large; commands make them.",
    ),
    "apart_one": Text(zh="只生成这一家的：", en="This one alone:"),
    "apart_all": Text(zh="一次生成全部单位的：", en="Those of all units:"),
    "apart_unit": Text(zh="单位名称", en="UNIT"),
    "back_to_units": Text(zh="← 全部单位", en="← All units"),
    "print": Text(zh="打印", en="Print"),
    "back_to_unit": Text(zh="← 在关系网中查看", en="← See it in the network"),
}
