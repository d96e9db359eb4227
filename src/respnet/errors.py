"""What respnet raises when it cannot go on: one sentence of what is wrong, where, and what to do."""

from __future__ import annotations

from respnet.words import Lang, Text


class RespnetError(Exception):
    """Something could not be done; `text` says in both languages what, where and what to do next.

    >>> str(RespnetError(Text(zh="没有文件", en="no file")))
    'no file'
    """

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text

    def message(self, lang: Lang) -> str:
        """The sentence in `lang`."""
        return self.text.of(lang)


class InputError(RespnetError):
    """A file, folder or cell that cannot be read as a plan."""


class StoreError(RespnetError):
    """A database that cannot be opened, refuses, or did not keep what was written."""


class OutputError(RespnetError):
    """A place that cannot be written to, or holds something that is not respnet's to replace."""
