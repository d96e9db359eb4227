"""Co-leads and clusters."""

from __future__ import annotations

from respnet.words import Text

COLEADS: dict[str, Text] = {
    "coleads_lead": Text(
        zh="格中数字是两家共同牵头的任务数，对角线是该单位牵头的任务总数。牵头多的单位自然更常与别人同列，"
        "次数多不等于关系特殊。",
        en="Each cell counts the tasks two units lead together; the diagonal is all that a unit leads. "
        "A unit that leads much meets others more often anyway: a high count alone is no special bond.",
    ),
    "coleads_caption": Text(zh="共同牵头次数（单位按方案顺序）", en="Tasks led together (units in the plan's order)"),
    "pairs_caption": Text(zh="共同牵头的单位对及其任务", en="Pairs that lead together, with their tasks"),
    "with_unit": Text(zh="与", en="With"),
    "shared_tasks": Text(zh="共同任务数", en="Shared tasks"),
    "which_tasks": Text(zh="任务序号", en="Which tasks"),
    "no_pairs": Text(zh="没有共同牵头的任务。", en="No task has more than one lead."),
    "no_leads_named": Text(
        zh="方案未明确牵头单位，本报告不作推定。", en="The plan names no leads, and none are inferred."
    ),
    "expected_tasks": Text(zh="偶然应有", en="By chance"),
    "against_chance": Text(zh="与偶然相比", en="Against chance"),
    "verdict_together": Text(zh="多于偶然", en="more than chance"),
    "verdict_within_chance": Text(zh="在偶然范围内", en="within chance"),
    "verdict_too_few": Text(zh="次数太少，无法判断", en="too few to judge"),
}
