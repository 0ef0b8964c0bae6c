"""``make run`` stops quietly, whatever it was doing."""

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).resolve().parents[1] / "scripts"
DRIVER = """
    import os, signal, sys
    from pathlib import Path
    import run
    group, cast = run.Group(), Path(sys.argv[1])
    signal.signal(signal.SIGINT, group.on_signal)
    print("ready", flush=True)
    slow = [sys.executable, "-c", sys.argv[2]]
    exec(sys.argv[3])
    print(run.written(cast, slow, group), cast.exists(), list(cast.parent.iterdir()))
"""


EARLY = """
def killpg(pid, number):
    os.kill(pid, number)
    raise ProcessLookupError

os.killpg = killpg
"""


def driven(folder: Path, program: str, first: str = "") -> subprocess.Popen[bytes]:
    script, cast = textwrap.dedent(DRIVER), str(folder / "cast.txt")
    command = [sys.executable, "-c", script, cast, program, first]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=SCRIPTS, stdout=pipe, stderr=pipe, start_new_session=True)


@pytest.mark.parametrize("first", ["", EARLY], ids=["of a group", "before it has a group"])
def test_ctrl_c_while_the_cast_is_written_says_nothing_and_leaves_nothing(
    tmp_path: Path, first: str
) -> None:
    running = driven(tmp_path, "import time; time.sleep(60)", first)
    assert running.stdout
    assert running.stdout.readline() == b"ready\n"
    os.killpg(running.pid, signal.SIGINT)  # as a terminal does: everything in the foreground
    said, wrong = running.communicate(timeout=20)
    assert (said, wrong, running.returncode) == (b"False False []\n", b"", 0)


def test_the_cast_is_written_once_it_is_whole(tmp_path: Path) -> None:
    said, wrong = driven(tmp_path, "print('cast')").communicate(timeout=20)
    assert said.splitlines()[1].startswith(b"True True")
    assert wrong == b""
    assert (tmp_path / "cast.txt").read_text() == "cast\n"
