"""A ledger with exceptions in it, its bundles, and an auditor who has nothing but files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from app import yard as yards
from bundle import story
from cli.conftest import _quick_keys as _quick_keys
from cli.conftest import opened as opened
from cli.conftest import yard as yard
from cli.desk import Desk


@dataclass(frozen=True)
class Office:
    """What was handed to the auditor: a bundle of everything, one of a pack, and the trust file."""

    yard: yards.Yard
    everything: bytes
    pack: bytes
    trust: bytes


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    yard = story.tell(tmp_path_factory.mktemp("office"))
    return Office(
        yard,
        story.bundle_of(yard, "all"),
        story.bundle_of(yard, "items", story.PACKS[3]),
        story.trust_of(yard),
    )


@pytest.fixture
def auditor(office: Office, tmp_path: Path) -> Desk:
    """Give somebody at a terminal who has the files, and no ledger."""
    (tmp_path / "all.bpz").write_bytes(office.everything)
    (tmp_path / "pack.bpz").write_bytes(office.pack)
    (tmp_path / "trust.policy").write_bytes(office.trust)
    return Desk(tmp_path, at="2026-12-01T10:00:00-06:00")
