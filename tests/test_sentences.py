"""No sentence of a finding says what the plan does not: each is read as printed, and counted again from `tasks.csv`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from respnet.comparison import compare
from respnet.core.i18n import LANGS, Lang, Text
from respnet.core.network import ResponsibilityNetwork
from respnet.core.options import AnalysisOptions
from respnet.findings.comparison import build_comparison_findings
from respnet.findings.finding import Finding
from respnet.intake.read import read_plan
from respnet.pipeline import Analysis
from respnet.render.page.views.overview import OverviewView, prepare
from respnet.render.presenter import Presenter
from respnet.result_cache import analyse_cached
from tests.comparison_counts import PairCounts
from tests.comparison_patterns import SaidPair
from tests.comparison_plans import list_pairs
from tests.findings.wording import assert_well_worded
from tests.golden_sentences import FEW
from tests.plan_counts import Counts
from tests.sentence_patterns import FORMS, Said, fits
from tests.sentence_plans import FORMS as FORMS_OF_PLANS
from tests.sentence_plans import list_plans

PLANS, PAIRS = list_plans(), list_pairs()
SOME = [name for name in PLANS if not (name.startswith(FORMS_OF_PLANS) and name.endswith(("2", "3", "4")))]
"""Two plans of each form, whose sentences are also turned into false ones."""
EVERY = [name if name in SOME else pytest.param(name, marks=pytest.mark.rare) for name in PLANS]
"""The others of a form are the same with another seed."""
LONGEST = 45
"""Chinese characters of a sentence, between stops."""
STATISTICS = [
    "抽签",
    "随机",
    "偶然",
    "显著",
    "基尼",
    "τ",
    "p值",
    "p＝",
    "置信",
    "假设检验",
    "零模型",
    "标准差",
    "方差",
    "中位数",
    "分布",
    "概率",
    "可能性",
    "种子",
    "蒙特卡洛",
    "模块度",
    "错误发现率",
    "多次比较",
    "修正",
    "归一",
    "双模",
    "调和",
    "特征",
    "z值",
    "贝塔",
    "相关系数",
    "回归",
    "抽样",
    "误差",
]
"""Words of statistics, of which none stands in a sentence of a finding, nor on the first screen."""


def _split(sentence: str, lang: Lang) -> list[str]:
    """Sentences, and the parts of one between semicolons, each ending in a stop."""
    if lang == "zh":
        return [f"{one}。" for one in re.split("[。；]", sentence) if one]
    return [f"{one}." for one in re.split(r"\. |; (?!(?:and )?[\d]+ pairs? are)", sentence.removesuffix(".")) if one]


def _find_false(said: Said, name: str, sentence: str, lang: Lang) -> list[str]:
    """The sentences that fit no form, or none whose counts are right; a whole sentence first, then its parts."""
    false = []
    forms = [one for one in FORMS if name in one.findings]
    stop = "。" if lang == "zh" else ". "
    for whole in sentence.removesuffix("." if lang == "en" else "。").split(stop):
        full = whole + stop.strip()
        if any(fits(one, said, full, lang) for one in forms):
            continue
        false += [part for part in _split(full, lang) if not any(fits(one, said, part, lang) for one in forms)]
    return false


def _analyse(folder: Path, draws: int = 200) -> tuple[Analysis, Said]:
    network = ResponsibilityNetwork(read_plan(folder))
    settings = FEW if draws == FEW.draws else AnalysisOptions(draws=draws, tie_draws=draws, null_draws=draws // 10)
    analysis = analyse_cached(network, settings=settings)  # most plans are asked for several times
    return analysis, Said(Counts(folder, list(network.label_by_task.values())), analysis.to_dict())


def _check(folder: Path, draws: int = 200) -> None:
    analysis, said = _analyse(folder, draws)
    assert [unit.name for unit in analysis.network.actors] == said.counts.units
    _check_findings(analysis.findings, said)


def _check_findings(findings: Iterable[Finding], said: Said) -> None:
    false: dict[str, list[str]] = {}
    for finding in findings:
        assert_well_worded(finding)
        assert finding.population.zh
        assert [word for word in STATISTICS if word in finding.title.zh + finding.sentence.zh] == []
        for lang in LANGS:
            words = finding.sentence.of(lang)
            said.before.clear()
            wrong = _find_false(said, finding.id, words, lang)
            if wrong:
                false[f"{finding.id} {lang}"] = wrong
        long = [
            part
            for part in re.split("[。！？；]", finding.sentence.zh)
            if len(re.findall("[\u4e00-\u9fff]", part)) > LONGEST
        ]
        if long:
            false[f"{finding.id} too long"] = long
    assert not false, "\n".join(f"{place}: {one}" for place, those in false.items() for one in those)


@pytest.mark.parametrize("name", EVERY)
def test_every_sentence_is_so(name: str, tmp_path: Path) -> None:
    _check(PLANS[name](tmp_path))


@pytest.mark.rare
@pytest.mark.parametrize("name", list(PLANS))
def test_every_sentence_is_so_with_all_draws(name: str, tmp_path: Path) -> None:
    _check(PLANS[name](tmp_path), draws=10_000)


FLIPS = [
    ("没有", "有"),
    ("都", "不都"),
    ("最多", "较多"),
    ("最大", "较大"),
    ("不明显", "明显"),
    ("明显集中", "集中得不明显"),
    ("No ", "Some "),
    ("none", "some"),
    ("All ", "Some "),
    ("all ", "some "),
    ("the most", "the least"),
    ("增加", "减少"),
    ("保留", "取消"),
    ("提前", "推后"),
    ("只有原方案", "只有新方案"),
    (" gains ", " loses "),
    (" kept", " gone"),
]
"""Quantifiers and verdicts, and what would be false in their place."""


@pytest.mark.parametrize("name", ["shipped", "some name a lead 1", "two parts 2", "no leads 1"])
def test_a_false_number_name_or_quantifier_is_found(name: str, tmp_path: Path) -> None:
    analysis, said = _analyse(PLANS[name](tmp_path))
    assert _falsify(analysis.findings, said) > 50


def _falsify(findings: Iterable[Finding], said: Said) -> int:
    """Falsify each sentence in every number, quantifier and name; each must be found. Returns how many there were."""
    unfound, tried = [], 0
    for finding in findings:
        for lang in LANGS:
            words = finding.sentence.of(lang)
            false = [
                f"{words[: at.start()]}{int(at[0]) + 1000}{words[at.end() :]}"
                for at in re.finditer(r"(?<![\d.])\d+(?![\d.]*\d)", words)
            ]
            false += [words.replace(one, other, 1) for one, other in FLIPS if one in words]
            spoken = [said.counts.english.get(unit, unit) if lang == "en" else unit for unit in said.counts.units]
            false += [words.replace(unit, "县无此局", 1) for unit in spoken if unit in words]
            for sentence in false:
                said.before.clear()
                tried += 1
                if not _find_false(said, finding.id, sentence, lang):
                    unfound.append(f"{finding.id} {lang}: {sentence}")
    assert not unfound, "\n".join(unfound)
    return tried


def _compare(folders: tuple[Path, Path], *, supposed: bool) -> tuple[tuple[Finding, ...], SaidPair]:
    old, new = (ResponsibilityNetwork(read_plan(folder)) for folder in folders)
    found = compare(old, new, supposed=(Text(zh="假设", en="supposed"),) if supposed else ())
    return build_comparison_findings(old, new, found), SaidPair(PairCounts(*folders, by_place=supposed))


@pytest.mark.parametrize("name", PAIRS)
def test_every_sentence_on_two_plans_is_so(name: str, tmp_path: Path) -> None:
    findings, said = _compare(PAIRS[name](tmp_path), supposed=name.startswith("what if"))
    _check_findings(findings, said)


@pytest.mark.parametrize("name", ["next edition", "two places", "what if leads pass on", "drawn 3"])
def test_a_false_sentence_on_two_plans_is_found(name: str, tmp_path: Path) -> None:
    assert _falsify(*_compare(PAIRS[name](tmp_path), supposed=name.startswith("what if"))) > 20


def test_there_are_twenty_pairs() -> None:
    assert len(PAIRS) >= 20


def test_there_are_a_hundred_plans() -> None:
    if not any(name.startswith("document") for name in PLANS):
        pytest.skip("the documents and cases are not beside this checkout")
    assert len(PLANS) >= 100
    assert len(STATISTICS) >= 30


@pytest.mark.parametrize("name", [name for name in SOME if not name.startswith(("drawn", "document"))])
def test_no_word_of_statistics_stands_on_the_first_screen(name: str, tmp_path: Path) -> None:
    analysis, _ = _analyse(PLANS[name](tmp_path))
    it = prepare(analysis, (), Presenter(analysis.network, "zh")).it
    assert isinstance(it, OverviewView)
    said = [it.intro.sentence.zh, *(step.text.zh for step, _ in it.steps)]
    for headline, finding in it.first:
        said += [finding.title.zh, finding.sentence.zh, headline.note]
    assert [(word, one) for word in STATISTICS for one in said if word in one] == []
