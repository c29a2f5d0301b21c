"""``make interop``: independent programs read what batterypass exports, and a table says what they did.

``PYTHONPATH=tests python -m interop [--work DIR]``. Exit code 0: every client that is here accepted
everything and refused what was damaged; 1: one did not, or could not run although its tool is here.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from interop.clients import CLIENTS, Outcome
from interop.material import make_material

ROOT = Path(__file__).resolve().parents[2]
COMMAND = Path(os.environ.get("BATTERYPASS_COMMAND", ROOT / ".venv" / "bin" / "batterypass"))
#: Where the clients' own environments are kept, so that only the first run needs a network.
ENVIRONMENTS = ROOT / ".venv" / "interop"


def main() -> int:
    """Make the material, run every client, print the table."""
    parser = argparse.ArgumentParser(prog="interop", description=__doc__)
    parser.add_argument("--work", type=Path, help="keep the material in this new folder")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        material = make_material(COMMAND, given.work or Path(scratch) / "material")
        outcomes = [client(material, ENVIRONMENTS) for client in CLIENTS]
    print_table(outcomes)
    return 1 if any(one.is_failure for one in outcomes) else 0


def print_table(outcomes: list[Outcome]) -> None:
    """Print what each tool read, whether it accepted it, and what it refused."""
    rows = [("tool", "version", "what was read", "result"), *(one.row() for one in outcomes)]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    for row in rows:
        line = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        sys.stdout.write(line.rstrip() + "\n")
    for one in outcomes:
        if one.why:
            sys.stdout.write(f"\n{one.tool}: {one.why}\n")


if __name__ == "__main__":
    raise SystemExit(main())
