"""What the clients read: the demonstration's ledger with 300 packs more, exported in every form.

300 packs make one whole tile and a level above it, so that a client sees more than partial tiles.
"""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from batterypass_cli.commands.demo import PASSPHRASE

_MORE = 300
#: Entries that are handed over with receipts: some of all kinds, and some behind the whole tile.
_EVERY = 3
_HEAD = "serial,model,chemistry,category,nominal_voltage_v,capacity_ah,energy_wh,mass_kg,made_month,gtin,plant"
_ROW = "SA27-{:06},SA-46,LFP,EV,350.4,131.3,46000,412.5,2026-02,09521234560104,planta-apodaca"


@dataclass(frozen=True, slots=True)
class Material:
    """Folders with what was exported, and the vkey of the log from its trust file.

    ``tiles`` is the published log, ``scitt`` what ``export scitt`` wrote for ``entries``.
    """

    folder: Path
    vkey: str
    size: int
    entries: tuple[int, ...]

    @property
    def tiles(self) -> Path:
        """The published log."""
        return self.folder / "tiles"

    @property
    def scitt(self) -> Path:
        """Statements, receipts and proofs, with the key sets."""
        return self.folder / "scitt"


def make_material(command: Path, folder: Path) -> Material:
    """Make everything by the installed command. Raises CalledProcessError where it fails."""
    folder.mkdir(parents=True)
    demo = folder / "demo"
    environ = {
        **os.environ,
        "BATTERYPASS_HOME": str(demo / "home"),
        "BATTERYPASS_KEYS": str(demo / "keys"),
        "BATTERYPASS_LEDGER": str(demo / "demo.bp"),
        "BATTERYPASS_PASSPHRASE": PASSPHRASE,
    }

    def run(*words: str) -> str:
        done = subprocess.run(
            [str(command), *words], env=environ, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(f"batterypass {' '.join(words)}\n{done.stdout}\n{done.stderr}")
        return done.stdout

    run("demo", "--folder", str(demo))
    rows = [_HEAD, *(_ROW.format(number) for number in range(_MORE))]
    (folder / "packs.csv").write_text("\n".join(rows) + "\n")
    run("pack", "import", str(folder / "packs.csv"), "--as", "sierra-alta", "--yes")
    run("export", "tiles", str(folder / "tiles"))
    size = json.loads(run("checkpoint", "--json"))["size"]
    entries = (*range(0, size, _EVERY), size - 1)
    run("export", "scitt", *map(str, entries), "-o", str(folder / "scitt"))
    (policy,) = (demo / "home" / "trust").iterdir()
    log = next(line for line in policy.read_text().splitlines() if line.startswith("log "))
    return Material(folder, log.split()[1], size, entries)
