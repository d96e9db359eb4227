"""Base documents of DOCX duty sheets: respnet's own, or a template of the user's."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from respnet.core.errors import InputError
from respnet.core.i18n import Lang
from respnet.render.duty_sheet.docx_layout import A4_WIDTH, NORMAL, PROFILES, STYLE_NAMES, STYLES, LayoutProfile
from respnet.render.files import GENERATOR_MARK
from respnet.render.jinja_env import get_jinja_env
from respnet.render.reproducible_zip import make_reproducible

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element

    from respnet.core.plan import Plan

WORDML_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f"{{{WORDML_NAMESPACE}}}"
"""What begins the name of an element or attribute of Word."""
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@dataclass(frozen=True, slots=True)
class BaseDocument:
    """A document without content, its style ids, and its text width in twips.

    `of_the_user` is True for a template, whose styles may look like anything.
    """

    package: bytes
    style_ids: Mapping[str, str]
    width: int
    of_the_user: bool = False

    def open(self) -> Document:
        """Open a fresh copy to write into."""
        import docx

        return docx.Document(io.BytesIO(self.package))


def parse_elements(markup: str) -> list[_Element]:
    """Parse markup with Word's namespace into detached elements."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, remove_blank_text=True)
    return list(etree.fromstring(f'<w:all xmlns:w="{WORDML_NAMESPACE}">{markup}</w:all>'.encode(), parser))


def save_document(base: BaseDocument, markup: str, *, plan: Plan, title: str, subject: str, lang: Lang) -> bytes:
    """Save a document that holds this markup; the same markup and plan give the same bytes.

    Args:
        base: The document without content.
        markup: Its content, with Word's namespace.
        plan: The plan; a document bears its date and digest among the properties.
        title: Title among the properties.
        subject: Subject among the properties.
        lang: Language of the document.
    """
    document = base.open()
    end = document.element.body[-1]
    for element in parse_elements(markup):
        end.addprevious(element)
    about, then = document.core_properties, _parse_issued(plan.issued)
    about.category, about.author, about.last_modified_by = GENERATOR_MARK, "respnet", "respnet"
    about.title, about.subject = title[:255], subject[:255]
    about.comments, about.keywords, about.revision = "", "", 1
    about.identifier = plan.digest()
    about.created, about.modified = then, then
    about.language = "zh-CN" if lang == "zh" else "en"
    return make_reproducible(_bytes(document))


def _parse_issued(text: str) -> datetime:
    """Return the plan's date of issue, or a fixed date if it has none."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = date(1980, 1, 1)
    return datetime(max(day.year, 1980), day.month, day.day)  # noqa: DTZ001 - a day of a document, in no time zone


def _load_parts(profile: LayoutProfile, lang: Lang) -> Any:
    """Load the macros that build a document's parts in an office's layout."""
    names = {style: name[lang == "en"] for style, name in STYLE_NAMES.items()}
    values = {"profile": profile, "zh": lang == "zh", "looks": STYLES, "names": names, "normal": NORMAL}
    return get_jinja_env().get_template("office.xml.j2").make_module(values)


def build_office_base(profile: LayoutProfile, lang: Lang) -> BaseDocument:
    """Build respnet's own base document in the layout of official documents.

    Args:
        profile: The office's layout.
        lang: Language of the style names.
    """
    import docx

    document, parts = docx.Document(), _load_parts(profile, lang)
    _drop_related(document.part, ("customXml", "theme", "numbering", "webSettings", "stylesWithEffects"))
    for key, relation in list(document.part.package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del document.part.package.rels[key]
    styles = [parts.style(style, style, ("Normal", "TableNormal"), False) for style in STYLE_NAMES]
    _replace(document.styles.element, "".join([parts.defaults(), parts.footer(), *styles]))
    _replace(document.settings.element, parts.settings())
    _replace(document.sections[0]._sectPr, parts.section())
    _set_fonts(document, parts, all_of_them=True)
    _number_pages(document, parts, "Footer")
    _clear(document)
    return BaseDocument(_bytes(document), {style: style for style in STYLE_NAMES}, _width(document))


def load_template_base(path: Path, profile: LayoutProfile, lang: Lang) -> BaseDocument:
    """Load a user's DOCX as base document: page, styles, header and footer stay, its content is removed.

    Missing styles are taken from the profile, with the font of the template's Normal style for running text. A
    template without a footer gets page numbers.

    Args:
        path: A .docx or .dotx file.
        profile: The layout of missing styles.
        lang: Language of the style names.

    Raises:
        InputError: The template cannot be used.
    """
    document = _open_template(path)
    _settle_section(document)
    _clear(document)
    _drop_related(
        document.part,
        ("image", "hyperlink", "chart", "oleObject", "package", "comments", "commentsExtended", "aFChunk"),
    )
    _forget_attached_template(document)
    _name_properties(document)
    parts = _load_parts(profile, lang)
    style_ids = dict(_ensure_styles(document, parts))
    _set_fonts(document, parts, all_of_them=False)
    if not document.sections[-1]._sectPr.findall(f"{_W}footerReference"):
        found = _found_style(document, ("footer",))
        if found is None:
            document.styles.element.extend(parse_elements(parts.footer()))
        _number_pages(document, parts, found or "Footer")
        document.settings.odd_and_even_pages_header_footer = True
    return BaseDocument(_bytes(document), style_ids, _width(document), of_the_user=True)


def _open_template(path: Path) -> Document:
    """Open the user's document after validating it as hostile input."""
    import docx

    from respnet.intake.documents.ooxml import open_package

    if not path.is_file():
        raise InputError(
            zh=f"没有找到模板 {path}。请核对路径；模板应为 .docx 或 .dotx 文件。",
            en=f"There is no template {path}. Check the path; a template is a .docx or .dotx file.",
        )
    if path.suffix.lower() in (".docm", ".dotm"):
        raise _not_a_template(path, zh="含有宏", en="it carries macros")
    try:
        with open_package(path, "DOCX") as package:  # refuses macros, damage, and what unpacks to too much
            main = package.find_main_part("word/document.xml")
            package.xml(main)
        document = docx.Document(io.BytesIO(_as_document(path.read_bytes())))
        if not list(document.sections):
            section = _load_parts(PROFILES["gb"], "zh").section()
            document.element.body.extend(parse_elements(f"<w:sectPr>{section}</w:sectPr>"))
    except InputError:
        raise
    except Exception as error:  # the library has no error of its own for each way in which a file can be damaged
        raise _not_a_template(
            path,
            zh=f"文件已损坏，或不是真正的 DOCX 文件（{type(error).__name__}）",
            en=f"it is damaged, or not really a DOCX file ({type(error).__name__})",
        ) from error
    return document


def _not_a_template(path: Path, *, zh: str, en: str) -> InputError:
    return InputError(
        zh=f"{path} 不能用作模板：{zh}。请用 Word 或 WPS 打开，另存为不含宏的 .docx 后再试。",
        en=f"{path} cannot be the template: {en}. Open it in Word or WPS, save it as a .docx without macros, and "
        "try that.",
    )


def _as_document(package: bytes) -> bytes:
    """Change the content type of a .dotx to that of a .docx."""
    import zipfile

    kind = b"application/vnd.openxmlformats-officedocument.wordprocessingml.%s.main+xml"
    listed = "[Content_Types].xml"
    with zipfile.ZipFile(io.BytesIO(package)) as source:
        contents = source.read(listed)
        if kind % b"template" not in contents:
            return package
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
            for name in source.namelist():
                data = source.read(name)
                target.writestr(name, data.replace(kind % b"template", kind % b"document") if name == listed else data)
    return made.getvalue()


def _settle_section(document: Document) -> None:
    """Keep the last section, with the properties that it inherits from earlier ones written into it."""
    shown: dict[tuple[str, str | None], _Element] = {}
    for section in document.sections:
        for kind in ("headerReference", "footerReference"):
            for reference in section._sectPr.findall(f"{_W}{kind}"):
                shown[kind, reference.get(f"{_W}type")] = reference
    last = document.sections[-1]._sectPr
    for reference in last.findall(f"{_W}headerReference") + last.findall(f"{_W}footerReference"):
        last.remove(reference)
    for place, reference in enumerate(shown.values()):
        last.insert(place, reference)
    if last.getparent() is not document.element.body:
        document.element.body.append(last)


def _clear(document: Document) -> None:
    body = document.element.body
    for child in list(body):
        if child.tag != f"{_W}sectPr":
            body.remove(child)


def _drop_related(part: Any, kinds: Iterable[str]) -> None:
    """Drop the relationships that only the removed content needed."""
    for key, relation in list(part.rels.items()):
        if relation.reltype.rsplit("/", 1)[-1] in tuple(kinds):
            del part.rels[key]


def _name_properties(document: Document) -> None:
    """Rename the core properties part to the usual name, where respnet's mark is looked for."""
    from docx.opc.packuri import PackURI

    document.part.package._core_properties_part.partname = PackURI("/docProps/core.xml")


def _forget_attached_template(document: Document) -> None:
    """Remove the attached template: a link to somebody's Normal.dotm reveals their path, and Word may follow it."""
    settings = document.settings.element
    for link in settings.findall(f"{_W}attachedTemplate"):
        settings.remove(link)
    _drop_related(document.part._settings_part, ("attachedTemplate",))


def _ensure_styles(document: Document, parts: Any) -> Iterator[tuple[str, str]]:
    """Yield the id of every style, the document's own by name; missing ones are added."""
    styles = document.styles.element
    taken = {style.get(f"{_W}styleId") for style in styles}
    parents = (
        _found_style(document, ("Normal",)) or "Normal",
        _found_style(document, ("Normal Table",)) or "TableNormal",
    )
    for style, names in STYLE_NAMES.items():
        found = _found_style(document, names)
        if found is None:
            found = style
            while found in taken:
                found += "X"
            styles.extend(parse_elements(parts.style(found, style, parents, True)))
        yield style, found


def _found_style(document: Document, names: tuple[str, ...]) -> str | None:
    """Return the id of the style with one of these names, ignoring case as Word does."""
    wanted = {name.lower() for name in names}
    for style in document.styles.element.findall(f"{_W}style"):
        name = style.find(f"{_W}name")
        if name is not None and (name.get(f"{_W}val") or "").lower() in wanted:
            return str(style.get(f"{_W}styleId") or "")
    return None


def _number_pages(document: Document, parts: Any, style_id: str) -> None:
    section = document.sections[-1]
    document.settings.odd_and_even_pages_header_footer = True
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        footer.is_linked_to_previous = False
        _replace(footer._element, parts.page_number(style_id, side))


def _set_fonts(document: Document, parts: Any, *, all_of_them: bool) -> None:
    """Write the font table with substitutes; python-docx does not parse that part, so it is parsed here."""
    from lxml import etree

    for relation in document.part.rels.values():
        if relation.reltype != f"{_OFFICE}/fontTable":
            continue
        part: Any = relation.target_part
        root = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
        if all_of_them:
            _replace(root, "")
        there = {font.get(f"{_W}name") for font in root}
        fonts = parse_elements(parts.font_table())
        root.extend(font for font in fonts if font.get(f"{_W}name") not in there)
        part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _replace(element: Any, children: str) -> None:
    for child in list(element):
        element.remove(child)
    element.extend(parse_elements(children))


def _width(document: Document) -> int:
    """Return the text width in twips; A4 with usual margins where the section does not say."""
    section = document.sections[-1]
    width, left, right = (
        (given.twips if given is not None else usual)
        for given, usual in ((section.page_width, A4_WIDTH), (section.left_margin, 1588), (section.right_margin, 1474))
    )
    return max(width - left - right, 5000)


def _bytes(document: Document) -> bytes:
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()
