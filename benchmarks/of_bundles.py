"""How long a bundle of one busy pack takes from a long log, and its check beside its signatures."""

from __future__ import annotations

from time import perf_counter, process_time
from typing import TYPE_CHECKING
from unittest import mock

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from batterypass.app.bundle_check import verify_bundle, verify_in_halves
from batterypass.app.bundle_focus import Wanted, focus_of
from batterypass.app.bundle_making import make_bundle
from batterypass.app.heads import seal
from batterypass.app.trust import trust_file_for
from batterypass.bootstrap import reading_surroundings, second_process
from batterypass.evidence.bundle_bytes import LookedAt
from batterypass.evidence.bundle_file import BundleFile
from batterypass.statements.verifiers import PublicKey, parse_base64url
from benchmarks.measure import ROUNDS, Row, median
from benchmarks.workload import BUSY_SERIAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.app.session import Surroundings
    from benchmarks.ledgers import Bench

_EVENTS = 50
#: Rounds before those that count: the quicker verifier of signatures starts when it pays.
_WARM = 4
#: Checks that count: single ones differ by a tenth.
_CHECKS = 20


def bundles(bench: Bench, events: int) -> list[Row]:
    """Make and verify the bundle of a pack with some fifty entries; the log is sealed before."""
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
    about = len(session.store.entries_of(item, lanes=(0, 1)))
    context = {
        "events": float(events), "of the pack": float(about), "kB": len(data) / 1000,
        "first s": made[0], "seal s": sealed,
    }  # fmt: skip
    return [
        Row(
            "bundle make", f"bundle of a pack of {_EVENTS}", median(made) * _EVENTS / about, "s",
            0.3, 0.1, is_limit=True, context=context,
        ),
        _check(data, _trust(bench)),
    ]  # fmt: skip


def _check(data: bytes, trust: bytes) -> Row:
    """Verify a bundle as the command does, beside the signatures that this takes.

    The yardstick is every signature that a verifier of this file cannot do without: of its
    statements, its checkpoint and its proofs of possession, each once, one after the other on one core
    as V is: by ``cryptography``, keys loaded and messages cut beforehand, so that nothing is read,
    hashed or judged there.

    The command hands the file to another process before it imports the rules, which takes longer than
    that process needs; what a person waits for beyond the start-up is what comes after. So here the
    answer is there before the clock is started, and both are measured while that process waits. The
    check in one process, and in two without such a head start, are printed beside, and the seconds of
    the processor, which hardly know of neighbours.
    """
    around = reading_surroundings()
    around.memory = _Trusting(trust)  # type: ignore[assignment]
    jobs = _jobs(data, around)
    halves, together, alone, signatures = _Timed(), _Timed(), _Timed(), _Timed()

    def in_halves(looked_at: LookedAt) -> None:
        _, verdict = verify_in_halves(data, "b.bpz", around, looked_at)
        assert verdict.authentic, verdict.findings[:3]

    with second_process(len(data)) as second:
        for _ in range(_WARM + _CHECKS):
            with signatures:
                for public, covered, signature in jobs:
                    public.verify(signature, covered)
            with alone:
                assert verify_bundle(BundleFile.parse(data, "b.bpz"), around).authentic
            if second is None:
                continue
            looked_at = LookedAt(data, second)
            assert looked_at.shown()
            with halves:
                in_halves(looked_at)
            with together:
                in_halves(LookedAt(data, second))
    # Where there is one processor only the command does all of it itself.
    checked = halves if halves.seconds else alone
    context = {
        "signatures": float(len(jobs)),
        "check ms": median(checked.seconds[_WARM:]) * 1000,
        "signatures ms": median(signatures.seconds[_WARM:]) * 1000,
        "by processor time": _ratio(checked.of_processor, signatures.of_processor),
        "alone": _ratio(alone.seconds, signatures.seconds),
        "first ms": alone.seconds[0] * 1000,
    }
    if together.seconds:
        context["without head start"] = _ratio(together.seconds, signatures.seconds)
    return Row(
        "bundle verify", "check of it, to its signatures",
        _ratio(checked.seconds, signatures.seconds), "×", 1.3, 1.2, is_limit=True, context=context,
    )  # fmt: skip


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


def _jobs(data: bytes, around: Surroundings) -> list[tuple[Ed25519PublicKey, bytes, bytes]]:
    """Gather the Ed25519 signatures that a check of a bundle asks for, each once."""
    found: dict[tuple[bytes, bytes, bytes], None] = {}
    verify = PublicKey.verify

    def noted(self: PublicKey, alg: int, message: bytes, signature: bytes, **more: bool) -> None:
        found[self.raw, message, signature] = None
        verify(self, alg, message, signature, **more)

    with mock.patch.object(PublicKey, "verify", noted):
        assert verify_bundle(BundleFile.parse(data, "b.bpz"), around).authentic
    return [
        (Ed25519PublicKey.from_public_bytes(raw), message, signature)
        for raw, message, signature in found
    ]


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
