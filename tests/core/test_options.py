from __future__ import annotations

import pytest

from respnet.core.errors import RespnetError
from respnet.core.options import AnalysisOptions


def test_unusable_settings_are_refused_in_both_languages() -> None:
    with pytest.raises(RespnetError) as draws:
        AnalysisOptions(draws=0)
    assert draws.value.message("en") == "The number of draws (draws) is 0; it must be at least 1. 10000 is usual."
    assert draws.value.message("zh") == "抽签次数（draws）是 0，至少要 1 次；一般用 10000 次。"
    with pytest.raises(RespnetError) as seed:
        AnalysisOptions(seed=-1)
    assert seed.value.message("en") == "The seed is -1; it cannot be negative. Without one, 2022 is used."
    assert seed.value.message("zh") == "随机种子是 -1，不能是负数；不填则用 2022。"
