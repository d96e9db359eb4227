"""What people tell `respnet rebalance` to keep to, found in the plan or refused with the place where it stands."""

from __future__ import annotations

from typing import Any

import pytest

from respnet.analysis.rebalance.rebalance import rebalance
from respnet.cli.rebalance_options import parse_rebalance_options
from respnet.core.errors import InputError
from respnet.core.i18n import Text
from respnet.core.options import RebalanceOptions
from respnet.intake.folder.candidates_file import LeadCandidateRow, LeadCandidates
from tests.analysis.fengdu import fengdu

PLAN = "fengdu"


def rows(*pairs: tuple[str, tuple[str, ...]]) -> LeadCandidates:
    return LeadCandidates(
        tuple(LeadCandidateRow(task, units, "field.csv", place) for place, (task, units) in enumerate(pairs, 2))
    )


def refused(*protected: str, field: LeadCandidates | None = None) -> Text:
    with pytest.raises(InputError) as error:
        parse_rebalance_options(fengdu(), protected=protected, field=field)
    return error.value.text


def test_nothing_told_is_the_usual_rule() -> None:
    assert parse_rebalance_options(fengdu()) == RebalanceOptions()
    assert parse_rebalance_options(fengdu(), moves=4, weight=0.25) == RebalanceOptions(ratio=0.25, moves=4)
    lifted = parse_rebalance_options(fengdu(), sole_leads=True, from_owner=True)
    assert lifted == RebalanceOptions(keep_one=False, from_owner=True)


@pytest.mark.parametrize(
    "given",
    [
        "2:县教委",
        "2：县教委",
        " 2 : 县教委 ",
        "2:County Education Commission",
        f"{PLAN}/2：county education commission",
    ],
)
def test_a_lead_to_keep_in_any_spelling(given: str) -> None:
    assert parse_rebalance_options(fengdu(), protected=[given]).protected == ((f"{PLAN}/2", "丰都县/县教委"),)


def test_a_lead_to_keep_stays() -> None:
    told: dict[str, Any] = {"moves": 1, "from_owner": True}
    free = rebalance(fengdu(), parse_rebalance_options(fengdu(), **told)).curve[-1].proposed
    (move,) = free
    number, name = fengdu().task_by_id[move.task].label, fengdu().unit_by_id[move.from_unit].name
    bound = (
        rebalance(fengdu(), parse_rebalance_options(fengdu(), **told, protected=[f"{number}:{name}"]))
        .curve[-1]
        .proposed
    )
    assert (move.task, move.from_unit) not in {(one.task, one.from_unit) for one in bound}


@pytest.mark.parametrize("given", ["", ":", "：", "2", "2:", ":县教委", "  :  "])
def test_the_form_is_shown_where_it_is_not_kept_to(given: str) -> None:
    assert refused(given) == Text(
        zh=f"--keep 的写法是“任务:单位”，如 12:县教委；写的是“{given}”。",
        en=f"--keep is written TASK:UNIT, such as 12:县教委; given was “{given}”.",
    )


def test_what_is_not_in_the_plan_is_told_with_its_place() -> None:
    assert refused("2:县教委", "99：县教委") == Text(
        zh="--keep 99：县教委：方案中没有任务“99”。请写任务序号，如 4、4.1；没有序号的写 # 加位置，如 #3。",
        en="--keep 99：县教委: The plan has no task “99”. Write its number, such as 4 or 4.1, or where none is printed "
        "# and its place, such as #3.",
    )
    assert refused("2:县教局").en == (
        "--keep 2:县教局: The plan has no unit “县教局”; did you mean 县教委, 县财政局 or 县科技局? "
        "Write it as the plan does."
    )
    assert refused("2：County Meteorological Bureau") == Text(
        zh="--keep 2：County Meteorological Bureau：县气象局不是任务 2 的牵头单位，没有可保留的牵头，请核对。",
        en="--keep 2：County Meteorological Bureau: 县气象局 does not lead task 2, so there is no lead to keep. "
        "Please check.",
    )


@pytest.mark.parametrize("given", ["2:县\u202e教委", "\x1b[31m:县教委", "\u2028"])
def test_a_hostile_word_does_nothing_in_the_message(given: str) -> None:
    said = refused(given)
    assert not {"\u202e", "\x1b", "\u2028"} & {*said.zh, *said.en}


def test_a_table_becomes_pairs_each_once() -> None:
    table = rows(("4", ("县教委", "团县委")), ("4", ("县教委",)), ("5", ("县应急管理局",)), ("7", ()))
    assert parse_rebalance_options(fengdu(), field=table).field == (
        ("丰都县/县教委", f"{PLAN}/4"),
        ("丰都县/团县委", f"{PLAN}/4"),
        ("丰都县/县应急局", f"{PLAN}/5"),
    )


def test_a_row_of_the_table_that_is_wrong_is_named() -> None:
    assert refused(field=rows(("4", ("县教委",)), ("99", ("县教委",)))).zh.startswith(
        "field.csv 第 3 行：方案中没有任务“99”。"
    )
    assert refused(field=rows(("4", ("县教委", "县教局")))) == Text(
        zh="field.csv 第 2 行：方案中没有单位“县教局”；是不是“县教委”、“县财政局”或“县科技局”？请照方案里的写法写。",
        en="field.csv, row 2: The plan has no unit “县教局”; did you mean 县教委, 县财政局 or 县科技局? "
        "Write it as the plan does.",
    )
