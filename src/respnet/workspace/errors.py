"""Errors of a workspace that a program answers: what is behind them is kept, and the person is asked."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from respnet.core.errors import OutputError, RespnetError, describe_held_file, describe_os_error

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from respnet.core.i18n import Text


class NotRead(RespnetError):  # noqa: N818 - named by what is so, as FileNotFound is
    """The plan's document has not been read by this respnet; `PlanFolder.reread` does it, which may take long."""


class Conflict(RespnetError):  # noqa: N818 - as above
    """Somebody else has changed the same thing since: `mine` and `theirs` say both steps in words."""

    def __init__(self, mine: Text, theirs: Text) -> None:
        super().__init__(
            zh=f"这一处刚刚已在另一个窗口改过：{theirs.zh}。您的这一步（{mine.zh}）没有记下。请看过以后再决定。",
            en=f"This has just been changed in another window: {theirs.en}. Your step ({mine.en}) was not kept. "
            "Look at it and decide again.",
        )
        self.mine, self.theirs = mine, theirs


class EditedMeanwhile(RespnetError):  # noqa: N818 - as above
    """Tables of the plan were changed with another program; `differences` say how, or `unreadable` why they do not."""

    def __init__(self, files: Sequence[str], differences: Sequence[Text], unreadable: Text | None = None) -> None:
        names = "、".join(files)
        super().__init__(
            zh=f"{names} 已在别的程序里改过。请决定：把改动记为更正，还是把改过的文件另放一边。",
            en=f"{', '.join(files)} was changed with another program. Take the changes over as corrections, or put the "
            "changed file aside.",
        )
        self.files, self.differences, self.unreadable = tuple(files), tuple(differences), unreadable


@contextmanager
def report_write_errors(place: Path) -> Iterator[None]:
    """Raise what the system says in this block as an OutputError about a file or folder."""
    try:
        yield
    except OSError as error:
        raise to_output_error(place, error) from error


def to_output_error(place: Path, error: OSError) -> OutputError:
    """Make the error for a file or folder that cannot be written.

    Args:
        place: The file or folder.
        error: The exception that the system raised.
    """
    held = describe_held_file(error)
    if held:
        return OutputError(zh=f"没有保存：{held.zh}", en=f"Nothing was saved: {held.en}")
    why = describe_os_error(error)
    return OutputError(
        zh=f"没有保存：无法写入 {place}：{why.zh}。请腾出空间或检查权限后再做一次，也可以把整个文件夹另存到别处。",
        en=f"Nothing was saved: {place} cannot be written: {why.en}. Make room or check the permissions and do the "
        "step again, or copy the whole folder elsewhere.",
    )
