"""Output of `respnet rebalance`: the curve as a table and the proposals with their reasons, or all of it as JSON."""

from __future__ import annotations

from collections.abc import Sequence

from respnet.analysis.rebalance.rebalance import CurvePoint, LeadMove, Rebalancing
from respnet.cli.output.terminal import format_json
from respnet.core.i18n import Lang, Text
from respnet.core.messages import escape_controls
from respnet.core.network import ResponsibilityNetwork
from respnet.findings.catalog import result_to_jsonable
from respnet.findings.display_names import format_task_labels, format_unit_name, format_unit_names
from respnet.findings.rebalance import describe_move_reason, describe_rebalancing_rule, explain_no_moves, format_load
from respnet.render.terminal_table import TERMINAL_WIDTH, build_text_table, render_text

_HEADINGS = (
    Text(zh="调整", en="moves"),
    Text(zh="最高加权任务量", en="highest workload"),
    Text(zh="平方和", en="sum of squares"),
    Text(zh="最多牵头", en="most leads"),
    Text(zh="单独牵头任务", en="single-lead tasks"),
    Text(zh="任务量最高的单位", en="whose workload it is"),
)
_CLOSING = Text(
    zh="以上供研究，不代替决定；方案没有改动，没有写回任何内容。",
    en="This is for study and decides nothing; the plan is as it was, and nothing was written back.",
)


def format_rebalance_text(network: ResponsibilityNetwork, found: Rebalancing, lang: Lang) -> str:
    """Format the rule, the curve as a table, and the proposals of its last point; ends without a line break.

    Control and direction marks in names are spelt out, as in every answer.

    Args:
        network: The network that was rebalanced.
        found: The result.
        lang: Language of the text.
    """
    last = found.curve[-1]
    lines = [describe_rebalancing_rule(network, found.rules).of(lang), "", *_curve(network, found.curve, lang), ""]
    if last.moves:
        lines += [_proposals_heading(last).of(lang), *(_proposal(network, move, lang) for move in last.proposed), ""]
    else:
        lines += [explain_no_moves(network, found).of(lang), ""]
    lines.append(_CLOSING.of(lang))
    return "\n".join(escape_controls(line) for line in lines)


def format_rebalance_json(found: Rebalancing) -> str:
    """Format rules, curve and proposals as JSON, texts in both languages; ends without a line break."""
    return format_json(result_to_jsonable(found))


def _curve(network: ResponsibilityNetwork, curve: Sequence[CurvePoint], lang: Lang) -> list[str]:
    rows = [
        [
            str(point.moves),
            format_load(point.highest),
            format_load(point.squares),
            str(point.most_leads),
            str(point.single_leads),
            escape_controls(format_unit_names(network, point.busiest, most=3).of(lang)),
        ]
        for point in curve
    ]
    headings = [heading.of(lang) for heading in _HEADINGS]
    return render_text([build_text_table(headings, rows, [*[True] * 5, False])], TERMINAL_WIDTH).splitlines()


def _proposals_heading(last: CurvePoint) -> Text:
    low, one = format_load(last.highest), last.moves == 1
    return Text(
        zh=f"降到 {low} 的 {last.moves} 处调整建议：",
        en=f"The proposed {'move brings' if one else f'{last.moves} moves bring'} it down to {low}:",
    )


def _proposal(network: ResponsibilityNetwork, move: LeadMove, lang: Lang) -> str:
    title, labels = network.task_by_id[move.task].title, format_task_labels(network, [move.task])
    giver, taker = (format_unit_name(network, unit, lang) for unit in (move.from_unit, move.to_unit))
    reason = describe_move_reason(move.reason)
    return Text(
        zh=f"任务 {labels.zh}（{title}）：牵头由{giver}转给{taker}。{reason.zh}",
        en=f"Task {labels.en} ({title}): the lead passes from {giver} to {taker}. {reason.en}",
    ).of(lang)
