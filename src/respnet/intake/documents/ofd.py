"""OFD files (GB/T 33190), the form in which official documents are issued. They are read like PDFs, apart from us."""

from __future__ import annotations

from typing import TYPE_CHECKING

from respnet.intake.documents.pdf import read_in_process

if TYPE_CHECKING:
    from pathlib import Path

    from respnet.intake.documents.document import Document


def read_ofd(path: Path) -> Document:
    """Read the document in an OFD; template pages, annotations and seals are no part of it.

    Raises:
        InputError: The file is damaged, scanned, drawn as curves, or passes a limit of `pdf_limits`.
    """
    return read_in_process(path, "OFD")
