"""Names of units as clerks write them: splitting a cell, and what can be told from a name alone."""

from __future__ import annotations

import re

SEPARATORS = "、;；\n"
"""What stands between two units: `、` is written, the others are read too. Never inside brackets."""

_OPENING = {"(": ")", "（": "）", "[": "]", "［": "］", "〔": "〕", "【": "】", "《": "》"}
_CLOSING = frozenset(_OPENING.values())
_OPEN_END = ("等单位", "等部门", "等")


class UnbalancedBracket(ValueError):
    """A bracket in a list of units that is never closed, or closed but never opened."""


def split_units(cell: str) -> tuple[tuple[str, ...], bool]:
    """The unit names of one cell, in order, and whether the list is open (ends in 等).

    Levels after 各 (各市、州、县人民政府) are one name. Raises UnbalancedBracket.

    >>> split_units("县教委、各乡镇(街道、开发区)；团县委")
    (('县教委', '各乡镇(街道、开发区)', '团县委'), False)
    >>> split_units("县科协、县教委等")
    (('县科协', '县教委'), True)
    >>> split_units("各市、州、县人民政府、省科协")
    (('各市、州、县人民政府', '省科协'), False)
    >>> split_units("各乡镇、街道、县科协")
    (('各乡镇、街道', '县科协'), False)
    >>> split_units("")
    ((), False)
    """
    names = _join_levels([name for name in (piece.strip() for piece in _pieces(cell)) if name])
    if names:
        last = names[-1]
        for ending in _OPEN_END:
            if last == ending:
                return tuple(names[:-1]), True
            if last.endswith(ending):
                return (*names[:-1], last.removesuffix(ending).rstrip()), True
    return tuple(names), False


def _pieces(cell: str) -> list[str]:
    pieces, start, waiting = [], 0, []
    for place, character in enumerate(cell):
        if character in _OPENING:
            waiting.append(_OPENING[character])
        elif character in _CLOSING:
            # （ closed by ) is a slip of the keyboard, not another structure.
            if not waiting:
                raise UnbalancedBracket(cell)
            waiting.pop()
        elif character in SEPARATORS and not waiting:
            pieces.append(cell[start:place])
            start = place + 1
    if waiting:
        raise UnbalancedBracket(cell)
    pieces.append(cell[start:])
    return pieces


_LEVEL = r"(?:省|市|州|县|区|旗|盟|乡|镇|街道|自治州|自治县|自治区|地区|乡镇|县市|市区|县区|区县|市县|开发区)"
_FIRST_LEVEL = re.compile(rf"各{_LEVEL}")
_NEXT_LEVEL = re.compile(rf"{_LEVEL}(?:\([^()]*\)|（[^（）]*）)?")
_LAST_LEVEL = re.compile(rf"{_LEVEL}(?:人民政府|政府|党委|党工委|委员会|办事处|管委会|管理委员会|.{{0,4}}部门)")


def _join_levels(names: list[str]) -> list[str]:
    """各市、州、县人民政府 arrives in three pieces and is one name; 各乡镇、县科协 is two."""
    joined: list[str] = []
    in_levels = False
    for name in names:
        goes_on = in_levels and bool(_NEXT_LEVEL.fullmatch(name))
        ends = in_levels and bool(_LAST_LEVEL.fullmatch(name))
        if goes_on or ends:
            joined[-1] = f"{joined[-1]}、{name}"
        else:
            joined.append(name)
        in_levels = goes_on or bool(_FIRST_LEVEL.fullmatch(name))
    return joined


def _stands_for_many(name: str) -> bool:
    return "各" in name


def looks_collective(name: str) -> bool:
    """Whether a name, by its form alone, stands for many units. A guess, to be marked as one.

    >>> looks_collective("各乡镇(街道)"), looks_collective("县级各部门"), looks_collective("县教委")
    (True, True, False)
    """
    return _stands_for_many(name) or name.endswith(
        ("有关部门", "相关部门", "有关单位", "相关单位", "成员单位", "责任单位")
    )
