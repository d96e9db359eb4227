from __future__ import annotations

import json

import pytest

from respnet.analysis.workload.random_assignment import LoadScheme
from respnet.analysis.workload.workload import Flag
from respnet.core.to_json import to_jsonable


def test_typed_results_become_what_json_says() -> None:
    value = (LoadScheme(0.1 + 0.2, 1, -0.0, ()), Flag.WATCH, True, None, ("x", 3))
    assert json.dumps(to_jsonable(value)) == (
        '[{"ratio": 0.3, "alpha": 1, "limit": 0.0, "loads": []}, "watch", true, null, ["x", 3]]'
    )


def test_what_json_cannot_say_is_refused() -> None:
    with pytest.raises(TypeError, match=r"^set has no plain form$"):
        to_jsonable({1})
