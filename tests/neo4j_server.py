"""A real Neo4j server for a test run, started from its own jars and ended by its process."""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import socket
import subprocess
import tempfile
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path

import neo4j
from neo4j.exceptions import DriverError, Neo4jError

from tests.requirements import is_required

ROOT = Path(__file__).resolve().parents[1]
POM = ROOT / "tests" / "neo4j" / "pom.xml"
CACHES = {"neo4j": ROOT / ".cache" / "neo4j-lib", "neo4j-current": ROOT / ".cache" / "neo4j-current-lib"}
"""Folders of the jars of both releases: the long-term support release, and the current one, which needs Java 25."""
CURRENT = "2026.09.0"
USER, PASSWORD = "neo4j", "a-password-for-tests"
_SHORT_LIVED = (
    "-XX:TieredStopAtLevel=1",
    "-XX:+UseSerialGC",
    "-XX:+UnlockDiagnosticVMOptions",
    "-XX:-BytecodeVerificationRemote",
)
"""The second compiler, parallel collectors and checks of the jars pay for servers that run for hours, not minutes."""
_MEMORY = Path("/dev/shm")
_START_SECONDS = 400.0  # it takes 5 to 20; the rest is for a machine that is busy
_ENTRY_POINT = "META-INF/services/org.neo4j.server.startup.EntryPoint"
_OPENS = ("java.base/java.nio", "java.base/java.io", "java.base/sun.nio.ch")


class NoServerError(Exception):
    """Why there is no server."""


@dataclass(frozen=True, slots=True)
class Server:
    """Where a server answers, and as whom."""

    address: str
    auth: tuple[str, str] | None
    database: str = "neo4j"

    def driver(self) -> neo4j.Driver:
        """A driver of the test's own, to look at the server past respnet."""
        return neo4j.GraphDatabase.driver(self.address, auth=self.auth)


class LocalServer:
    """A server in a folder of its own, on a free port of 127.0.0.1. It can be stopped and started again."""

    def __init__(self, lib: Path, home: Path, *, password: str | None = PASSWORD) -> None:
        self._lib, self._home = lib, home
        self._executable = _find_java_25() if any(lib.glob("neo4j-server-20*.jar")) else "java"
        self._conf = home / "conf"
        self._conf.mkdir(parents=True)
        self._data = ""
        if _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > 2**30:  # where a commit waits for no disk
            for left in _MEMORY.glob("respnet-neo4j-of-*"):  # by tests that were killed
                if not Path("/proc", left.name.split("-")[3]).exists():
                    shutil.rmtree(left, ignore_errors=True)
            self._data = tempfile.mkdtemp(prefix=f"respnet-neo4j-of-{os.getpid()}-", dir=_MEMORY)
            (home / "data").symlink_to(self._data)
        self._process: subprocess.Popen[bytes] | None = None
        self.port = _free_port()
        self._ran = False
        self.scheme = "bolt"
        self._password = password or "neo4j"  # the first password of a fresh server
        if password:
            self._java("org.neo4j.cli.AdminTool", "dbms", "set-initial-password", password)

    @property
    def server(self) -> Server:
        """Its address and credentials."""
        return Server(f"{self.scheme}://127.0.0.1:{self.port}", (USER, self._password))

    def run_script(self, script: Path) -> None:
        """Run a shell script that calls neo4j-admin, before the server starts for the first time."""
        admin = self._home / "bin" / "neo4j-admin"
        admin.parent.mkdir()
        command = shlex.join(self._command("org.neo4j.cli.AdminTool"))
        admin.write_text(f'#!/bin/sh\nexec {command} "$@"\n', encoding="utf-8")
        admin.chmod(0o755)
        path = f"{admin.parent}{os.pathsep}{os.environ['PATH']}"
        places = {"NEO4J_HOME": str(self._home), "NEO4J_CONF": str(self._conf), "PATH": path}
        subprocess.run(["sh", str(script)], capture_output=True, env=os.environ | places, check=True)

    def start(self, **more: str) -> None:
        """Start it, with more settings, and wait until it answers."""
        settings = {
            "server.bolt.enabled": "true",
            "server.bolt.listen_address": f"127.0.0.1:{self.port}",
            "server.bolt.advertised_address": f"127.0.0.1:{self.port}",
            "server.http.enabled": "false",
            "server.https.enabled": "false",
            "dbms.usage_report.enabled": "false",
            # A database that fills and empties with every test would have each statement planned anew every 10 seconds.
            "dbms.cypher.min_replan_interval": "1h",
            # Nor is each planned once more where an id has more than nine characters.
            "internal.cypher.use_parameter_size": "false",
            "db.tx_log.preallocate": "false",
            **more,
        }
        text = "".join(f"{name}={value}\n" for name, value in settings.items())
        (self._conf / "neo4j.conf").write_text(text, encoding="utf-8")
        command = self._command(_main_class(self._lib), f"--home-dir={self._home}", f"--config-dir={self._conf}")
        with (self._home / "output.log").open("wb") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            self._wait()
        except NoServerError as reason:
            # Another program took the port since it was free; a server that ran before keeps its own.
            if self._ran or "Address already in use" not in str(reason):
                raise
            self.port = _free_port()
            self.start(**more)
        self._ran = True

    def stop(self) -> None:
        """End the process, as it would be ended by an administrator."""
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(timeout=60)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self._process = None

    def close(self) -> None:
        """End the process at once, and throw away what it stored."""
        if self._process is not None:
            self._process.kill()
        self.stop()
        if self._data:
            shutil.rmtree(self._data)

    def _command(self, main: str, *arguments: str) -> list[str]:
        opens = [f"--add-opens={module}=ALL-UNNAMED" for module in _OPENS]
        return [self._executable, "-Xmx1g", *_SHORT_LIVED, *opens, "-cp", f"{self._lib}/*", main, *arguments]

    def _java(self, main: str, *arguments: str) -> None:
        places = {"NEO4J_HOME": str(self._home), "NEO4J_CONF": str(self._conf)}
        done = subprocess.run(
            self._command(main, *arguments), capture_output=True, env=os.environ | places, check=False
        )
        if done.returncode:
            raise NoServerError(f"{main} ended with {done.returncode}: {done.stderr.decode('utf-8', 'replace')[-500:]}")

    def _wait(self) -> None:
        until = time.monotonic() + _START_SECONDS
        while time.monotonic() < until:
            if self._process is None or self._process.poll() is not None:
                break
            if _accepts(self.port):
                try:
                    with self.server.driver() as driver:
                        driver.verify_connectivity()
                        return
                except (DriverError, Neo4jError) as fault:
                    if getattr(fault, "code", "") == "Neo.ClientError.Security.CredentialsExpired":
                        return  # a fresh server, which wants another password first
            time.sleep(0.2)
        self.stop()
        output = (self._home / "output.log").read_text(encoding="utf-8", errors="replace")
        raise NoServerError(f"Neo4j did not start: {output[-3000:]}")


def jars(release: str = "neo4j") -> Path:
    """The folder with Neo4j's jars; fetched with Maven where RESPNET_TEST_REQUIRE asks for the release."""
    current = release == "neo4j-current"
    if current:
        _find_java_25()
    elif shutil.which("java") is None:
        raise NoServerError("no java to run Neo4j with")
    name = "RESPNET_NEO4J_CURRENT_LIB" if current else "RESPNET_NEO4J_LIB"
    given = os.environ.get(name)
    if given:
        if not any(Path(given).glob("neo4j-server-*.jar")):
            raise NoServerError(f"{name}={given} holds no neo4j-server jar")
        return Path(given)
    cache = CACHES[release]
    if any(cache.glob("neo4j-server-*.jar")):
        return cache
    command = ["mvn", "-q", "-B", "-f", str(POM), *([f"-Dneo4j.version={CURRENT}"] if current else [])]
    command.append("dependency:copy-dependencies")
    if not is_required(release):
        raise NoServerError(
            "no Neo4j: set NEO4J_URI, or fetch its jars with "
            f"{shlex.join(command)} -DoutputDirectory=$PWD/{cache.relative_to(ROOT)}"
        )
    if shutil.which("mvn") is None:
        raise NoServerError("no mvn to fetch Neo4j's jars with")
    cache.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache.parent) as aside:  # another process may fetch them too
        done = subprocess.run([*command, f"-DoutputDirectory={aside}/lib"], capture_output=True, check=False)
        if done.returncode:
            raise NoServerError(f"mvn could not fetch Neo4j's jars: {done.stdout.decode('utf-8', 'replace')[-500:]}")
        with contextlib.suppress(OSError):  # the other was first
            Path(aside, "lib").rename(cache)
    return cache


def _find_java_25() -> str:
    """The java that JAVA_HOME_25 names, or one in the usual folders."""
    homes = [Path(os.environ["JAVA_HOME_25"])] if os.environ.get("JAVA_HOME_25") else []
    for folder in ("/usr/lib/jvm", "/opt/java", "/opt", "/Library/Java/JavaVirtualMachines"):
        homes += sorted(Path(folder).glob("*25*"))
    for home in homes:
        for java in (home / "bin" / "java", home / "Contents" / "Home" / "bin" / "java"):
            if java.is_file():
                return str(java)
    raise NoServerError("no Java 25 to run the current Neo4j with: set JAVA_HOME_25")


def given_server() -> Server | None:
    """The server that NEO4J_URI names, if it does. Its contents are the tests' to delete."""
    address = os.environ.get("NEO4J_URI")
    if not address:
        return None
    password = os.environ.get("NEO4J_PASSWORD")
    auth = (os.environ.get("NEO4J_USERNAME", USER), password) if password else None
    return Server(address, auth, os.environ.get("NEO4J_DATABASE", "neo4j"))


def _main_class(lib: Path) -> str:
    for jar in sorted(lib.glob("neo4j-[0-9]*.jar")):
        with zipfile.ZipFile(jar) as archive:
            if _ENTRY_POINT in archive.namelist():
                return archive.read(_ENTRY_POINT).decode("utf-8").split()[0]
    raise NoServerError(f"no entry point of a Neo4j server in {lib}")


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _accepts(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False
