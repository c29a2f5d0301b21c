"""How long a bundle of one busy pack takes from a long log, and its check beside its signatures."""

from __future__ import annotations

from time import perf_counter, process_time
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

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
    from collections.abc import Sequence

    from batterypass.projections.world import FoldedWorld
    from benchmarks.ledgers import Bench

_EVENTS = 50
#: Rounds before those that count: the quicker verifier of signatures starts when it pays.
_WARM = 4


def bundles(bench: Bench, events: int) -> list[Row]:
    """Make and verify the bundle of a pack with some fifty entries; the log is sealed before.

    The yardstick of the check is the signatures of the same statements, verified one after the other
    on one core as V is: by ``cryptography``, keys loaded and statements cut beforehand, so that nothing
    is read, hashed or judged there. Each round takes both, one after the other. The seconds of the
    processor are printed beside, for they hardly know of neighbours.
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
    checked, signatures = _Timed(), _Timed()
    jobs = _jobs(session.world, data)
    for _ in range(_WARM + ROUNDS):
        with checked:
            verdict = verify_bundle(BundleFile.parse(data, "b.bpz"), around)
        assert verdict.authentic, verdict.findings[:3]
        with signatures:
            for public, covered, signature in jobs:
                public.verify(signature, covered)
    about = len(session.store.entries_of(item, lanes=(0, 1)))
    context = {
        "events": float(events), "of the pack": float(about), "statements": float(len(jobs)),
        "kB": len(data) / 1000, "first s": made[0], "seal s": sealed,
    }  # fmt: skip
    timed = {
        "check ms": median(checked.seconds[_WARM:]) * 1000,
        "signatures ms": median(signatures.seconds[_WARM:]) * 1000,
        "first ms": checked.seconds[0] * 1000,
        "by processor time": _ratio(checked.of_processor, signatures.of_processor),
    }
    ratio = _ratio(checked.seconds, signatures.seconds)
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


def _ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """Give the median ratio of the rounds after the first ones, in which the libraries start."""
    return median(one / other for one, other in zip(ours[_WARM:], theirs[_WARM:], strict=True))


class _Timed:
    """Takes the time of a piece of work, round by round."""

    def __init__(self) -> None:
        self.seconds: list[float] = []
        self.of_processor: list[float] = []

    def __enter__(self) -> None:
        self._start = perf_counter(), process_time()

    def __exit__(self, *_: object) -> None:
        start, processor = self._start
        self.seconds.append(perf_counter() - start)
        self.of_processor.append(process_time() - processor)


def _jobs(world: FoldedWorld, data: bytes) -> list[tuple[Ed25519PublicKey, bytes, bytes]]:
    """Cut each statement of a bundle into what a verifier of signatures needs."""
    from batterypass.statements.cose import cut_statement

    ledger = world.ledger()
    assert ledger is not None
    found = []
    for raw in BundleFile.parse(data, "b.bpz").statements.values():
        statement = parse_statement(raw)
        party = world.party(statement.issuer)
        key = party.keys.get(statement.kid.hex()) if party is not None else None
        public = PublicKey.parse(
            "Ed25519", key["public"] if key is not None else ledger.operator_key
        )
        _, covered, _, signature = cut_statement(raw)
        found.append((Ed25519PublicKey.from_public_bytes(public.raw), covered, signature))
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
