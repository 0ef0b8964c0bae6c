"""``make run``: the web server and the worker with its schedule, in one group that stops whole.

Standard library only. Ctrl-C or a signal to this process ends both; when one of them ends by
itself, the other is stopped as well.
"""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path
from types import FrameType

from prepare import DATABASE, DEMONSTRATION, PYTHON, ROOT, VAR, VENV, prepare

PORT = int(os.environ.get("PORT", "8000"))
ADDRESS = os.environ.setdefault("POBYT_ADDRESS", f"http://localhost:{PORT}")
PATIENCE = 10.0
LOGS = VAR / "log"
COMMANDS = {
    "web": [
        *("gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{PORT}"),
        *("--worker-class", "gthread", "--workers", os.environ.get("WEB_CONCURRENCY", "2")),
        *("--threads", "4", "--graceful-timeout", "2", "--timeout", "120", "--preload"),
        *("--log-level", "warning", "--worker-tmp-dir", str(VAR), "--no-control-socket"),
    ],
    "worker": [
        *("celery", "--quiet", "--app", "config", "worker", "--beat", "--concurrency", "2"),
        *("--loglevel", "WARNING", "--without-gossip", "--without-mingle"),
    ],
}


class Group:
    """The processes that were started, each the head of its own group, each with its log file."""

    def __init__(self) -> None:
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.stopping = False

    def start(self, name: str, command: list[str]) -> None:
        program, *arguments = command
        LOGS.mkdir(mode=0o700, exist_ok=True)
        with (LOGS / f"{name}.log").open("wb") as log:
            self.running[name] = subprocess.Popen(
                [str(PYTHON), str(VENV / "bin" / program), *arguments],
                cwd=ROOT,
                start_new_session=True,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def on_signal(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def ended(self) -> tuple[str, int] | None:
        """The first process that has ended, with its code."""
        for name, process in self.running.items():
            if process.poll() is not None:
                return name, process.returncode
        return None

    def stop(self) -> None:
        """Ask all to end; after ten seconds they are ended."""
        self._signal(signal.SIGTERM)
        limit = time.monotonic() + PATIENCE
        while time.monotonic() < limit and any(p.poll() is None for p in self.running.values()):
            time.sleep(0.05)
        self._signal(signal.SIGKILL)

    def _signal(self, number: int) -> None:
        for process in self.running.values():
            tell(process, number)


def tell(process: "subprocess.Popen[bytes]", number: int) -> None:
    """A signal to its group, which is gone with it. One that dies before it is the head of its own
    (Ctrl-C reached it first) never had one."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, number)


def refuse_taken_port() -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", PORT))
        except OSError:
            raise SystemExit(f"Port {PORT} is taken. Choose another: PORT=8001 make run") from None


def answers() -> bool:
    """Whether the portal is alive."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/health/live", timeout=5) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def written(path: Path, command: list[str], group: Group) -> bool:
    """Let a command write a file, out of reach of Ctrl-C; False when the group stopped first."""
    draft = path.with_suffix(".new")
    with draft.open("wb") as out:
        writer = subprocess.Popen(command, cwd=ROOT, start_new_session=True, stdout=out)
    while writer.poll() is None and not group.stopping:
        time.sleep(0.05)
    if writer.poll() is None:
        tell(writer, signal.SIGKILL)
    if writer.wait() == 0:
        draft.replace(path)
    draft.unlink(missing_ok=True)
    return path.exists()


def welcome(started: float, group: Group) -> None:
    """Where it is, and how to enter as each person."""
    print(f"\nPobyt is here after {time.monotonic() - started:.1f} s: {ADDRESS}\n", flush=True)
    if DEMONSTRATION:
        cast = VAR / "stamps" / (DATABASE or "sqlite") / "cast.txt"
        if cast.exists() or written(cast, [str(PYTHON), "manage.py", "demo", "--cast"], group):
            print(cast.read_text())
    if not group.stopping:
        print(f"Logs are in {LOGS}. Ctrl-C stops it.", flush=True)


def serve() -> int:
    """Start both, wait, stop both; the code of whoever ended unasked, or 0."""
    started = time.monotonic()
    group = Group()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, group.on_signal)
    for name, command in COMMANDS.items():
        group.start(name, command)
    greeted = False
    try:
        while not group.stopping:
            if (end := group.ended()) is not None:
                last = (LOGS / f"{end[0]}.log").read_text(errors="replace").splitlines()[-20:]
                print(*last, f"{end[0]} ended with code {end[1]}", sep="\n", file=sys.stderr)
                return end[1] or 1
            if not greeted and answers():
                welcome(started, group)
                greeted = True
            time.sleep(0.2)
        return 0
    finally:
        group.stop()


if __name__ == "__main__":
    refuse_taken_port()
    print("Pobyt makes itself ready:", flush=True)
    try:
        prepare("run")
        code = serve()
    except KeyboardInterrupt:
        sys.exit("\nstopped; the next run goes on from here")
    sys.exit(code)
