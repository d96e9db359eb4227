"""Short forms of large objects, as text and as HTML, for consoles and notebooks."""

from __future__ import annotations

from collections.abc import Mapping


class NotebookSummary:
    """Mixin for a dataclass with `repr=False`: a `repr` of one line, and a small table in a notebook.

    >>> class Pair(NotebookSummary):
    ...     def _summarize(self):
    ...         return {"name": "<b>", "tasks": 2}
    >>> Pair(), Pair()._repr_html_()[:47]
    (<Pair name='<b>' tasks=2>, '<table><tr><th>name</th><td>&lt;b&gt;</td></tr>')
    """

    __slots__ = ()

    def _summarize(self) -> Mapping[str, object]:
        raise NotImplementedError

    def _tabulate(self) -> Mapping[str, object]:
        return self._summarize()

    def __repr__(self) -> str:
        from respnet.core.messages import truncate_text

        facts = {
            name: repr(truncate_text(value)) if isinstance(value, str) else value
            for name, value in self._summarize().items()
        }
        return f"<{type(self).__name__} {' '.join(f'{name}={value}' for name, value in facts.items())}>"

    def _repr_html_(self) -> str:
        from html import escape

        from respnet.core.messages import escape_controls

        rows = ((escape(name), escape(escape_controls(str(value)))) for name, value in self._tabulate().items())
        return f"<table>{''.join(f'<tr><th>{name}</th><td>{value}</td></tr>' for name, value in rows)}</table>"
