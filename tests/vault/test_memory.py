"""Memory stays flat, however large the file."""

import resource
import tracemalloc
from pathlib import Path

import pytest

from vault.streams import RangeReader, SealingWriter

KEY = bytes(32)
PIECE = bytes(64 * 1024)
MIB = 1024 * 1024


class FileSink:
    def __init__(self, path: Path) -> None:
        self.file = path.open("wb")

    def write(self, data: bytes) -> int:
        return self.file.write(data)

    def commit(self) -> None:
        self.file.close()

    abort = commit


def there_and_back(path: Path, size: int) -> tuple[int, int]:
    """Seal ``size`` bytes to ``path`` and read them again: the peak of Python's memory, the growth
    of the process, both in bytes."""
    resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    tracemalloc.start()
    with SealingWriter(FileSink(path), KEY, b"ctx") as writer:
        for _ in range(size // len(PIECE)):
            writer.write(PIECE)
        writer.commit()
    with path.open("rb") as file:
        plain = RangeReader(file, KEY, b"ctx")
        assert plain.size == size
        assert sum(len(piece) for piece in plain.stream()) == size
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - resident) * 1024


def test_sixteen_mebibytes(tmp_path: Path) -> None:
    peak, _ = there_and_back(tmp_path / "sealed", 16 * MIB)
    assert peak < 2 * MIB


@pytest.mark.slow
def test_one_gibibyte(tmp_path: Path) -> None:
    peak, growth = there_and_back(tmp_path / "sealed", 1024 * MIB)
    print(f"peak {peak / MIB:.2f} MiB, process grew by {growth / MIB:.2f} MiB")
    assert peak < 2 * MIB
    assert growth < 8 * MIB
