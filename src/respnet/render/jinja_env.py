"""Jinja environment, Content-Security-Policy, and data embedded in scripts."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from respnet.core.cache_dir import make_private_dir
from respnet.core.installation import get_version
from respnet.render.files import GENERATOR_MARK

_ROOM_NAMES = ("page", "duty_sheet", "brief", "comparison", "review", "portfolio", "../desk", "../atlas")
_ROOMS = tuple(Path(__file__).parent / room for room in _ROOM_NAMES)


class _SafeBytecodeCache(FileSystemBytecodeCache):
    """Bytecode cache of compiled templates (a quarter of a report's time); unreadable entries are compiled again."""

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            super().load_bytecode(bucket)
        except Exception:  # a damaged file can fail in any way, and none of them matters
            bucket.reset()


@cache
def get_jinja_env() -> Environment:
    """Return the Jinja environment of all templates, with autoescape, strict undefined variables and bytecode cache."""
    folder = make_private_dir("templates")
    return Environment(
        bytecode_cache=_SafeBytecodeCache(str(folder)) if folder is not None else None,
        loader=FileSystemLoader([room / "templates" for room in _ROOMS], encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def read_asset(name: str) -> str:
    """Read one of respnet's own style sheets or scripts."""
    folder = next(room / "assets" for room in _ROOMS if (room / "assets" / name).is_file())
    return (folder / name).read_text(encoding="utf-8")


def render_page(
    template: str, *, script: str = "", styles: Iterable[str], served: bool = False, **values: object
) -> str:
    """Render a self-contained page: version, mark, policy, style and script beside the page's own values.

    A broken character of a plan or document becomes a question mark and cannot keep the page from being written.

    Args:
        template: Name of the template.
        script: Text of the page's script; empty for none.
        styles: Names of the style sheets.
        served: The desk serves the page, which may send forms and ask for more.
        values: What else the template takes.
    """
    style = expand_is("".join(map(read_asset, styles)))
    page = (
        get_jinja_env()
        .get_template(template)
        .render(
            **values,
            mark=GENERATOR_MARK,
            version=get_version("respnet"),
            policy=build_content_policy(script, style, served=served),
            style=Markup(style),  # noqa: S704 - respnet's own files
            script=Markup(script),  # noqa: S704 - respnet's own files and vis-network's
        )
    )
    return page.encode("utf-8", "replace").decode("utf-8")


_RULE = re.compile(r"([^{}]*:is\([^{}]*)\{")
_IS = re.compile(r":is\(([^()]*)\)")


def expand_is(css: str) -> str:
    """Expand `:is(…)` in the selectors of a style sheet, for browsers of offices that do not know it (Chromium 86).

    >>> expand_is("a { b: c; } td :is(th, em):hover, p { d: e; }")
    'a { b: c; } td th:hover, td em:hover, p { d: e; }'
    """

    def expand(rule: re.Match[str]) -> str:
        left, done = re.split(r",(?![^()]*\))", rule[1]), []
        while left:
            one = left.pop(0)
            found = _IS.search(one)
            if found is None:
                done.append(one)
            else:
                left[:0] = [one.replace(found[0], each.strip(), 1) for each in found[1].split(",")]
        return ",".join(done) + "{"

    return _RULE.sub(expand, css)


def build_content_policy(script: str, style: str, *, served: bool = False) -> str:
    """Build the Content-Security-Policy that allows exactly this script and this style, by hash, and nothing else.

    Args:
        script: Text of the page's script; empty for none.
        style: Text of the page's style sheet.
        served: Allow requests and forms to the page's own server.
    """

    def digest(text: str) -> str:
        return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")

    return (
        f"default-src 'none'; script-src 'sha256-{digest(script)}'; style-src 'sha256-{digest(style)}'; "
        "img-src data: blob:; base-uri 'none'; "
        + ("form-action 'self'; connect-src 'self'" if served else "form-action 'none'")
    )


def to_script_json(data: object) -> str:
    """Serialize to JSON that cannot end the script element that contains it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text
