"""Labels of duty sheets, as files and in the page.

Chinese has no spaces around figures, as in official documents; Word and browsers add the spacing themselves.
"""

from __future__ import annotations

from respnet.core.i18n import Text, as_sentence
from respnet.core.messages import FOR_CHECKING, NO_LEADS_NAMED

SHEET: dict[str, Text] = {
    # The head
    "sheet_title": Text(zh="任务清单", en="Duty sheet"),
    "sheet_for": Text(zh="（{unit}）", en="{unit}"),
    "sheet_caution": Text(zh=FOR_CHECKING.zh, en=f"F{FOR_CHECKING.en[1:]}"),
    "sheet_owner": Text(zh="统筹单位：{owner}　", en="Coordinated by {owner} · "),
    "counts_lead": Text(zh="牵头{n}项", en="leads {n}"),
    "counts_responsible": Text(zh="责任{n}项", en="responsible for {n}"),
    "counts_support": Text(zh="配合{n}项", en="supports {n}"),
    "counts_supervise": Text(zh="督促{n}项", en="supervises {n}"),
    "counts_none": Text(zh="没有列入任何一项", en="named for none"),
    "sheet_facts": Text(zh="{owner}{counts}（方案共{tasks}项）", en="{owner}{counts} (of {tasks} tasks)"),
    # The parts
    "part_lead": Text(zh="牵头任务（{n}项）", en="Tasks to lead ({n})"),
    "part_responsible": Text(zh="责任任务（{n}项）", en="Tasks to share responsibility for ({n})"),
    "part_support": Text(zh="配合任务（{n}项）", en="Tasks to support ({n})"),
    "part_supervise": Text(zh="督促任务（{n}项）", en="Tasks to supervise ({n})"),
    "part_maybe": Text(zh="统称名下的任务（{n}项）", en="Tasks of collectives ({n})"),
    "maybe_note": Text(
        zh="请核对是否涉及本单位：方案只写统称、未列名单的，由统筹单位确认。",
        en="Please check whether this unit is meant: where the plan gives only a collective name and no list, the "
        "coordinating unit decides.",
    ),
    "task_numbers": Text(zh="第{tasks}项", en="{tasks}"),
    "task_labels": Text(zh="任务{tasks}", en="{tasks}"),
    "task_count": Text(zh="{n}项", en="{n}"),
    "numerals": Text(zh="一、|二、|三、|四、|五、", en="1. |2. |3. |4. |5. "),
    # The table
    "progress": Text(zh="进展情况", en="Progress"),
    "difficulties": Text(zh="存在问题", en="Difficulties"),
    "state": Text(zh="状态", en="State"),
    "remarks": Text(zh="备注", en="Remarks"),
    "collective": Text(zh="统称", en="Collective"),
    "missing": Text(zh="未写明", en="not named"),
    "no_deadline": Text(zh="未单列", en="none listed"),
    "also_role": Text(zh="（同时列为{role}单位）", en=" (also listed as {role})"),
    "detail_text": Text(zh="任务内容", en="The task"),
    "detail_summary": Text(zh="摘要", en="Summary"),
    # The notes
    "nobody_leads": as_sentence(NO_LEADS_NAMED),
    "note_spellings": Text(zh="方案中又写作：{names}。", en="The plan also writes it: {names}."),
    "note_members": Text(zh="名单：{names}。", en="It stands for: {names}."),
    "by_convention": Text(
        zh="牵头单位按方案的规定认定：“{rule}”。", en="Who leads follows from the plan's own rule: “{rule}”."
    ),
    "inherited": Text(
        zh="{tasks}由方案的总要求带入，该项所列单位中没有本单位。",
        en="Named by a general clause of the plan and not in the task's own list: {tasks}.",
    ),
    "made_from": Text(
        zh="本清单根据{plan}文本整理，用黑体标出的是本单位。",
        en="Compiled from the text of {plan}; the unit itself is set in bold.",
    ),
    "not_signed": Text(
        zh="统称不代表一家单位，本清单不设签字栏，由统筹单位确认所指单位后分送。",
        en="A collective name is no single unit, so there is nothing to sign here; the coordinating unit says who is "
        "meant.",
    ),
    # The foot
    "sign_opinion": Text(zh="核对意见", en="Remarks after checking"),
    "sign_head": Text(zh="单位主要负责人\n（审签）", en="Head of the unit (signature)"),
    "sign_liaison": Text(zh="联络员", en="Liaison"),
    "sign_phone": Text(zh="联系电话", en="Telephone"),
    "sign_date": Text(zh="日期", en="Date"),
    # All sheets in one
    "all_title": Text(zh="各单位任务清单", en="Duty sheets of all units"),
    "all_units": Text(zh="各单位任务数", en="Tasks of each unit"),
    "all_note": Text(
        zh="单位按方案中出现的顺序排列；一个单位在一项任务里只计一次，取较强的角色。",
        en="Units stand in the order of the plan; each counts once a task, in its stronger role.",
    ),
    "is_collective": Text(zh="（统称）", en=" (collective)"),
    "no_units": Text(zh="方案没有写明任何单位。", en="The plan names no units."),
    "file_all": Text(zh="全部单位任务清单", en="all duty sheets"),
    # In the page
    "back_to_unit": Text(zh="← 单位详情", en="← The unit"),
    "back_to_units": Text(zh="← 全部单位", en="← All units"),
    "print": Text(zh="打印", en="Print"),
    "print_all": Text(zh="打印全部清单", en="Print all sheets"),
    "apart_of": Text(zh="{unit}的任务清单", en="The duty sheet of {unit}"),
    "apart_why": Text(
        zh="方案分工多，各单位任务清单没有放进本页，以免文件过大，请用命令另行生成。",
        en="The plan is large, and its duty sheets would make this page too large; commands make them.",
    ),
    "apart_one": Text(zh="只生成这一家的：", en="This one alone:"),
    "apart_all": Text(zh="一次生成全部单位的：", en="Those of all units:"),
    "plan_here": Text(zh="方案文件夹", en="PLAN"),
    "apart_unit": Text(zh="单位名称", en="UNIT"),
}
