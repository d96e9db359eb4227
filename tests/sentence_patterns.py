"""Every form that a sentence of a finding may take, in both languages, and what must be counted for it to be true.

`PLACES` of a form: {i:x} a whole number, {d:x} a number with decimals, {p:x} a share in percent, {N:x} units by their
printed names, {T:x} tasks by their labels. A sentence that fits no form, or whose counts differ, is an error. Chances
are held against `analysis.json`, counts against `plan_counts`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations
from statistics import median
from typing import Any

from respnet.core.i18n import Lang
from tests.plan_counts import Counts

PLACES = {
    "i": r"(?P<i_{}>\d+)",
    "d": r"(?P<d_{}>\d+(?:\.\d+)?)",
    "p": r"(?P<p_{}>\d+(?:\.\d)?%)",
    "N": r"(?P<N_{}>[^。；：:;]+?)",
    "T": r"(?P<T_{}>[^。；：:;]+?)",
}
DOUBLE = {"i": int, "d": str, "p": str}


@dataclass
class Said:
    """One plan: its counts, its `analysis.json`, and what the sentences before spoke of."""

    counts: Counts
    json: dict[str, Any]
    before: dict[str, Any] = field(default_factory=dict)

    def of(self, unit: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
        """The row of `analysis.json` that belongs to a unit."""
        place = self.json["population"]["units"][self.counts.units.index(unit)]
        (row,) = [row for row in rows if row["unit"] == place]
        return row

    def flag(self, unit: str) -> dict[str, Any]:
        return self.of(unit, self.json["lottery"]["flags"])

    def beyond(self, unit: str, measure: str) -> dict[str, Any]:
        rows = self.of(unit, self.json["standing"]["units"])["beyond"]
        return next(row for row in rows if row["measure"] == measure)


Check = Callable[[Said, dict[str, Any]], bool]


@dataclass(frozen=True)
class Form:
    """One form of sentence of these findings; `check` says whether what it says of a plan is so."""

    findings: tuple[str, ...]
    zh: re.Pattern[str]
    en: re.Pattern[str]
    check: Check


FORMS: list[Form] = []


def form(findings: str, zh: str, en: str) -> Callable[[Check], Check]:
    """Register a form: words, with places in braces; the rest is meant as it stands, but | ( ) ? of a pattern."""

    def register(check: Check) -> Check:
        FORMS.append(Form(tuple(findings.split()), _compile(zh), _compile(en), check))
        return check

    return register


def _compile(words: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\{(\w):(\w+)\}", lambda place: PLACES[place[1]].format(place[2]), words))


def fits(one: Form, said: Said, sentence: str, lang: Lang) -> bool:
    """True if the sentence has this form and what it says is so."""
    found = (one.zh if lang == "zh" else one.en).fullmatch(sentence)
    if not found:
        return False
    given: dict[str, Any] = {}
    for place, words in found.groupdict().items():
        kind, _, name = place.partition("_")
        if words is None:
            given[name] = None
        elif kind == "q":
            given[name] = words
        elif kind in DOUBLE:
            given[name] = DOUBLE[kind](words)
        else:
            read = said.counts.read_names(words, lang) if kind == "N" else said.counts.read_tasks(words, lang)
            if read is None:
                return False
            given[name] = read
    try:
        return bool(one.check(said, given))
    except (KeyError, TypeError):  # it goes on from a sentence that was not placed itself
        return False


# How numbers are printed


def share(part: float, whole: float = 1.0) -> str:
    percent = 100 * part / whole
    return f"{rounded(percent, 0 if not percent or percent >= 9.95 else 1)}%"


def rounded(value: float, digits: int) -> str:
    return str(Decimal(f"{value:.9f}").quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))


def mean(value: float) -> str:
    return rounded(value, 1).removesuffix(".0")


def same(units: tuple[list[str], int], wanted: list[str] | set[str]) -> bool:
    """The names printed belong to the wanted ones, and their number is right."""
    return units[1] == len(wanted) and set(units[0]) <= set(wanted)


def at_top(said: Said, units: tuple[list[str], int], values: dict[str, Any]) -> bool:
    """The names printed are those with the most."""
    most = max(values[unit] for unit in said.counts.units)
    return same(units, [unit for unit in said.counts.units if values[unit] == most])


ALL = (
    "plan-size overloaded-units concentration never-leading-units co-leads-beyond-chance working-clusters "
    "frequent-co-leads shared-tasks-beyond-chance focus-units central-units position-given-volume drop-outs "
    "smallest-leading-group single-lead-tasks tasks-without-lead largest-tasks even-leads due-dates"
)
BASIS = r"在写明牵头的 {i:led} 项任务中，"
EN_BASIS = r"(?: \(|; )over the {i:led} tasks? that names? a lead[)\]]"


def basis(said: Said, given: dict[str, Any]) -> bool:
    """The basis is told where some tasks name a lead and some none, and only there."""
    led, partly = given.get("led"), 0 < len(said.counts.led) < said.counts.tasks
    return led == len(said.counts.led) if partly else led is None


# Nothing to say


@form(ALL, "方案里没有任务。", r"The plan holds no tasks\.")
def _(said: Said, _: dict[str, Any]) -> bool:
    return said.counts.tasks == 0


@form(ALL, "方案没有写明牵头单位，不作推定。", r"The plan names no lead units, and none are assumed\.")
def _(said: Said, _: dict[str, Any]) -> bool:
    return said.counts.tasks > 0 and not said.counts.led


@form(ALL, "只有统称牵头，单个单位都不牵头。", r"Only collectives lead; no single unit does\.")
def _(said: Said, _: dict[str, Any]) -> bool:
    return bool(said.counts.led) and said.counts.lead.empty


@form(ALL, "没有两个单位共同(?:牵头|承担)的任务。", r"No task is (?:led|shared) by two units(?: together)?\.")
def _(said: Said, _: dict[str, Any]) -> bool:
    return not said.counts.joint_leads


@form(
    ALL,
    "有任务的单个单位不足两个，(?:谈不上任务多少的比较|没有可比较的一对)。",
    r"(?:There are not two single units with tasks to compare|With fewer than two single units that have tasks there is no pair to compare)\.",
)
def _(said: Said, _: dict[str, Any]) -> bool:
    return len(said.counts.totals) < 2


@form(
    "co-leads-beyond-chance",
    "牵头的单个单位不足两个，没有可比较的一对。",
    r"With fewer than two single units that lead there is no pair to compare\.",
)
def _(said: Said, _: dict[str, Any]) -> bool:
    return len(set(said.counts.lead.unit)) < 2


@form(
    "central-units position-given-volume",
    "有任务的单个单位不足三个，位置无从比较。",
    r"With fewer than three single units with tasks there are no positions to compare\.",
)
def _(said: Said, _: dict[str, Any]) -> bool:
    return len(said.counts.totals) < 3


@form("focus-units", "没有可比较的单位。", r"There are no units to compare\.")
def _(said: Said, _: dict[str, Any]) -> bool:
    return said.counts.work.empty


# Size of the plan


@form("plan-size", "方案有 {i:tasks} 项任务(?:，都没有写单位)。", r"The plan has {i:tasks} tasks? and names no units\.")
def _(said: Said, given: dict[str, Any]) -> bool:
    return given["tasks"] == said.counts.tasks and said.counts.every.empty


@form(
    "plan-size",
    "方案有 {i:tasks} 项任务，只写了统称，没有写明任何单个单位。",
    r"The plan has {i:tasks} tasks? and names collectives only, no single unit\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    return given["tasks"] == said.counts.tasks and said.counts.single.empty and bool(said.counts.many)


@form(
    "plan-size",
    "方案有 {i:tasks} 项任务、{i:units} 个单位(?:，另有 {i:many} 个统称)?。",
    r"The plan has {i:tasks} tasks?(?:,| and) {i:units} units?(?: and {i:many} collectives?)?\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    c = said.counts
    return (given["tasks"], given["units"], given["many"] or 0) == (c.tasks, len(c.units), len(c.many))


@form(
    "plan-size",
    "这些单位只写作督促单位，没有写明由谁承担。",
    r"The units are only named as supervising, and nobody is given a task\.",
)
def _(said: Said, _: dict[str, Any]) -> bool:
    return set(said.counts.every.role) == {"watch"}


@form(
    "plan-size",
    "写明的分工共 {i:others} 处，没有写明谁牵头。",
    r"It makes {i:others} assignments? and names no leads\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    return given["others"] == len(said.counts.work) and not said.counts.led


@form(
    "plan-size",
    "牵头的都是统称，单个单位参与 {i:others} 处。",
    r"Only collectives lead; single units take part {i:others} times?\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    return given["others"] == len(said.counts.work) and bool(said.counts.led) and said.counts.lead.empty


@form(
    "plan-size",
    "牵头 {i:leads} 处，(?:其他参与 {i:others} 处|没有其他参与)。",
    r"Units lead {i:leads} times? and (?:otherwise take part {i:others} times?|nobody else takes part)\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    c = said.counts
    return (given["leads"], given["others"] or 0) == (len(c.lead), len(c.work) - len(c.lead))


@form("plan-size", "有 {i:empty} 项任务没有写单位。", r"{i:empty} tasks? names? no unit\.")
def _(said: Said, given: dict[str, Any]) -> bool:
    return given["empty"] == said.counts.tasks - said.counts.every.task.nunique()


# Loads

LOAD = "{N:a}(?:牵头 {i:leads} 项、其他参与 {i:others} 项|承担 {i:total} 项)"
EN_LOAD = r"{N:a} (?:leads {i:leads} tasks? and takes part in (?:{i:others} others?|(?P<q_none>no others))|takes part in {i:total} tasks?)"


def loaded(said: Said, given: dict[str, Any]) -> str | None:
    """The unit whose counts are printed; None where they are not its counts."""
    c, (names, number) = said.counts, given["a"]
    if number != 1:
        return None
    unit = names[0]
    if given["total"] is not None:
        return unit if given["total"] == c.totals[unit] and c.lead.empty else None
    return unit if (given["leads"], given["others"] or 0) == (c.leads[unit], c.others(unit)) else None


@form(
    "overloaded-units",
    f"{LOAD}(?:：任务明显偏多)?。",
    f"{EN_LOAD}(?:: clearly more than an even hand would give)?" + r"\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    unit = loaded(said, given)
    return unit is not None and said.flag(unit)["flag"] == "overloaded"


@form(
    "overloaded-units",
    "还有 {i:left} 个单位(?:：任务明显偏多)?。",
    r"and {i:left} more: clearly more than an even hand would give\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    flags = [one for one in said.json["lottery"]["flags"] if one["flag"] == "overloaded" and one["by"] == "lottery"]
    return given["left"] == len(flags) - 3


@form("overloaded-units", "没有单位任务明显偏多。", r"No unit clearly carries more than an even hand would give\.")
def _(said: Said, _: dict[str, Any]) -> bool:
    return not [one for one in said.json["lottery"]["flags"] if one["flag"] != "none" and one["by"] == "lottery"]


@form(
    "overloaded-units",
    LOAD + "，{i:ways} 种折算办法中有 {i:over} 种偏多。",
    EN_LOAD + r": too many in {i:over} of {i:ways} ways of counting\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    unit = loaded(said, given)
    if unit is None:
        return False
    flag = said.flag(unit)
    return flag["flag"] == "overloaded-under-some-weights" and (given["over"], given["ways"]) == (
        flag["over_in"],
        len(said.json["lottery"]["settings"]),
    )


@form("overloaded-units", LOAD + "，略多，可以留意。", EN_LOAD + r": somewhat more, worth watching\.")
def _(said: Said, given: dict[str, Any]) -> bool:
    unit = loaded(said, given)
    return unit is not None and said.flag(unit)["flag"] == "watch"


@form(
    "overloaded-units",
    LOAD + "，(?:部分折算办法下)?超过承担能力（{d:room} 项）。",
    EN_LOAD + r", and (?:in some ways of counting )?is above its capacity \({d:room}\)\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    unit = loaded(said, given)
    return unit is not None and said.counts.capacity[unit] == given["room"] and said.flag(unit)["by"] == "capacity"


@form("overloaded-units", "{N:a}没有超过承担能力。", r"{N:a} stays? within capacity\.")
def _(said: Said, given: dict[str, Any]) -> bool:
    return same(given["a"], [unit for unit in said.counts.capacity if said.flag(unit)["flag"] == "none"])


@form(
    "overloaded-units",
    "(?:超过承担能力|可以留意|这样)的还有 {i:left} 个。",
    r"(?:{i:left} more (?:is|are) (?:above capacity|worth watching)|{i:left2} more (?:is|are) like this)\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    left = given.get("left") or given.get("left2")
    flags = [(one["flag"], one["by"]) for one in said.json["lottery"]["flags"]]
    return left + 3 in (
        sum(by == "capacity" and flag != "none" for flag, by in flags),
        flags.count(("watch", "lottery")),
        flags.count(("overloaded-under-some-weights", "lottery")),
    )


@form("overloaded-units", "偏不偏多，取决于怎样计数。", r"It depends on how tasks are counted\.")
def _(said: Said, _: dict[str, Any]) -> bool:
    return any(one["flag"] == "overloaded-under-some-weights" for one in said.json["lottery"]["flags"])


@form(
    "overloaded-units",
    "单看牵头，(?P<q_rest>.+)，明显偏多。",
    r"By leads alone (?P<q_rest>.+) ha(?:s|ve) clearly more\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    c = said.counts
    names = {name: unit for unit in c.units for name in (unit, c.english.get(unit, unit))}
    told = re.findall(r"(?:^|、|, | and )(.+?) \(?(\d+)(?: 项|\))", given["rest"])
    return bool(told) and all(
        c.leads[names[name]] == int(count) and said.flag(names[name])["p_excess"] <= 0.05 for name, count in told
    )


@form(
    "overloaded-units",
    f"(?:{BASIS})?" + "平均每家牵头 {d:mean} 项。",
    r"On average a unit leads {d:mean} tasks?" + f"(?:{EN_BASIS})?" + r"\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    c = said.counts
    return basis(said, given) and given["mean"] == mean(len(c.lead) / len(c.units))


@form("overloaded-units", "平均每家承担 {d:mean} 项。", r"On average a unit has {d:mean} tasks?\.")
def _(said: Said, given: dict[str, Any]) -> bool:
    c = said.counts
    return c.lead.empty and given["mean"] == mean(len(c.work) / len(c.units))


@form(
    "overloaded-units even-leads",
    "{N:a}是本方案的统筹单位，(?:任务|牵头)多可能正是方案的安排。",
    r"{N:a} coordinates this plan, so its (?:high count|many leads) may well be by design\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    return said.json["plan"]["owner"] in given["a"][0]


# Concentration

COUNT = "(?P<q_what>牵头共|牵头和其他参与合计|分工共) {i:sum} 处"
EN_COUNT = (
    r"(?P<q_what>There (?:is|are)|Leading or not, there (?:is|are)) {i:sum} (?P<q_noun>leads?|shares? in the work)"
)
WORD = "(?P<q_word>，明显集中|，明显均匀|，集中得不明显)?"
EN_WORD = "(?P<q_word>: clearly concentrated|: clearly even|: not clearly concentrated)?"


def counted(said: Said, given: dict[str, Any]) -> tuple[dict[str, int], bool]:
    """The counts that the sentence is about, and whether its total, basis and certainty are right."""
    c = said.counts
    if "what" in given:
        leads = given["what"] == "牵头共" or (given.get("noun") or "").startswith("lead")
        said.before["leads"] = leads
    leads = said.before["leads"]
    counts = dict(c.leads if leads else c.totals)
    counts = {unit: counts.get(unit, 0) for unit in c.units}
    good = given.get("sum") in (None, sum(counts.values()))
    if leads and "what" in given:
        good = good and basis(said, given)
    word = given.get("word")
    if word:
        found = said.json["lottery"]["concentration"]["leads" if leads else "tasks"]
        p, high, own = found["effective_p"], found["effective_high"], found["effective"]
        wanted = "明显集中" if p <= 0.05 else "明显均匀" if own > high + 1e-9 else "集中得不明显"
        english = {
            "明显集中": "clearly concentrated",
            "明显均匀": "clearly even",
            "集中得不明显": "not clearly concentrated",
        }
        good = good and word[1:].strip() in (wanted, english[wanted])
    return counts, good


@form(
    "concentration",
    f"(?:{BASIS})?{COUNT}" + "，{i:units} 个单位一样多，各 {i:each} 处。",
    EN_COUNT + r", spread evenly over {i:units} units, {i:each} each" + f"(?:{EN_BASIS})?" + r"\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    counts, good = counted(said, given)
    return good and given["units"] == len(counts) and set(counts.values()) == {given["each"]}


@form(
    "concentration",
    f"(?:{BASIS})?{COUNT}" + "，由 {i:units} 个单位中的 {i:with} 个承担，各 {i:each} 处" + WORD + "。",
    EN_COUNT
    + r", spread evenly over {i:with} of {i:units} units, {i:each} each"
    + EN_WORD
    + f"(?:{EN_BASIS})?"
    + r"\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    counts, good = counted(said, given)
    there = [count for count in counts.values() if count]
    return good and given["units"] == len(counts) and given["with"] == len(there) and set(there) == {given["each"]}


@form(
    "concentration",
    f"(?:{BASIS})?{COUNT}" + "，都由{N:a}一家承担" + WORD + "。",
    EN_COUNT + r", all with {N:a}" + EN_WORD + f"(?:{EN_BASIS})?" + r"\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    counts, good = counted(said, given)
    return good and same(given["a"], [unit for unit, count in counts.items() if count])


@form(
    "concentration",
    f"(?:{BASIS})?{COUNT}" + "，(?:由 {i:units} 个单位中的 {i:with} 个承担|{i:all} 个单位都有)。",
    EN_COUNT
    + r"(?:; {i:with} of {i:units} units share them|; (?:(?P<q_both>both)|all {i:all}) units have some)"
    + f"(?:{EN_BASIS})?"
    + r"\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    counts, good = counted(said, given)
    there, every = sum(count > 0 for count in counts.values()), len(counts)
    if given["with"] is None:
        return good and there == every == (2 if given.get("both") else given["all"])
    return good and (given["with"], given["units"]) == (there, every) and there < every


@form(
    "concentration",
    "{N:a}最多，(?P<q_each>各)?占 {p:part}(?:，前 {i:half} 家合占 {p:whole})?。",
    r"{N:a} ha(?:s|ve) the most, {p:part}(?P<q_each> each)?(?:, the first {i:half} together {p:whole})?\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    counts, good = counted(said, given)
    whole, falling = sum(counts.values()), sorted(counts.values(), reverse=True)
    good = good and at_top(said, given["a"], counts) and given["part"] == share(falling[0], whole)
    good = good and bool(given["each"]) == (given["a"][1] > 1)
    if given["half"] is not None:
        fewest = next(n for n in range(1, len(falling) + 1) if 2 * sum(falling[:n]) >= whole)
        good = good and given["half"] == fewest and given["whole"] == share(sum(falling[:fewest]), whole)
    return good


@form(
    "concentration",
    "相当于 {d:number} 家平均分担" + WORD + "。",
    r"That is as if {d:number} units shared equally" + EN_WORD + r"\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    counts, good = counted(said, given)
    squares = sum(count**2 for count in counts.values())
    return good and given["number"] == rounded(sum(counts.values()) ** 2 / squares, 1)


# Leads


@form(
    "never-leading-units",
    f"(?:{BASIS})?" + "{i:units} 个单位中有 {i:idle} 个未承担牵头任务。",
    r"{i:idle} of {i:units} units leads? no task" + f"(?:{EN_BASIS})?" + r"\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    c = said.counts
    idle = [unit for unit in c.units if not c.leads[unit]]
    return basis(said, given) and (given["units"], given["idle"]) == (len(c.units), len(idle))


@form("never-leading-units", "它们?是{N:a}。", r"(?:It is|They are) {N:a}\.")
def _(said: Said, given: dict[str, Any]) -> bool:
    return same(given["a"], [unit for unit in said.counts.units if not said.counts.leads[unit]])


@form(
    "never-leading-units",
    f"(?:{BASIS})?" + "每个单位都至少牵头一项任务。",
    r"Every unit leads at least one task" + f"(?:{EN_BASIS})?" + r"\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    return basis(said, given) and all(said.counts.leads[unit] for unit in said.counts.units)


@form(
    "never-leading-units",
    "其中 {i:some} 个也没有承担其他任务。",
    r"{i:some} of them ha(?:s|ve) no other task\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    c = said.counts
    idle = [unit for unit in c.units if not c.leads[unit]]
    return bool(given["some"] == sum(not c.totals[unit] for unit in idle))


@form(
    "single-lead-tasks",
    f"(?:{BASIS})?" + "没有一项任务是一家单独牵头的。",
    r"No task has a single lead" + f"(?:{EN_BASIS})?" + r"\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    return basis(said, given) and not said.counts.singles


WHO = "(?:：{N:one}（任务 ?{T:task}）|：{N:one2}〔任务 ?{T:task2}〕|，都是{N:all}|(?P<q_apart>，各不相同)|，其中{N:most}最多，(?P<q_each>各 )?{i:number} 项)"
EN_WHO = r"(?:: {N:one} [(\[]task {T:task}[)\]]|, all led by {N:all}|(?P<q_apart>, each a different unit)|; {N:most} leads? the most of them, {i:number}(?P<q_each> each)?)"


def led_alone(said: Said, given: dict[str, Any]) -> bool:
    """Who leads alone is told rightly."""
    c = said.counts
    by_unit = {unit: list(c.singles.values()).count(unit) for unit in c.units}
    if given.get("one") or given.get("one2"):
        names, tasks = given.get("one") or given["one2"], given.get("task") or given["task2"]
        return len(c.singles) == 1 and [(tasks[0][0], names[0][0])] == list(c.singles.items())
    if given["all"]:
        return same(given["all"], set(c.singles.values()))
    if given["apart"]:
        return len(set(c.singles.values())) == len(c.singles)
    top = max(by_unit.values())
    level = [unit for unit, count in by_unit.items() if count == top]
    return same(given["most"], level) and given["number"] == top and bool(given["each"]) == (len(level) > 1)


@form(
    "single-lead-tasks",
    f"(?:{BASIS}(?P<q_every>每项都)?|"
    + "{i:tasks} 项任务(?P<q_whole>都)?(?:中)?)(?:有 {i:single} 项)?由一家单独牵头"
    + WHO
    + "。",
    r"(?:(?P<q_every>All {i:led}|Both) tasks|{i:single} of {i:tasks} tasks)(?P<q_named> that names? a lead)? ha(?:s|ve) a single lead"
    + EN_WHO
    + r"\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    c = said.counts
    led, single, partly = len(c.led), len(c.singles), 0 < len(c.led) < c.tasks
    told = given.get("led") or given.get("tasks")
    good = led_alone(said, given) and told in (None, led) and (partly or led == c.tasks)
    basis_told = bool(given["named"]) if "named" in given else given["tasks"] is None
    good = good and basis_told == partly
    whole = bool(given.get("every") or given.get("whole"))
    return good and (single == led if whole else given["single"] == single)


@form(
    "single-lead-tasks",
    "(?:(?P<q_part>写明牵头的只有一项任务，)|唯一的任务)由一家单独牵头" + WHO + "。",
    r"The only task(?P<q_part> that names a lead)? has a single lead" + EN_WHO + r"\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    c = said.counts
    return len(c.led) == len(c.singles) == 1 and bool(given["part"]) == (c.tasks > 1) and led_alone(said, given)


@form(
    "single-lead-tasks",
    "(?:其中 {i:some} 项)?没有其他单位参与。",
    r"(?:In {i:some} of them no|(?P<q_all>No)) other unit takes part\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    alone = sum(not said.counts.supported(task) for task in said.counts.singles)
    return alone == (len(said.counts.singles) if given["some"] is None else given["some"])


@form(
    "tasks-without-lead", "(?:{i:tasks} 项任务都|(?P<q_one>唯一的任务))写明了牵头单位。", r"Every task names a lead\."
)
def _(said: Said, given: dict[str, Any]) -> bool:
    c = said.counts
    return len(c.led) == c.tasks and given.get("tasks") in (None, c.tasks)


@form(
    "tasks-without-lead",
    "{i:tasks} 项任务中有 {i:missing} 项没有写明牵头单位：任务 ?{T:which}。",
    r"{i:missing} of {i:tasks} tasks names? no lead: {T:which}\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    c = said.counts
    missing = set(range(c.tasks)) - c.led
    return (given["tasks"], given["missing"]) == (c.tasks, len(missing)) and same_tasks(given["which"], missing)


@form(
    "tasks-without-lead",
    "只有一家单位的任务有 {i:lone} 项：任务 ?{T:which}。",
    r"{i:lone} tasks? ha(?:s|ve) a single unit: {T:which}\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    every = said.counts.every[said.counts.every.role != "watch"]
    units = every.groupby("task").unit.nunique()
    lone = set(units[units == 1].index) - said.counts.worked_by_many  # each of these stands for several
    return not said.counts.led and given["lone"] == len(lone) and same_tasks(given["which"], lone)


def same_tasks(told: tuple[list[int], int], wanted: set[int]) -> bool:
    return told[1] == len(wanted) and set(told[0]) <= wanted


# Joint leads and groups

PAIRS = "(?P<q_pairs>.+?)"


def read_pairs(said: Said, words: str) -> list[frozenset[str]] | None:
    """Pairs of units of a printed list of pairs."""
    found = []
    for part in re.split(r"、|; (?:and (?=\d))?", words):
        more = re.fullmatch(r"\d+ more", part)
        if more:
            continue
        zh, en = said.counts.read_names(part, "zh"), said.counts.read_names(part, "en")
        read = zh or en
        if read is None or len(read[0]) != 2:
            return None
        found.append(frozenset(read[0]))
    return found


@form(
    "frequent-co-leads",
    "共同牵头最多的是(?P<q_pairs>.+?)(?:等 {i:level} 对)?，(?P<q_each>各|共) {i:most} 项。",
    r"Most often (?P<q_pairs>.+?)(?:; and {i:more} more)? lead together: {i:most} tasks?(?P<q_each> each)?\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    joint, pairs = said.counts.joint_leads, read_pairs(said, given["pairs"])
    if pairs is None:
        return False
    top = max(joint.values())
    level = [pair for pair, count in joint.items() if count == top]
    told = given.get("level") or len(pairs) + (given.get("more") or 0)
    return given["most"] == top and told == len(level) and set(pairs) <= set(level)


@form("frequent-co-leads", "共同牵头过的单位共 {i:pairs} 对。", r"{i:pairs} pairs? leads? something together\.")
def _(said: Said, given: dict[str, Any]) -> bool:
    return given["pairs"] == len(said.counts.joint_leads)


TIES = "co-leads-beyond-chance shared-tasks-beyond-chance"


def tie_row(said: Said, pair: list[str], tasks: tuple[list[int], int]) -> dict[str, Any] | None:
    """The row of `analysis.json` of a pair whose joint tasks are told; None where they are others."""
    ids = [said.json["population"]["units"][said.counts.units.index(unit)] for unit in pair]
    for layer, role in (("leads", "lead"), ("all_roles", "")):
        if same_tasks(tasks, said.counts.joint(*pair, role)):
            for row in said.json["ties"][layer]["ties"]:
                if {row["a"], row["b"]} == set(ids):
                    said.before["layer"] = layer
                    return dict(row)
    return None


TIE = r"{N:pair} {i:number} 项[（〔]任务 ?{T:tasks}[）〕]，按各自任务数平均(?:约 {d:usual}|不到 (?P<q_little>0.1)) 项"
EN_TIE = r"{N:pair} on {i:number} tasks? [(\[]tasks? {T:tasks}[)\]], where (?:about {d:usual}|less than (?P<q_little>0.1)) would be usual"


@form(
    TIES,
    "共同(?P<q_how>牵头|承担)明显多的有 {i:pairs} 对(?:，(?:最突出的是|例如)这 {i:told} 对)?。",
    r"{i:pairs} pairs? clearly (?P<q_how>leads? together|shares? tasks) more than their loads give(?:, (?:most of all|such as) these {i:told})?\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    layer = "leads" if given["how"].startswith(("牵头", "lead")) else "all_roles"
    validated = said.json["ties"][layer]["validated"]
    return given["pairs"] == validated and given["told"] == (3 if validated > 3 else None)


@form(TIES, TIE + "。", EN_TIE + r"\.")
def _(said: Said, given: dict[str, Any]) -> bool:
    row = tie_row(said, given["pair"][0], given["tasks"])
    if row is None or row["verdict"] != "together" or given["number"] != given["tasks"][1]:
        return False
    return bool(row["expected"] < 0.05 if given["little"] else given["usual"] == rounded(row["expected"], 1))


@form(
    TIES,
    "看不出哪一对单位共同(?:牵头|承担)得格外多。",
    r"No pair clearly (?:leads|shares)(?: tasks)?(?: together)? more than its loads give\.",
)
def _(said: Said, _: dict[str, Any]) -> bool:
    return any(not layer["validated"] for layer in said.json["ties"].values())


@form(
    TIES,
    "比较(?:了|的 {i:pairs} 对中有) {i:left} 对，?(?:都)?无从判断：(?:计算的次数太少|共同(?:牵头|承担)再多也不出奇)。",
    r"{i:left} (?:of the {i:pairs} pairs compared|pairs?) cannot be judged: (?:{i:draws} draws are too few for so many pairs|even as many (?:joint leads|shared tasks) as are possible would not stand out)\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    busy = {"leads": len(set(said.counts.lead.unit)), "all_roles": len(said.counts.totals)}
    return any(
        given.get("draws") in (None, said.json["ties"][layer]["draws"])
        and given["left"] == units * (units - 1) // 2 - said.json["ties"][layer]["testable"]
        and given["pairs"] in (None, units * (units - 1) // 2)
        for layer, units in busy.items()
    )


@form(
    "co-leads-beyond-chance",
    "{N:pair}没有共同牵头的，按各自任务数平均约 {d:usual} 项(?P<q_few>，明显偏少)?。",
    r"{N:pair} lead nothing together, where about {d:usual} would be usual(?P<q_few>: clearly few)?\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    c, pair = said.counts, given["pair"][0]
    ids = {said.json["population"]["units"][c.units.index(unit)] for unit in pair}
    row = next((row for row in said.json["ties"]["leads"]["fewer"] if {row["a"], row["b"]} == ids), None)
    if row is None:
        return False
    good = not c.joint(*pair, "lead") and row["p_fewer"] <= 0.05 and given["usual"] == rounded(row["expected"], 1)
    return good and (row["verdict"] == "apart") == bool(given["few"])


@form(
    "co-leads-beyond-chance",
    "从不共同牵头的还有 {i:left} 对。",
    r"{i:left} more (?:is|are) like this\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    return given["left"] == sum(not row["tasks"] for row in said.json["ties"]["leads"]["fewer"]) - 2


@form("working-clusters", "只有{N:a}牵头，谈不上协作组。", r"Only {N:a} leads, so there are no groups\.")
def _(said: Said, given: dict[str, Any]) -> bool:
    return same(given["a"], set(said.counts.lead.unit))


@form(
    "working-clusters",
    "牵头单位分不出组：怎样分都不比合为一组好。",
    r"The leads fall into no groups: no division is better than all in one\.",
)
def _(said: Said, _: dict[str, Any]) -> bool:
    return not said.json["clusters"]["best"]["q"]


@form(
    "working-clusters",
    "任务略有变动，归组就会变，看不出哪几家始终同组。",
    r"No units stay in one group when the tasks change a little\.",
)
def _(said: Said, _: dict[str, Any]) -> bool:
    return not said.json["clusters"]["cores"]


CORE = "{N:group}(?:[（〔]共同牵头任务 ?{T:tasks}(?:，勉强)?[）〕]|（(?P<q_apart>没有共同牵头的任务)，各与相同的单位共同牵头(?:，勉强)?）)"
EN_CORE = r"{N:group} (?:[(\[]joint tasks? {T:tasks}(?:, a close call)?[)\]]|\((?P<q_apart>with no task in common), but with the same partners(?:, a close call)?\))"


@form(
    "working-clusters",
    "(?:任务略有变动仍然同组的有 {i:groups} 组：)?" + CORE + "。",
    r"(?:{i:groups} groups? holds? when the tasks change a little: )?" + EN_CORE + r"\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    c, cores = said.counts, said.json["clusters"]["cores"]
    names, number = given["group"]
    joint = {task for task, those in c.leaders.items() if set(names) <= those}
    ids = {said.json["population"]["units"][c.units.index(unit)] for unit in names}
    good = any(ids <= set(core["units"]) and number == len(core["units"]) for core in cores)
    good = good and given["groups"] in (None, len(cores))
    if number > len(names):
        return good
    return good and (not joint if given["apart"] else same_tasks(given["tasks"], joint))


@form("working-clusters", "另有 {i:left} 组。", r"and {i:left} more\.")
def _(said: Said, given: dict[str, Any]) -> bool:
    return given["left"] == len(said.json["clusters"]["cores"]) - 4


@form(
    "working-clusters",
    "其余 {i:rest} 家归在哪一组，看不出。",
    r"Where the (?:other {i:rest} units belong|(?P<q_one>one other unit belongs)) cannot be told\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    held = sum(len(core["units"]) for core in said.json["clusters"]["cores"])
    return (given["rest"] or 1) == len(set(said.counts.lead.unit)) - held


@form("working-clusters", "整体上看，分组(?P<q_not>不)?明显。", r"As a whole the groups are (?P<q_not>not )?clear\.")
def _(said: Said, given: dict[str, Any]) -> bool:
    return (said.json["clusters"]["best"]["p"] > 0.05) == bool(given["not"])


@form(
    "working-clusters",
    "不算(?:牵头多的)?{N:a}，其余单位(?:的分组(?P<q_not>不)?明显|分不出组)。",
    r"Without {N:a}(?:, which leads much,)? the (?:groups of the others are (?P<q_not>not )?clear|other units fall into no groups)\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    rest = said.json["clusters"]["without_hub"]
    top = max(said.counts.leads.values())
    hub = given["a"][0][0]
    good = said.counts.leads[hub] == top and any(
        said.counts.joint(hub, other, "lead") for other in said.counts.leads if other != hub
    )
    return good and (not rest["q"] or rest["p"] is None or (rest["p"] > 0.05) == bool(given["not"]))


# Units in focus and positions

FOCUS = "{N:a}(?:牵头 {i:leads} 项、其他参与 {i:others} 项|承担 {i:total} 项)"
EN_FOCUS = r"{N:a} (?:leads {i:leads} tasks? and takes part in (?:{i:others} others?|(?P<q_none>no others))|takes part in {i:total} tasks?)"


@form("focus-units", FOCUS + "。", EN_FOCUS + r"\.")
def _(said: Said, given: dict[str, Any]) -> bool:
    c, unit = said.counts, given["a"][0][0]
    said.before.setdefault("focus", []).append(unit)
    if given["total"] is not None:
        return given["total"] == c.totals[unit] and not c.led
    return (given["leads"], given["others"] or 0) == (c.leads[unit], c.others(unit))


@form(
    "focus-units",
    "两家(?:共同牵头 {i:number} 项[（〔]任务 ?{T:tasks}[）〕]|(?P<q_no>没有)共同牵头的任务)。",
    r"the two lead (?:{i:number} tasks? together [(\[]tasks? {T:tasks}[)\]]|(?P<q_no>no) task together)\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    joint = said.counts.joint(*said.before["focus"][-2:], "lead")
    return not joint if given["no"] else given["number"] == len(joint) and same_tasks(given["tasks"], joint)


@form(
    "focus-units",
    "在 {i:units} 个单位中，{N:a}任务数(?P<q_l1>并列|排)第 {i:r1}，联系远近(?P<q_l2>并列|排)第 {i:r2}，(?:衔接作用(?P<q_l3>并列|排)第 {i:r3}|(?P<q_no>没有衔接作用))。",
    r"Among {i:units} units {N:a} is (?P<q_l1>joint )?{i:r1}(?:st|nd|rd|th) by number of tasks(?:,| and) (?P<q_l2>joint )?{i:r2}(?:st|nd|rd|th) by closeness(?: and (?P<q_l3>joint )?{i:r3}(?:st|nd|rd|th) by bridging|(?P<q_no>, and is no bridge between others))\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    c, unit = said.counts, given["a"][0][0]
    if unit not in said.before["focus"]:
        return False
    totals = {each: float(c.totals[each]) for each in c.units}
    wanted = [c.rank(unit, totals), c.rank(unit, c.nearness), c.rank(unit, c.bridging)]
    told = [(given[f"r{k}"], given[f"l{k}"] in ("并列", "joint ")) for k in (1, 2, 3)]
    if given["no"]:
        return told[:2] == wanted[:2] and c.bridging[unit] <= 1e-9 and given["units"] == len(c.units)
    return told == wanted and given["units"] == len(c.units) and c.bridging[unit] > 1e-9


@form(
    "focus-units",
    "各单位分成没有共同任务的 {i:parts} 部分，联系远近只算得到同一部分的。",
    r"The units fall into {i:parts} parts without a task in common, and closeness reaches only a unit's own part\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    return given["parts"] == said.counts.parts() > 1


@form(
    "focus-units",
    "本方案中没有找到名为[^。]+的单个单位，请核对名称。",
    r"This plan has no single unit named .+; please check the name\.",
)
def _(said: Said, _: dict[str, Any]) -> bool:
    return bool(said.json["focus"]["names_missing"])


BESIDE = "按任务数平均约 {p:usual}，(?P<q_word>明显偏大|明显偏小|两者相当|差得不明显)"
EN_BESIDE = r"its tasks would give about {p:usual} on average: (?P<q_word>clearly more|clearly less|about the same|no clear difference)"


def beside(said: Said, unit: str, given: dict[str, Any]) -> bool:
    """The value expected, and the word for the difference from it."""
    row = said.beyond(unit, "unit_betweenness")
    low, high = sorted((row["value"], row["expected"]))
    alike = high <= 1.33 * low
    word = given["word"]
    if word in ("明显偏大", "clearly more"):
        good = row["value"] > row["expected"] and row["p_any"] <= 0.05
    elif word in ("明显偏小", "clearly less"):
        good = row["value"] < row["expected"] and row["p_any"] <= 0.05
    else:
        good = alike == (word in ("两者相当", "about the same"))
    return good and given["usual"] == share(row["expected"])


@form(
    "focus-units",
    "{N:a}与其他单位的联系，和它的任务数相当。",
    r"The position of {N:a} is what its number of tasks gives\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    row = said.beyond(given["a"][0][0], "unit_betweenness")
    low, high = sorted((row["value"], row["expected"]))
    return given["a"][0][0] in said.before["focus"] and bool(high <= 1.33 * low)


@form(
    "focus-units",
    "{N:a}的衔接作用是 {p:value}，" + BESIDE + "。",
    r"The bridging of {N:a} is {p:value}; " + EN_BESIDE + r"\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    unit = given["a"][0][0]
    if unit not in said.before["focus"]:
        return False
    return given["value"] == share(said.counts.bridging[unit]) and beside(said, unit, given)


@form("focus-units", "{N:a}的衔接作用是 {p:value}，" + BESIDE + "。", r"The bridging of {N:a} is {p:value}\.")
def _(said: Said, given: dict[str, Any]) -> bool:
    unit = said.before["unit"] = given["a"][0][0]
    good = unit in said.before["focus"] and given["value"] == share(said.counts.bridging[unit])
    return good and ("usual" not in given or beside(said, unit, given))


@form("focus-units", BESIDE + "。", EN_BESIDE + r"\.")
def _(said: Said, given: dict[str, Any]) -> bool:
    return beside(said, said.before["unit"], given)


@form(
    "focus-units",
    "离其他单位明显比任务数应有的(?P<q_side>近|远)。",
    r"it is clearly (?P<q_side>closer|farther) than its tasks give\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    return any(
        one["measure"] == "harmonic"
        and one["p_any"] <= 0.05
        and (one["value"] > one["expected"]) == (given["side"] in "近closer")
        for row in said.json["standing"]["units"]
        for one in row["beyond"]
    )


@form("central-units", "没有哪个单位处在其他单位之间。", r"No unit stands between others\.")
def _(said: Said, _: dict[str, Any]) -> bool:
    return max(said.counts.bridging.values()) <= 1e-9


@form(
    "central-units",
    "{N:a}的衔接作用(?P<q_level>并列)?最大。",
    r"{N:a} (?:(?P<q_level>are the strongest bridges, level with one another)|is the strongest bridge)\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    values = {unit: round(value, 9) for unit, value in said.counts.bridging.items()}
    said.before["best"] = given["a"][0][0]
    return at_top(said, given["a"], values) and bool(given["level"]) == (given["a"][1] > 1)


@form(
    "central-units",
    "其他单位两两之间的最短联系，平均(?P<q_each>各)?有 {p:value} 经过它(?:们)?。",
    r"On average {p:value} of the shortest paths between two other units pass (?P<q_each>each|it)\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    return given["value"] == share(said.counts.bridging[said.before["best"]])


@form("central-units", BESIDE + "。", EN_BESIDE + r"\.")
def _(said: Said, given: dict[str, Any]) -> bool:
    return beside(said, said.before["best"], given)


@form(
    "central-units",
    "{i:units} 个单位的衔接作用都是 {p:value}，分不出高下。",
    r"The bridging of all {i:units} units is {p:value}, which tells no two apart\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    c = said.counts
    said.before["best"] = c.units[0]
    return given["units"] == len(c.units) and {share(value) for value in c.bridging.values()} == {given["value"]}


@form(
    "central-units",
    "这是整个方案的特点，" + BESIDE + "。",
    r"That belongs to the plan as a whole; " + EN_BESIDE + r"\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    return beside(said, said.before["best"], given)


@form(
    "central-units",
    "方案稍有变动，(?:名次在第 {i:low} 到第 {i:high} 之间|仍排第 {i:still})。",
    r"Small changes of the plan (?:would move it between rank {i:low} and rank {i:high}|leave it at rank {i:still})\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    rows = said.of(said.before["best"], said.json["standing"]["units"])["ranges"]
    (row,) = [row for row in rows if row["measure"] == "unit_betweenness"]
    low, high = (given["still"],) * 2 if given["still"] is not None else (given["low"], given["high"])
    return (row["low"], row["high"]) == (low, high)


@form(
    "central-units",
    "各单位的名次与任务数的名次(?P<q_word>完全相同|大体一致|有出入)。",
    r"The ranking (?P<q_word>is the one by number of tasks|is much like the one by number of tasks|differs from the one by number of tasks)\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    c = said.counts
    totals = {each: float(c.totals[each]) for each in c.units}
    equal = all(c.rank(unit, totals)[0] == c.rank(unit, c.bridging)[0] for unit in c.units)
    (tau,) = [row["tau"] for row in said.json["centrality"]["tau"] if row["measure"] == "unit_betweenness"]
    word = given["word"]
    if word in ("完全相同", "is the one by number of tasks"):
        return equal
    return not equal and (tau >= 0.8) == (word in ("大体一致", "is much like the one by number of tasks"))


@form(
    "central-units",
    "各单位任务数相同，差别来自与谁共同承担。",
    r"All units have as many tasks; they differ by whom they share them with\.",
)
def _(said: Said, _: dict[str, Any]) -> bool:
    return len({said.counts.totals[unit] for unit in said.counts.units}) == 1


@form(
    "position-given-volume",
    "看不出哪家与其他单位的联系和它的任务数不相当。",
    r"No unit's position clearly differs from what its tasks give\.",
)
def _(said: Said, _: dict[str, Any]) -> bool:
    return not next(one for one in said.json["findings"] if one["id"] == "position-given-volume")["evidence"]


@form(
    "position-given-volume",
    "{N:a}的衔接作用明显偏(?P<q_side>大|小)：{p:value}，按任务数平均约 {p:usual}。",
    r"The bridging of {N:a} is clearly (?P<q_side>more|less) than its tasks give: {p:value}, where they give about {p:usual} on average\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    unit = said.before["unit"] = given["a"][0][0]
    row = said.beyond(unit, "unit_betweenness")
    good = row["p_any"] <= 0.05 and (row["value"] > row["expected"]) == (given["side"] in ("大", "more"))
    return good and given["value"] == share(said.counts.bridging[unit]) and given["usual"] == share(row["expected"])


@form(
    "position-given-volume",
    "{N:a}离其他单位明显比任务数应有的(?P<q_side>近|远)。",
    r"{N:a} is clearly (?P<q_side>closer|farther) than its tasks give\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    unit = said.before["unit"] = given["a"][0][0]
    row = said.beyond(unit, "harmonic")
    return row["p_any"] <= 0.05 and (row["value"] > row["expected"]) == (given["side"] in ("近", "closer"))


@form(
    "position-given-volume",
    "没有别的单个单位参加它的任务 ?{T:tasks}。",
    r"Its tasks? {T:tasks} have no other single unit\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    alone = {task for task, those in said.counts.workers.items() if those == {said.before["unit"]}}
    return same_tasks(given["tasks"], alone)


@form("position-given-volume", "这样的还有 {i:left} 处。", r"{i:left} more (?:is|are) like this\.")
def _(said: Said, given: dict[str, Any]) -> bool:
    found = next(one for one in said.json["findings"] if one["id"] == "position-given-volume")
    return given["left"] == sum(row["value"] is not None for row in found["evidence"]) - 3


# Absence


@form(
    "drop-outs",
    f"(?:{BASIS})?" + "任何一家缺位，都不会使任务没有牵头，也不会只剩一家。",
    r"Without any one unit, every task keeps two leads or more" + f"(?:{EN_BASIS})?" + r"\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    c = said.counts
    return basis(said, given) and not any(c.lost(unit) or c.left_single(unit) for unit in c.units)


@form(
    "drop-outs",
    f"(?:{BASIS})?"
    + "(?:{N:a}缺位影响最大|(?P<q_alike>哪个牵头单位缺位，影响都一样))：(?:(?P<q_each>各有 )?{i:lost} 项没有牵头(?:[（〔]任务 ?{T:tasks}[）〕])?)?，?(?:(?P<q_each2>各有 )?{i:left} 项只剩一家牵头)?。",
    r"(?:{N:a} would be missed most|(?P<q_alike>All lead units) would be missed alike): without (?P<q_each>either of them|any one of them|it) (?:{i:lost} tasks? ha(?:s|ve) no lead(?: [(\[]tasks? {T:tasks}[)\]]?)?)?(?: and )?(?:{i:left} (?:only one|tasks? ha(?:s|ve) only one lead))?"
    + f"(?:{EN_BASIS})?"
    + r"\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    c = said.counts
    losses = {unit: (len(c.lost(unit)), len(c.left_single(unit))) for unit in c.units}
    top = max(losses.values())
    said.before["top"] = top
    first = [unit for unit, loss in losses.items() if loss == top]
    good = set(first) == set(c.lead.unit) if given["alike"] else same(given["a"], first)
    good = good and basis(said, given)
    if given["tasks"]:
        good = good and same_tasks(given["tasks"], c.lost(given["a"][0][0]))
    return good and (given["lost"] or 0, given["left"] or 0) == top


@form(
    "drop-outs",
    "{N:a}缺位也(?P<q_each>各)?有 {i:lost} 项没有牵头，只剩一家的少些。",
    r"Without {N:a} as many have no lead(?P<q_each> in each case)?, and fewer only one\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    c, top = said.counts, said.before["top"]
    level = [unit for unit in c.units if len(c.lost(unit)) == top[0] and len(c.left_single(unit)) < top[1]]
    return same(given["a"], level) and given.get("lost", top[0]) == top[0]


@form(
    "drop-outs",
    "任何一家缺位，每项任务都还有单位承担。",
    r"Without any one unit, every task that has units keeps one\.",
)
def _(said: Said, _: dict[str, Any]) -> bool:
    return not said.counts.led and not any(said.counts.emptied(unit) for unit in said.counts.units)


@form(
    "drop-outs",
    "{N:a}缺位影响最大：(?P<q_each>各)?有 {i:lost} 项任务没有单位承担(?:[（〔]任务 ?{T:tasks}[）〕])?。",
    r"{N:a} would be missed most: without (?:either of them|any one of them|it) {i:lost} tasks? ha(?:s|ve) no unit(?: [(\[]tasks? {T:tasks}[)\]])?\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    c = said.counts
    losses = {unit: len(c.emptied(unit)) for unit in c.units}
    good = at_top(said, given["a"], losses) and given["lost"] == max(losses.values())
    return good and (not given["tasks"] or same_tasks(given["tasks"], c.emptied(given["a"][0][0])))


@form(
    "drop-outs",
    "两家同时缺位，(?:最多有 {i:level_lost} 项没有牵头，这样的组合共 {i:pairs} 对|以{N:pair}影响最大，{i:lost} 项没有牵头)。",
    r"(?:Without two units at once up to {i:level_lost} tasks? ha(?:s|ve) no lead; {i:pairs} pairs are level|Of two at once, {N:pair} would be missed most: {i:lost} tasks? ha(?:s|ve) no lead)\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    c = said.counts
    losses = {pair: len(c.lost(*pair)) for pair in combinations(c.units, 2)}
    top = max(losses.values())
    level = [set(pair) for pair, loss in losses.items() if loss == top]
    if given["pair"]:
        return given["lost"] == top and level == [set(given["pair"][0])]
    return (given["level_lost"], given["pairs"]) == (top, len(level))


@form(
    "drop-outs",
    "现在各单位分成没有共同任务的 {i:parts} 部分。",
    r"As it is, the units fall into {i:parts} parts without a task in common\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    return given["parts"] == said.counts.parts() > 1


@form(
    "drop-outs",
    "无论哪家缺位，其余单位仍由共同任务连在一起。",
    r"Whoever drops out, shared tasks still join all the others\.",
)
def _(said: Said, _: dict[str, Any]) -> bool:
    return all(said.counts.parts(unit) <= 1 for unit in said.counts.units)


@form(
    "drop-outs",
    "没有{N:a}，其余单位就分成没有共同任务的 {i:parts} 部分。",
    r"Without {N:a}, the others fall into {i:parts} parts without a task in common\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    c = said.counts
    cut = [unit for unit in c.units if c.parts(unit) > 1]
    return same(given["a"], cut) and given["parts"] == c.parts(cut[0])


@form(
    "drop-outs",
    "{N:a}缺了哪一家，其余单位都会分成没有共同任务的几部分。",
    r"Without any one of {N:a}, the others fall into parts without a task in common\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    return same(given["a"], [unit for unit in said.counts.units if said.counts.parts(unit) > 1])


# Smallest leading group

WHICH = "(?:全部 {i:all} 项任务|(?P<q_only>唯一的任务)|(?:(?P<q_written>写明)|由单个单位)牵头的 {i:some} 项任务)"
EN_WHICH = r"(?:all {i:all} tasks|(?P<q_both>both) tasks|(?P<q_only>the only task)|the {i:some} tasks that (?:(?P<q_written>name a lead)|single units lead)|(?P<q_one>the only task that (?:names a lead|a single unit leads)))"


def which(said: Said, given: dict[str, Any]) -> bool:
    """The tasks that are covered are told rightly."""
    c, led = said.counts, len(said.counts.leaders)
    whole = given["all"] or (2 if given.get("both") else 1 if given["only"] else None)
    some = given["some"] or (1 if given.get("one") else None)
    if given.get("written") and led != len(c.led):
        return False  # some are led by collectives
    return whole == led == c.tasks if whole is not None else some == led < c.tasks


@form("smallest-leading-group", "{N:a}一家就牵头" + WHICH + "。", r"{N:a} alone leads " + EN_WHICH + r"\.")
def _(said: Said, given: dict[str, Any]) -> bool:
    return which(said, given) and said.counts.leads[given["a"][0][0]] == len(said.counts.leaders)


@form(
    "smallest-leading-group",
    WHICH + "要 {i:units} 个牵头单位合起来才都有牵头，缺一不可。",
    r"It takes (?:all {i:units}|(?P<q_two>both)) leading units to lead " + EN_WHICH + r"\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    c = said.counts
    return (
        which(said, given)
        and (given["units"] or 2) == len(set(c.lead.unit))
        and all(c.lost_lead(unit) for unit in set(c.lead.unit))
    )


@form(
    "smallest-leading-group",
    "最少 {i:units} 个单位合起来就牵头" + WHICH + "：{N:a}。",
    r"{i:units} units together lead " + EN_WHICH + r", and fewer cannot: {N:a}\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    size, _ = said.counts.smallest_cover
    names, number = given["a"]
    led = {task for task, those in said.counts.leaders.items() if those & set(names)}
    whole = number > len(names) or led == set(said.counts.leaders)
    return which(said, given) and given["units"] == number and size in (-1, number) and whole


@form(
    "smallest-leading-group",
    "(?:是否还有同样少的组合，没有算完|逐步选出的 {i:units} 个单位合起来就牵头.+)。",
    r"(?:Whether another group is as small was not decided|{i:units} units together lead .+ \(found step by step, not proved the fewest\): .+)\.",
)
def _(said: Said, _: dict[str, Any]) -> bool:
    return said.json["fragility"]["approximation"] is not None


@form(
    "smallest-leading-group",
    "(?:其他单位都做不到|这样少的组合只有这一种)。",
    r"No other (?:unit does|group is as small)\.",
)
def _(said: Said, _: dict[str, Any]) -> bool:
    return said.counts.smallest_cover[1] in (1, None)


@form(
    "smallest-leading-group",
    "(?:能做到的不止这一家|这样少的组合不止一种，没有哪家必不可少|这样少的组合不止一种，{N:a}必不可少)。",
    r"(?:It is not the only one to do so|Other groups are as small; (?:no unit|{N:a}) (?:is|are) in every one)\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    number = said.counts.smallest_cover[1]
    ids = {said.json["population"]["units"][said.counts.units.index(unit)] for unit in (given["a"] or ([],))[0]}
    return (number is None or number > 1) and ids <= set(said.json["fragility"]["cover"]["needed"])


# Largest tasks


def seats(said: Said) -> dict[int, int]:
    return {task: len(said.counts.workers.get(task, ())) for task in range(said.counts.tasks)}


@form("largest-tasks", "没有任务写明由单个单位承担。", r"No task is given to a single unit\.")
def _(said: Said, _: dict[str, Any]) -> bool:
    return said.counts.work.empty


@form("largest-tasks", "每项任务至多一家单位。", r"No task has more than one unit\.")
def _(said: Said, _: dict[str, Any]) -> bool:
    return max(seats(said).values()) == 1


@form(
    "largest-tasks",
    "{i:tasks} 项任务涉及的单位一样多，各 {i:seats} 家。",
    r"(?:All {i:tasks}|(?P<q_both>Both)) tasks have equally many units, {i:seats} each\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    return (given["tasks"] or 2) == said.counts.tasks and set(seats(said).values()) == {given["seats"]}


@form(
    "largest-tasks",
    "涉及单位最多的是任务 ?{T:tasks}，(?:各 {i:each} 家|共 {i:seats} 家)。",
    r"Tasks? {T:tasks} ha(?:s|ve) the most units, (?:{i:each} each|{i:seats})\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    there = seats(said)
    top = max(there.values())
    return (given["each"] or given["seats"]) == top and same_tasks(
        given["tasks"], {task for task, n in there.items() if n == top}
    )


@form(
    "largest-tasks",
    "涉及单位最多的是任务 ?{T:tasks}，共 {i:seats} 家：{i:leads} 家牵头(?:、{i:others} 家其他参与)?。",
    r"Task {T:tasks} has the most units, {i:seats} \({i:leads} leads? and {i:others} others?\)\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    there = seats(said)
    top = max(there.values())
    task = given["tasks"][0][0]
    said.before["task"] = task
    leads = len(said.counts.leaders.get(task, ()))
    good = [task] == [one for one, n in there.items() if n == top] and given["seats"] == top
    return good and (given["leads"], given["others"] or 0) == (leads, top - leads)


@form("largest-tasks", "另有 {i:many} 个统称参与。", r"{i:many} collectives? takes? part besides\.")
def _(said: Said, given: dict[str, Any]) -> bool:
    c, there = said.counts, seats(said)
    (task,) = [one for one, n in there.items() if n == max(there.values())]
    every = c.every[c.every.many & (c.every.role != "watch") & (c.every.task == task)]
    return given["many"] == len(every)


@form("largest-tasks", "统称不计在内。", r"Collectives are not counted\.")
def _(said: Said, _: dict[str, Any]) -> bool:
    return bool(said.counts.many)


@form("largest-tasks", "一半的任务不超过 {i:middle} 家。", r"Half of the tasks have at most {i:middle} units?\.")
def _(said: Said, given: dict[str, Any]) -> bool:
    sizes = seats(said).values()
    return 2 * sum(size <= given["middle"] for size in sizes) >= len(sizes) and given["middle"] == int(median(sizes))


# Deadlines

KINDS = {
    "dated": "写明了完成时限",
    "ongoing": "要持续推进",
    "unclear": "写的时限看不出日期",
    "none": "没有单列完成时限",
}
EN_KINDS = {
    "dated": "a deadline",
    "ongoing": "on without an end",
    "unclear": "an unclear deadline",
    "none": "no deadline",
}


@form(
    "due-dates",
    f"(?:{{i:tasks}} 项任务都|(?P<q_one>唯一的任务))(?P<q_kind>{'|'.join(KINDS.values())})。",
    rf"(?:(?:(?P<q_one>The only task) (?:has|goes|lists)|(?:All {{i:tasks}}|(?P<q_both>Both)) tasks (?:have|go)) (?P<q_kind>{'|'.join(EN_KINDS.values())})|"
    r"No deadline is listed for (?:any of the {i:number} tasks|either task))\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    tasks = given["tasks"] or given.get("number") or (1 if given["one"] else 2)
    told = {kind for kind in KINDS if (given["kind"] or "no deadline") in (KINDS[kind], EN_KINDS[kind])}
    return tasks == len(said.counts.dues) and {kind for kind, _ in said.counts.dues} == told


@form("due-dates", "{i:tasks} 项任务中，(?P<q_list>.+)。", r"Of {i:tasks} tasks?, (?P<q_list>.+)\.")
def _(said: Said, given: dict[str, Any]) -> bool:
    kinds = [kind for kind, _ in said.counts.dues]
    told = {}
    for number, words in re.findall(r"(\d+) (?:项)?(.+?)(?:，|, | and |$)(?=\d|$)", given["list"]):
        kind = next((kind for kind in KINDS if words.endswith((KINDS[kind], f" {EN_KINDS[kind]}"))), "?")
        told[kind] = int(number)
    return given["tasks"] == len(kinds) and told == {kind: kinds.count(kind) for kind in set(kinds)}


def month_name(period: str, lang: Lang) -> str:
    months = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]
    quarters = ["first", "second", "third", "fourth"]
    year, _, rest = period.partition("-")
    if not rest:
        return f"{year}年" if lang == "zh" else year
    if rest[0] == "Q":
        quarter = int(rest[1]) - 1
        return f"{year}年第{'一二三四'[quarter]}季度" if lang == "zh" else f"the {quarters[quarter]} quarter of {year}"
    return f"{year}年{int(rest)}月" if lang == "zh" else f"{months[int(rest) - 1]} {year}"


def due(said: Said) -> dict[str, int]:
    periods = [period for kind, period in said.counts.dues if kind == "dated"]
    return {period: periods.count(period) for period in sorted(set(periods))}


def named_periods(words: str, wanted: list[str]) -> bool:
    """The printed list names periods of the wanted ones, in order, and counts the rest."""
    for lang in ("zh", "en"):
        rest = words
        names = [month_name(period, lang) for period in wanted]  # type: ignore[arg-type]
        shown = 0
        while shown < len(names) and rest.startswith(names[shown]):
            rest = re.sub(r"^(?:、|, (?!and \d)| and (?!\d))", "", rest.removeprefix(names[shown]))
            shown += 1
        left = len(names) - shown
        if shown and rest in (
            "" if not left else "-",
            f"等 {len(names)} 个",
            f" and {left} more",
            f", and {left} more",
        ):
            return True
    return False


@form(
    "due-dates",
    "(?:到期时间是|(?P<q_some>有日期的)?都在)(?P<q_when>[^，]+?)(?:到期)?。",
    r"(?:It is|They are all|(?P<q_some>Those with a date) are all) due in (?P<q_when>.+)\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    if given["some"] and {kind for kind, _ in said.counts.dues} == {"dated"}:
        return False
    return len(due(said)) == 1 and named_periods(given["when"], list(due(said)))


@form(
    "due-dates",
    "(?P<q_when>[^，]+)到期的最多，(?P<q_each>各 )?{i:most} 项。",
    r"More are due in (?P<q_when>.+) than in any other (?:month|quarter|year)(?:: {i:most} tasks?|, {i:most_each} tasks? in each)\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    there = due(said)
    top = max(there.values())
    fullest = [period for period, number in there.items() if number == top]
    return (given["most"] or given["most_each"]) == top and named_periods(given["when"], fullest)


@form(
    "due-dates",
    "分 {i:periods} 个时期到期，各 {i:each} 项。",
    r"They fall due in {i:periods} periods, {i:each} tasks? in each\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    return given["periods"] == len(due(said)) and set(due(said).values()) == {given["each"]}


@form("due-dates", "这(?:项|些)任务没有写明单个单位。", r"No single unit is named for (?:it|them)\.")
def _(said: Said, _: dict[str, Any]) -> bool:
    return not any(said.counts.due_of(unit) for unit in said.counts.units)


@form("due-dates", "没有单位在同一时期有两项任务到期。", r"No unit has two tasks due in the same period\.")
def _(said: Said, _: dict[str, Any]) -> bool:
    return max(max(said.counts.due_of(unit).values(), default=0) for unit in said.counts.units) == 1


@form(
    "due-dates",
    "单位中到期最集中的是{N:a}，(?P<q_when>\\d+年[^ ]*) {i:most} 项(?:，(?:其中牵头 {i:leads} 项|都(?P<q_all>由它牵头)|都(?P<q_no>不是牵头)))?。",
    r"{N:a} has the most due at once: {i:most} tasks? in (?P<q_when>.+?)(?:, (?:{i:leads} of them as lead|(?P<q_all>all of them as lead)|(?P<q_no>none of them as lead)))?\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    c = said.counts
    peaks = {unit: max(c.due_of(unit).values(), default=0) for unit in c.units}
    unit = given["a"][0][0]
    when = next(
        (period for period in due(said) if given["when"] in (month_name(period, "zh"), month_name(period, "en"))), ""
    )
    led = sum(c.dues[task] == ("dated", when) for task in c.lead[c.lead.unit == unit].task)
    told = given["most"] if given["all"] else 0 if given["no"] else given["leads"]
    good = at_top(said, given["a"], peaks) and given["most"] == peaks[unit] == c.due_of(unit)[when]
    return good and told in (None, led)


@form(
    "due-dates",
    "{N:a}到期最集中，同一时期各有 {i:most} 项。",
    r"{N:a} have the most due at once, {i:most} each in one period\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    c = said.counts
    peaks = {unit: max(c.due_of(unit).values(), default=0) for unit in c.units}
    return at_top(said, given["a"], peaks) and given["most"] == max(peaks.values())


# Rebalancing


def weighted(said: Said, moves: list[dict[str, str]]) -> dict[str, float]:
    """Workload of the units compared (a lead 1, taking part the given share) after these moves."""
    c, ratio = said.counts, said.json["rebalancing"]["rules"]["ratio"]
    ids = dict(zip(said.json["population"]["units"], c.units, strict=True))
    leads, others = Counter(c.leads), Counter({unit: c.others(unit) for unit in c.units})
    for move in moves:
        giver, taker = ids[move["from_unit"]], ids[move["to_unit"]]
        leads[giver] -= 1
        others[giver] += 1
        leads[taker] += 1
        others[taker] -= 1
    exempt = ids.get(said.json["rebalancing"]["exempt"])
    return {unit: leads[unit] + ratio * others[unit] for unit in c.units if unit != exempt}


def heaviest(said: Said, told: tuple[list[str], int], load: str, moves: list[dict[str, str]]) -> bool:
    """The highest workload after these moves is this, and the units told have it."""
    loads = weighted(said, moves)
    top = max(loads.values())
    level = [unit for unit, own in loads.items() if abs(own - top) < 1e-9]
    return same(told, level) and load == f"{top:.2f}".rstrip("0").rstrip(".")


@form(
    "even-leads",
    "调整 {i:moves} 处牵头，最高加权任务量可由 {d:high}（{N:before}）降到 {d:low}（{N:after}）。",
    r"If {i:moves} leads? were passed on, the highest weighted workload would fall from {d:high} [(\[]{N:before}[)\]] to {d:low} [(\[]{N:after}[)\]]\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    moves = said.json["rebalancing"]["curve"][-1]["proposed"]
    good = given["moves"] == len(moves) and heaviest(said, given["before"], given["high"], [])
    return good and heaviest(said, given["after"], given["low"], moves)


@form(
    "even-leads",
    "(?:单独牵头任务仍是 {i:single} 项|不会多出单独牵头的任务)。",
    r"(?:There (?:is|are) still {i:single} single-lead tasks?|No task comes to hang on a single lead)\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    return (given["single"] or 0) == len(said.counts.singles)


@form(
    "even-leads",
    "{N:a}是本方案的统筹单位，它的牵头不动，也不参加比较。",
    r"{N:a} coordinates this plan: its leads stay, and it is left out of the comparison\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    return said.json["plan"]["owner"] in given["a"][0] and bool(said.json["rebalancing"]["exempt"])


@form("even-leads", "以上供研究，不代替决定。", r"This is for study and decides nothing\.")
def _(said: Said, _: dict[str, Any]) -> bool:
    return bool(said.json["rebalancing"]["curve"][-1]["proposed"])


@form(
    "even-leads",
    "最高加权任务量是 {d:high}(?:（{N:a}）)?；(?P<q_why>(?:每项任务|由单个单位牵头的任务都)只有一家牵头，按规则原牵头要留一家，所以都不能转|没有别的单位可比|各家一样多，不必调整|方案内没有合适的承接单位|能转的牵头都不能使它降低)。",
    r"The highest weighted workload is {d:high} [(\[]{N:a}[)\]]; (?P<q_why>every task(?: that a unit leads)? has one lead, and the rule keeps one of the present leads, so none can pass on|there is no other unit to compare|all units carry as much, so nothing need pass on|no unit of the plan is suited to take a lead|no lead that can pass on would lower it)\.",
)
def _(said: Said, given: dict[str, Any]) -> bool:
    c, why = said.counts, given["why"]
    if why.startswith(("没有别的", "there is no other")):
        return not weighted(said, [])
    if why.startswith(("每项任务", "every task")) and any(len(those) > 1 for those in c.leaders.values()):
        return False
    if why.startswith(("方案内", "no unit of")) and said.json["rebalancing"]["candidates"]:
        return False
    return heaviest(said, given["a"], given["high"], [])
