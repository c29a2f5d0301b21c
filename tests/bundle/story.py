"""A ledger for the tests of bundles: three packs on one truck, a fourth for a recycler without a permit.

What was recorded knowingly, a suspended permit and a revoked key are in it: they are what somebody
would leave out of a file. Every run gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Executor, Future
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

from app import yard as yards
from app.test_offers import DAY, PACKS, offer
from batterypass import bootstrap
from batterypass.app.bundle_check import verify_bundle, verify_in_halves
from batterypass.app.bundle_focus import Wanted, focus_of
from batterypass.app.bundle_making import make_bundle
from batterypass.app.heads import seal
from batterypass.app.session import Surroundings
from batterypass.app.trust import trust_file_for
from batterypass.app.verdict import Verdict
from batterypass.domain.ids import ledger_subject
from batterypass.errors import BatterypassError
from batterypass.evidence.bundle_bytes import LookedAt
from batterypass.evidence.bundle_file import BundleFile
from batterypass.evidence.container import encode_container, parse_container
from batterypass.statements.verifiers import parse_base64url

__all__ = ["DAY", "PACKS"]

SUSPENDED = f"{yards.REGISTRAR}#authorisation/MX-STATE/PS%2FRME-101%2F26"


def tell(folder: Path) -> yards.Yard:
    """Make the ledger, sealed."""
    yard = yards.make_yard(folder)
    yard.at("11-20T09:00").log(
        "item.declared-waste", yards.MAKER, items=list(PACKS[:3]), reason="end_of_life",
        stream="whole_battery",
    )  # fmt: skip
    yard.log(
        "item.assessed", yards.MAKER, item=PACKS[0], condition="serviceable", soc_percent="28",
        method="bms_reading",
    )  # fmt: skip
    yard.at("11-23T08:10").log("consignment.offered", yards.MAKER, **offer(yard, 0, 1, 2))
    truck = yard.ledger.item(PACKS[0]).consignment
    load = list(PACKS[:3])
    yard.at("11-23T09:00").log(
        "consignment.collected", yards.CARRIER, consignment=truck, loaded=load, not_loaded=[]
    )
    yard.at("11-23T12:00").log(
        "consignment.received", yards.RECYCLER, consignment=truck, at_site="patio-1",
        lines=[{"item": one, "outcome": "received"} for one in load], measured_mass_kg="1237.5",
    )  # fmt: skip
    yard.at("11-24T08:00").log(
        "item.declared-waste", yards.MAKER, items=[PACKS[3]], reason="end_of_life",
        stream="whole_battery",
    )  # fmt: skip
    yard.log(
        "consignment.offered", yards.MAKER,
        **offer(yard, 3, to=yards.STRANGER, site="nave-1"),
        acknowledged=[{"rule": "BP-A001", "reason": "truck_at_gate"}],
    )  # fmt: skip
    yard.at("11-25T10:00").log(
        "authorisation.suspended", yards.REGISTRAR, authorisation=SUSPENDED,
        effective_from="2026-11-25", reason="inspection",
    )  # fmt: skip
    kid = yard.ring.kids(yards.CARRIER, "daily")[0]
    yard.log("party.key-revoked", yards.REGISTRAR, party=yards.CARRIER, kid=kid, reason="lost")
    seal(yard.session)
    return yard


class Memory:
    """What a stranger remembers: a trust file, and the last checkpoint."""

    def __init__(self, trust: bytes | None = None) -> None:
        self.pinned = trust
        self.note: bytes | None = None
        #: Files that prove a fork, by name, as they were kept.
        self.forks: list[Mapping[str, bytes]] = []

    def trust(self, origin: str) -> bytes | None:
        return self.pinned

    def checkpoint(self, origin: str) -> bytes | None:
        return self.note

    def remember(self, origin: str, note: bytes) -> None:
        self.note = note

    def keep_fork(self, origin: str, name: str, found_at: str, files: Mapping[str, bytes]) -> str:
        self.forks.append(files)
        return f"forks/{name}"


def trust_of(yard: yards.Yard) -> bytes:
    """Give the trust file of the ledger."""
    state = yard.session.world.ledger()
    key = parse_base64url(state.checkpoint_key, "key")
    return trust_file_for(yard.session.origin, key, yard.ledger.store.statement(0))


def stranger(trust: bytes | None = None) -> Surroundings:
    """Give the surroundings of somebody who has no ledger."""
    around = bootstrap.reading_surroundings()
    around.memory = Memory(trust)  # type: ignore[assignment]
    return around


def bundle_of(
    yard: yards.Yard,
    of: str,
    *subjects: str,
    old: Iterable[int] = (),
    at: int | None = None,
    **more: Any,
) -> bytes:
    """Make a bundle."""
    wanted = Wanted(of, subjects, **more)  # type: ignore[arg-type]
    focus = focus_of(yard.session, wanted)
    return make_bundle(yard.session, focus, old=old, at=at).encode()


def verify(data: bytes, around: Surroundings, **more: Any) -> Verdict:
    """Verify the bytes of a bundle; in halves the same has to come out, or the same be raised."""
    like = replace(around, memory=deepcopy(around.memory))
    halves = LookedAt(data, AtOnce())
    one = _told(lambda: verify_in_halves(data, "x.bpz", like, halves, **more)[1])
    other = _told(lambda: verify_bundle(BundleFile.parse(data, "x.bpz"), around, **more))
    assert one == other or repr(one) == repr(other)
    if isinstance(other, BatterypassError):
        raise other
    return other


def _told(work: Callable[[], Verdict]) -> Verdict | BatterypassError:
    try:
        return work()
    except BatterypassError as error:
        return error


class AtOnce(Executor):
    """Does at once, in this process, what it is asked to do."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        done: Future[Any] = Future()
        done.set_result(fn(*args, **kwargs))
        return done


def changed(data: bytes, members: Mapping[str, bytes | None]) -> bytes:
    """Give a container with some members changed; None takes one out."""
    found: dict[str, bytes | None] = {**parse_container(data, "x"), **members}
    return encode_container({name: body for name, body in found.items() if body is not None})


def codes(verdict: Verdict, *severities: str) -> set[str]:
    """Give the codes of the findings, of all or some severities."""
    return {one.code for one in verdict.findings if not severities or one.severity in severities}


def why(verdict: Verdict) -> Iterable[tuple[str, str]]:
    """Give what was not judged, and why."""
    return {(one.what, one.why) for one in verdict.not_judged or ()}


def ledger_of(yard: yards.Yard) -> str:
    """Give the subject that is the ledger."""
    return ledger_subject(yard.session.origin)
