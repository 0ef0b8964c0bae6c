"""``docs/security.md``: every proof that it names exists."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PROOF = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")
ROWS = [
    line
    for line in (ROOT / "docs/security.md").read_text().splitlines()
    if line.startswith("| ") and not line.startswith("| attack")
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.split("|")[1].strip())
def test_each_attack_has_a_proof_that_exists(row: str) -> None:
    attack, control, proofs = (cell.strip() for cell in row.strip("|").split("|"))
    assert attack
    assert control
    found = PROOF.findall(proofs)
    assert found
    for file, name in found:
        text = (ROOT / file).read_text()
        assert not name or f"def {name}(" in text, f"{file} has no {name}"
