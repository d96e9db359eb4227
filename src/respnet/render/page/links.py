"""Cached links to units and tasks as markup: a large plan's page has a hundred thousand of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markupsafe import Markup, escape

from respnet.core.i18n import Text
from respnet.core.plan import Role
from respnet.render.presenter import Presenter

MAX_TASK_LINKS = 100
"""Numbers of tasks beside each other; nobody reads more, and the list of tasks finds them all."""

_TERMS = {
    "collective": Text(zh="统称", en="collective"),
    "scheme": Text(zh="折算办法", en="ways of counting"),
    "closeness": Text(zh="联系远近", en="closeness"),
    "bridge": Text(zh="衔接作用", en="bridging"),
    "cluster": Text(zh="协作组", en="cluster"),
}
"""Terms of the glossary that readers did not understand, as sentences have them."""

_UNIT = Markup('<a class="unit" href="{}">{}</a>')
_TASK = Markup('<a class="task" href="{}" title="{}">{}</a>')
_IN_SECTION = Markup("{}<wbr>{}")
"""Where a narrow column may break a number that begins with its section's."""
_MORE = Markup(' <span class="note">{}</span>')


class LinkBuilder:
    """Link builder of one page; it escapes names."""

    def __init__(self, voice: Presenter) -> None:
        self._voice = voice
        self._units: dict[tuple[str, str], Markup] = {}
        self._tasks: dict[str, Markup] = {}

    def explain(self, sentence: str) -> Markup:
        """Return a sentence with a link from the first use of each difficult term to its explanation."""
        said = str(escape(sentence))
        for key, term in _TERMS.items():
            said = re.sub(rf"({term.of(self._voice.lang)}s?)", rf'<a href="#word-{key}">\1</a>', said, count=1)
        return Markup(said)  # noqa: S704 - escaped above

    def unit(self, unit_id: str, name: str = "") -> Markup:
        """Return a link to the unit's card.

        Args:
            unit_id: The unit.
            name: Text of the link; empty for the unit's display name.
        """
        key = (unit_id, name)
        if key not in self._units:
            voice = self._voice
            self._units[key] = _UNIT.format(voice.unit_href(unit_id), name or voice.unit_name(unit_id))
        return self._units[key]

    def task(self, task_id: str) -> Markup:
        """Return a link to the task's card, with its title as tooltip."""
        if task_id not in self._tasks:
            task, label = self._voice.network.task_by_id[task_id], self._voice.task_label(task_id)
            section = label.removesuffix(task.label)
            split = section not in ("", "#", label)
            number = _IN_SECTION.format(section, task.label) if split else label
            self._tasks[task_id] = _TASK.format(self._voice.task_href(task_id), task.title, number)
        return self._tasks[task_id]

    def tasks(self, ids: Sequence[str]) -> Markup:
        """Return links to tasks that may break lines; beyond a limit the others are only counted."""
        first = Markup(" ").join(map(self.task, ids[:MAX_TASK_LINKS]))
        more = len(ids) - MAX_TASK_LINKS
        return first + _MORE.format(self._voice.t("more_tasks", n=more)) if more > 0 else first

    def list_assigned(self, task_id: str, role: Role) -> Markup:
        """Return links to the units with this role on the task, in printed order.

        Args:
            task_id: The task.
            role: The role.
        """
        voice = self._voice
        found = [self.unit(one.unit, voice.printed_name(one)) for one in voice.list_assigned(task_id, role)]
        return Markup(voice.t("comma")).join(found)  # noqa: S704 - a comma of the labels
