"""Name alignment: both plans under common unit names, so that another spelling is not a new unit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Plan, Unit, UnitKind
from respnet.core.unit_names import is_likely_same, similarity_key


@dataclass(frozen=True, slots=True)
class AlignedPlans:
    """Both plans with every unit under its common name, which is also its id, without the area.

    `renamed` are the recorded decisions applied: (name in one of the plans, common name). `alike` are pairs (only in
    the old plan, only in the new) that look like one unit; without a decision they stay separate.
    """

    old: ResponsibilityNetwork
    new: ResponsibilityNetwork
    renamed: tuple[tuple[str, str], ...]
    alike: tuple[tuple[str, str], ...]


def align_unit_names(old: Plan, new: Plan) -> AlignedPlans:
    """Merge units that either plan records as one (`also_written`), and no others.

    The common name is the one under which a plan records the other spelling, the new plan's where both do; unrecorded
    names match only if equal. A unit is a collective in both plans if one says so (stated before guessed).

    Args:
        old: Old plan.
        new: New plan.

    Returns:
        Both plans under common names.

    >>> from respnet.intake.builder import PlanFacts, TaskRow, UnitList, UnitRecord, build_plan
    >>> from respnet.core.plan import Role
    >>> def plan(name, *records):
    ...     return build_plan(PlanFacts("p"), [TaskRow("t", units=(UnitList(Role.LEAD, (name,)),))], records)
    >>> record = UnitRecord("县应急局", also_written=("县应急管理局",))
    >>> both = align_unit_names(plan("县应急局", record), plan("县应急管理局"))
    >>> both.renamed, both.new.actors[0].id
    ((('县应急管理局', '县应急局'),), '县应急局')
    """
    name_of = _map_common_names((*new.units, *old.units))
    one_unit = _merge_units((*new.units, *old.units), name_of)
    plans = tuple(_rename_units(plan, name_of, one_unit) for plan in (old, new))
    written = dict.fromkeys(unit.name for unit in (*old.units, *new.units))
    return AlignedPlans(
        old=ResponsibilityNetwork(plans[0]),
        new=ResponsibilityNetwork(plans[1]),
        renamed=tuple((name, name_of[name]) for name in written if name_of[name] != name),
        alike=_find_similar_names(plans[0], plans[1]),
    )


def _map_common_names(units: tuple[Unit, ...]) -> dict[str, str]:
    """Map every spelling to its common name; `units` come in order of precedence."""
    group: dict[str, set[str]] = {}
    for unit in units:
        spellings = {unit.name, *filter(None, unit.also_written)}
        joined = spellings.union(*(group[one] for one in spellings if one in group))
        group.update(dict.fromkeys(joined, joined))
    name_of: dict[str, str] = {}
    for unit in sorted(units, key=lambda unit: not unit.also_written):  # stable: a recorded name before a bare one
        for spelling in () if unit.name in name_of else group[unit.name]:
            name_of[spelling] = unit.name
    return name_of


def _merge_units(units: Iterable[Unit], name_of: dict[str, str]) -> dict[str, Unit]:
    """Merge units of one common name; stated properties take precedence over guessed ones."""
    found: dict[str, list[Unit]] = {}
    for unit in units:
        found.setdefault(name_of[unit.name], []).append(unit)
    merged = {}
    for name, same in found.items():
        stated = [one for one in same if one.kind is not UnitKind.UNKNOWN and not one.guessed]
        judges = stated or [one for one in same if one.kind is not UnitKind.UNKNOWN] or same
        judge = next((one for one in judges if one.collective), judges[0])
        spellings = dict.fromkeys(other for one in same for other in (one.name, *one.also_written) if other != name)
        english = next((one.english for one in same if one.english), "")
        merged[name] = replace(judge, id=name, name=name, also_written=tuple(spellings), english=english, area="")
    return merged


def _rename_units(plan: Plan, name_of: dict[str, str], one_unit: dict[str, Unit]) -> Plan:
    common = {unit.id: name_of[unit.name] for unit in plan.units}
    return replace(
        plan,
        units=tuple(one_unit[name] for name in dict.fromkeys(common.values())),
        assignments=tuple(replace(one, unit=common[one.unit]) for one in plan.assignments),
    )


def _find_similar_names(old: Plan, new: Plan) -> tuple[tuple[str, str], ...]:
    here, there = ({unit.name: None for unit in plan.units} for plan in (old, new))
    by_key: dict[str, list[str]] = {}
    for name in there:
        if name not in here:
            by_key.setdefault(similarity_key(name), []).append(name)
    return tuple(
        (name, other)
        for name in here
        if name not in there
        for other in by_key.get(similarity_key(name), ())
        if is_likely_same(name, other)
    )
