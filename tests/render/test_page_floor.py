"""The pages open in the browsers of offices, nothing newer than Chromium 86 and Firefox 78, and can be mailed."""

from __future__ import annotations

import re

import pytest

from respnet.render.jinja_env import _ROOMS, expand_is, read_asset
from respnet.render.page.page import PAGE_SCRIPTS, PAGE_STYLES
from tests.render.conftest import LANGS
from tests.render.pages import page_of, tree_of

LATER_STYLES = {
    "selectors of 2021 and later": r":(?:is|where|has)\(|&\s*[.:#>]",
    "inset": r"(?<![\w-])inset(?:-inline|-block)?\s*:",
    "aspect-ratio": r"(?<![\w(-])aspect-ratio\s*:",
    "units of 2022": r"\d(?:dvh|svh|lvh|dvw|cqw|cqh)\b",
    "at-rules of 2022": r"@(?:layer|container|property|scope|starting-style)\b",
    "functions of 2022": r"\b(?:color-mix|oklch|lab|lch|round|sin|cos)\(",
}
LATER_SCRIPTS = {
    "methods": r"\.(?:at|replaceAll|findLast|findLastIndex|toSorted|toReversed|toSpliced|with|groupBy)\(",
    "functions": r"\b(?:structuredClone|Object\.hasOwn|Promise\.any|Array\.fromAsync|Object\.groupBy|AggregateError)\b",
    "assignments": r"\?\?=|\|\|=|&&=",
    "private fields and static blocks": r"this\.#\w|\bstatic\s*\{",
    "dialog": r"showModal\(|\"dialog\"(?=,)|\bpopover\b",
    "top-level await": r"^(?:const .*= )?await\b",
    "names of languages": r"Intl\.(?:Segmenter|ListFormat|DisplayNames)\b",
}


def find(rules: dict[str, str], text: str) -> list[str]:
    return [f"{name}: {found[0]}" for name, rule in rules.items() for found in re.finditer(rule, text, re.MULTILINE)]


def test_the_built_page_asks_for_nothing_later() -> None:
    (style,), (script,) = (
        re.findall(rf"<{tag}>(.*?)</{tag}>", page_of("shipped"), re.DOTALL) for tag in ("style", "script")
    )
    assert len(style) > 5_000
    assert len(script) > 20_000
    assert find(LATER_STYLES, style) == []
    assert find(LATER_SCRIPTS, script) == []
    assert not tree_of("shipped").xpath("//dialog | //*[@popover] | //*[@inert] | //search")


@pytest.mark.parametrize("file", [file.name for room in _ROOMS for file in sorted((room / "assets").glob("*.*"))])
def test_no_style_or_script_of_any_page_does(file: str) -> None:
    text = read_asset(file)
    later = find(LATER_SCRIPTS, text) if file.endswith(".js") else find(LATER_STYLES, expand_is(text))
    assert later == []


def test_what_is_later_would_be_found() -> None:
    styles = [
        "a:is(b) {",
        "a { inset: 0; }",
        "a { aspect-ratio: 1; }",
        "a { height: 1dvh; }",
        "@layer x {",
        "a { color: color-mix(in",
    ]
    assert [one for one in styles if not find(LATER_STYLES, one)] == []
    scripts = [
        "a.at(-1)",
        "a.replaceAll(b, c)",
        "structuredClone(a)",
        "a ??= b",
        "a ||= b",
        "a &&= b",
        "Object.hasOwn(a)",
    ]
    scripts += [
        "a.findLast(b)",
        "await a",
        "const a = await b",
        "class A { static {",
        "box.showModal()",
        "new Intl.Segmenter(",
    ]
    assert [one for one in scripts if not find(LATER_SCRIPTS, one)] == []
    allowed = [
        "a.flat()",
        "a ?? b",
        "a?.b",
        "  await a;",
        'all("#card")',
        "a.matches(':hover')",
        "a || b",
        "a = a && b",
    ]
    assert [one for one in allowed if find(LATER_SCRIPTS, one)] == []


@pytest.mark.parametrize(
    ("css", "expanded"),
    [
        (":is(a, b) c { d: e; }", "a c,b c { d: e; }"),
        ("x, :is(a, b):hover > :is(c, d) { e: f; }", "x, a:hover > c, a:hover > d, b:hover > c, b:hover > d { e: f; }"),
        ("@media print { td:is(.a, .b) { c: d; } } e { f: g; }", "@media print { td.a, td.b { c: d; } } e { f: g; }"),
        ("a[href^='#'] { b: c; }", "a[href^='#'] { b: c; }"),
    ],
)
def test_selectors_are_written_out(css: str, expanded: str) -> None:
    spaceless = re.compile(r"\s*,\s*")
    assert spaceless.sub(",", expand_is(css)) == spaceless.sub(",", expanded)


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_of_the_shipped_plan_is_small(lang: str) -> None:
    assert len(page_of("shipped", "en" if lang == "en" else "zh").encode()) <= 1_200_000


def test_every_file_of_the_page_is_in_it() -> None:
    script = page_of("shipped")
    for name in (*PAGE_SCRIPTS, *PAGE_STYLES):
        first = next(
            line
            for line in read_asset(name).splitlines()
            if line.strip() and line != '"use strict";' and ":is(" not in line
        )
        assert first in script, name
