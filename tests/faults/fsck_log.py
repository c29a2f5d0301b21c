"""A published log, and those who check it, for the tests of fsck."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from batterypass.app.fsck import Fsck
from batterypass.errors import FailedError, UndecidedError
from batterypass.texts.bilingual import filled
from batterypass.texts.messages import MESSAGES
from faults.published import Stranger
from faults.yard import Yard, make, small_ledger

Files = dict[str, bytes]


@pytest.fixture(scope="module")
def yard(tmp_path_factory: pytest.TempPathFactory) -> Yard:
    return small_ledger(tmp_path_factory.mktemp("fsck") / "yard")


@pytest.fixture(scope="module")
def files(yard: Yard) -> Files:
    with yard.open(read_only=True) as ledger:
        return dict(ledger.published_files())


@pytest.fixture(scope="module")
def stranger(yard: Yard) -> Stranger:
    return Stranger(yard.trust())


@pytest.fixture(scope="module")
def unpinned(yard: Yard) -> Stranger:
    """Give somebody whose trust file names the log's key and no entry 0: any entries are a log."""
    pin, *rest = yard.trust().splitlines(keepends=True)
    assert pin.startswith(b"# batterypass-entry-0 ")
    return Stranger(b"".join(rest))


@pytest.fixture(scope="module")
def entries(yard: Yard) -> list[bytes]:
    with yard.open(read_only=True) as ledger:
        return [raw for _, raw in ledger.store.statements(0, len(ledger))]


def check(stranger: Stranger, files: Mapping[str, bytes], *old: bytes) -> tuple[int, set[str]]:
    """Give the exit code and the files that were named; a checkpoint that is none is named too."""
    try:
        found = stranger.log(files, *old)
    except (FailedError, UndecidedError) as error:
        # No note at all, or one of another origin than the trust file's.
        return {"fsck.bad-checkpoint": 1, "fsck.no-key": 5}[error.code or ""], {"checkpoint"}
    for flaw in found.flaws:
        text = MESSAGES[flaw.code]
        assert filled(text.en, flaw.values) != filled(text.es, flaw.values)
    return found.exit_code(), {flaw.part for flaw in found.flaws if flaw.kind != "ahead"}


def grown(yard: Yard, number: int) -> Files:
    """Record a pack; give what is published then."""
    with yard.open() as ledger:
        make(ledger, [number])
        return dict(ledger.published_files())


def named(found: Fsck) -> set[str]:
    return {flaw.part for flaw in found.flaws}
