"""A computer without a network: `python tests/loopback.py COMMAND...` inside a network namespace of its own."""

from __future__ import annotations

import fcntl
import os
import socket
import struct
import sys


def bring_up_loopback() -> None:
    """As `ip link set lo up` does (SIOCSIFFLAGS, IFF_UP | IFF_RUNNING)."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, 0x8914, struct.pack("16sH14x", b"lo", 0x41))


if __name__ == "__main__":
    bring_up_loopback()
    os.execvp(sys.argv[1], sys.argv[1:])
