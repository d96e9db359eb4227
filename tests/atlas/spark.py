"""A Spark session for tests: two threads, no listener but on 127.0.0.1, and little time spent on compiling."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.requirements import require

SETTINGS = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.memory": "1g",
    "spark.sql.shuffle.partitions": "2",
    "spark.default.parallelism": "2",
    "spark.sql.session.timeZone": "UTC",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}
# For tables of seconds: generated code and the second compiler cost more than they save.
QUICK = {
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
}


def find_java() -> str | None:
    """The home of a Java 17: the one that JAVA_HOME_17 names, or one in the usual folders."""
    homes = [Path(os.environ["JAVA_HOME_17"])] if os.environ.get("JAVA_HOME_17") else []
    for folder in ("/usr/lib/jvm", "/opt/java", "/opt", "/Library/Java/JavaVirtualMachines"):
        homes += sorted(Path(folder).glob("*17*"))
    inside = [home / part for home in homes for part in (".", "Contents/Home")]
    return next((str(home.resolve()) for home in inside if (home / "bin" / "java").is_file()), None)


@contextmanager
def open_session(master: str, settings: dict[str, str]) -> Iterator[Any]:
    """Open a session, or skip the test where there is no Java 17 or PySpark."""
    home = find_java()
    require("spark", "no Java 17 to run Spark with: set JAVA_HOME_17", there=home is not None)
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        require("spark", "PySpark is not installed", there=False)
    former = os.environ.get("JAVA_HOME")
    os.environ["JAVA_HOME"] = str(home)
    builder = SparkSession.builder.appName("respnet-tests").master(master)
    for key, value in (SETTINGS | settings).items():
        builder = builder.config(key, value)
    on_interrupt = signal.getsignal(signal.SIGINT)
    session = builder.getOrCreate()
    signal.signal(signal.SIGINT, on_interrupt)  # Spark's own would stay for the tests that come after
    session.sparkContext.setLogLevel("OFF")
    try:
        yield session
    finally:
        gateway = session.sparkContext._gateway
        session.stop()
        gateway.shutdown()
        gateway.proc.stdin.close()  # Spark's own process ends when nobody holds its input
        gateway.proc.wait(timeout=60)
        from pyspark import SparkContext

        SparkContext._gateway = SparkContext._jvm = None
        if former is None:
            del os.environ["JAVA_HOME"]
        else:
            os.environ["JAVA_HOME"] = former
