"""The assignment chart as SVG text: for the page, whose style sheet colours it, and alone, with colours of its own."""

from __future__ import annotations

from collections import Counter
from html import escape
from urllib.parse import quote

from respnet.core.i18n import Lang, Text
from respnet.core.messages import escape_controls
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role, Task, UnitKind
from respnet.findings.display_names import format_task_label, format_unit_name, get_first_words
from respnet.render.assignment_chart.layout import (
    BOX_HEIGHT,
    BOX_LEFT,
    SIDE,
    TOP,
    ChartCurve,
    ChartLayout,
    ChartTask,
    ChartUnit,
    estimate_text_width,
    is_folded,
    lay_out_chart,
    truncate_to_width,
)
from respnet.render.network_plot.aggregate import GROUP_NUMBER, aggregate_network
from respnet.render.network_plot.node_styles import NODE_STYLES

_TITLES = {
    (True, False): Text(zh="单位（牵头＋其他参与）", en="Units (leads + other tasks)"),
    (False, False): Text(zh="单位（任务数）", en="Units (tasks)"),
    (True, True): Text(zh="单位（章节数：牵头＋其他参与）", en="Units (sections: leads + others)"),
    (False, True): Text(zh="单位（章节数）", en="Units (sections)"),
}
"""Title of the units: whether the plan names leads, and whether sections stand for tasks."""
STYLE = (
    "text{font:14px sans-serif;fill:#16202c}.head,.title{font-weight:600}.number{fill:#4b5766}"
    ".curve{fill:none;stroke:#1f3f66;stroke-opacity:.55;stroke-width:1.2}.box{fill:#fff;stroke:#d5dbe3}"
    ".responsible{stroke-dasharray:6 4}.support{stroke-dasharray:2 4}.supervise{stroke-dasharray:8 3 1 3}"
    ".lead{fill:#1f3f66}.other{fill:#b9d0ea}.dot{fill:#1f3f66}.dot.none{fill:#fff;stroke:#1f3f66}"
    ".dim a:not(.on),.dim .curve:not(.on){opacity:.15}.joint,.together{fill:none;stroke:#66788d;stroke-opacity:1}"
    ".together{stroke:#1f3f66}.joint{stroke-dasharray:2 6}.units text{text-anchor:middle}"
    ".units a text,.count{fill:#16202c;stroke:#fff;stroke-width:4px;paint-order:stroke}"
    + "".join(f".k{place}{{fill:{NODE_STYLES[kind].colour}}}" for place, kind in enumerate(UnitKind))
)


class SvgChart(str):
    """SVG text that a notebook shows as a picture."""

    __slots__ = ()

    def _repr_svg_(self) -> str:
        return str(self)

    def __repr__(self) -> str:
        return f"<SvgChart of {len(self)} characters>"


def draw_svg(network: ResponsibilityNetwork, lang: Lang) -> SvgChart:
    """Draw the chart alone, with its own colours.

    Args:
        network: The network; a large one is drawn by sections.
        lang: Language of the labels.

    Returns:
        A whole SVG element; names in it are escaped.
    """
    small = aggregate_network(network, large=is_folded(network))
    return SvgChart(format_chart(small, lay_out_chart(small, lang), lang, style=STYLE))


def format_chart(network: ResponsibilityNetwork, layout: ChartLayout, lang: Lang, *, style: str = "") -> str:
    """Format a layout as SVG; units and tasks are links that a script may follow.

    Args:
        network: The network that was laid out.
        layout: The layout.
        lang: Language of the labels.
        style: Style sheet to put inside; none where the page has one.
    """
    writer = _Writer(network, layout, lang)
    parts = [f"<style>{style}</style>"] if style else []
    parts += [writer.heading(one.text, one.side, one.y) for one in layout.headings]
    grouped = any(task.number == GROUP_NUMBER for task in network.tasks)
    title = _TITLES[network.names_leads, grouped].of(lang)
    at = f'x="{layout.width / 2:g}" y="{TOP - 22:g}" text-anchor="middle"'
    parts.append(f'<text class="title" {at}>{escape_text(title)}</text>')
    parts += map(writer.curve, layout.curves)
    parts += map(writer.task, layout.tasks)
    parts += map(writer.unit, layout.units)
    size = f'viewBox="0 0 {layout.width:.0f} {layout.height:.0f}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" class="assignments" {size} role="group">{"".join(parts)}</svg>'


def escape_text(text: str) -> str:
    """Escape a text of the plan for SVG; characters that XML cannot hold become visible signs."""
    return escape(escape_controls(text))


class _Writer:
    """Writer of the parts of one chart; it escapes every text of the plan."""

    def __init__(self, network: ResponsibilityNetwork, layout: ChartLayout, lang: Lang) -> None:
        self.network, self.layout, self.lang = network, layout, lang
        leads = network.names_leads
        self._joined = {one.task for one in network.plan.assignments if one.role is Role.LEAD or not leads}
        self._labels = {task.id: format_task_label(network, task.id, lang) for task in network.tasks}
        self._indent = max([30.0, *(estimate_text_width(label) * 14 / 13 + 17 for label in self._labels.values())])
        self._titles = Counter((task.section, task.title) for task in network.tasks)
        self._unit = {unit.id: place for place, unit in enumerate(network.plan.units)}

    def heading(self, text: str, side: str, y: float) -> str:
        x, anchor = (SIDE - 5, "end") if side == "left" else (self.layout.right + 5, "start")
        shown = truncate_to_width(text, (SIDE - 12) * 13 / 14)
        full = f"<title>{escape_text(text)}</title>" if shown != text else ""
        return f'<text class="head" x="{x:g}" y="{y + 5:g}" text-anchor="{anchor}">{full}{escape_text(shown)}</text>'

    def curve(self, one: ChartCurve) -> str:
        (x1, y1), (x2, y2) = one.start, one.end
        middle = (x1 + x2) / 2
        path = f"M{x1:g} {y1:.1f}C{middle:g} {y1:.1f} {middle:g} {y2:.1f} {x2:g} {y2:.1f}"
        task = self.network.task_by_id[one.task].order
        return f'<path class="curve" data-a="u{self._unit[one.unit]}" data-b="t{task}" d="{path}"/>'

    def task(self, one: ChartTask) -> str:
        task, left = one.task, one.side == "left"
        number = self._labels[task.id]
        x_number, anchor = (SIDE - 5, "end") if left else (self.layout.right + 5, "start")
        x_title = SIDE - self._indent if left else self.layout.right + self._indent
        words = get_first_words(task) if self._titles[task.section, task.title] > 1 else ""
        shown = truncate_to_width(words or task.title, (SIDE - self._indent - 6) * 13 / 14)
        at = f'y="{one.y + 5:g}" text-anchor="{anchor}"'
        dot = "dot" if task.id in self._joined else "dot none"
        return (
            f'<a class="t" data-id="t{task.order}" href="{escape(self._get_href(task, number))}">'
            f"<title>{escape_text(f'{number} {task.title}')}</title>"
            f'<circle class="{dot}" cx="{one.x:g}" cy="{one.y:g}" r="3"/>'
            f'<text class="number" x="{x_number:g}" {at}>{escape_text(number)}</text>'
            f'<text x="{x_title:g}" {at}>{escape_text(shown)}</text></a>'
        )

    def _get_href(self, task: Task, number: str) -> str:
        """Return the link to a task's card, or to the list of the section that stands here for its tasks."""
        if task.number == GROUP_NUMBER:
            return f"#tasks?section={quote(task.source, safe='')}"
        return f"#task={quote(number, safe='')}"

    def unit(self, one: ChartUnit) -> str:
        name, top = format_unit_name(self.network, one.unit.id, self.lang), one.y - BOX_HEIGHT / 2
        counts = f"{one.leads}＋{one.others}" if self.network.names_leads else str(one.others)
        edge = self.layout.box_right
        width = edge - BOX_LEFT
        room = (width - 26) * 13 / 14 - estimate_text_width(counts)
        bar = one.y + BOX_HEIGHT / 2 - 3
        lead, other = one.bars
        return (
            f'<a class="u" data-id="u{self._unit[one.unit.id]}" href="#unit={quote(one.unit.name, safe="")}">'
            f"<title>{escape_text(name)}</title>"
            f'<rect class="box" x="{BOX_LEFT:g}" y="{top:.1f}" width="{width:g}" '
            f'height="{BOX_HEIGHT:g}" rx="3"/>'
            f'<rect class="lead" x="{BOX_LEFT:g}" y="{bar:.1f}" width="{lead:.1f}" height="3"/>'
            f'<rect class="other" x="{BOX_LEFT + lead:.1f}" y="{bar:.1f}" width="{other:.1f}" height="3"/>'
            f'<text x="{BOX_LEFT + 9:g}" y="{one.y + 4:.1f}">{escape_text(truncate_to_width(name, room))}</text>'
            f'<text class="number" x="{edge - 9:g}" y="{one.y + 4:.1f}" text-anchor="end">{counts}</text></a>'
        )
