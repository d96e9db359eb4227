from __future__ import annotations

from pathlib import Path

import pytest

from respnet.core.errors import InputError
from respnet.core.plan import Unit
from respnet.intake.counterparts import (
    Counterpart,
    format_counterparts,
    propose_counterpart,
    read_counterparts,
    settle_counterparts,
)


@pytest.mark.parametrize(
    ("name", "area", "counterpart", "level"),
    [
        ("县科协", "丰都县", "科协", "county"),
        ("丰都县科学技术协会", "丰都县", "科协", "county"),
        ("市科协", "重庆市", "科协", "province"),
        ("省农业农村厅", "河北省", "农业农村", "province"),
        ("农业农村部", "", "农业农村", "national"),
        ("国家市场监管总局", "", "市场监管", "national"),
        ("团县委", "甲县", "共青团", "county"),
        ("市委网信办", "南充市", "网信", "city"),
        ("县民族事务委员会", "甲县", "民族事务", "county"),
        ("县市场监督管理局", "甲县", "市场监管", "county"),
        ("县教育体育局", "甲县", "", "county"),  # of two fields
        ("市科技和信息化局", "乙市", "", "city"),
        ("甲县供电公司", "甲县", "", "county"),
        ("人民银行乙市分行", "乙市", "", "city"),
        ("各乡镇", "甲县", "", "county"),
        ("县烟花办", "甲县", "", "county"),  # nobody knows: left open, not forced
    ],
)
def test_the_rule_tells_field_and_level_or_leaves_it_open(name: str, area: str, counterpart: str, level: str) -> None:
    found = propose_counterpart(name, area)
    assert (found.counterpart, found.level, found.by) == (counterpart, level, "rule")


def test_what_people_correct_stays_and_what_is_new_is_added(tmp_path: Path) -> None:
    units = [Unit("甲县/县科协", "县科协", "甲县"), Unit("甲县/县烟花办", "县烟花办", "甲县")]
    path = tmp_path / "counterparts.csv"
    path.write_text(format_counterparts(settle_counterparts(units)), encoding="utf-8")
    text = path.read_text(encoding="utf-8").replace("县烟花办,,county,rule,", "县烟花办,水利,county,rule,归县水利局")
    path.write_text(text, encoding="utf-8")
    known = read_counterparts(path)
    assert known[1] == Counterpart("甲县", "县烟花办", "水利", "county", "person", "归县水利局")
    more = settle_counterparts([*units, Unit("甲县/县教委", "县教委", "甲县")], known)
    assert more[:2] == known
    assert more[2].counterpart == "教育"
    path.write_bytes(format_counterparts(more).encode("gb18030"))  # as an office's spreadsheet saves it
    assert read_counterparts(path) == more


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "home_area"),
        ("name,level\n县科协,county\n", "home_area"),
        ("home_area,name,counterpart,colour\n甲县,县科协,科协,red\n", "home_area"),
        ("home_area,name,counterpart,level\n甲县,县科协,科协,countie\n", "countie"),
    ],
)
def test_a_wrong_file_is_told(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "counterparts.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        read_counterparts(path)
