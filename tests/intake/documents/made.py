"""Files made for the tests: Word files from their XML, PDFs from their objects, and what a reader found in short."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

from respnet.intake.documents.document import Document, Grid, Paragraph

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.numbering+xml"/>'
    '<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.styles+xml"/></Types>'
)


def relations(*of: tuple[str, str, str]) -> str:
    """A relations part of (id, kind, target)."""
    rows = "".join(f'<Relationship Id="{one}" Type="{_RELATION}/{kind}" Target="{to}"/>' for one, kind, to in of)
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'


def word(
    path: Path, body: str, *, numbering: str = "", styles: str = "", more: Mapping[str, bytes] | None = None
) -> Path:
    """A .docx with this XML in its body, its numbering and its styles."""
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": relations(("rId1", "officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": relations(
            ("rId1", "numbering", "numbering.xml"), ("rId2", "styles", "styles.xml")
        ),
        "word/document.xml": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>",
        "word/numbering.xml": f"<w:numbering {NAMES}>{numbering}</w:numbering>",
        "word/styles.xml": f"<w:styles {NAMES}>{styles}</w:styles>",
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**parts, **(more or {})}.items():
            archive.writestr(name, content)
    return path


def p(text: str, properties: str = "") -> str:
    """A paragraph of Word."""
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def listed(text: str, list_id: int, level: int = 0) -> str:
    """A paragraph in a numbered list."""
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def level(at: int, form: str, text: str, *, start: int = 1, more: str = "") -> str:
    """One level of a list's definition."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def pdf(path: Path, objects: Sequence[bytes], *, root: int = 1) -> Path:
    """A PDF of these objects, the first being number 1, with a right table of where they stand."""
    data = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, root, start)
    path.write_bytes(data)
    return path


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)


def lines(document: Document) -> list[str]:
    """Paragraphs with their numbers, and tables row by row, cells parted by a bar."""
    found = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            found.append(block.number + block.text)
        else:
            found += [" | ".join(cell.text.replace("\n", "/") for cell in row) for row in block.rows]
    return found


def spans(table: object) -> list[list[tuple[str, int, int]]]:
    """Text, rows and columns of every cell of a Grid."""
    assert isinstance(table, Grid)
    return [[(cell.text, cell.rows, cell.columns) for cell in row] for row in table.rows]


def squeezed(texts: Sequence[str]) -> list[str]:
    """The texts without any white space, empty ones left out."""
    return [short for text in texts if (short := "".join(text.split()))]
