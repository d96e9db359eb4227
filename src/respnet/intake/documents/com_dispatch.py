"""Late-bound calls of COM objects (IDispatch) by ctypes, as a macro makes them: Word, WPS and Excel on Windows."""

from __future__ import annotations

import ctypes
import time
import uuid
from typing import Any

GET, PUT = 2 | 1, 4  # DISPATCH_PROPERTYGET with DISPATCH_METHOD, DISPATCH_PROPERTYPUT
_EMBEDDED_OR_SERVER = 1 | 4  # CLSCTX
_I4, _BSTR, _DISPATCH, _ERROR, _BOOL = 3, 8, 9, 10, 11
_LEFT_OUT = 0x80020004  # DISP_E_PARAMNOTFOUND: an optional argument that is not given
_BUSY = 0x80010001  # RPC_E_CALL_REJECTED: the program is still starting
BUSY_SECONDS = 30
"""Seconds in which a program that has no time yet is asked again."""


class ComError(OSError):
    """Error of a COM call; `args` hold its name and number."""


class Variant(ctypes.Structure):
    """VARIANT: a value with its type."""

    _fields_ = (("vt", ctypes.c_uint16), ("reserved", ctypes.c_uint16 * 3), ("value", ctypes.c_int64 * 2))


class Arguments(ctypes.Structure):
    """DISPPARAMS: arguments, the last first."""

    _fields_ = (
        ("values", ctypes.POINTER(Variant)),
        ("names", ctypes.POINTER(ctypes.c_int32)),
        ("count", ctypes.c_uint32),
        ("named", ctypes.c_uint32),
    )


class Dispatch:
    """An object of another program; its pointer is released with it."""

    def __init__(self, pointer: int) -> None:
        self._pointer = pointer

    def __del__(self) -> None:
        self._call(2)

    def get(self, name: str, *arguments: object) -> Any:
        """Return a property, or what a method returns.

        Args:
            name: Its name.
            arguments: Texts, numbers, truth values; None for one that is left out.

        Raises:
            ComError: The object refuses.
        """
        return self._invoke(name, GET, *arguments)

    def put(self, name: str, value: object) -> None:
        """Set a property.

        Args:
            name: Its name.
            value: Its value.

        Raises:
            ComError: The object refuses.
        """
        self._invoke(name, PUT, value)

    def _invoke(self, name: str, kind: int, *arguments: object) -> Any:
        number, nobody = ctypes.c_int32(), ctypes.create_string_buffer(16)
        wanted = ctypes.c_wchar_p(name)
        self._check(name, self._call(5, nobody, ctypes.byref(wanted), 1, 0, ctypes.byref(number)))
        values = (Variant * len(arguments))(*map(_pack, reversed(arguments)))
        given = Arguments(values, None, len(arguments), 0)
        if kind == PUT:
            given.names, given.named = ctypes.pointer(ctypes.c_int32(-3)), 1  # DISPID_PROPERTYPUT
        found, until = Variant(), time.monotonic() + BUSY_SECONDS
        try:
            while True:
                answer = ctypes.byref(found) if kind == GET else None
                result = self._call(
                    6, number, nobody, 0, ctypes.c_uint16(kind), ctypes.byref(given), answer, None, None
                )
                if result & 0xFFFFFFFF != _BUSY or time.monotonic() > until:
                    break
                time.sleep(0.2)
            self._check(name, result)
            return _unpack(found)
        finally:
            for one in (*values, found):
                _load("oleaut32").VariantClear(ctypes.byref(one))

    def _call(self, place: int, *arguments: object) -> int:
        """Call the method at a place of the object's table."""
        table = ctypes.cast(self._pointer, ctypes.POINTER(ctypes.POINTER(ctypes.c_void_p)))[0]
        method = ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p)(int(table[place] or 0))
        return int(method(self._pointer, *arguments))

    @staticmethod
    def _check(name: str, result: int) -> None:
        if result < 0:
            raise ComError(name, f"{result & 0xFFFFFFFF:08X}")


def create_object(program: str) -> Dispatch:
    """Start a program or make an object by its name.

    Args:
        program: Its ProgID, such as Word.Application.

    Raises:
        ComError: It is not installed, or does not start.
    """
    ole, number, made = _load("ole32"), ctypes.create_string_buffer(16), ctypes.c_void_p()
    ole.CoInitialize(None)
    wanted = ctypes.create_string_buffer(uuid.UUID("00020400-0000-0000-C000-000000000046").bytes_le, 16)  # IDispatch
    result = ole.CLSIDFromProgID(ctypes.c_wchar_p(program), number)
    if result >= 0:
        result = ole.CoCreateInstance(number, None, _EMBEDDED_OR_SERVER, wanted, ctypes.byref(made))
    if result < 0 or not made.value:
        raise ComError(program, f"{result & 0xFFFFFFFF:08X}")
    return Dispatch(made.value)


def _pack(value: object) -> Variant:
    if value is None:
        return Variant(_ERROR, value=(_LEFT_OUT, 0))
    if isinstance(value, bool):
        return Variant(_BOOL, value=(0xFFFF if value else 0, 0))
    if isinstance(value, int):
        return Variant(_I4, value=(value & 0xFFFFFFFF, 0))
    return Variant(_BSTR, value=(_load("oleaut32").SysAllocString(ctypes.c_wchar_p(str(value))), 0))


def _unpack(found: Variant) -> Any:
    value = found.value[0]
    if found.vt == _DISPATCH:
        found.vt = 0  # the reference is the new object's, so it is not cleared
        return Dispatch(value)
    if found.vt == _BSTR:
        return ctypes.wstring_at(value) if value else ""
    if found.vt == _BOOL:
        return value & 0xFFFF != 0
    return ctypes.c_int32(value & 0xFFFFFFFF).value if found.vt == _I4 else None


def _load(name: str) -> Any:
    library = getattr(ctypes, "WinDLL")(name)  # noqa: B009 - there is none elsewhere
    if name == "oleaut32":
        library.SysAllocString.restype = ctypes.c_void_p
    return library
