"""The network: the picture of units and tasks, its legend, and the panel of what is picked."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from respnet.analysis import Analysis
from respnet.plan import Kind, Role
from respnet.problems import Problem
from respnet.report.condense import MOST_UNITS, is_large
from respnet.report.picture import ROLE_LOOKS, Look, draw, kinds_shown
from respnet.report.views.prepared import Prepared
from respnet.report.voice import Voice
from respnet.words import Text

_SHAPES = {
    "dot": '<circle r="6" fill="{}"></circle>',
    "diamond": '<path d="M0 -7 7 0 0 7 -7 0Z" fill="{}"></path>',
    "triangle": '<path d="M0 -7 7 6 -7 6Z" fill="{}"></path>',
    "triangleDown": '<path d="M0 7 7 -6 -7 -6Z" fill="{}"></path>',
    "square": '<path d="M-6 -6H6V6H-6Z" fill="{}"></path>',
    "hexagon": '<path d="M-7 0 -3.5 -6H3.5L7 0 3.5 6H-3.5Z" fill="{}"></path>',
    "star": '<path d="M0 -7 2 -2 7 -2 3 1.5 4.5 7 0 3.7 -4.5 7 -3 1.5 -7 -2 -2 -2Z" fill="{}"></path>',
}


@dataclass(frozen=True, slots=True)
class RoleLine:
    """How one role's line looks in the legend."""

    role: Role
    width: object
    dash: str


@dataclass(frozen=True, slots=True)
class KindShape:
    """How one kind of unit looks in the legend."""

    kind: Kind
    words: Text
    shape: Markup


@dataclass(frozen=True, slots=True)
class Network:
    """The legend, the sections to choose from, and what to say where the picture is condensed."""

    roles: tuple[RoleLine, ...]
    kinds: tuple[KindShape, ...]
    sections: tuple[str, ...]
    condensed: str


def prepare(analysis: Analysis, _: tuple[Problem, ...], voice: Voice) -> Prepared:
    """The picture of every plan."""
    network = analysis.network
    picture = draw(network, voice.lang)
    kinds = tuple(KindShape(kind, words, _shape(look)) for kind, words, look in kinds_shown(network))
    it = Network(
        roles=tuple(_line(role) for role in voice.roles_shown(working=False)),
        kinds=kinds,
        sections=tuple(dict.fromkeys(level for task in network.tasks for level in task.section)),
        condensed=voice.t("network_condensed", units=MOST_UNITS) if is_large(network) else "",
    )
    return Prepared("network", it, {"nodes": picture.nodes, "edges": picture.edges})


def _line(role: Role) -> RoleLine:
    dashes = ROLE_LOOKS[role]["dashes"]
    return RoleLine(role, ROLE_LOOKS[role]["width"], " ".join(map(str, dashes)) if isinstance(dashes, list) else "")


def _shape(look: Look) -> Markup:
    return Markup(_SHAPES[look.shape]).format(look.colour)  # noqa: S704 - constants of this module
