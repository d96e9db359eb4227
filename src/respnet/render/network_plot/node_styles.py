"""Shapes and colours of units by kind."""

from __future__ import annotations

from collections import namedtuple

from respnet.core.plan import UnitKind

NodeStyle = namedtuple("NodeStyle", "shape colour")
"""Shape and colour of a node; each alone is enough to distinguish two kinds."""


NODE_STYLES = {
    UnitKind.PARTY: NodeStyle("diamond", "#8a3b5c"),
    UnitKind.GOVERNMENT: NodeStyle("dot", "#1f5a99"),
    UnitKind.MASS: NodeStyle("triangle", "#b3630f"),
    UnitKind.INSTITUTION: NodeStyle("square", "#3d7a6a"),
    UnitKind.TOWN: NodeStyle("triangleDown", "#6b5aa8"),
    UnitKind.ENTERPRISE: NodeStyle("hexagon", "#5a6b2d"),
    UnitKind.COLLECTIVE: NodeStyle("star", "#6f7785"),
    UnitKind.OTHER: NodeStyle("square", "#4d5561"),
    UnitKind.UNKNOWN: NodeStyle("dot", "#4d5561"),
}
