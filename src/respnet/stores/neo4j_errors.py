"""Errors of the Neo4j driver and server, as messages with a remedy."""

from __future__ import annotations

import contextlib
import socket
import ssl
from urllib.parse import urlsplit

from neo4j.exceptions import AuthError, DriverError, Neo4jError, ServiceUnavailable, SessionExpired

from respnet.core.errors import StoreError
from respnet.stores.base import get_first_line, to_store_error

_PROBE_SECONDS = 3.0
_TOO_OFTEN = "Neo.ClientError.Security.AuthenticationRateLimit"
_HANDSHAKE = bytes.fromhex("6060b017 00000405 00000004 00000000 00000000")
"""Bolt's magic number and the versions 5.4 and 4.0; a server answers with four bytes, whatever it speaks."""


def address_error(address: str, fault: Exception) -> StoreError:
    """Make the error for an address that the driver cannot use.

    Args:
        address: The address as the user wrote it.
        fault: The driver's error.
    """
    return StoreError(
        zh=f"{address} 不是可用的 Neo4j 地址：{get_first_line(str(fault))}",
        en=f"{address} is no usable Neo4j address: {get_first_line(str(fault))}",
    )


def explain_failure(fault: DriverError | Neo4jError, address: str, database: str, user: str) -> StoreError:
    """Translate an error of the driver or server into a message with a remedy.

    Args:
        fault: The error.
        address: Address of the server.
        database: Name of the database.
        user: The user's name; empty without credentials.
    """
    code = (fault.code or "") if isinstance(fault, Neo4jError) else ""
    if isinstance(fault, (ServiceUnavailable, SessionExpired)):
        return _explain_encryption(address) or StoreError(
            zh=f"无法连接 {address} 上的 Neo4j 服务器，或连接中断：请确认它在运行，"
            "且这是它的 Bolt 地址（如 bolt://主机:7687）。未完成的载入不留痕迹。",
            en=f"The Neo4j server at {address} cannot be reached or has gone: is it running, and is this "
            "its Bolt address (such as bolt://host:7687)? An unfinished load leaves nothing behind.",
        )
    if code == "Neo.ClientError.Security.CredentialsExpired":
        return StoreError(
            zh=f"{address} 上的 Neo4j 还在用初始密码，须先改密码：用浏览器打开 http://主机:7474 登录一次并改密码，"
            "再把新密码写进 NEO4J_PASSWORD。",
            en=f"The Neo4j server at {address} still has its first password, which must be changed before anything "
            "else: log in once at http://host:7474 and change it, then set NEO4J_PASSWORD to the new one.",
        )
    if code == _TOO_OFTEN or (isinstance(fault, AuthError) and not code.endswith("Forbidden")):
        return _refused_user_error(address, user, code)
    if code.startswith("Neo.ClientError.Database."):
        return StoreError(
            zh=f"{address} 上没有名为“{database}”的数据库：请用 NEO4J_DATABASE 指定。",
            en=f"The Neo4j server at {address} has no database “{database}”: name the right one in NEO4J_DATABASE.",
        )
    if code.endswith(("Forbidden", "ForbiddenOnReadOnlyDatabase", "WriteOnReadOnlyAccessDatabase")):
        return StoreError(
            zh=f"没有写入 {address} 上数据库“{database}”的权限：请向管理员申请，或换一个数据库。",
            en=f"Writing to database “{database}” at {address} is not allowed: "
            "ask its administrator for the right to write, or use another database.",
        )
    return to_store_error(fault.message or str(fault))


def _refused_user_error(address: str, user: str, code: str) -> StoreError:
    if code == _TOO_OFTEN:
        return StoreError(
            zh=f"{address} 上的 Neo4j 因密码多次错误暂停登录：请核对 NEO4J_PASSWORD，稍后再试。",
            en=f"The Neo4j server at {address} pauses log-ins after several wrong passwords: "
            "check NEO4J_PASSWORD and try again in a while.",
        )
    if not user:
        return StoreError(
            zh=f"{address} 上的 Neo4j 要求登录：请设置 NEO4J_USERNAME 和 NEO4J_PASSWORD。",
            en=f"The Neo4j server at {address} asks for a password: set NEO4J_USERNAME and NEO4J_PASSWORD.",
        )
    return StoreError(
        zh=f"{address} 上的 Neo4j 不接受用户“{user}”的密码：请核对 NEO4J_USERNAME 和 NEO4J_PASSWORD。",
        en=f"The Neo4j server at {address} refuses the password of user “{user}”: "
        "check NEO4J_USERNAME and NEO4J_PASSWORD.",
    )


def _explain_encryption(address: str) -> StoreError | None:
    """Make the error for a server that answers, but not with the encryption that the address asks for; else None."""
    parts = urlsplit(address)
    kind, _, security = parts.scheme.partition("+")
    plain = f"{kind}://{parts.netloc}"
    if security and _speaks_bolt(parts.hostname, parts.port):
        return StoreError(
            zh=f"{address} 有应答，但那台服务器没有加密：请改用 {plain}。",
            en=f"The server at {address} answers, but without encryption: use {plain}.",
        )
    if security == "ssc" or not _speaks_tls(parts.hostname, parts.port):
        return None
    unchecked = f"{kind}+ssc://{parts.netloc}"
    if security:
        return StoreError(
            zh=f"{address} 的证书不受本机信任：请把证书加入本机，或改用 {unchecked}（加密，但不核对证书）。",
            en=f"The certificate of {address} is not trusted here: add it to this machine, or use {unchecked} "
            "(encrypted, the certificate unchecked).",
        )
    return StoreError(
        zh=f"{address} 有应答，但只接受加密连接：请改用 {kind}+s://{parts.netloc}；自签证书用 {unchecked}。",
        en=f"The server at {address} answers, but only with encryption: use {kind}+s://{parts.netloc}, or {unchecked} "
        "for a certificate that it signed itself.",
    )


def _speaks_bolt(host: str | None, port: int | None) -> bool:
    """True if the server answers Bolt's handshake without encryption."""
    with contextlib.suppress(OSError), socket.create_connection((host or "", port or 7687), _PROBE_SECONDS) as wire:
        wire.sendall(_HANDSHAKE)
        return len(wire.recv(4)) == 4
    return False


def _speaks_tls(host: str | None, port: int | None) -> bool:
    """True if the server answers a TLS handshake; its certificate does not matter for this."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with (
        contextlib.suppress(OSError),
        socket.create_connection((host or "", port or 7687), _PROBE_SECONDS) as wire,
        context.wrap_socket(wire),
    ):
        return True
    return False
