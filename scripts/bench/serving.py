"""gunicorn under measure: start, ask, and the processor time that it and PostgreSQL took."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
PROCESSES = Path("/proc")


@dataclass(frozen=True)
class Ask:
    """One request and the status that answers it. A ``body`` makes it a POST."""

    path: str
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None
    status: int = 200


@dataclass
class Server:
    """Two workers of a WSGI application on a free port of loopback, on a database of their own."""

    application: str
    environment: dict[str, str]
    port: int = 0
    process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Server":
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        command = [sys.executable, "-W", "ignore", "-m", "gunicorn", self.application]
        command += ["--workers", "2", "--threads", "2", "--bind", f"127.0.0.1:{self.port}"]
        command += ["--log-level", "error", "--worker-tmp-dir", "/dev/shm"]  # noqa: S108
        self.process = subprocess.Popen(
            command, env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for _try in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return self
            if self.process.poll() is not None:
                break
            time.sleep(0.2)
        raise RuntimeError(f"{self.application} did not start")

    def __exit__(self, *args: object) -> None:
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()

    def connect(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)

    def workers(self) -> list[int]:
        assert self.process is not None
        pid = self.process.pid
        text = (PROCESSES / f"{pid}/task/{pid}/children").read_text()
        return [int(pid) for pid in text.split()]

    def memory(self, kind: str = "VmRSS") -> float:
        """Memory of the largest worker in MB: ``VmRSS`` now, ``VmHWM`` at its peak."""
        found = [0]
        for pid in self.workers():
            lines = (PROCESSES / f"{pid}/status").read_text().splitlines()
            found += [int(line.split()[1]) for line in lines if line.startswith(kind)]
        return max(found) * 1024 / 1e6

    def forget_peak(self) -> None:
        """Let the peak of memory begin anew."""
        for pid in self.workers():
            (PROCESSES / f"{pid}/clear_refs").write_text("5")

    def cpu(self) -> dict[int, float]:
        """Seconds of processor time so far, of each worker and each backend of its database."""
        backends = _backends(self.environment["POBYT_DB_NAME"])
        return {pid: _seconds(pid) for pid in [*self.workers(), *backends]}


def _backends(database: str) -> list[int]:
    """PostgreSQL's processes that serve this database, by the title that they give themselves."""
    found = []
    for folder in PROCESSES.glob("[0-9]*"):
        try:
            title = (folder / "cmdline").read_bytes().decode(errors="replace")
        except OSError:
            continue
        if title.startswith("postgres:") and f" {database} " in title:
            found.append(int(folder.name))
    return found


def _seconds(pid: int) -> float:
    try:
        fields = (PROCESSES / f"{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICKS


def fetch(connection: http.client.HTTPConnection, ask: Ask) -> bytes:
    """The body of the answer; raises AssertionError for another status than expected."""
    method = "GET" if ask.body is None else "POST"
    connection.request(method, ask.path, body=ask.body, headers=ask.headers)
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != ask.status:
        raise AssertionError(f"{ask.path}: {answer.status} {answer.headers.get('Location', '')}")
    return body


@dataclass(frozen=True)
class Sample:
    """``cpu`` and ``wall``: seconds a request."""

    cpu: float
    wall: float


def sample(server: Server, asks: Iterable[Ask], *, seconds: float, most: int = 10_000) -> Sample:
    """Ask one after another for so long, but at most ``most`` times; three before do not count."""
    connection, asks = server.connect(), iter(asks)
    for ask in islice(asks, 3 if most > 3 else 1):
        fetch(connection, ask)
    before, started, count = server.cpu(), time.monotonic(), 0
    for ask in islice(asks, most):
        fetch(connection, ask)
        count += 1
        if time.monotonic() - started > seconds:
            break
    wall, after = time.monotonic() - started, server.cpu()
    connection.close()
    spent = sum(value - before.get(pid, 0.0) for pid, value in after.items())
    return Sample(spent / count, wall / count)
