"""Which area a unit belongs to and which field it works in; what is not sure stays unsettled."""

from __future__ import annotations

from pathlib import Path

import pytest

from respnet.core.errors import InputError
from respnet.corpus.unit_identity import Area, identify_units, read_areas, read_known, write_areas, write_counterparts

AREAS = {
    one.area: one
    for one in (
        Area("丰都县", "county", "重庆市"),
        Area("重庆市", "province"),
        Area("石城县", "county", "赣州市"),
        Area("赣州市", "city", "江西省"),
        Area("江西省", "province"),
    )
}


def identify(name: str, area: str, *, collective: bool = False) -> tuple[str, str, str | None, str]:
    (row,) = identify_units([{"name": name, "area": area, "collective": collective}], AREAS, {})
    return row["home_area"], row["level"], row["counterpart"], row["counterpart_state"]


@pytest.mark.parametrize(
    ("name", "area", "home", "level", "counterpart"),
    [
        ("县科协", "石城县", "石城县", "county", "科协"),
        ("市科学技术协会", "石城县", "赣州市", "city", "科协"),
        ("省科协", "石城县", "江西省", "province", "科协"),
        ("市科协", "丰都县", "重庆市", "province", "科协"),
        ("科技部", "石城县", "全国", "national", "科技"),
        ("宣传部", "石城县", "石城县", "county", "宣传"),
        ("赣州市政府", "江西省", "赣州市", "city", "政府"),
        ("章贡区人民政府", "赣州市", "章贡区", "county", "政府"),
        ("最高人民法院", "石城县", "全国", "national", "法院"),
        ("中华全国供销合作总社", "石城县", "全国", "national", "供销社"),
        ("东坪镇政府", "石城县", "东坪镇", "town", "政府"),
        ("区消防大队", "石城县", "石城县", "county", "消防"),
        ("市民防局", "石城县", "赣州市", "city", "人防"),
        ("重庆市丰都县公安局", "重庆市", "丰都县", "county", "公安"),
        ("市场监管总局", "石城县", "全国", "national", "市场监管"),
        ("乡村振兴局", "石城县", "石城县", "county", "乡村振兴"),
        ("县政府办公室", "石城县", "石城县", "county", "政府办公室"),
        ("自治县水利局", "石城县", "石城县", "county", "水利"),
        ("县委办", "石城县", "石城县", "county", "党委办公室"),
        ("市政府国资委", "赣州市", "赣州市", "city", "国资"),
        ("国家税务总局石城县税务局", "石城县", "石城县", "county", "税务"),
        ("县市场监管局（县知识产权局）", "石城县", "石城县", "county", "市场监管"),
    ],
)
def test_home_level_and_field_of_a_unit(name: str, area: str, home: str, level: str, counterpart: str) -> None:
    assert identify(name, area) == (home, level, counterpart, "rule")


@pytest.mark.parametrize(
    "name",
    [
        "县教育体育局",
        "县农粮局",
        "国网石城县供电公司",
        "县科普工作领导小组",
        "人行赣州市中心支行",
        "开发区管委会",
        "县第一小学",
    ],
)
def test_what_is_not_sure_stays_unsettled(name: str) -> None:
    assert identify(name, "石城县")[2:] == (None, "unsettled")
    assert identify("各乡镇", "石城县", collective=True)[2:] == (None, "unsettled")
    assert identify("省科协", "无名县")[0] == ""


def test_people_correct_areas_and_names_that_may_be_one_are_proposed(tmp_path: Path) -> None:
    (tmp_path / "areas.csv").write_text("area,level,parent\n丰都县,county,重庆市\n", encoding="utf-8")
    areas = write_areas(tmp_path, ["丰都县", "重庆市", "重庆市垫江县", "连云港市赣榆区"])
    assert [(one.level, one.parent) for one in areas.values()] == [
        ("county", "重庆市"),
        ("county", "连云港市"),
        ("province", ""),
        ("county", "重庆市"),
    ]
    assert read_areas(tmp_path) == areas
    names = ("县应急局", "县应急管理局", "县科协", "各乡镇")
    rows = [{"name": name, "area": "丰都县", "collective": name == "各乡镇"} for name in names]
    write_counterparts(tmp_path, identify_units(rows, areas, {}), {})
    proposed = (tmp_path / "proposals.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    assert proposed == ["丰都县,county,应急,县应急局 县应急管理局"]
    assert read_known(tmp_path) == {}
    text = (tmp_path / "counterparts.csv").read_text(encoding="utf-8-sig")
    assert "各乡镇" not in text
    (tmp_path / "counterparts.csv").write_text(text.replace("县科协,科协", "县科协,科普"), encoding="utf-8")
    assert read_known(tmp_path)["丰都县", "县科协"].counterpart == "科普"
    (tmp_path / "areas.csv").write_text("area,level,parent\n丰都县,shire,\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"Line 2 of .*areas\.csv"):
        read_areas(tmp_path)
