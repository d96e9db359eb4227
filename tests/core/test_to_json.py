from __future__ import annotations

import json

import pytest

from respnet.analysis.workload.random_assignment import LoadScheme
from respnet.analysis.workload.workload import Flag
from respnet.core.plan import Assignment, Origin, Plan, Role, Task, Unit, UnitKind
from respnet.core.to_json import to_jsonable


def test_typed_results_become_what_json_says() -> None:
    value = (LoadScheme(0.1 + 0.2, 1, -0.0, ()), Flag.WATCH, True, None, ("x", 3))
    assert json.dumps(to_jsonable(value)) == (
        '[{"ratio": 0.3, "alpha": 1, "limit": 0.0, "loads": []}, "watch", true, null, ["x", 3]]'
    )


def test_what_json_cannot_say_is_refused() -> None:
    with pytest.raises(TypeError, match=r"^set has no plain form$"):
        to_jsonable({1})


def test_the_json_of_a_plan_is_that_of_the_standard_library_which_stored_digests_stand_on() -> None:
    every = "".join(chr(one) for one in range(0x10000) if not 0xD800 <= one < 0xE000) + "\U0001f600"
    efforts = (1e-5, 0.1 + 0.2, 1e16, 5e-324, 2, None)
    tasks = tuple(Task(f"p/{n}", n, "t", open_roles=(Role.LEAD,), effort=one) for n, one in enumerate(efforts, 1))
    units = (Unit("u", every, kind=UnitKind.TOWN, guessed=True, members=("a", "b")), Unit("v", "v", capacity=1e-7))
    links = (Assignment("u", "p/1", Role.SUPPORT, 1, "[等]", Origin.CONVENTION),)
    for plan in (Plan("p", "t"), Plan("p", every, period="2021", units=units, tasks=tasks, assignments=links)):
        assert plan.to_json() == json.dumps(plan.to_dict(), ensure_ascii=False, sort_keys=True)
