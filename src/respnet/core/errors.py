"""Exceptions: each carries one bilingual sentence that says what is wrong, where, and what to do."""

from __future__ import annotations

import errno

from respnet.core.i18n import Lang, Text

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
        super().__init__(en)
        self.text = Text(zh=zh, en=en)

    def message(self, lang: Lang) -> str:
        """Return the sentence in `lang`."""
        return self.text.of(lang)


class InputError(RespnetError):
    """A file, folder or cell that cannot be read as a plan."""


class StoreError(RespnetError):
    """A database that cannot be opened, refuses, or did not keep what was written."""


class OutputError(RespnetError):
    """A place that cannot be written to, or holds something that is not respnet's to replace."""


def describe_os_error(error: OSError) -> Text:
    """Return the system's reason in both languages; the system itself speaks English or the user's own language.

    >>> import errno
    >>> describe_os_error(OSError(errno.ENOSPC, "No space left on device"))
    Text(zh='磁盘空间不足', en='No space left on device')
    """
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
