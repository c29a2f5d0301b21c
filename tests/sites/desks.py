"""Desks at a site: a replica with an outbox in a folder of its own, and the office it came from."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from batterypass.store.keyfolder import KeyFolder
from cli.custody import CARRIER, MAKER, RECYCLER
from cli.desk import Desk, quick_keys


@pytest.fixture(autouse=True, scope="module")
def _quick(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        quick_keys(patch)
        yield


@pytest.fixture
def office(full: Path, tmp_path: Path) -> Desk:
    shutil.copytree(full, tmp_path / "office")
    return Desk(tmp_path / "office", at="2026-11-23T07:00:00-06:00")


def make_site(office: Desk, folder: Path, *parties: str) -> Desk:
    """Make a replica in a folder of its own, with the keys of some parties."""
    site = Desk(folder, at=office.at)
    keys, theirs = folder / "home" / "keys", office.folder / "home" / "keys"
    shutil.copytree(theirs, keys)
    for info in KeyFolder(keys, random=bytes).list():
        if not any(party in info.party for party in parties):
            info.path.unlink()
            info.path.with_suffix(".json").unlink()
    for state in keys.glob("signer-*"):
        state.unlink()
    site.ok("replica", "create", str(office.ledger), str(folder) + "/", "--first-use")
    return site


@pytest.fixture
def yard(office: Desk, tmp_path: Path) -> Desk:
    return make_site(office, tmp_path / "yard", RECYCLER, MAKER, CARRIER)


def rows(site: Desk) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = site.ok("outbox", "list", "--all", "--json").json["statements"]
    return found


def states(site: Desk) -> list[str]:
    return [row["state"] for row in rows(site)]


def carry(site: Desk, office: Desk, stick: Path, at: str, *, code: int = 0) -> Path:
    """Send, submit; give the answer file."""
    stick.mkdir(exist_ok=True)
    sent = site.ok("outbox", "send", "-o", str(stick), "--as", RECYCLER, "--json", at=at)
    (file,) = sent.json["files"]
    ran = office.run("submit", file["path"], "--clock-is-right", at=at)
    assert ran.code == code, ran.out + ran.err
    return Path(file["path"]).with_suffix(".answer.bpz")


def carry_as(site: Desk, office: Desk, stick: Path, party: str, at: str) -> Path:
    stick.mkdir()
    sent = site.ok("outbox", "send", "-o", str(stick), "--as", party, "--json", at=at)
    file = sent.json["files"][0]["path"]
    office.ok("submit", file, "--clock-is-right", at=at)
    return Path(file).with_suffix(".answer.bpz")
