"""Each step of a history as a sentence in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from respnet.core.i18n import LANGS, Text, format_list
from respnet.core.plan import ROLE_WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from respnet.core.i18n import Lang
    from respnet.workspace.journal import Entry

_WORDS = {
    **{role.value: words for role, words in ROLE_WORDS.items()},
    "none": Text(zh="不读", en="not read"),
    "task": Text(zh="任务", en="task"),
    "area": Text(zh="地区", en="area"),
    "issuer": Text(zh="发文机关", en="issuer"),
    "date": Text(zh="印发日期", en="date of issue"),
    "number": Text(zh="编号", en="number"),
    "title": Text(zh="名称", en="title"),
    "section": Text(zh="章节", en="section"),
    "deadline": Text(zh="时限", en="deadline"),
    "targets": Text(zh="指标", en="targets"),
    "text": Text(zh="内容", en="text"),
    "units": Text(zh="单位", en="units"),
    "clause": Text(zh="分工原文", en="clause"),
    "summary": Text(zh="概述", en="summary"),
    "effort": Text(zh="工作量", en="effort"),
    "source": Text(zh="出处", en="source"),
    "period": Text(zh="起止年份", en="period"),
    "owner": Text(zh="统筹单位", en="owner"),
    "focus": Text(zh="关注单位", en="units in focus"),
    "kind": Text(zh="类别", en="kind"),
    "members": Text(zh="成员", en="members"),
    "also_written": Text(zh="其他写法", en="other spellings"),
    "english": Text(zh="英文名", en="English name"),
    "capacity": Text(zh="承担能力", en="capacity"),
}
_SENTENCES = {
    "begin": Text(zh="“{quote}”是一项任务的开头", en="A task begins at “{quote}”"),
    "begin none": Text(zh="“{quote}”不是任务的开头", en="No task begins at “{quote}”"),
    "clause": Text(zh="“{quote}”是{row}的分工", en="“{quote}” is the clause of {row}"),
    "clause none": Text(zh="“{quote}”是它所在任务的分工", en="“{quote}” is the clause of the task in which it stands"),
    "name": Text(zh="“{name}”读作{means}", en="“{name}” is read as {means}"),
    "name none": Text(zh="“{name}”不是单位", en="“{name}” is no office"),
    "role": Text(zh="“{word}”表示{role}", en="“{word}” means {role}"),
    "role none": Text(zh="“{word}”不表示分工", en="“{word}” gives no role"),
    "lead-rule": Text(zh="没有写明牵头时，第一个单位牵头", en="Where no lead is named, the first office leads"),
    "lead-rule none": Text(zh="第一个单位不因此牵头", en="The first office does not lead for being first"),
    "grid": Text(zh="表格的列：{columns}", en="Columns of a table: {columns}"),
    "fill": Text(zh="“{column}”一列的空格同上一行", en="Empty cells of “{column}” mean what stands above"),
    "same": Text(zh="{names}是同一单位，写作“{printed}”", en="{names} are one office, written “{printed}”"),
    "group": Text(zh="“{name}”代表多个单位：{members}", en="“{name}” stands for many offices: {members}"),
    "group none": Text(zh="“{name}”代表多个单位", en="“{name}” stands for many offices"),
    "group office": Text(zh="“{name}”是一个单位", en="“{name}” is one office"),
    "unit": Text(zh="“{name}”的记录改为{values}", en="Record of “{name}” changed to {values}"),
    "fact": Text(zh="方案的{field}是“{value}”", en="The plan's {field} is “{value}”"),
    "assign": Text(zh="{row}增加{role}单位“{name}”", en="“{name}” added to {row} ({role})"),
    "assign instead": Text(
        zh="{row}的“{name}”由{instead}改为{role}", en="“{name}” in {row} changed from {instead} to {role}"
    ),
    "unassign": Text(zh="{row}去掉{role}单位“{name}”", en="“{name}” taken from {row} ({role})"),
    "add": Text(zh="增加任务“{title}”", en="Task “{title}” added"),
    "drop": Text(zh="删去{row}", en="{row} taken out"),
    "field": Text(zh="{row}的{field}改为“{value}”", en="{field} of {row} changed to “{value}”"),
    "confirm": Text(zh="一个问题看过，无误{note}", en="A question seen and right{note}"),
    "confirm seen": Text(zh="看过，无误：{seen}{note}", en="Seen and right: {seen}{note}"),
    "confirm step": Text(zh="留着这一步，等以后的文件：{seen}", en="Kept for a later document: {seen}"),
    "confirm outcomes": Text(
        zh="重新读入后各步的去向看过{note}", en="Seen what became of each step in the new reading{note}"
    ),
    "confirm facts": Text(
        zh="方案的名称、文号、印发单位、日期看过，无误{note}",
        en="The plan's facts seen and right{note}",
    ),
    "confirm row": Text(zh="{row}看过，无误{note}", en="{row} seen and right{note}"),
    "confirm all": Text(zh="{by}核对完毕{note}", en="The whole plan checked by {by}{note}"),
    "reread base": Text(zh="留存原来的表格", en="The tables kept as they were"),
    "reread": Text(zh="读入文件“{name}”", en="Document “{name}” read"),
}
_UNDO = Text(zh="撤销：{said}", en="Undone: {said}")
_REDO = Text(zh="恢复：{said}", en="Done again: {said}")
_OTHER = Text(zh="一步不认得的操作（{op}）", en="A step that is not known ({op})")


def describe_step(entry: Entry, steps: Mapping[int, Entry]) -> Text:
    """Say a step in words.

    Args:
        entry: The step.
        steps: All steps by number, for those that are taken back.

    >>> from respnet.workspace.journal import Entry
    >>> names = {"names": ["县应急局", "县应急管理局"], "printed": "县应急管理局"}
    >>> describe_step(Entry("a", 1, "same", parameters=names), {}).zh
    '“县应急局”和“县应急管理局”是同一单位，写作“县应急管理局”'
    """
    meant = find_meant(entry, steps)
    variant = _find_variant(meant)
    sentence = _SENTENCES.get(variant, _OTHER)
    try:
        zh, en = (sentence.of(lang).format_map(_collect_values(meant, lang)) for lang in LANGS)
    except (AttributeError, KeyError, TypeError):  # a line that another program wrote
        zh, en = _OTHER.zh.format(op=meant.op), _OTHER.en.format(op=meant.op)
    en = f"{en[:1].upper()}{en[1:]}"
    if entry.undoes in steps:
        outer = _REDO if steps[entry.undoes].undoes else _UNDO
        return Text(zh=outer.zh.format(said=zh), en=outer.en.format(said=en))
    return Text(zh=zh, en=en)


def find_meant(entry: Entry, steps: Mapping[int, Entry]) -> Entry:
    """Find the step that an undo, or the undo of an undo, is about; any other step itself.

    Args:
        entry: The step.
        steps: All steps by number.
    """
    while entry.undoes in steps:
        entry = steps[entry.undoes]
    return entry


def _find_variant(entry: Entry) -> str:
    """Find the form of sentence for a step: its operation, and what makes it another sentence."""
    given = entry.parameters
    match entry.op:
        case "group":
            return "group office" if given.get("office") else "group" if given.get("members") else "group none"
        case "clause":
            return "clause" if entry.row else "clause none"
        case "reread":
            return "reread" if given.get("name") else "reread base"
        case "confirm":
            wide = "all" if given.get("all") else "row" if given.get("row") else given.get("question")
            wide = "step" if str(wide).startswith("step ") else wide
            known = wide in ("all", "row", "facts", "outcomes", "step")
            return f"confirm {wide}" if known else "confirm seen" if given.get("seen") else "confirm"
        case "begin" | "name" | "role" | "lead-rule":
            telling = given.get({"begin": "level", "name": "means", "role": "role"}.get(entry.op, "first"))
            return entry.op if telling and telling != "none" else f"{entry.op} none"
    return f"{entry.op} instead" if given.get("instead") else entry.op


def _collect_values(entry: Entry, lang: Lang) -> dict[str, str]:
    given, words = entry.parameters, entry.row or {}
    number = ".".join(filter(None, (words.get("number", ""), words.get("part", ""))))
    title = f"“{_shorten(words.get('title', ''), 16)}”"
    told = {
        "op": entry.op,
        "row": (f"第 {number} 项{title}" if lang == "zh" else f"{number} {title}") if number else title,
        "quote": _shorten(((entry.anchor or {}).get("quote") or {}).get("exact", ""), 20),
        "field": _say(given.get("name", ""), lang),
        "by": given.get("by") or entry.by or Text(zh="有人", en="somebody").of(lang),
        "note": Text(zh=f"（{given['note']}）", en=f" ({given['note']})").of(lang) if given.get("note") else "",
        "role": _say(given.get("role", ""), lang),
        "instead": _say(given.get("instead", ""), lang),
        "value": _shorten(_join(given.get("value", ""), lang), 40),
        "values": _shorten(_join(given.get("values", {}), lang), 60),
        "seen": _list_seen(given.get("seen", ()), lang),
    }
    for name in ("names", "means", "members"):
        told[name] = format_list([f"“{one}”" for one in given.get(name, ())], "en")
        if lang == "zh":
            told[name] = "、".join(f"“{one}”" for one in given.get(name, ()))
            told[name] = told[name].replace("”、“", "”和“") if len(given.get(name, ())) == 2 else told[name]
    columns = given.get("columns", {}).items()
    verb = Text(zh="是", en=" is ").of(lang)
    told["columns"] = Text(zh="，", en=", ").of(lang).join(f"“{cell}”{verb}{_say(use, lang)}" for cell, use in columns)
    plain = ("name", "word", "column", "printed", "title")
    return told | {name: str(given[name]) for name in plain if name in given}


def _list_seen(seen: Sequence[Mapping[str, str]], lang: Lang) -> str:
    """List the first places of a question that was seen, and say how many more there were."""
    told = Text(zh="；", en="; ").of(lang).join(_shorten(one[lang], 60) for one in seen[:SEEN_PLACES])
    more = len(seen) - SEEN_PLACES
    return told + (Text(zh=f"；另 {more} 处", en=f"; and {more} more").of(lang) if more > 0 else "")


SEEN_PLACES = 3
"""Places of a question that the history names."""


def _say(word: str, lang: Lang) -> str:
    return _WORDS[word].of(lang) if word in _WORDS else word


def _join(value: Any, lang: Lang) -> str:
    """Say a value in one line; a list of units with its role."""
    if isinstance(value, dict) and "names" in value:
        role = _say(value["role"], lang)
        return "、".join(f"{name}（{role}）" if lang == "zh" else f"{name} ({role})" for name in value["names"])
    if isinstance(value, dict):
        return "；".join(f"{_say(name, lang)} {_join(one, lang)}" for name, one in value.items() if name != "guessed")
    if isinstance(value, list | tuple):
        return ("、" if value and isinstance(value[0], dict) else "；").join(_join(one, lang) for one in value)
    return str(value)


def _shorten(text: str, most: int) -> str:
    return f"{text[:most]}…" if len(text) > most else text
