"""How fast a day of a site is submitted to the operator, and a replica brought up to date."""

from __future__ import annotations

from hashlib import sha256
from time import perf_counter
from typing import TYPE_CHECKING, Any

from batterypass import bootstrap
from batterypass.app.collector import no_collector
from batterypass.app.replica import Grown, extend
from batterypass.app.submit import answer_of, submit
from batterypass.domain.clock import event_time_of
from batterypass.domain.events.common import Seen
from batterypass.evidence.outbox_file import Carried, OutboxFile
from benchmarks import cast
from benchmarks.ledgers import new_bench, workload_for
from benchmarks.measure import ROUNDS, Row, median, verifications_per_second
from benchmarks.workload import Workload

if TYPE_CHECKING:
    from pathlib import Path

    from batterypass.app.forks import Fork
    from batterypass.statements.private import PrivateKey
    from benchmarks.ledgers import Bench

_STATEMENTS = 10_000
_BATCH = 1_000
_SIGNED_OFFLINE = {"rule": "*", "reason": "signed_offline"}


class _Sites(Workload):
    """The same stream as it is signed away from the log, by who saw only its beginning."""

    is_offline = False

    def leave(self, bench: Bench) -> None:
        """Sign without the log from here on; its last checkpoint is what everybody has seen."""
        checkpoint = bench.ledger.session.checkpoint()
        self._checkpoint = {"size": checkpoint.size, "root": checkpoint.root.hex()}
        self._seen.clear()
        self.is_offline = True

    def _new_checkpoint(self) -> None:
        if not self.is_offline:
            super()._new_checkpoint()

    def _mark_time(self) -> None:
        if not self.is_offline:
            super()._mark_time()

    def _sign(
        self, kind: str, actor: str, key: PrivateKey, subjects: list[str], fields: dict[str, Any]
    ) -> bytes:
        if self.is_offline:
            fields = {**fields, "acknowledged": [_SIGNED_OFFLINE]}
        return super()._sign(kind, actor, key, subjects, fields)


def submitted(folder: Path, _: int) -> list[Row]:
    """Submit 10,000 statements in one file: read, judged, recorded, answered with their proofs."""
    bench = new_bench(folder / "submit")
    workload = _Sites(bench.statements(), bootstrap.regulations(), batch=_BATCH, spacing=0.0001)
    bench.draws.restart()
    bench.record(workload.directory())
    workload.leave(bench)
    batches = workload.batches((ROUNDS + 1) * _STATEMENTS)
    speeds, ratios, yardstick = [], [], []
    data = answer = b""
    session = bench.ledger.session
    for _round in range(ROUNDS + 1):
        made: list[bytes] = []
        while len(made) < _STATEMENTS:
            prepared = next(batches)
            bench.clock.now = prepared.clock
            made += prepared.statements
        seen = session.checkpoint()
        data = OutboxFile(
            ledger=session.audience,
            party=cast.MAKERS[0].id,
            made_at=event_time_of(bench.clock.now.replace(microsecond=0)),
            seen=Seen(size=seen.size, root=seen.root.hex()),
            statements=tuple(Carried(raw) for raw in made),
        ).encode()
        before = verifications_per_second()
        start = perf_counter()
        # As the command does it.
        with no_collector():
            file = OutboxFile.parse(data, "outbox.bpz")
        done = submit(session, file)
        with no_collector():
            answer = answer_of(session, done, sha256(data).digest()).encode()
        speeds.append(len(made) / (perf_counter() - start))
        yardstick.append((before + verifications_per_second()) / 2)
        ratios.append(speeds[-1] / yardstick[-1])
        assert done.count("recorded") == len(made), done.answers[0]
    bench.ledger.close()
    context = {
        "events/s": median(speeds[1:]),
        "V/s": median(yardstick[1:]),
        "bytes in": float(len(data)),
        "bytes out": float(len(answer)),
    }
    # The first round warms up.
    ratio = median(ratios[1:])
    return [Row("submit", "submit 10,000 in a file, V", ratio, "V", 0.5, 1.0, context=context)]


def replica(folder: Path, _: int) -> list[Row]:
    """Bring a replica up to date by 10,000 entries from an exported folder, all of it checked."""
    bench = new_bench(folder / "operator")
    workload = workload_for(bench, batch=_BATCH, spacing=0.0001)
    batches = workload.batches((ROUNDS + 1) * _STATEMENTS)
    public, copy = folder / "public", folder / "site" / "ledger.bp"
    copy.parent.mkdir()
    _export(bench, public)
    _update(bench, public, copy)
    seconds, ratios, yardstick = [], [], []
    size = 0
    for _round in range(ROUNDS + 1):
        size = len(bench.ledger)
        while len(bench.ledger) < size + _STATEMENTS:
            bench.record(next(batches))
        _export(bench, public)
        before = verifications_per_second()
        start = perf_counter()
        grown = _update(bench, public, copy)
        seconds.append(perf_counter() - start)
        yardstick.append((before + verifications_per_second()) / 2)
        ratios.append(seconds[-1] * yardstick[-1] / (grown.after - grown.before))
        assert (grown.before, grown.after) == (size, len(bench.ledger))
        size = grown.after
    bench.ledger.close()
    context = {
        "entries/s": _STATEMENTS / median(seconds[1:]),
        "V/s": median(yardstick[1:]),
        "entries": float(size),
    }
    return [
        Row(
            "replica", "update a replica by 10,000, time of V", median(ratios[1:]), "1/V", 2.0, 1.0,
            is_limit=True, context=context,
        )
    ]  # fmt: skip


def _export(bench: Bench, folder: Path) -> None:
    for path, body in bench.ledger.published_files():
        place = folder / path
        if path == "checkpoint" or not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(body)


def _update(bench: Bench, source: Path, path: Path) -> Grown:
    """Open the replica, grow it and close it, as the command does."""

    def no_fork(fork: Fork) -> None:
        raise AssertionError(fork)

    home = path.parent / "home"
    with (
        bootstrap.open_source(source) as found,
        bootstrap.open_ledger(path, create=True, grow=True, home=home, clock=bench.clock) as ledger,
    ):
        return extend(ledger.session, found, trust_file=None, first_use=True, keep_evidence=no_fork)
