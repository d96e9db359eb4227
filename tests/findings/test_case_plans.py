"""Plans on which a sentence could say something false, each with what is right."""

from __future__ import annotations

import pytest

from respnet import check
from respnet.core.network import ResponsibilityNetwork
from respnet.intake.read import read_plan
from respnet.pipeline import Analysis, analyse
from tests.analysis.family import SHARED_CASES, network

FEW = {"draws": 1000, "tie_draws": 1000, "null_draws": 100}


def _analyse_case(name: str) -> Analysis:
    if not (SHARED_CASES / name).is_dir():
        pytest.skip("the shared cases are not beside this checkout")
    return analyse(ResponsibilityNetwork(read_plan(SHARED_CASES / name)), **FEW)  # type: ignore[arg-type]


def test_names_for_many_are_guessed_asked_about_and_never_ranked() -> None:
    plain = network([(["a"], ["b", "乡镇(街道)"]), (["b"], ["a", "c", "金融机构"]), (["c"], ["乡镇(街道)", "14个镇"])])
    assert [(unit.name, unit.guessed) for unit in plain.collectives] == [
        ("乡镇(街道)", True),
        ("金融机构", True),
        ("14个镇", True),
    ]
    (asked,) = [one for one in check(plain.plan) if one.code == "collective"]
    assert asked.value == "乡镇(街道)、金融机构、14个镇"
    assert [flag.unit for flag in analyse(plain, draws=200).results.lottery.flags] == ["p/a", "p/b", "p/c"]


def test_the_shared_plan_with_names_for_many_has_six_units() -> None:
    found = _analyse_case("names-for-many")
    assert (len(found.network.actors), len(found.network.collectives)) == (6, 2)
    assert all(
        "乡镇" not in found.finding(name).sentence.zh and "区县政府" not in found.finding(name).sentence.zh
        for name in ("overloaded-units", "concentration", "central-units")
    )
