"""Word, WPS and Excel as they are driven on Windows: the order of calls, with a stand-in that keeps them."""

from __future__ import annotations

import ctypes
from pathlib import Path
from typing import Any

import pytest

from respnet.intake.documents import converters
from respnet.intake.documents.com_dispatch import Arguments, ComError, Variant
from respnet.intake.documents.formats import list_readable_formats
from respnet.intake.documents.office_automation import convert_files

SETTINGS = ("AutomationSecurity", "DisplayAlerts", "EnableEvents", "AskToUpdateLinks")


class Program:
    """An Office program: every call is kept; documents of some names are refused."""

    def __init__(
        self, calls: list[str], name: str = "app", *, visible: bool = False, count: int = 0, refused: str = ""
    ) -> None:
        self.calls, self.name, self.values = calls, name, {"Visible": visible, "Count": count}
        self.refused = refused

    def get(self, name: str, *arguments: object) -> Any:
        said = f"{self.name}.{name}" + (f"({', '.join(map(str, arguments))})" if arguments else "")
        if name in ("Documents", "Workbooks"):
            return Program(self.calls, name, count=self.values["Count"])
        if self.refused and name == "AutomationSecurity":
            raise ComError(name, self.refused)
        if name in self.values or name in SETTINGS:
            return self.values.get(name, 1)
        self.calls.append(said)
        if "broken" in said:
            raise ComError(name, "80020009")
        return Program(self.calls, "document")

    def put(self, name: str, value: object) -> None:
        self.calls.append(f"{self.name}.{name} = {value}")


def convert(files: list[str], **state: Any) -> list[str]:
    calls: list[str] = []
    convert_files(Program(calls, **state), list(map(Path, files)), Path("out"), lambda _: calls.append("bound"))
    return calls


def test_a_text_is_opened_read_only_without_macros_and_the_program_ends_also_after_a_refusal() -> None:
    assert convert(["a.doc", "broken.doc"]) == [
        "bound",
        "app.AutomationSecurity = 3",
        "app.DisplayAlerts = 0",
        "Documents.Open(a.doc, False, True, False, -, -, False, -, -, 0, None, False)",
        "document.SaveAs(out/a.docx, 12, False, , False)",
        "document.Close(False)",
        "Documents.Open(broken.doc, False, True, False, -, -, False, -, -, 0, None, False)",
        "app.Quit(0)",
    ]


def test_a_table_updates_no_links_and_runs_no_events() -> None:
    assert convert(["a.xls"]) == [
        "bound",
        *("app.AutomationSecurity = 3", "app.DisplayAlerts = 0", "app.EnableEvents = 0", "app.AskToUpdateLinks = 0"),
        "Workbooks.Open(a.xls, 0, True, None, -, -, True)",
        "document.SaveAs(out/a.xlsx, 51)",
        "document.Close(False)",
        "app.Quit",
    ]


@pytest.mark.parametrize("state", [{"visible": True}, {"count": 1}])
def test_a_program_that_the_user_works_in_is_left_open_as_it_was(state: dict[str, Any]) -> None:
    calls = convert(["a.doc"], **state)
    assert calls[-2:] == ["app.AutomationSecurity = 1", "app.DisplayAlerts = 1"]
    assert not {"bound", "app.Quit(0)"} & set(calls)


def test_wps_without_macros_converts_but_nothing_is_opened_where_macros_cannot_be_switched_off() -> None:
    assert convert(["a.doc"], refused="80020006")[:2] == ["bound", "app.DisplayAlerts = 0"]
    calls: list[str] = []
    with pytest.raises(ComError):
        convert_files(Program(calls, refused="80020009"), [Path("a.doc")], Path("out"), lambda _: None)
    assert calls == ["app.Quit(0)"]


def test_structures_have_the_sizes_of_64_bit_windows() -> None:
    assert (ctypes.sizeof(Variant), Variant.value.offset, ctypes.sizeof(Arguments)) == (24, 8, 24)


def test_what_this_computer_does_not_read_is_said_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert converters.describe_missing().zh == (
        "这台电脑上没有 LibreOffice，所以读不了 .doc、.wps、.rtf、.odt、.xls、.et、.ods；请先另存为 .docx 或 .xlsx。"
    )
    (tmp_path / "soffice").write_bytes(b"")
    (tmp_path / "soffice").chmod(0o755)
    assert not converters.describe_missing().zh
    assert "LibreOffice" in list_readable_formats().en
