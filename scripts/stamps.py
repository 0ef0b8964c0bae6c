"""Whether a step of the preparation is still good: its inputs, hashed, beside what it made."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def files(*patterns: str) -> list[Path]:
    """The files of the repository that match the patterns, in order."""
    found = (path for pattern in patterns for path in ROOT.glob(pattern) if path.is_file())
    return sorted(path for path in found if "__pycache__" not in path.parts)


def fingerprint(paths: Iterable[Path], *extra: str) -> str:
    """A hash of names and contents; ``extra`` are settings that matter as well."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(f"{path.relative_to(ROOT)}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    digest.update("\0".join(extra).encode())
    return digest.hexdigest()


def fresh(stamp: Path, wanted: str) -> bool:
    """Whether ``stamp`` says that the step was done for exactly these inputs."""
    try:
        return stamp.read_text() == wanted
    except OSError:
        return False


def leave(stamp: Path, done: str) -> None:
    """Remember that the step was done for these inputs."""
    stamp.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    stamp.write_text(done)
