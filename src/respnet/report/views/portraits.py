"""One unit as the comparison shows it: its roles, with whom it leads, and where it stands, as texts and pictures."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from respnet.analysis import Analysis
from respnet.analysis.focus import FocusUnit, Partner, look_closer
from respnet.analysis.lottery import FLAG_WORDS
from respnet.report.views.pictures import WIDE, Piece, RankLine, rank_line
from respnet.report.voice import Voice

MEASURED = ("degree", "closeness", "unit_betweenness")
"""The measures whose ranks are drawn, with the ranges over which they move."""
LISTS = ("alone", "co_leads")
MOST_SAID = 400
"""Sentences are made of every unit up to so many; a page of a larger plan would grow by a megabyte."""


@dataclass(frozen=True, slots=True)
class Portrait:
    """One unit. `bars`: a piece for leads, responsible, support (of no width where it has none).

    `ranks`: a line each of MEASURED; `texts`: one each row of the comparison but the lists; `said`: it in sentences.
    """

    unit: str
    bars: tuple[Piece, ...]
    ranks: tuple[RankLine, ...]
    alone: tuple[str, ...]
    co_leads: tuple[Partner, ...]
    texts: tuple[str, ...]
    said: tuple[str, ...]


def rank_text(voice: Voice, rank: int, moving: tuple[int, int], *, shared: bool = False) -> str:
    """A rank and where it moves when the plan changes a little."""
    if moving == (rank, rank) and not shared:
        return voice.t("rank_fixed", rank=rank)
    if shared:
        return voice.t("rank_moving_shared", rank=rank, low=moving[0], high=moving[1])
    return voice.t("rank_moving", rank=rank, low=moving[0], high=moving[1])


class Portraits:
    """Makes the portraits of one plan's units, all on the same scale."""

    def __init__(self, analysis: Analysis, voice: Voice) -> None:
        self.analysis, self.voice = analysis, voice
        loads, places = analysis.results.workload.loads, analysis.results.centrality.units
        self.among = len(loads)
        self.scale = WIDE / max([load.total for load in loads] + [1])
        self.held = {
            measure: Counter(int(getattr(place, f"rank_{measure}")) for place in places) for measure in MEASURED
        }
        self.held["leads"] = Counter(load.rank_leads for load in loads)
        self.led = analysis.network.names_leads
        capacities = ("capacity",) if analysis.results.capacities.units else ()
        self.text_rows = (
            *(("roles", "share") if self.led else ("roles",)),
            *("neighbours", *MEASURED, "volume", "flag", *capacities),
        )

    @property
    def rows(self) -> tuple[str, ...]:
        """The rows of the comparison, in the order in which they are shown."""
        first = ("roles", "share", *LISTS) if self.led else ("roles",)
        return (*first, *(row for row in self.text_rows if row not in first))

    def of(self, row: int) -> Portrait:
        """The unit in this row of the network's matrices."""
        unit = self.analysis.network.actors[row]
        closer = look_closer(self.analysis.network, self.analysis.results, (unit.name,))
        one = closer.units[0]
        return Portrait(
            unit=unit.id,
            bars=self._bars(one),
            ranks=tuple(self._rank(one, measure) for measure in MEASURED),
            alone=one.alone,
            co_leads=one.co_leads,
            texts=tuple(self._text(one, key) for key in self.text_rows),
            said=tuple(self.voice.say(text) for text in closer.sentences) if self.among <= MOST_SAID else (),
        )

    def _bars(self, one: FocusUnit) -> tuple[Piece, ...]:
        pieces, start = [], 0.0
        for look, count in (("lead", one.load.leads), ("other", one.load.responsible), ("less", one.load.supports)):
            pieces.append(Piece(look, round(start), round(count * self.scale)))
            start += count * self.scale
        return tuple(pieces)

    def _rank(self, one: FocusUnit, measure: str) -> RankLine:
        rank = getattr(one.centrality, f"rank_{measure}")
        moving = one.standing.range_in(measure) or (rank, rank)
        text = rank_text(self.voice, rank, moving, shared=self.held[measure][rank] > 1)
        return rank_line(one.unit, rank, moving, self.among, text)

    def _text(self, one: FocusUnit, key: str) -> str:
        voice, load = self.voice, one.load
        match key:
            case "roles":
                counts = {"leads": load.leads, "responsible": load.responsible, "supports": load.supports}
                return voice.t("roles_in_words", n=load.total, **counts)
            case "share":
                shared = self.held["leads"][load.rank_leads] > 1
                return voice.ranked(f"{load.lead_share:.0%}", load.rank_leads, shared=shared)
            case "neighbours":
                return voice.t("of_so_many", n=one.neighbours, of=max(0, self.among - 1))
            case "volume":
                return self._volume(one)
            case "flag":
                return voice.say(FLAG_WORDS[one.flag.flag])
            case _:
                return self._rank(one, key).value if key in MEASURED else self._capacity(one)

    def _capacity(self, one: FocusUnit) -> str:
        return self.analysis.network.unit_by_id[one.unit].capacity_written or self.voice.t("none")

    def _volume(self, one: FocusUnit) -> str:
        """Whether its number of tasks explains where it stands."""
        if not one.standing.beyond:
            return self.voice.t("volume_unknown")
        said = []
        for measure, name in (("unit_betweenness", "bridge"), ("harmonic", "near")):
            found = one.standing.beyond_in(measure)
            if found and (found.above or found.below):
                said.append(self.voice.t(f"volume_{name}_{'above' if found.above else 'below'}"))
        return self.voice.t("semicolon").join(said) or self.voice.t("volume_explained")
