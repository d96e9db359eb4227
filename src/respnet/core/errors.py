"""Exceptions: each carries one bilingual sentence that says what is wrong, where, and what to do."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

from respnet.core.i18n import Lang, Text

if TYPE_CHECKING:
    from pathlib import Path

_REASONS_ZH = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "系统不允许这样做",
    errno.EROFS: "该位置是只读的",
    errno.ENOSPC: "磁盘空间不足",
    errno.EDQUOT: "超出了磁盘配额",
    errno.EFBIG: "文件太大",
    errno.EEXIST: "已经存在",
    errno.EISDIR: "这是文件夹",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.ENAMETOOLONG: "名称太长",
    errno.ELOOP: "符号链接绕成了圈",
    errno.EINVAL: "名称或参数无效",
    errno.EIO: "读写磁盘出错",
    errno.EMFILE: "打开的文件太多",
    errno.EBUSY: "正被其他程序使用",
}
"""What people meet; for the rest the system's own words stand."""


class RespnetError(Exception):
    """Base class of respnet's exceptions; `text` says in both languages what failed, where, and what to do next.

    >>> str(RespnetError(zh="没有文件", en="no file"))
    'no file'
    """

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(_shorten(en))
        self.text = Text(zh=_shorten(zh), en=_shorten(en))

    def message(self, lang: Lang) -> str:
        """Return the sentence in `lang`."""
        return self.text.of(lang)


def _shorten(said: str) -> str:
    r"""Leave out what Windows wants before a long path.

    >>> print(_shorten(r"\\?\C:\a; \\?\UNC\server\a"))
    C:\a; \\server\a
    """
    return said.replace("\\\\?\\UNC\\", "\\\\").replace("\\\\?\\", "")


class InputError(RespnetError):
    """A file, folder or cell that cannot be read as a plan."""


class StoreError(RespnetError):
    """A database that cannot be opened, refuses, or did not keep what was written."""


class OutdatedStoreError(StoreError):
    """A file of an older respnet or of an older LadybugDB, whose plans have to be loaded anew."""


class OutputError(RespnetError):
    """A place that cannot be written to, or holds something that is not respnet's to replace."""


class HeldFileError(PermissionError):
    """A file or folder that another program of Windows has open; `kept` are files with what was to be written."""

    def __init__(self, path: Path, kept: tuple[Path, ...] = ()) -> None:
        super().__init__(errno.EBUSY, "another program has it open", str(path))
        self.kept = kept


_HELD = frozenset({32, 33})
"""ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION of Windows."""


def describe_held_file(error: OSError) -> Text | None:
    """Describe what to do with a file that another program holds open; None for any other error.

    >>> from pathlib import Path
    >>> describe_held_file(HeldFileError(Path("out/tasks.csv"))).en
    'tasks.csv is open in another program, most likely Excel or WPS. Close it there and try again.'
    """
    if not isinstance(error, HeldFileError) and getattr(error, "winerror", None) not in _HELD:
        return None
    name = str(error.filename or "").replace("\\", "/").rpartition("/")[2]
    kept = [str(one) for one in getattr(error, "kept", ())]
    return Text(
        zh=f"{name} 正在别的程序（多半是 Excel 或 WPS）里打开。请在那里关闭它，然后再做一次。"
        + (f"这一次的内容已另存为 {'、'.join(kept)}。" if kept else ""),
        en=f"{name} is open in another program, most likely Excel or WPS. Close it there and try again."
        + (f" What was to be written is in {', '.join(kept)}." if kept else ""),
    )


def describe_os_error(error: OSError) -> Text:
    """Return the system's reason in both languages; the system itself speaks English or the user's own language.

    >>> import errno
    >>> describe_os_error(OSError(errno.ENOSPC, "No space left on device"))
    Text(zh='磁盘空间不足', en='No space left on device')
    """
    held = describe_held_file(error)
    if held:
        return Text(zh=held.zh.rstrip("。"), en=held.en.rstrip("."))
    if getattr(error, "winerror", None) == 206:  # ERROR_FILENAME_EXCED_RANGE
        return Text(
            zh="路径太长（Windows 一般至多 260 个字符）", en="the path is too long (Windows takes 260 characters)"
        )
    said = error.strerror or str(error) or type(error).__name__
    return Text(zh=_REASONS_ZH.get(error.errno or 0, said), en=said)


def to_input_error(place: object, error: OSError) -> InputError:
    """Make the error for an existing file that the system does not allow to be read.

    Args:
        place: The file or folder, as it appears in the message.
        error: The exception that the system raised.

    Returns:
        The error, to be raised by the caller.
    """
    why = describe_os_error(error)
    return InputError(zh=f"无法读取 {place}：{why.zh}。", en=f"{place} cannot be read: {why.en}.")
