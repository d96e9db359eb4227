"""Answers of the desk: pages with their policy as a header, files to download, and JSON that was sent."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from markupsafe import Markup, escape
from starlette.responses import HTMLResponse, RedirectResponse, Response

from respnet.core.errors import InputError
from respnet.core.i18n import Lang, Localizer, Text
from respnet.desk.labels import DESK_LABELS
from respnet.render.jinja_env import read_asset, render_page

if TYPE_CHECKING:
    from starlette.requests import Request

DESK_STYLES = ("page.css", "desk.css")
LANG_COOKIE = "respnet-desk-lang"
CONTENT_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".zip": "application/zip",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""A fixed table: `mimetypes` asks the registry, which other programs change."""

_DIRECTIONS = dict.fromkeys((*range(8234, 8239), *range(8294, 8298)), "�")
"""Characters that turn the direction of writing become a sign that shows, one for one: places in a text stay."""
_LINK_STYLE = (
    "nav.desk{font:15px/1.6 sans-serif;padding:6px 22px;background:#e6eef7;color-scheme:light}"
    "nav.desk a{color:#1f4e85;margin-right:1.2em}@media print{nav.desk{display:none}}"
)
_BODY = re.compile(r"<body[^>]*>\n")
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">\n?')


class DeskPages(Localizer):
    """Pages of the desk in one language."""

    labels = DESK_LABELS

    def __init__(self, lang: Lang, office: str) -> None:
        self.lang, self._office = lang, office

    def render(self, template: str, script: str = "", refresh: str = "", **values: object) -> str:
        """Render one of the desk's own pages.

        Args:
            template: Name of the template.
            script: Name of its script; empty for none.
            refresh: Content of a refresh; empty for none.
            values: What else the template takes.
        """
        return render_page(
            template,
            script=read_asset(script) if script else "",
            styles=DESK_STYLES,
            served=True,
            lang=self.lang,
            office=self._office,
            refresh=refresh,
            t=self.t,
            t_markup=self._t_markup,
            say=self.say,
            **values,
        )

    def respond(self, heading: str, said: str = "", status: int = 400, **values: object) -> Response:
        """Answer with a page of one message.

        Args:
            heading: Key of its heading.
            said: The message.
            status: Status of the answer.
            values: `links`, keys of labels by address; `over`, where the desk ends; `refresh`; `what` of the heading;
                `differences`, a list below the message.
        """
        nothing: dict[str, object] = {"links": {}, "over": False, "differences": ()}
        more = nothing | values
        refresh = str(more.pop("refresh", ""))
        title = self.t(heading, **more) if "what" in more else self.t(heading)
        page = self.render("message.html.j2", "", refresh, heading=title, said=said, **more)
        return to_response(page, status)

    def _t_markup(self, key: str, **values: object) -> Markup:
        """Return a label with values that are markup."""
        return Markup(escape(self.labels[key].of(self.lang))).format(**values)  # noqa: S704 - our own words


def to_response(page: str, status: int = 200, style: str = "") -> Response:
    """Make the answer of a page, with the policy of its head as a header, where more can be said.

    Args:
        page: The page; its policy stands before any word of a plan.
        status: Status of the answer.
        style: A second style sheet of respnet's own that the page has.
    """
    found = _POLICY.search(page, 0, 4096)
    policy = html.unescape(found[1]) if found else "default-src 'none'; base-uri 'none'; form-action 'none'"
    page = _POLICY.sub("", page, 1)
    if style:
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        policy = policy.replace("style-src ", f"style-src 'sha256-{digest}' ", 1)
    headers = {"Content-Security-Policy": f"{policy}; frame-ancestors 'none'"}
    return HTMLResponse(page.translate(_DIRECTIONS), status, headers)


def to_json_response(data: object, status: int = 200) -> Response:
    """Make the answer of JSON for a page.

    Args:
        data: What `to_jsonable` has made.
        status: Status of the answer.
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_DIRECTIONS)
    return Response(text.encode("utf-8", "replace"), status, media_type="application/json")


def send_file(path: Path, name: str) -> Response:
    """Send a file that the desk has made, to be saved.

    Args:
        path: The file.
        name: The name without ending that it is saved under.
    """
    content = path.read_bytes()
    if path.suffix == ".html":
        content = content.decode("utf-8").translate(_DIRECTIONS).encode("utf-8")
    return send_bytes(content, name, path.suffix)


def send_bytes(content: bytes, name: str, suffix: str) -> Response:
    """Send what is to be saved as a file.

    Args:
        content: The file.
        name: The name without ending that it is saved under.
        suffix: The ending.
    """
    named = quote(name.translate(_DIRECTIONS), safe="", errors="replace")
    disposition = f"attachment; filename=\"respnet{suffix}\"; filename*=UTF-8''{named}{suffix}"
    kind = CONTENT_TYPES.get(suffix, "application/octet-stream")
    return Response(content, media_type=kind, headers={"Content-Disposition": disposition})


def redirect(place: str = "/") -> Response:
    """Send the browser to a place of the desk after a change."""
    return RedirectResponse(place, 303)


def respond_with_links(page: str, links: Iterable[tuple[str, str]]) -> Response:
    """Answer with a page as it is sent on, with links to the desk above it that no printer prints.

    Args:
        page: The page.
        links: Addresses and words.
    """
    shown = Markup("").join(Markup('<a href="{}">{}</a> ').format(*link) for link in links)
    page = _BODY.sub(lambda found: f'{found[0]}<nav class="desk">{shown}</nav>\n', page, 1)
    page = page.replace("</style>", f"</style><style>{_LINK_STYLE}</style>", 1)
    return to_response(page, style=_LINK_STYLE)


def parse_body(body: bytes) -> dict[str, Any]:
    """Parse a JSON object that was sent. Raises InputError for anything else."""
    try:
        found = json.loads(body)
        json.dumps(found, ensure_ascii=False, allow_nan=False).encode("utf-8")  # surrogates, infinity
    except (ValueError, RecursionError) as error:
        raise bad_request() from error
    if not isinstance(found, dict):
        raise bad_request()
    return found


def bad_request() -> InputError:
    """Make the error for a request that is not understood."""
    said: Text = DESK_LABELS["bad_request"]
    return InputError(zh=said.zh, en=said.en)


def get_lang(request: Request, default: Lang) -> Lang:
    """Return the language that was chosen, or the default.

    Args:
        request: The request.
        default: The language of the desk.
    """
    chosen = request.cookies.get(LANG_COOKIE)
    return "zh" if chosen == "zh" else "en" if chosen == "en" else default
