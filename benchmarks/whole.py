"""Whole processes: the installed command over the ledger, the home and the keys of a benchmark."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.ledgers import PASSPHRASE
from benchmarks.measure import timed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.ledgers import Bench


class Processes:
    """Starts processes with the surroundings of a bench and says how many seconds each takes."""

    def __init__(self, bench: Bench) -> None:
        self._command = str(Path(sys.executable).with_name("batterypass"))
        # An installed program has its bytecode beside it. The first round, which does not count,
        # writes it in a checkout too, unless the surroundings forbid it: then every start would
        # compile the program anew, a fifth of its time.
        inherited = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        self._environ = {
            **inherited,
            "BATTERYPASS_LEDGER": str(bench.path),
            "BATTERYPASS_HOME": str(bench.folder / "home"),
            "BATTERYPASS_KEYS": str(bench.folder / "keys"),
            "BATTERYPASS_PASSPHRASE": PASSPHRASE,
        }

    def command(self, *words: str) -> float:
        """Time a command of ours, which must succeed."""
        return self.process([self._command, *words])

    def process(self, argv: Sequence[str]) -> float:
        """Time any process, which must succeed."""

        def work() -> None:
            done = subprocess.run(argv, env=self._environ, capture_output=True, check=False)
            assert done.returncode == 0, (argv, done.stderr.decode())

        return timed(work)
