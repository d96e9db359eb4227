"""What the page shows, prepared for its templates: names, links, rows and numbers in one language."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from urllib.parse import quote

from respnet.analysis import Analysis
from respnet.analysis.finding import Finding
from respnet.analysis.lottery import FLAG_WORDS, Flag
from respnet.plan import KIND_WORDS, Assignment, Role
from respnet.problems import Problem
from respnet.report.charts import BarChart, BarData, bar_chart
from respnet.report.labels import LABELS
from respnet.report.picture import unit_label
from respnet.report.sheets import DutySheet, SheetRow
from respnet.words import Lang, Text

CENTRALITIES = ("degree", "closeness", "harmonic", "betweenness", "unit_betweenness")
CHART_ROWS = 40
HEAT_UNITS, PAIR_ROWS = 60, 300
VIEW_FINDINGS = {
    "workload": ("overloaded-units", "never-leading-units"),
    "coleads": ("frequent-co-leads",),
    "focus": ("focus-units", "central-units"),
}
"""Which findings stand with which view, by id."""


@dataclass(frozen=True, slots=True)
class LoadRow:
    """One unit's row of the workload table."""

    unit: str
    kind: str
    counts: dict[Role, int]
    total: int
    rank_leads: int
    flag: str
    flag_order: int
    is_focus: bool
    is_owner: bool


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """Evidence drawn together: some units, a number as text, and the tasks it stands on."""

    units: tuple[str, ...]
    value: str
    tasks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """One line of the comparison of focus units."""

    label: str
    values: tuple[str, ...]
    meaning: str


@dataclass(frozen=True, slots=True)
class CentralityRow:
    """One unit's row of the table of centralities."""

    unit: str
    values: tuple[str, ...]


class View:
    """An analysis in one language. Every method gives text, links or rows; escaping is the templates'."""

    def __init__(self, analysis: Analysis, lang: Lang) -> None:
        self.analysis = analysis
        self.network = analysis.network
        self.plan = analysis.network.plan
        self.lang = lang

    def t(self, key: str, **values: object) -> str:
        """A label, with its values filled in."""
        text = LABELS[key].of(self.lang)
        return text.format(**values) if values else text

    def say(self, text: Text) -> str:
        """A text in the page's language."""
        return text.of(self.lang)

    def unit_name(self, unit_id: str) -> str:
        """What the unit is called on this page."""
        return unit_label(self.network.unit_by_id[unit_id], self.lang)

    def unit_href(self, unit_id: str) -> str:
        """The address that shows the unit in the network."""
        return "#unit=" + quote(self.network.unit_by_id[unit_id].name, safe="")

    def sheet_href(self, unit_id: str) -> str:
        """The address of the unit's duty sheet."""
        return "#sheet=" + quote(self.network.unit_by_id[unit_id].name, safe="")

    def printed_name(self, one: Assignment) -> str:
        """The name as printed on a Chinese page; the unit's English name on an English one."""
        return one.printed if self.lang == "zh" else self.unit_name(one.unit)

    def assigned(self, task_id: str, role: Role) -> list[Assignment]:
        """The assignments of a task in one role, in printed order."""
        return [one for one in self.network.of_task[task_id] if one.role is role]

    def unit_counts(self, unit_id: str) -> Counter[Role]:
        """How often the unit is printed in each role."""
        return Counter(one.role for one in self.network.of_unit[unit_id])

    def roles_shown(self, *, working: bool) -> list[Role]:
        """The roles this plan uses; with `working` only those that are a share in the work."""
        used = {one.role for one in self.plan.assignments}
        return [role for role in Role if role in used and not (working and role is Role.SUPERVISE)]

    def plan_facts(self) -> list[str]:
        """Issuer, number and date, as far as they are known."""
        plan = self.plan
        facts = [plan.area, plan.issuer]
        if plan.document_number:
            facts.append(self.t("document_number") + " " + plan.document_number)
        if plan.issued:
            facts.append(self.t("issued_on") + " " + plan.issued)
        return [fact for fact in facts if fact]

    def loads(self) -> list[LoadRow]:
        """The rows of the workload table, most leads first, then most tasks, then printed order."""
        flags = {flag.unit: flag.flag for flag in self.analysis.lottery.flags}
        focus = {one.unit for one in self.analysis.focus.units}
        rows = [
            LoadRow(
                unit=load.unit,
                kind=self.say(KIND_WORDS[self.network.unit_by_id[load.unit].kind]),
                counts={Role.LEAD: load.leads, Role.RESPONSIBLE: load.responsible, Role.SUPPORT: load.supports},
                total=load.total,
                rank_leads=load.rank_leads,
                flag=self.say(FLAG_WORDS[flags[load.unit]]),
                flag_order=list(Flag).index(flags[load.unit]),
                is_focus=load.unit in focus,
                is_owner=self.owner_name() == self.unit_name(load.unit),
            )
            for load in self.analysis.workload.loads
        ]
        return sorted(rows, key=lambda row: (-row.counts[Role.LEAD], -row.total))

    def chart(self, *, wide: bool) -> BarChart:
        """The workload chart, drawn for wide or for narrow screens."""
        working = self.roles_shown(working=True)
        data = [
            BarData(
                self.unit_name(row.unit), self.unit_href(row.unit), tuple((role, row.counts[role]) for role in working)
            )
            for row in self.loads()[:CHART_ROWS]
        ]
        label_width = 0 if not wide else 150 if self.lang == "zh" else 330
        return bar_chart(data, self.limit(), width=960 if wide else 350, label_width=label_width)

    def limit(self) -> int | None:
        """The lottery's limit on leads, where the plan names leads."""
        return self.analysis.lottery.lead_limit if self.network.names_leads else None

    def chart_note(self) -> str:
        """Which units the chart shows."""
        units = len(self.network.actors)
        return self.t("chart_all" if units <= CHART_ROWS else "chart_top", n=units, shown=CHART_ROWS)

    def tiles(self) -> list[tuple[int, str, str]]:
        """Counts for the overview: number, label, where it leads."""
        plan, analysis = self.plan, self.analysis
        tiles = [
            (len(plan.tasks), "tile_tasks", "#tasks"),
            (len(self.network.actors), "tile_units", "#units"),
            (len(self.network.collectives), "tile_collectives", "#units"),
            (int(self.network.biadjacency(Role.LEAD).sum()), "tile_leads", "#workload"),
            (sum(load.leads > 0 for load in analysis.workload.loads), "tile_leading", "#workload"),
            (len(analysis.single_leads), "tile_single", "#finding-single-leads"),
        ]
        return [(number, self.t(key), href) for number, key, href in tiles]

    def findings_of(self, view: str) -> list[Finding]:
        """The findings that stand with a view."""
        return [one for one in self.analysis.findings if one.id in VIEW_FINDINGS[view]]

    def evidence_of(self, finding: Finding) -> list[EvidenceLine]:
        """The evidence, drawn together: a unit's tasks on one line, tasks of the same units on one line."""
        lines: dict[tuple[tuple[str, ...], str], list[str]] = {}
        for one in finding.evidence:
            # A number without a word for what it counts would only puzzle.
            value = f"{self.t(f'role_{one.role}')} {one.value:g}" if one.role and one.value is not None else ""
            lines.setdefault(((one.unit,) if one.unit else (), value), []).extend([one.task] if one.task else [])
        return [EvidenceLine(units, value, tuple(tasks)) for (units, value), tasks in lines.items()]

    def focus_rows(self) -> list[ComparisonRow]:
        """The focus units side by side: counts, then each centrality with its rank."""
        units = self.analysis.focus.units
        tasks = max(len(self.plan.tasks), 1)

        def row(key: str, values: list[str]) -> ComparisonRow:
            return ComparisonRow(self.t(f"focus_{key}"), tuple(values), self.t(f"focus_{key}_meaning"))

        loads, places = self.analysis.workload.loads, self.analysis.centrality.units

        def ranked(value: object, rank: int, ranks: list[int]) -> str:
            note = self.t("rank_shared", rank=rank) if ranks.count(rank) > 1 else self.t("rank_note", rank=rank)
            return f"{value}（{note}）" if self.lang == "zh" else f"{value} ({note})"

        lead_ranks = [load.rank_leads for load in loads]
        lead_rows = [
            row("leads", [ranked(one.load.leads, one.load.rank_leads, lead_ranks) for one in units]),
            row("share", [f"{one.load.leads / tasks:.1%}" for one in units]),
        ]

        return [
            *(lead_rows if self.network.names_leads else []),
            row("others", [str(one.load.others) for one in units]),
            row("flag", [self.say(FLAG_WORDS[one.flag.flag]) for one in units]),
            *(
                row(
                    key,
                    [
                        ranked(
                            f"{getattr(one.centrality, key):.3f}",
                            getattr(one.centrality, f"rank_{key}"),
                            [getattr(place, f"rank_{key}") for place in places],
                        )
                        for one in units
                    ],
                )
                for key in CENTRALITIES
            ),
        ]

    def centralities(self) -> list[CentralityRow]:
        """All units with their centralities, highest degree first."""
        rows = sorted(self.analysis.centrality.units, key=lambda one: -one.degree)
        return [CentralityRow(one.unit, tuple(f"{getattr(one, key):.3f}" for key in CENTRALITIES)) for one in rows]

    def centrality_note(self) -> str:
        """The population of the centralities."""
        matrix = self.network.biadjacency()
        return self.t("centrality_caption", units=matrix.shape[0], tasks=matrix.shape[1], edges=int(matrix.sum()))

    def heat(self) -> list[tuple[str, list[tuple[str, int]]]]:
        """The matrix of joint leads: each unit with its row of shades and counts; the busiest where there are many."""
        found = self.analysis.co_leads
        busiest = sorted(range(len(found.units)), key=lambda row: -found.matrix[row][row])[:HEAT_UNITS]
        shown = sorted(busiest)
        return [
            (
                found.units[row],
                [
                    ("own" if row == column else self.heat_class(found.matrix[row][column]), found.matrix[row][column])
                    for column in shown
                ],
            )
            for row in shown
        ]

    def cut_note(self, shown: int, total: int) -> str:
        """That a list or matrix shows only its beginning; nothing where it shows all."""
        return self.t("cut_note", shown=shown, total=total) if shown < total else ""

    def heat_class(self, count: int) -> str:
        """The shade of a co-lead count, in five steps up to the largest off the diagonal."""
        pairs = self.analysis.co_leads.pairs
        largest = max((len(pair.tasks) for pair in pairs), default=1)
        return f"h{max(1, -(-5 * count // largest))}" if count else "h0"

    def where(self, problem: Problem) -> str:
        """File, row, column and value of a problem, as far as it has them."""
        parts = [
            problem.file,
            self.t("row_no", row=problem.row) if problem.row is not None else "",
            self.t("column_named", column=problem.column) if problem.column else "",
            problem.value,
        ]
        return " · ".join(part for part in parts if part)

    def known_tasks(self, ids: tuple[str, ...]) -> list[str]:
        """Those of the ids that this plan has."""
        return [task for task in ids if task in self.network.task_by_id]

    def owner_name(self) -> str:
        """The plan's coordinating unit as this page calls units."""
        row = self.network.actor_row(self.plan.owner)
        return self.plan.owner if row is None else unit_label(self.network.actors[row], self.lang)

    def sheet_meta(self, sheet: DutySheet) -> str:
        """The line under a sheet's title: the plan's owner, and how much it is."""
        counts = []
        for group in sheet.groups:
            words = self.t(f"role_{group.role.value}")
            number = len(group.rows)
            counts.append(f"{words} {number} 项" if self.lang == "zh" else f"{words.lower()} {number}")
        joined = ("，" if self.lang == "zh" else ", ").join(counts)
        owner = self.t("sheet_owner", owner=self.owner_name()) if self.plan.owner else ""
        return self.t("sheet_meta", owner=owner, counts=joined)

    def sheet_names(self, row: SheetRow, role: Role) -> str:
        """Who has the task in `role`; that nobody is named to lead is said."""
        names = [self.printed_name(one) for one in row.in_role(role)]
        if role in row.task.open_roles:
            return self.t("comma").join(names) + self.t("and_others")
        return self.t("comma").join(names) or (self.t("not_named") if role is Role.LEAD else "")

    def sheet_numeral(self, place: int) -> str:
        """一、 二、 … as official documents number their parts; 1. 2. in English."""
        return f"{'零一二三四五六七八九'[place]}、" if self.lang == "zh" else f"{place}. "
