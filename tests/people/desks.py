"""An office with a ledger, and desks of other people: a chief's replica, a newcomer's empty folder."""

from __future__ import annotations

import shutil
from pathlib import Path

from batterypass.store.keyfolder import KeyFolder
from cli.desk import Desk

RECYCLER = "https://recicladora-norte.example"
MAKER = "https://sierra-alta.example"
REGISTRAR = "https://registro.example"


def only_keys(folder: Path, source: Path, *parties: str, roles: tuple[str, ...] = ()) -> None:
    """Copy a key folder with the keys of some parties, in some roles where roles are named."""
    shutil.copytree(source, folder)
    for info in KeyFolder(folder, random=bytes).list():
        wanted = info.party in parties and (not roles or info.role in roles)
        if not wanted:
            info.path.unlink()
            info.path.with_suffix(".json").unlink()
    for state in folder.glob("signer-*"):
        state.unlink()


def replica_of(office: Desk, folder: Path, *parties: str) -> Desk:
    """Make somebody's replica of the office's ledger, with the keys of some parties."""
    site = Desk(folder, at=office.at)
    only_keys(folder / "home" / "keys", office.folder / "home" / "keys", *parties)
    site.ok("replica", "create", str(office.ledger), f"{folder}/", "--first-use")
    return site


def newcomer(office: Desk, folder: Path) -> tuple[Desk, str]:
    """Give somebody an empty folder and the trust file of the office; give both."""
    folder.mkdir()
    (trust,) = (office.folder / "home" / "trust").glob("*.policy")
    shutil.copy(trust, folder / "log.policy")
    return Desk(folder, at=office.at), str(folder / "log.policy")
