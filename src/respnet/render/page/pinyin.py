"""Pinyin initials of names, so that a search for jw finds 教委."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from respnet.core.cache_dir import get_cache_dir, write_cache_file


def get_pinyin_initials(name: str) -> list[str]:
    """Return the possible initials of each hanzi (重 is read zhong or chong), other characters unchanged.

    >>> get_pinyin_initials("重庆A")
    ['ctz', 'q', 'a']
    """
    # Letter by letter, so that what has no reading stays in its place.
    known = _load_initials()
    return [known[letter] if letter in known else known.setdefault(letter, _look_up(letter)) for letter in name]


def save_pinyin_initials() -> None:
    """Keep the initials that were looked up: loading pypinyin takes as long as storing and verifying a small plan."""
    known, file = _load_initials(), _get_cache_file()
    if file is not None and _look_up.cache_info().currsize:
        write_cache_file(file, msgspec.json.encode(known))
        _look_up.cache_clear()


@cache
def _load_initials() -> dict[str, str]:
    """Load the initials known from earlier runs; a file that cannot be read is as good as none."""
    try:
        file = _get_cache_file()
        return msgspec.json.decode(file.read_bytes(), type=dict[str, str]) if file and file.is_file() else {}
    except (OSError, msgspec.MsgspecError):
        return {}


def _get_cache_file() -> Path | None:
    from respnet.core.versions import get_version

    folder = get_cache_dir()
    return folder / f"pinyin-{get_version('pypinyin')}" if folder is not None else None


@cache
def _look_up(letter: str) -> str:
    from pypinyin import Style, pinyin

    reading = pinyin(letter, style=Style.FIRST_LETTER, heteronym=True)
    return "".join(sorted({option[:1].lower() for found in reading for option in found if option}))
