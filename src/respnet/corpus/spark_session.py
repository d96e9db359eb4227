"""A Spark session, for reading documents and for statements."""

from __future__ import annotations

import os
import shutil
import socket
from contextlib import suppress
from pathlib import Path
from typing import Any

from respnet.core.errors import InputError
from respnet.corpus.schema import import_extra

# Spark's page of progress listens on all addresses; its names and number of partitions (200) are for a cluster.
_QUIET = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false"}
_LOCAL = {"spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1"}
_LOCAL |= {"spark.sql.shuffle.partitions": "4"}


def get_spark_session() -> Any | None:
    """Get the session that is there already, if any. Raises InputError if PySpark is not installed."""
    return import_extra("pyspark.sql", "spark").SparkSession.getActiveSession()


def open_spark_session(master: str) -> Any:
    """Open a session on a master: `spark://…`, `yarn`, `k8s://…`, or `local` for this machine.

    Raises InputError if PySpark is not installed or no session can be started.
    """
    builder = import_extra("pyspark.sql", "spark").SparkSession.builder.appName("respnet")
    _check_start(master)
    builder = builder.master("local[2]" if master == "local" else master)
    for key, value in (_QUIET | (_LOCAL if master.startswith("local") else {})).items():
        builder = builder.config(key, value)
    try:
        return builder.getOrCreate()
    except Exception as error:  # Py4J and PySpark raise several kinds where Java or the master is missing
        raise InputError(
            zh=f"无法启动 Spark（{master}）：{error}。请检查 Java 17（JAVA_HOME）和集群地址。",
            en=f"Spark ({master}) does not start: {error}. Check Java 17 (JAVA_HOME) and the address.",
        ) from error


def _check_start(master: str) -> None:
    """Refuse at once what Spark tells in the words of a Java program, or tries for minutes."""
    home = os.environ.get("JAVA_HOME")  # where it is set, Spark looks nowhere else
    if not shutil.which("java", path=str(Path(home, "bin")) if home else None):
        raise InputError(
            zh=f"{home or 'PATH'} 里没有 Java。Spark 要用 Java 17：请装好并设 JAVA_HOME，或不写 --engine，用本机处理。",
            en=f"There is no Java in {home or 'the PATH'}. Spark needs Java 17: set JAVA_HOME, or leave --engine out.",
        )
    address = master.removeprefix("spark://")
    if address != master and not any(map(_is_heard, address.split(","))):
        raise InputError(
            zh=f"{address} 没有 Spark 应答。请核对地址（主机:端口），并确认 master 已经启动。",
            en=f"No Spark answers at {address}. Check the address (host:port), and that its master runs.",
        )


def _is_heard(address: str) -> bool:
    host, _, port = address.rpartition(":")
    with suppress(OSError, ValueError), socket.create_connection((host.strip("[]"), int(port)), timeout=10):
        return True
    return False
