"""Corpora made by lot with the shape of real ones, of any size, written as they are drawn.

The shape is that of twenty real documents: tasks a plan 9–68 (median 20), units a plan 8–40 (median 20), four units a
task with a long tail, one busy unit, half of the plans without leads, a tenth collectives, few deadlines.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from respnet.core.safe_writing import replace_files
from respnet.corpus.compaction import put_in_place
from respnet.corpus.schema import Corpus, read_corpus
from respnet.corpus.table_writer import TableWriter
from respnet.corpus.unit_identity import Area, format_csv, identify_units

Ints = NDArray[np.int64]

YEARS = range(2016, 2026)
LEADS = (0.17, 0.54, 0.21, 0.07, 0.01)
"""Shares of the tasks with so many leads, in plans that name leads."""
ROLES = ("lead", "responsible", "support", "supervise")
BUSY = 1.4
"""Mean of the logarithm of how busy units of a plan are; it is exponential: many rare ones, few in every task."""
MOST_UNITS = 48
TASKS_A_BLOCK = 30_000
SKEWED_AREA = "龘县"
"""Area of the task with very many leads and of the unit in very many tasks; it sorts last."""

_FIELDS = (
    "科协 教育局 科技局 财政局 发展改革局 人力社保局 农业农村局 卫生健康局 文化旅游局 民政局 公安局 司法局 应急局 "
    "住房城乡建设局 交通运输局 水利局 生态环境局 自然资源局 林业局 商务局 市场监管局 统计局 审计局 退役军人局 医保局 "
    "委组织部 委宣传部 委统战部 委政法委 委网信办 总工会 妇联 残联 文联 工商联 红十字会 社科联 侨联 供销社 气象局 "
    "消防救援局 城市管理局 体育局 大数据局 档案局 信访局 乡村振兴局 广电局 税务局 民族宗教局 邮政局 地震局 "
    "融媒体中心 第一中学 图书馆 科技馆 疾控中心 职业学院 博物馆 开放大学"
)
_COLLECTIVES = ("各有关单位", "各成员单位", "各乡镇(街道)", "各学校", "各责任单位", "有关部门")
_LEVELS = ("国家", "省", "市", "县")
_LEVEL_NAMES = ("national", "province", "city", "county")
_SYLLABLES = (
    "安宁平和丰庆永昌兴隆泰康广德清远江河山海林石金玉东西南北高长新古文武信义仁礼春秋云雷天星月华宝龙凤松柏梅竹兰景阳曲"
)
_WORDS = ("推进", "完善", "开展", "健全", "提升", "落实", "组织", "建设")
_THINGS = ("科普场馆", "人才培养", "应急科普", "校外教育", "农技推广", "社区服务", "信息平台", "经费保障", "监测评估")
TITLES = tuple(f"{word}{thing}工作" for word in _WORDS for thing in _THINGS)


@dataclass(frozen=True, slots=True)
class _Plans:
    """All plans, in the order of their keys: by year, then area (-1 for none, else its place in sorted order)."""

    year: Ints
    area: Ints
    tasks: Ints
    units: Ints
    named: NDArray[np.bool_]
    dated: NDArray[np.bool_]
    supervised: NDArray[np.bool_]
    mean: NDArray[np.float64]


def write_corpus(
    folder: str | Path,
    *,
    assignments: int,
    seed: int = 0,
    areas: tuple[int, int, int] = (31, 340, 2800),
    huge: int = 0,
    hub: int = 0,
) -> Corpus:
    """Write a corpus made by lot.

    Args:
        folder: Folder of the corpus; tables that are there are replaced.
        assignments: About so many assignments, those of `huge` and `hub` beside; memory does not grow with them.
        seed: Seed of the generator; the same gives the same rows.
        areas: Numbers of provinces, cities and counties, at most 3,000 each.
        huge: Leads of one task that has very many; 0 for no such task.
        hub: Tasks of one unit that is in very many; 0 for no such unit.

    Returns:
        The corpus; `info["counts"]` has its exact numbers.
    """
    place = Path(folder)
    made = _Corpus(place, np.random.default_rng(seed), areas, skewed=bool(huge or hub))
    aside = place / f".tables-{os.urandom(4).hex()}"
    plans = _draw_plans(made.rng, assignments, len(made.areas) - bool(huge or hub), hub)
    made.begin(plans)
    with TableWriter(aside) as tables:
        for first, last in _cut_blocks(plans):
            _write_block(made, tables, plans, np.arange(first, last), hub > 0)
        if huge:
            _write_huge(made, tables, len(plans.year), huge)
        made.write_units(tables, huge)
    made.write_areas()
    put_in_place(place, aside, tables.counts)
    return read_corpus(place)


def _draw_plans(rng: np.random.Generator, assignments: int, areas: int, hub: int) -> _Plans:
    """Draw the sizes of so many plans that their assignments add up."""
    tasks, mean = _draw_sizes(rng, max(1, assignments // 40))
    several = 1 + int(np.searchsorted(np.cumsum(tasks * mean), assignments * 1.02))
    weights = 1 + rng.pareto(1.5, areas)
    area = rng.choice(areas, several, p=weights / weights.sum())
    area[rng.random(several) < 0.01] = -1
    more = -(-hub // 20)  # plans of twenty tasks in which the hub has every one
    tasks, mean = (np.concatenate([one[:several], np.full(more, of)]) for one, of in ((tasks, 20), (mean, 4.0)))
    area = np.concatenate([area, np.full(more, areas)])
    whole = several + more
    year = rng.choice(YEARS, whole)
    order = np.lexsort((area, year))
    return _Plans(
        year=year[order],
        area=area[order],
        tasks=tasks[order].astype(np.int64),
        units=np.clip(np.rint(32 * np.exp(rng.normal(0, 0.42, whole))), 8, MOST_UNITS).astype(np.int64),
        named=rng.random(whole) < 0.5,
        dated=rng.random(whole) < 0.15,
        supervised=rng.random(whole) < 0.05,
        mean=mean[order],
    )


def _draw_sizes(rng: np.random.Generator, several: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    tasks = np.clip(np.rint(20 * np.exp(rng.normal(0, 0.48, several))), 9, 68)
    return tasks, np.clip(3.4 * np.exp(rng.normal(0, 0.5, several)), 1.2, 13.9)


def _cut_blocks(plans: _Plans) -> Iterator[tuple[int, int]]:
    """Blocks of plans of one year with at most TASKS_A_BLOCK tasks together, or of one plan."""
    ends = np.cumsum(plans.tasks)
    first = 0
    while first < len(ends):
        before = ends[first] - plans.tasks[first]
        last = int(np.searchsorted(ends, before + TASKS_A_BLOCK, side="right"))
        last = min(max(last, first + 1), int(np.searchsorted(plans.year, plans.year[first], side="right")))
        yield first, last
        first = last


class _Corpus:
    """Areas, pools of units and their keys; which units some plan names."""

    def __init__(self, folder: Path, rng: np.random.Generator, areas: tuple[int, int, int], *, skewed: bool) -> None:
        self.folder, self.rng = folder, rng
        found = [Area("全国", "national")]
        above = found
        for level, number in enumerate(areas, 1):
            names = [f"{a}{b}{_LEVELS[level]}" for a in _SYLLABLES for b in _SYLLABLES if a != b][:number]
            layer = [Area(name, _LEVEL_NAMES[level], above[at % len(above)].area) for at, name in enumerate(names)]
            found, above = found + layer, layer
        self.areas = sorted(found, key=lambda one: one.area.encode())
        if skewed:
            self.areas.append(Area(SKEWED_AREA, "county", above[0].area))
        self.level = np.array([_LEVEL_NAMES.index(one.level) for one in self.areas])
        self.pools = [_name_pool(level) for level in _LEVELS]
        self.names = sorted({name for pool in self.pools for name, _, _ in pool})
        place = {name: at for at, name in enumerate(self.names)}
        self.name_at = np.array([[place[name] for name, _, _ in pool] for pool in self.pools])
        self.apart = np.array([[apart for _, _, apart in pool] for pool in self.pools])
        weights = np.log([[weight for _, weight, _ in pool] for pool in self.pools])
        self.log_weight = weights[self.level] + rng.normal(0, 0.5, (len(self.areas), weights.shape[1]))

    def begin(self, plans: _Plans) -> None:
        """Give each plan without area keys of its own, before those of the areas."""
        own = np.where(plans.area < 0, plans.units, 0)
        self.own_key = np.cumsum(own) - own
        self.first_key = int(own.sum())
        self.own: list[tuple[Ints, Ints, Ints]] = []
        self.used = np.zeros((len(self.areas), self.name_at.shape[1]), dtype=bool)

    def write_units(self, tables: TableWriter, huge: int) -> None:
        """Write the units that a plan names, with what the rule tells of them."""
        told: dict[tuple[str, str], dict[str, Any]] = {}
        known = {one.area: one for one in self.areas}
        pool = self.name_at.shape[1]

        def tell(key: int, unit: str, name: str, area: str) -> dict[str, Any]:
            level = known[area].level if area else ""
            if (level, name) not in told:
                collective = name in _COLLECTIVES
                row = {"name": name, "area": area, "collective": collective, "english": ""}
                row["kind"] = "collective" if collective else ""
                (told[level, name],) = identify_units([row], {area: known[area]} if area else {}, {})
            return told[level, name] | {"unit_key": key, "unit": unit, "area": area, "home_area": area}

        rows = []
        for of in self.own:
            for plan, key, at in zip(*(one.tolist() for one in of), strict=True):
                rows.append(tell(key, f"{_name_plan(plan)}/{self.names[at]}", self.names[at], ""))
        for a, at in zip(*self.used.nonzero(), strict=True):
            name, area = self.names[self.name_at[self.level[a], at]], self.areas[a].area
            rows.append(tell(self.first_key + int(a) * pool + int(at), f"{area}/{name}", name, area))
        for at in range(huge):
            name = f"第{at:06}小学"
            rows.append(tell(self.first_key + self.used.size + at, f"{SKEWED_AREA}/{name}", name, SKEWED_AREA))
        tables.write_rows("units", rows)

    def write_areas(self) -> None:
        """Write areas.csv."""
        rows = [("area", "level", "parent"), *((one.area, one.level, one.parent) for one in self.areas)]
        replace_files({self.folder / "areas.csv": format_csv(rows)})


def _name_pool(level: str) -> list[tuple[str, float, bool]]:
    """Names of the units of an area with their popularity, sorted; True for collectives."""
    singles = []
    for at, field in enumerate(_FIELDS.split()):
        party = level == "国家" and field.startswith("委")
        name = field.replace("委", "中央", 1) if party else f"{level}{field}"
        singles.append((name, (at + 4) ** -0.8, False))
    return sorted(singles + [(name, 0.1, True) for name in _COLLECTIVES], key=lambda one: one[0].encode())


def _name_plan(key: int) -> str:
    return f"P{key:09}"


def _write_block(made: _Corpus, tables: TableWriter, plans: _Plans, keys: Ints, hub: bool) -> None:
    """Draw and write plans of one year."""
    year = int(plans.year[keys[0]])
    level = np.where(plans.area[keys] < 0, 3, made.level[plans.area[keys]])
    units, local_key, weight = _choose_units(made, plans, keys, hub)
    plan_of = np.repeat(np.arange(len(keys)), plans.tasks[keys])
    first = np.cumsum(plans.tasks[keys]) - plans.tasks[keys]
    number = np.arange(len(plan_of)) - first[plan_of] + 1
    seat = _draw_assignments(made.rng, plans, keys, plan_of, weight)
    task, local = seat["task"], seat["local"]
    plan = plan_of[task]
    name = made.name_at[level[plan], units[plan, local]]
    apart = made.apart[level[plan], units[plan, local]]
    working = seat["counts"] & ~apart
    _, first, unit = np.unique(plan * MOST_UNITS + local, return_index=True, return_inverse=True)
    shares = np.stack([np.bincount(unit[working & (seat["role"] <= most)], minlength=len(first)) for most in (3, 0, 1)])
    order = np.argsort(first)  # as the plan names its units
    first, shares = first[order], shares[:, order]
    _write_named(made, tables, keys[plan[first]], local_key[plan, local][first], name[first], apart[first], shares)
    counts = [np.bincount(one, minlength=len(keys)) for one in (plan[first], plan)]
    _write_plans(made, tables, plans, keys, counts)
    tables.write(
        "assignments",
        len(task),
        year,
        plan_key=keys[plan],
        task=number[task],
        unit_key=local_key[plan, local],
        role=(seat["role"], ROLES),
        position=seat["position"],
        printed=(name.astype(np.int32), made.names),
        origin="printed",
        collective=apart,
        counts=seat["counts"],
    )
    leads = np.bincount(task[working & (seat["role"] == 0)], minlength=len(plan_of))
    others = np.bincount(task[working], minlength=len(plan_of)) - leads
    dated = (plans.dated[keys][plan_of] & (made.rng.random(len(plan_of)) < 0.67)).astype(np.int64)
    _write_tasks(made, tables, year, {"plan_key": keys[plan_of], "task": number}, (dated, leads, others))


def _draw_assignments(
    rng: np.random.Generator, plans: _Plans, keys: Ints, plan_of: Ints, weight: NDArray[np.float64]
) -> dict[str, NDArray[Any]]:
    """Draw who does what: task, place of the unit in its plan, role, position, and whether the assignment counts."""
    leads, others = _draw_seats(rng, plans, keys, plan_of)
    seats = np.argsort(-(weight[plan_of] + rng.gumbel(size=(len(plan_of), MOST_UNITS))), axis=1)
    task, rank = (np.arange(MOST_UNITS) < (leads + others)[:, None]).nonzero()
    helping = (leads - (-2 * others // 3))[task]  # the first two thirds of those who do not lead are responsible
    leading = leads[task]
    role = (rank >= leading).astype(np.int8) + (rank >= helping)
    found: dict[str, NDArray[Any]] = {
        "task": task,
        "role": role,
        "position": rank - np.where(role == 0, 0, np.where(role == 1, leading, helping)) + 1,
        "local": seats[task, rank],
        "counts": np.ones(len(task), dtype=bool),
    }
    twice = (rank == 0) & (leading > 0) & (rng.random(len(task)) < 0.05)
    last = rank == leading + others[task] - 1
    watched = last & plans.supervised[keys][plan_of[task]] & (rng.random(len(task)) < 0.3)
    more = [
        {name: of[at] for name, of in found.items()}
        | {"role": np.full(at.sum(), other), "counts": np.zeros(at.sum(), bool)}
        for at, other in ((twice, 2), (watched, 3))
    ]
    for one in more:
        one["position"] = one["position"] + MOST_UNITS  # after the units that are printed there anyway
    found = {name: np.concatenate([of, *(one[name] for one in more)]) for name, of in found.items()}
    order = np.lexsort((found["position"], found["role"], found["task"]))
    return {name: of[order] for name, of in found.items()}


def _choose_units(made: _Corpus, plans: _Plans, keys: Ints, hub: bool) -> tuple[Ints, Ints, NDArray[np.float64]]:
    """Draw the units of plans, places in their pools (-1 beyond), with their keys and how busy each is there."""
    rng, area, size = made.rng, plans.area[keys], plans.units[keys]
    nowhere = area < 0
    chances = np.where(nowhere[:, None], made.log_weight.mean(axis=0), made.log_weight[area])
    scores = chances + rng.gumbel(size=chances.shape)
    weight = rng.exponential(BUSY, (len(keys), MOST_UNITS))
    if hub:
        skewed = area == len(made.areas) - 1
        scores[skewed, 0] = weight[skewed, 0] = 99
    chosen = np.argsort(-scores, axis=1)[:, :MOST_UNITS]
    units = np.where(np.arange(MOST_UNITS) < size[:, None], chosen, chances.shape[1])
    units.sort(axis=1)  # by name, as keys are
    outside = units == chances.shape[1]
    units[outside] = -1
    weight[outside] = -np.inf
    local_key = made.first_key + area[:, None] * made.used.shape[1] + units
    local_key[nowhere] = made.own_key[keys[nowhere], None] + np.arange(MOST_UNITS)
    return units, local_key, weight


def _draw_seats(rng: np.random.Generator, plans: _Plans, keys: Ints, plan_of: Ints) -> tuple[Ints, Ints]:
    """Numbers of leading and of other units of each task."""
    named, size = plans.named[keys][plan_of], plans.units[keys][plan_of]
    leads = np.where(named, rng.choice(len(LEADS), len(plan_of), p=LEADS), 0)
    mean = np.maximum(plans.mean[keys][plan_of] - leads, 0.3)
    others = rng.negative_binomial(2, 2 / (2 + mean))
    others = np.where((leads + others == 0) & (rng.random(len(plan_of)) < 0.9), 1, others)  # few tasks name nobody
    return leads, np.minimum(others, size - leads)


def _write_named(
    made: _Corpus, tables: TableWriter, plan: Ints, key: Ints, name: Ints, apart: NDArray[np.bool_], shares: Ints
) -> None:
    """Write the units that plans name, and remember them for the table of all units."""
    kind = (apart.astype(np.int8), ["", "collective"])
    told: dict[str, Any] = {"unit_tasks": shares[0], "unit_leads": shares[1], "unit_responsible": shares[2] - shares[1]}
    tables.write("named_in", len(key), plan_key=plan, unit_key=key, kind=kind, guessed=False, **told)
    own = key < made.first_key
    made.used.reshape(-1)[key[~own] - made.first_key] = True
    made.own.append((plan[own], key[own], name[own]))


def _write_plans(made: _Corpus, tables: TableWriter, plans: _Plans, keys: Ints, counts: list[Ints]) -> None:
    year, area = int(plans.year[keys[0]]), plans.area[keys]
    names = [*(one.area for one in made.areas), ""]
    levels = [*(one.level for one in made.areas), ""]
    ids = [_name_plan(key) for key in keys.tolist()]
    tables.write(
        "plans",
        len(keys),
        plan_key=keys,
        plan=(np.arange(len(keys)), ids),
        version=1,
        current=True,
        title=(made.rng.integers(len(TITLES), size=len(keys)), [f"{year}年{title}方案" for title in TITLES]),
        area=(area % len(names), names),
        area_level=(area % len(names), levels),
        year=year,
        issued=f"{year}",
        names_leads=plans.named[keys],
        tasks=plans.tasks[keys],
        units=counts[0],
        assignments=counts[1],
    )


def _write_tasks(made: _Corpus, tables: TableWriter, year: int, keys: dict[str, Ints], counts: Sequence[Ints]) -> None:
    """Write tasks and their texts; `counts` says of each whether it has a deadline (0 or 1), its leads and others."""
    dated, leads, others = counts
    size, number = len(dated), keys["task"]
    month, title = made.rng.integers(12, size=size), made.rng.integers(len(TITLES), size=size)
    after = np.arange(f"{year}-02", f"{year + 1}-02", dtype="datetime64[M]")
    due = np.where(dated, after.astype("datetime64[D]")[month] - 1, np.datetime64("NaT"))
    tables.write(
        "tasks",
        size,
        year,
        number=(number, [f"{one}" for one in range(number.max() + 1)]),
        title=(title, TITLES),
        deadline=(np.where(dated, month + 1, 0), ["", *(f"{year}年{one}月底前" for one in range(1, 13))]),
        due_when=(dated, ["none", "dated"]),
        due=due,
        leads=leads,
        others=others,
        **keys,
    )
    texts = [f"{one}，建立台账，按期报告进展。" for one in TITLES]
    tables.write("task_texts", size, year, text=(title, texts), **keys)


def _write_huge(made: _Corpus, tables: TableWriter, key: int, leads: int) -> None:
    """Write a plan of one task with very many leads; its units are of the skewed area."""
    year, units = YEARS[-1], made.first_key + made.used.size + np.arange(leads)
    plan: dict[str, Any] = {"plan": _name_plan(key), "title": f"{year}年全员行动方案", "area": SKEWED_AREA}
    plan |= {"plan_key": key, "version": 1, "current": True, "names_leads": True, "issued": f"{year}"}
    tables.write("plans", 1, year, area_level="county", tasks=1, units=leads, assignments=leads, **plan)
    task: dict[str, Any] = {"plan_key": key, "task": 1}
    tables.write("tasks", 1, year, number="1", title="全员行动", due_when="none", leads=leads, others=0, **task)
    tables.write("task_texts", 1, year, text="全员行动。", **task)
    once = dict.fromkeys(("unit_tasks", "unit_leads"), 1)
    tables.write("named_in", leads, plan_key=key, unit_key=units, guessed=False, unit_responsible=0, **once)
    names = (np.arange(leads), [f"第{at:06}小学" for at in range(leads)])
    more: dict[str, Any] = {"position": np.arange(1, leads + 1), "collective": False, "counts": True, "printed": names}
    tables.write("assignments", leads, year, unit_key=units, role="lead", origin="printed", **more, **task)
