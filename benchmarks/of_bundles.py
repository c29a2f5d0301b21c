"""How long a bundle of one busy pack takes from a long log, and its check beside its signatures."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from batterypass.app.bundle_check import verify_bundle
from batterypass.app.bundle_focus import Wanted, focus_of
from batterypass.app.bundle_making import make_bundle
from batterypass.app.heads import seal
from batterypass.app.trust import trust_file_for
from batterypass.bootstrap import reading_surroundings
from batterypass.evidence.bundle_file import BundleFile
from batterypass.statements.cose import parse_statement
from batterypass.statements.verifiers import PublicKey, parse_base64url
from benchmarks.measure import ROUNDS, Row, median
from benchmarks.workload import BUSY_SERIAL

if TYPE_CHECKING:
    from batterypass.projections.world import FoldedWorld
    from benchmarks.ledgers import Bench

_EVENTS = 50


def bundles(bench: Bench, events: int) -> list[Row]:
    """Make and verify the bundle of a pack with some fifty entries; the log is sealed before.

    The yardstick of the check is the same signatures verified one after the other by the same
    library, their statements cut beforehand: nothing is read, hashed or judged there.
    """
    session = bench.ledger.session
    start = perf_counter()
    seal(session)
    sealed = perf_counter() - start
    item = bench.ledger.item(BUSY_SERIAL).item
    data, made = b"", []
    for _ in range(ROUNDS):
        start = perf_counter()
        data = make_bundle(session, focus_of(session, Wanted("items", (item,)))).encode()
        made.append(perf_counter() - start)
    around = reading_surroundings()
    around.memory = _Trusting(_trust(bench))  # type: ignore[assignment]
    checked, signatures = [], []
    jobs = _jobs(session.world, data)
    for _ in range(ROUNDS + 4):
        start = perf_counter()
        verdict = verify_bundle(BundleFile.parse(data, "b.bpz"), around)
        checked.append(perf_counter() - start)
        assert verdict.authentic, verdict.findings[:3]
        start = perf_counter()
        for public, alg, covered, signature in jobs:
            public.verify(alg, covered, signature)
        signatures.append(perf_counter() - start)
    about = len(session.store.entries_of(item, lanes=(0, 1)))
    context = {
        "events": float(events), "of the pack": float(about), "statements": float(len(jobs)),
        "kB": len(data) / 1000, "first s": made[0], "seal s": sealed,
    }  # fmt: skip
    ratio = median(one / other for one, other in zip(checked, signatures, strict=True))
    timed = {"check ms": median(checked) * 1000, "signatures ms": median(signatures) * 1000}
    return [
        Row(
            "bundle make", f"bundle of a pack of {_EVENTS}", median(made) * _EVENTS / about, "s",
            0.3, 0.1, is_limit=True, context=context,
        ),
        Row(
            "bundle verify", "check of it, to its signatures", ratio, "×", 1.3, 1.2,
            is_limit=True, context=timed,
        ),
    ]  # fmt: skip


def _jobs(world: FoldedWorld, data: bytes) -> list[tuple[PublicKey, int, bytes, bytes]]:
    """Cut each statement of a bundle into what a verifier of signatures needs."""
    from batterypass.statements.cose import cut_statement

    ledger = world.ledger()
    assert ledger is not None
    found = []
    for raw in BundleFile.parse(data, "b.bpz").statements.values():
        statement = parse_statement(raw)
        party = world.party(statement.issuer)
        key = party.keys.get(statement.kid.hex()) if party is not None else None
        public = (
            PublicKey.parse(key["alg"], key["public"])
            if key is not None
            else PublicKey.parse("Ed25519", ledger.operator_key)
        )
        alg, covered, _, signature = cut_statement(raw)
        found.append((public, alg, covered, signature))
    return found


def _trust(bench: Bench) -> bytes:
    session = bench.ledger.session
    ledger = session.world.ledger()
    assert ledger is not None
    key = parse_base64url(ledger.checkpoint_key, "key")
    return trust_file_for(session.origin, key, session.store.statement(0))


class _Trusting:
    """A stranger who has the trust file and remembers nothing."""

    def __init__(self, trust: bytes) -> None:
        self._trust = trust

    def trust(self, origin: str) -> bytes | None:
        return self._trust

    def checkpoint(self, origin: str) -> bytes | None:
        return None

    def remember(self, origin: str, note: bytes) -> None:
        """Remember nothing: every round begins alike."""
