"""Other labels of the workbook, in both languages; a test finds gaps and leftovers."""

from __future__ import annotations

from respnet.core.i18n import Text, as_sentence
from respnet.core.messages import FOR_CHECKING, NO_LEADS_NAMED
from respnet.core.progress import STATE_WORDS
from respnet.findings.display_names import capitalise_first
from respnet.findings.leads import NO_JOINT_LEADS

PROGRESS_STATES = tuple(STATE_WORDS.values())

WORKBOOK_LABELS: dict[str, Text] = {
    "title": Text(zh="《{plan}》{sheet}", en="{plan}: {sheet}"),
    "foot": Text(zh=FOR_CHECKING.zh, en=capitalise_first(FOR_CHECKING.en)),
    "page": Text(zh="第 &P 页，共 &N 页", en="Page &P of &N"),
    "between": Text(zh="、", en="; "),
    "numbers_between": Text(zh="、", en=", "),
    "open_list": Text(zh="等", en=" (and others)"),
    "by_convention": Text(zh="按惯例确定", en="by convention"),
    "guessed": Text(zh="{kind}？", en="{kind}?"),
    "and_more": Text(zh="等，另有 {count} 处", en=" and {count} more"),
    "no_verdict": Text(zh="未逐对列出", en="not listed"),
    "no_problems": Text(zh="没有发现需要核对的问题。", en="Nothing was found that needs checking."),
    "no_leads": as_sentence(NO_LEADS_NAMED),
    "no_pairs": NO_JOINT_LEADS,
    "cut_here": Text(
        zh="……【原文共 {length} 字，超出一格的上限，此处截断】",
        en="… [cut here: {length} characters are more than a cell can hold]",
    ),
    # Notes: the plan
    "group_plan": Text(zh="方案", en="Plan"),
    "plan_title": Text(zh="方案名称", en="Title"),
    "plan_id": Text(zh="方案标识", en="Id"),
    "plan_area": Text(zh="地区", en="Area"),
    "plan_number": Text(zh="文号", en="Document number"),
    "plan_issuer": Text(zh="印发机关", en="Issuer"),
    "plan_issued": Text(zh="成文日期", en="Issued"),
    "plan_published": Text(zh="公布日期", en="Published"),
    "plan_period": Text(zh="方案期限", en="Period"),
    "plan_owner": Text(zh="统筹单位", en="Coordinating unit"),
    "plan_lead_rule": Text(zh="牵头规定", en="Rule on leads"),
    "plan_counts": Text(zh="任务、单位和分工", en="Tasks, units, assignments"),
    "plan_counts_said": Text(
        zh="任务 {tasks} 项；单位 {units} 个，另有统称 {collectives} 个；分工 {assignments} 处。",
        en="Tasks: {tasks}. Units: {units}, and collectives: {collectives}. Assignments: {assignments}.",
    ),
    "plan_leads": Text(zh="牵头单位", en="Leads"),
    # Notes: how things are counted
    "group_rules": Text(zh="计数规则", en="Counting"),
    "rule_once": Text(zh="一项任务计一次", en="Once a task"),
    "rule_once_said": Text(
        zh="同一任务中有两种分工的单位，按较强的一种（牵头、责任、配合）计一次；任务分解表仍照原文列出。",
        en="A unit with two roles on one task counts once, in the stronger (lead, responsible, support); the task "
        "breakdown still shows both, as printed.",
    ),
    "rule_collectives": Text(zh="统称", en="Collectives"),
    "rule_collectives_said": Text(
        zh="“各乡镇（街道）”这类名称代表多家，单列，不参与排名，也不拆分到各家。",
        en="A name such as “all townships” stands for many: it has a row of its own, is not ranked, and is not split.",
    ),
    "rule_names": Text(zh="单位名称", en="Names"),
    "rule_names_said": Text(
        zh="任务分解表照原文写法；其余各表用规范名称，只有登记过的写法才合并。",
        en="All sheets use the English names where they are recorded, else the names as printed; only recorded "
        "spellings are taken for one unit.",
    ),
    "rule_approximation": Text(zh="平均数的算法", en="How the averages were worked out"),
    # Notes: limits
    "group_limits": Text(zh="局限", en="Limits"),
    "limit_work": Text(zh="项数不是工作量", en="Numbers are not work"),
    "limit_work_said": Text(
        zh="各表数的是任务项数，任务有大有小，项数多不等于工作重。",
        en="The sheets count tasks; tasks differ in size, and more tasks need not be more work.",
    ),
    "limit_text": Text(zh="依据方案文字", en="The letter of the plan"),
    "limit_text_said": Text(
        zh=f"内容由方案文字整理而来，不反映实际落实情况；{FOR_CHECKING.zh}。",
        en=f"Everything comes from the text of the plan and says nothing of what was done; it is {FOR_CHECKING.en}.",
    ),
    "limit_matrix": Text(zh="责任矩阵未生成", en="No responsibility matrix"),
    "limit_matrix_said": Text(
        zh="{units} 个单位 × {tasks} 项任务，超过 {most} 格（或 Excel 的列数上限），不便打开和打印，未列出；"
        "可在任务分解表中按单位筛选。",
        en="{units} units × {tasks} tasks are more than {most} cells, or more columns than Excel has, and could "
        "neither be opened nor printed with ease; filter the task breakdown instead.",
    ),
    "limit_pairs": Text(zh="共同牵头未列全", en="Not all co-leads"),
    "limit_pairs_said": Text(
        zh="共有 {pairs} 对，只列出共同牵头任务最多的 {most} 对。",
        en="Of {pairs} pairs, the {most} with most joint tasks are listed.",
    ),
    "limit_cut": Text(zh="过长的内容", en="Texts too long"),
    "limit_cut_said": Text(
        zh="Excel 一格最多 32,767 字；超出的内容已截断并在格内注明，共 {count} 格：{places}。",
        en="A cell of Excel holds 32,767 characters; longer texts are cut, and say so. Cells: {count} ({places}).",
    ),
    "limit_high": Text(zh="过高的行", en="Rows too high"),
    "limit_high_said": Text(
        zh="Excel 行高最多 409 磅；下列各行文字较长，打印时末尾显示不全，格内全文完整：{places}。",
        en="A row of Excel is at most 409 points high; the ends of these longer texts do not show in print, though "
        "the cells hold them whole: {places}.",
    ),
    # Notes: versions
    "group_version": Text(zh="版本", en="Versions"),
    "version": Text(zh="生成程序", en="Made by"),
    "digest": Text(zh="方案内容校验码（SHA-256）", en="Digest of the plan (SHA-256)"),
    "digest_said": Text(
        zh="{digest}。内容相同的方案校验码相同，可用来核对两份工作簿依据的是不是同一版方案。",
        en="{digest}. Plans that say the same have the same digest: two workbooks can be told to be of one version.",
    ),
}
