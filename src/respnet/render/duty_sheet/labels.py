"""Labels of duty sheets as files, in both languages; a test finds gaps and leftovers.

Chinese has no spaces around figures, as in official documents; Word and browsers add the spacing themselves.
"""

from __future__ import annotations

from respnet.core.i18n import Text

SHEET_LABELS: dict[str, Text] = {
    # The head
    "title": Text(zh="任务清单", en="Duty sheet"),
    "for_unit": Text(zh="（{unit}）", en="{unit}"),
    "caution": Text(zh="供核对使用，以印发文件为准", en="For checking; the issued document prevails"),
    "owner": Text(zh="统筹单位：{owner}", en="Coordinated by {owner}"),
    "count_lead": Text(zh="牵头{n}项", en="leads {n}"),
    "count_responsible": Text(zh="责任{n}项", en="responsible for {n}"),
    "count_support": Text(zh="配合{n}项", en="supports {n}"),
    "count_supervise": Text(zh="督促{n}项", en="supervises {n}"),
    "count_comma": Text(zh="、", en=", "),
    "fact_gap": Text(zh="　", en=" · "),
    # The load
    "load_leads": Text(
        zh="{unit}牵头{n}项，占方案{tasks}项任务的{share}{rank}。",
        en="{unit} leads {n} of {tasks} tasks ({share}){rank}.",
    ),
    "load_total": Text(
        zh="牵头和其他参与的任务合计{n}项，占{share}{rank}。",
        en="With the tasks it shares in it has {n} in all ({share}){rank}.",
    ),
    "load_no_lead": Text(
        zh="{unit}不牵头任务，参与{n}项，占方案{tasks}项任务的{share}{rank}。",
        en="{unit} leads no task and takes part in {n} of {tasks} ({share}){rank}.",
    ),
    "load_nobody_leads": Text(
        zh="方案没有写明牵头单位，不作推定。{unit}列入{n}项，占方案{tasks}项任务的{share}{rank}。",
        en="The plan names no lead units, and none are assumed. {unit} is named for {n} of {tasks} tasks "
        "({share}){rank}.",
    ),
    "load_collective": Text(
        zh="“{unit}”代表多家单位，列入{n}项，占方案{tasks}项任务的{share}；不与单个单位比较任务多少。",
        en="“{unit}” stands for many units. It is named for {n} of {tasks} tasks ({share}) and is not compared with "
        "single units.",
    ),
    "load_none": Text(zh="{unit}不承担任务。", en="{unit} has no share in the work."),
    "rank_alone": Text(zh="，在{units}个单位中列第{rank}", en=", rank {rank} of {units} units"),
    "rank_shared": Text(zh="，在{units}个单位中并列第{rank}", en=", shared rank {rank} of {units} units"),
    "also_rank_alone": Text(zh="，列第{rank}", en=", rank {rank}"),
    "also_rank_shared": Text(zh="，并列第{rank}", en=", shared rank {rank}"),
    # The parts
    "part_lead": Text(zh="牵头任务（{n}项）", en="Tasks to lead ({n})"),
    "part_responsible": Text(zh="责任任务（{n}项）", en="Tasks to share responsibility for ({n})"),
    "part_support": Text(zh="配合任务（{n}项）", en="Tasks to support ({n})"),
    "part_supervise": Text(zh="督促任务（{n}项）", en="Tasks to supervise ({n})"),
    "part_maybe": Text(
        zh="集合单位承担的任务（{n}项）",
        en="Tasks of collectives ({n})",
    ),
    "maybe_note": Text(
        zh="请核对是否涉及本单位：方案只写集合名称、未列名单的，由统筹单位确认。",
        en="Please check whether this unit is meant: where the plan gives only a collective name and no list, the "
        "coordinating unit decides.",
    ),
    "answer_to": Text(zh="牵头单位：{leads}。", en="Led by: {leads}."),
    "task_numbers": Text(zh="第{tasks}项", en="{tasks}"),
    "task_labels": Text(zh="任务{tasks}", en="{tasks}"),
    "task_count": Text(zh="{n}项", en="{n}"),
    "no_lead_there": Text(zh="未写明牵头单位", en="no lead named"),
    # The columns
    "number": Text(zh="序号", en="No."),
    "task": Text(zh="工作任务", en="Task"),
    "targets": Text(zh="目标要求", en="Targets"),
    "lead": Text(zh="牵头单位", en="Lead units"),
    "responsible": Text(zh="责任单位", en="Responsible units"),
    "support": Text(zh="配合单位", en="Supporting units"),
    "supervise": Text(zh="督促单位", en="Supervising units"),
    "collective": Text(zh="集合单位", en="Collective"),
    "deadline": Text(zh="完成时限", en="Deadline"),
    "comma": Text(zh="、", en=", "),
    "semicolon": Text(zh="；", en="; "),
    "and_others": Text(zh="等", en=" and others"),
    "not_named": Text(zh="未写明", en="not named"),
    "also_role": Text(zh="（同时列为{role}单位）", en="(also listed as {role})"),
    "detail_targets": Text(zh="目标要求：{what}", en="Targets: {what}"),
    "detail_text": Text(zh="任务内容：{what}", en="The task: {what}"),
    # The notes
    "also_written": Text(zh="方案中又写作：{names}。", en="The plan also writes it: {names}."),
    "members": Text(zh="名单：{names}。", en="It stands for: {names}."),
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
    "version": Text(
        zh="方案内容摘要{digest}，respnet {version}。", en="Digest of the plan {digest}, respnet {version}."
    ),
    "not_signed": Text(
        zh="集合名称不代表一家单位，本清单不设签字栏，由统筹单位确认所指单位后分送。",
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
    "all_summary": Text(zh="总体情况", en="Summary"),
    "all_units": Text(zh="各单位任务数", en="Tasks of each unit"),
    "all_note": Text(
        zh="单位按方案中出现的顺序排列；一个单位在一项任务里只计一次，取较强的角色。",
        en="Units stand in the order of the plan; each counts once a task, in its stronger role.",
    ),
    "unit": Text(zh="单位", en="Unit"),
    "of_lead": Text(zh="牵头", en="Leads"),
    "of_responsible": Text(zh="责任", en="Responsible"),
    "of_support": Text(zh="配合", en="Supports"),
    "of_supervise": Text(zh="督促", en="Supervises"),
    "total": Text(zh="合计", en="Total"),
    "is_collective": Text(zh="（集合单位）", en=" (collective)"),
    "no_units": Text(zh="方案没有写明任何单位。", en="The plan names no units."),
    "file_all": Text(zh="全部单位任务清单", en="all duty sheets"),
}
