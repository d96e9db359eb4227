"""Sentences in which a reader refuses a file or says what it left out: what is wrong, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from respnet.core.errors import InputError
from respnet.core.i18n import Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_MOST_SHOWN = 5
"""Pieces of text that a note repeats."""
_AGAIN = Text(
    zh="请用 Word 或 WPS 打开核对，另存一份后再试。",
    en="Open it in the program that made it, see that it is whole, save a copy and try that.",
)


def damaged_file_error(path: Path, *, zh: str, en: str) -> InputError:
    """Make the error for a file that is not what it should be inside.

    Args:
        path: The file, for the message.
        zh: What is wrong, in Chinese, without a full stop.
        en: The same in English.
    """
    return InputError(zh=f"{path} 无法读取：{zh}。{_AGAIN.zh}", en=f"{path} cannot be read: {en}. {_AGAIN.en}")


def broken_file_error(path: Path, kind: str, error: BaseException) -> InputError:
    """Make the error for a file on which a library gave up.

    Args:
        path: The file, for the message.
        kind: What the file should be, such as ".docx".
        error: The library's exception; its name is kept, since it may help whoever looks into it.
    """
    return damaged_file_error(
        path,
        zh=f"文件已损坏，或不是真正的 {kind} 文件（{type(error).__name__}）",
        en=f"it is damaged, or not really a {kind} file ({type(error).__name__})",
    )


def limit_exceeded_error(path: Path, *, zh: str, en: str) -> InputError:
    """Make the error for a file that passes a limit.

    Args:
        path: The file, for the message.
        zh: Which limit, in Chinese, without a full stop.
        en: The same in English.
    """
    return InputError(
        zh=f"{path} 超出读取上限：{zh}。请只保留方案正文和任务表，另存后再试。",
        en=f"{path} passes a limit: {en}. Keep only the plan's text and tables, save it and try again.",
    )


def file_too_large_error(path: Path, size: int, most: int) -> InputError:
    """Make the error for a file with too many bytes.

    Args:
        path: The file, for the message.
        size: Its bytes.
        most: Bytes that are accepted.
    """
    return limit_exceeded_error(
        path,
        zh=f"文件有 {format_megabytes(size)}，上限为 {format_megabytes(most)}",
        en=f"the file has {format_megabytes(size)}, the most is {format_megabytes(most)}",
    )


def password_protected_error(path: Path) -> InputError:
    """Make the error for a file that needs a password."""
    return InputError(
        zh=f"{path} 设有打开密码。请打开文件，取消密码（另存时不设密码）后再试。",
        en=f"{path} is protected by a password. Open it, take the password off, save it and try again.",
    )


def macros_found_error(path: Path, ending: str) -> InputError:
    """Make the error for a file that carries programs.

    Args:
        path: The file, for the message.
        ending: The ending under which it can be saved without them.
    """
    return InputError(
        zh=f"{path} 带有宏，不予读取。请在 Word、Excel 或 WPS 中另存为不含宏的 {ending}。",
        en=f"{path} carries macros and is not read. Save it as {ending}, without macros.",
    )


def scanned_document_error(path: Path) -> InputError:
    """Make the error for a file whose pages are pictures of text."""
    return InputError(
        zh=f"{path} 里没有文字，只有图片，应是扫描件。请先用带文字识别（OCR）的软件转成可复制文字的 PDF 或 .docx，"
        "核对后再试。",
        en=f"{path} holds no text, only pictures: it is a scan. Turn it into a PDF with text or a .docx by a "
        "program with text recognition (OCR), check the result, and give that.",
    )


def empty_document_error(path: Path) -> InputError:
    """Readable, but empty."""
    return InputError(
        zh=f"{path} 里没有文字。请打开文件，看看正文是否在其中。",
        en=f"{path} holds no text. Open it and see whether the plan is in it.",
    )


def format_megabytes(size: int) -> str:
    """A size for people.

    >>> format_megabytes(20 * 1024 * 1024), format_megabytes(1), format_megabytes(1_600_000)
    ('20 MB', '0.1 MB', '1.5 MB')
    """
    value = max(size / (1024 * 1024), 0.1)
    return f"{value:.1f}".removesuffix(".0") + " MB"


def struck_text_note(struck: Sequence[str]) -> Text:
    """Say which text is struck through and was left out, the first few pieces in their own words."""
    pieces = ["".join(one.split()) for one in struck]
    shown = pieces[:_MOST_SHOWN]
    zh, en = "、".join(f"“{one[:40].strip('、，')}”" for one in shown), ", ".join(f"“{one[:40]}”" for one in shown)
    return Text(
        zh=f"有 {len(pieces)} 处文字加了删除线，没有读入：{zh}{' 等' if len(pieces) > _MOST_SHOWN else ''}。",
        en=f"Text that is struck through ({len(pieces)}) is not read: {en}{' …' if len(pieces) > _MOST_SHOWN else ''}.",
    )
