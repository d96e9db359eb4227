"""Headers that stand in no list: put together with a seed, each in the layouts that offices draw."""

from __future__ import annotations

import random
from itertools import cycle

import pytest

from respnet.core.plan import Role
from respnet.intake.clauses.extractor import extract
from respnet.intake.documents.document import Document, Grid
from respnet.intake.tables.columns import TASK_VOCABULARY
from tests.intake.shown import lines
from tests.intake.test_tables import grid

Row = tuple[str | tuple[str, int, int], ...]

SUBJECTS = (
    "防汛",
    "营商",
    "河湖",
    "乡风",
    "数字",
    "冬春",
    "惠农",
    "平安",
    "校园",
    "窗口",
    "退役",
    "古树",
    "夜市",
    "托育",
)
NOUNS = (
    "攻坚",
    "提升点",
    "实事",
    "课题",
    "堵点",
    "清单条目",
    "动作",
    "工程",
    "看点",
    "行动名目",
    "整治点位",
    "民声",
    "闭环",
)
ROLES: dict[Role, tuple[str, ...]] = {
    Role.LEAD: ("总牵头", "联合牵头", "统筹牵头", "领衔主办", "抓总", "主责承担"),
    Role.RESPONSIBLE: ("包干责任", "具体承建", "分项实施", "主体落实", "组成", "直接负责"),
    Role.SUPPORT: ("协作", "参建", "协力", "配合保障", "协管", "参战"),
    Role.SUPERVISE: ("督战", "跟踪督办", "挂牌督导", "现场验收", "督帮", "考核评定"),
}
OFFICES = ("单位", "部门", "机构", "专班", "科室", "处室")
NOISE = {
    "备注": "与去年相同，另行报送",
    "目前进度": "正在推进，下周汇总，月底前报送",
    "联系电话": "7160000",
    "预算金额（万元）": "120",
    "计分": "5",
    "填报说明": "按月填报，附佐证材料和照片若干",
    "签收情况": "已签收，负责同志在外地出差",
}
SIGNS = {Role.LEAD: "牵", Role.RESPONSIBLE: "责", Role.SUPPORT: "配", Role.SUPERVISE: "督"}
WORK = ("修好白云至红岩的村道", "办好秋季读书活动", "清理三条沟渠")
UNITS = (("县交通局", "县财政局、各乡镇"), ("县教委", "县文旅委"), ("县水利局", ""))


def _make_headers(count: int) -> list[tuple[str, str, Role, str, Role]]:
    """So many headers of tasks with two headers of units and their roles, none in the vocabulary."""
    chance = random.Random(31)
    made: dict[str, tuple[str, str, Role, str, Role]] = {}
    while len(made) < count:
        title = chance.choice(SUBJECTS) + chance.choice(NOUNS)
        roles = chance.sample(list(ROLES), 2)
        words = [chance.choice(ROLES[role]) + chance.choice(OFFICES) for role in roles]
        if not any(TASK_VOCABULARY.find_word(word) for word in (title, *words)):
            made[title] = (title, words[0], roles[0], words[1], roles[1])
        if len(made) == len(SUBJECTS) * len(NOUNS):
            break
    again = cycle(list(made.values()))
    while len(made) < count:  # the same subject with other units
        title, *_ = next(again)
        roles = chance.sample(list(ROLES), 2)
        words = [chance.choice(ROLES[role]) + chance.choice(OFFICES) for role in roles]
        if not any(map(TASK_VOCABULARY.find_word, words)):
            made[f"{title}{len(made)}"] = (title, words[0], roles[0], words[1], roles[1])
    return list(made.values())


HEADERS = _make_headers(200)


def lay_out(header: tuple[str, str, Role, str, Role], form: int) -> Grid:
    """Draw the table in one of the forms."""
    title, first, _, second, _ = header
    rows: list[Row] = [(str(n), work, *units) for n, (work, units) in enumerate(zip(WORK, UNITS, strict=True), 1)]
    if form == 0:
        return grid(("序号", title, first, second), *rows)
    if form == 1:  # what is noted stands between and behind
        one, other = random.Random(title).sample(list(NOISE), 2)
        noisy = [(n, w, NOISE[one], a, b, NOISE[other]) for n, w, a, b in rows]
        return grid(("序号", title, one, first, second, other), *noisy)
    if form == 2:  # units first, a date behind, no number
        return grid((first, second, title, "完成时限"), *((a, b, w, "年底") for _, w, a, b in rows))
    if form == 3:  # two rows of header, one cell over both units, a title above
        top = (("序号", 2, 1), (title, 2, 1), ("分工安排", 1, 2))
        return grid((("某县工作安排表", 1, 4),), top, (first, second), *rows)
    if form == 4:  # sections of one cell, blanks in the header
        spaced = (" ".join(title), f"{first[:2]}\n{first[2:]}", second)
        return grid(("序号", *spaced), (("一、交通", 1, 4),), rows[0], (("二、其他", 1, 4),), *rows[1:])
    return grid((f"{title}（共3项）", f"{first}：", f"*{second}"), *((w, a, b) for _, w, a, b in rows))


@pytest.mark.parametrize("form", range(6))
def test_unknown_headers_are_read_by_what_stands_below_and_their_words(form: int) -> None:
    assert len(HEADERS) == 200
    for header in HEADERS:
        _, first, role, second, other = header
        found = extract(Document("plan", (lay_out(header, form),)))
        expected = []
        for work, units in zip(WORK, UNITS, strict=True):
            pairs = sorted(((role, units[0]), (other, units[1])), key=lambda pair: list(Role).index(pair[0]))
            expected.append(" ".join([work, *(SIGNS[one] + names for one, names in pairs if names)]))
        read = [line.split(" ", 1)[1].removesuffix(" 限年底") for line in lines(found)]
        assert read == expected, (form, first, second, header[0])


BORDER: tuple[tuple[tuple[Row, ...], tuple[str, ...]], ...] = (
    (  # 单位 as a measure beside a header that speaks of units
        (("指标", "单位", "目标值", "包干责任部门"), ("村道", "公里", "20", "县交通局"), ("讲座", "场", "8", "县教委")),
        ("#1 村道 责县交通局", "#2 讲座 责县教委"),
    ),
    (  # who is assessed is nobody that acts
        (("事项", "被督战单位", "督战单位"), ("修路", "白云镇", "县委督查室"), ("清渠", "红岩乡", "县水利局")),
        ("#1 修路 督县委督查室", "#2 清渠 督县水利局"),
    ),
    (  # persons beside units
        (("事项", "抓总单位", "抓总领导"), ("修路", "县交通局", "赵明远"), ("清渠", "县水利局", "钱文博")),
        ("#1 修路 牵县交通局", "#2 清渠 牵县水利局"),
    ),
    (  # a title that speaks of units is no column of them
        (("部门动作", "抓总单位"), ("各部门公开清单并更新", "县政府办"), ("窗口单位延时服务", "县政务中心")),
        ("#1 各部门公开清单并更新 牵县政府办", "#2 窗口单位延时服务 牵县政务中心"),
    ),
    (  # where the place is not the task
        (("地点", "点位", "牵头单位"), ("县城", "补种行道树", "县林业局"), ("白云镇", "拆除违建", "县城管局")),
        ("#1 补种行道树 牵县林业局", "#2 拆除违建 牵县城管局"),
    ),
)  # fmt: skip


@pytest.mark.parametrize(("table", "rows"), BORDER)
def test_border_cases_of_headers(table: tuple[Row, ...], rows: tuple[str, ...]) -> None:
    assert lines(extract(Document("plan", (grid(*table),)))) == rows
