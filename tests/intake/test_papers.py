"""Several papers in one file: each is read by its own rules, and nothing that one says holds in another."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

from respnet.core.errors import InputError
from tests.intake.shown import read, shown

SHARED = Path(__file__).resolve().parents[3] / "shared" / "documents"
SEED, TRIPLES = 20_26, 12

FIRST = (
    "关于修路的方案\n一、修路。（县交通局、县财政局负责，列第一位的为牵头单位，下同）\n"
    "二、架桥。（县水利局、各镇负责）\n"
)
LED = ("一 修路 =牵县交通局 责县财政局", "二 架桥 =牵县水利局 责各镇")


def _assignments(text: str) -> Counter[tuple[str, str, str, str]]:
    try:
        found = read(text)
    except InputError:
        return Counter()
    return Counter(
        (row.number, one.role.value, name, one.origin.value)
        for row in found.rows
        for one in row.units
        for name in one.names
    )


def test_papers_joined_in_one_file_give_the_rows_of_each() -> None:
    files = sorted([*SHARED.glob("*.txt"), *(SHARED / "county").glob("*.txt")])
    if not files:
        pytest.skip("the hand-checked documents are not here")
    assert len(files) >= 24
    alone = {file: _assignments(file.read_text(encoding="utf-8")) for file in files}
    chance = random.Random(SEED)
    for _ in range(TRIPLES):
        three = chance.sample(files, 3)
        together = _assignments("\n".join(file.read_text(encoding="utf-8") for file in three))
        assert together == sum((alone[file] for file in three), Counter()), [file.stem for file in three]


@pytest.mark.parametrize(
    ("second", "rows"),
    [
        ("关于种树的方案\n一、种树。（县林业局、各镇负责）", ("一 种树 责县林业局、各镇",)),
        ("某县人民政府\n2024年3月1日\n一、种树。（县林业局、各镇负责）", ("一 种树 责县林业局、各镇",)),
        ("为了绿化全县，经研究，制定本方案。\n一、种树。（县林业局、各镇负责）", ("一 种树 责县林业局、各镇",)),
        (
            "随着生活改善，群众对绿化的要求越来越高，任务很重。一、种树。（县林业局、各镇负责）",
            ("一 种树 责县林业局、各镇",),
        ),
        ("春季是绿化的好时机，群众十分关心。一、种树。（县林业局、各镇负责）", ("一 种树 责县林业局、各镇",)),
        ("标题：种树\n一、种树。（县林业局、各镇负责）", ("一 种树 责县林业局、各镇",)),
        ("某县种树任务分解表\n序号\t任务\t责任单位\n1\t种树\t县林业局、各镇", ("1 种树 责县林业局、各镇",)),
        ("附件2\n某县种树任务分解表\n序号\t任务\t责任单位\n1\t种树\t县林业局、各镇", ("1 种树 =牵县林业局 责各镇",)),
        ("附件\n关于种树的分工\n一、种树。（县林业局、各镇负责）", ("一 种树 =牵县林业局 责各镇",)),
        ("保障措施\n一、种树。（县林业局、各镇负责）", ("一 种树 =牵县林业局 责各镇",)),
        ("三、种树。（县林业局、各镇负责）", ("三 种树 =牵县林业局 责各镇",)),
    ],
)
def test_a_rider_ends_with_its_paper(second: str, rows: tuple[str, ...]) -> None:
    assert shown(FIRST + second) == (*LED, *rows)


def test_a_notice_and_the_table_that_it_carries_are_one_paper() -> None:
    text = "关于印发分工的通知\n责任单位列第一位的为牵头单位。\n"
    text += "某县任务分解表\n序号\t任务\t责任单位\n1\t种树\t县林业局、各镇"
    assert shown(text) == ("1 种树 =牵县林业局 责各镇",)


def test_each_paper_keeps_its_own_habits() -> None:
    sections = "".join(
        f"（{number}）护{thing}行动。\n1.查{thing}。\n2.清{thing}。\n（责任部门：市水务局牵头，市城管局负责）\n"
        for number, thing in zip("一二三", "水林山", strict=True)
    )
    items = (
        "关于修路的方案\n一、修路\n1.查路。（县交通局负责）\n2.铺路。\n（县交通局负责）\n3.养路。\n（县交通局负责）\n"
    )
    assert shown(items + f"关于护水的方案\n一、任务\n{sections}") == (
        *("1 查路 责县交通局", "2 铺路 责县交通局", "3 养路 责县交通局"),
        *(
            f"（{number}） 护{thing}行动 牵市水务局 责市城管局"
            for number, thing in zip("一二三", "水林山", strict=True)
        ),
    )
