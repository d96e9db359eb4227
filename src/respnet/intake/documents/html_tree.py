"""A web page as a tree, and which parts of it are furniture: navigation, footers, share buttons, lists of links."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from respnet.intake.documents.errors import limit_exceeded_error
from respnet.intake.language.lexicon import CLAUSE_WORDS

if TYPE_CHECKING:
    from pathlib import Path

    from lxml.etree import _Element

MAX_DEPTH = 2000
"""Elements within each other."""


def split_words(text: str) -> frozenset[str]:
    """Split a text into the set of its words, to keep long lists of names readable."""
    return frozenset(text.split())


# Not "head": the parser leaves elements that it does not know, such as <article>, in a head that nobody closed.
_DROPPED = split_words(
    "title script style noscript template button select option textarea input iframe object embed svg canvas "
    "audio video map rt rp datalist applet frameset"
)
_WHOLE = frozenset({"html", "head", "body", "article", "main", "h1"})
"""Never furniture as a whole."""
_CHROME_TAGS = frozenset({"nav", "footer", "aside", "menu", "dialog"})
_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar", "dialog"})
_CHROME_WORDS = split_words(
    "nav navbar navigation menu breadcrumb breadcrumbs crumb crumbs bread share sharebox bdsharebuttonbox bdshare "
    "footer foot sidebar side aside related relate recommend copyright pager pagination toolbar qrcode ewm login "
    "search banner backtop gotop totop friendlink friendlinks fontsize skip"
)
_STRUCK_TAGS = frozenset({"del", "s", "strike"})
_STRUCK = re.compile(r"text-decoration[a-z-]*\s*:[^;]*line-through", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_FOOTER = re.compile(r"ICP备|公网安备|网站标识码|版权所有|All Rights Reserved", re.IGNORECASE)
_LINK_BLOCKS = split_words("div ul ol section table tr td dl header p center")
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")

_LARGE_SHARE = 0.4
"""What holds more of the page's text than this is never furniture, whatever it is called."""
_LARGE = 100
"""Characters; a short page's navigation can be as long as its text."""
_LINK_SHARE = 0.6
_FOOTER_LENGTH = 600


@dataclass(slots=True)
class _Weight:
    """Content of an element: characters, those in links, links, and True if words of a footer stand in it."""

    text: int = 0
    linked: int = 0
    links: int = 0
    footer: bool = False
    kept: bool = False
    """True if something in it must not go as a list of links: an attachment's name, a heading."""
    clause: bool = False
    """True if words of a clause stand in it: then its name alone does not make it furniture."""


def parse_html(path: Path, text: str) -> _Element | None:
    """Parse a page.

    Args:
        path: The file, for messages.
        text: The page.

    Returns:
        The root of its tree, None where there is no element.

    Raises:
        InputError: Its elements are nested too deep.
    """
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True)
    data = strip_server_tags(strip_front_matter(text)).replace("\x00", "").encode("utf-8", "replace")
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):  # so it says of a page without a single element
        return None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        # The parser drops what lies deeper, and a part of a plan must not go unnoticed.
        raise limit_exceeded_error(
            path, zh=f"网页的标签嵌套超过 {MAX_DEPTH} 层", en=f"the page nests its tags more than {MAX_DEPTH} deep"
        )
    return root


def strip_front_matter(text: str) -> str:
    """Strip a block between --- lines at the very start, in which site generators keep settings."""
    start = text.removeprefix("\ufeff")
    if start.startswith(("---\n", "---\r\n")):
        match = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE).search(start, 4)
        if match and match.end() < 20_000:
            return start[match.end() :]
    return start


def strip_server_tags(text: str) -> str:
    """Strip <% … %>: pages saved from a server before it filled them in."""
    pieces = []
    place = 0
    while (begin := text.find("<%", place)) >= 0:
        end = text.find("%>", begin)
        if end < 0:
            break
        pieces.append(text[place:begin])
        place = end + 2
    return "".join([*pieces, text[place:]])


def find_boilerplate(root: _Element) -> set[_Element]:
    """Find the elements that are no part of the document; what lies in them goes with them."""
    weights = _weigh(root)
    large = max(weights[root].text * _LARGE_SHARE, _LARGE)
    found: set[_Element] = set()
    for element, weight in weights.items():
        if element.tag in _DROPPED or (
            element.tag not in _WHOLE
            and weight.text <= large
            and (
                _is_hidden(element)
                or is_struck(element)
                or _is_linked(element, weight)
                or _is_furniture(element, weight)
            )
        ):
            found.add(element)
    return found


def _is_furniture(element: _Element, weight: _Weight) -> bool:
    """True if the page calls it so or it is a site's imprint, and no clause stands in it."""
    return not weight.clause and (_is_named_boilerplate(element) or (weight.footer and weight.text <= _FOOTER_LENGTH))


def _weigh(root: _Element) -> dict[_Element, _Weight]:
    """The weight of every element in one pass, children before parents."""
    from lxml import etree

    weights: dict[_Element, _Weight] = {}
    in_link = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        if event == "start":
            weights[element] = _Weight()
            in_link += element.tag == "a" and element.get("href") is not None
            _add_text(weights[element], element.text, linked=in_link > 0)
            continue
        own = weights[element]
        if element.tag == "a" and element.get("href") is not None:
            in_link -= 1
            own.links += 1
        if element.tag in ("h1", "h2") or "附件" in (element.text or ""):
            own.kept = True
        parent = element.getparent()
        if parent is not None and parent in weights:
            above = weights[parent]
            if element.tag not in _DROPPED:
                above.text += own.text
                above.linked += own.linked
                above.links += own.links
                above.footer = above.footer or own.footer
                above.kept = above.kept or own.kept
                above.clause = above.clause or own.clause
            _add_text(above, element.tail, linked=in_link > 0)
    return weights


def _add_text(weight: _Weight, text: str | None, *, linked: bool) -> None:
    if text:
        length = len("".join(text.split()))
        weight.text += length
        weight.linked += length if linked else 0
        weight.footer = weight.footer or _FOOTER.search(text) is not None
        weight.clause = weight.clause or (not linked and CLAUSE_WORDS.search(text) is not None)


def _is_hidden(element: _Element) -> bool:
    return element.get("hidden") is not None or _HIDDEN.search(element.get("style") or "") is not None


def is_struck(element: _Element) -> bool:
    """Say whether the page strikes the element's text through."""
    return element.tag in _STRUCK_TAGS or _STRUCK.search(element.get("style") or "") is not None


def _is_named_boilerplate(element: _Element) -> bool:
    """True if the page itself calls the element navigation, a footer and so on."""
    if element.tag in _CHROME_TAGS:
        return True
    if (element.get("role") or "").lower() in _ROLES:
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return any(word.lower() in _CHROME_WORDS for word in _WORD.findall(names[:500]))


def _is_linked(element: _Element, weight: _Weight) -> bool:
    """True if nearly all of it is links: a menu, a list of other pages."""
    return (
        element.tag in _LINK_BLOCKS
        and weight.links > 0
        and not weight.kept
        and weight.linked >= weight.text * _LINK_SHARE
    )
