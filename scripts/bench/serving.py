"""gunicorn under measure: start, ask, and the processor time that it and PostgreSQL took."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Server:
    """Two workers of a WSGI application on a free port of loopback."""

    application: str
    environment: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    port: int = 0

    def start(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        command = [sys.executable, "-m", "gunicorn", self.application, "--workers", "2"]
        command += ["--bind", f"127.0.0.1:{self.port}", "--log-level", "error", "--threads", "2"]
        self.process = subprocess.Popen(command, env={**os.environ, **self.environment})
        for _try in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.2)
        raise RuntimeError(f"{self.application} did not start")

    def stop(self) -> None:
        if self.process:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(timeout=20)

    def workers(self) -> list[int]:
        assert self.process is not None
        text = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(pid) for pid in text.split()]

    def memory(self) -> float:
        """Resident memory of the larger worker, in MB."""
        found = []
        for pid in self.workers():
            for line in Path(f"/proc/{pid}/status").read_text().splitlines():
                if line.startswith("VmRSS"):
                    found.append(int(line.split()[1]) / 1000)
        return max(found, default=0.0)

    def cpu(self) -> float:
        """Seconds of processor time of the workers so far."""
        return sum(_cpu(pid) for pid in self.workers())


def _cpu(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICKS


def database_cpu() -> float:
    """Seconds of processor time of every process of PostgreSQL; those that ended count no more."""
    total = 0.0
    for status in Path("/proc").glob("[0-9]*/comm"):
        try:
            if status.read_text().strip() == "postgres":
                total += _cpu(int(status.parent.name))
        except OSError:
            continue
    return total


@dataclass(frozen=True)
class Ask:
    """One request, repeated: a GET of a path, or a POST whose body is made for each."""

    path: str
    cookie: str
    headers: dict[str, str] = field(default_factory=dict)


def fetch(connection: http.client.HTTPConnection, ask: Ask) -> str:
    """The page; raises AssertionError for anything but 200."""
    headers = {"Cookie": ask.cookie, "Host": "127.0.0.1", **ask.headers}
    connection.request("GET", ask.path, headers=headers)
    answer = connection.getresponse()
    body = answer.read().decode()
    if answer.status != 200:
        raise AssertionError(f"{ask.path}: {answer.status} {answer.headers.get('Location', '')}")
    return body


def cpu_a_request(server: Server, asks: list[Ask], seconds: float) -> tuple[float, int]:
    """Processor seconds a request (workers and PostgreSQL) over ``seconds``, and how many there were."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
    for number in range(3):
        fetch(connection, asks[number % len(asks)])
    before, started, count = server.cpu() + database_cpu(), time.monotonic(), 0
    while time.monotonic() - started < seconds:
        fetch(connection, asks[count % len(asks)])
        count += 1
    spent = server.cpu() + database_cpu() - before
    connection.close()
    return spent / count, count


def path_of(address: str) -> str:
    """Path and query of an address found in a page."""
    parts = urlsplit(address.replace("&amp;", "&"))
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
