"""What the machine of mishaps found, each as the shortest story that shows it."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from batterypass.app.ledger import Form
from batterypass.app.rebase import rebase_plan, sign_again
from batterypass.app.submit import Submitted, answer_of, submit
from batterypass.errors import BrokenError, UndecidedError
from batterypass.evidence.outbox_file import OutboxFile
from faults.yard import MAKER, ORIGIN, SHOP, assessment, pack_url
from sites.machine_model import note_of, rows_of
from sites.machine_template import new_card, template
from sites.machine_world import Site, World


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """An operator, the sites north (MAKER) and camino (SHOP), a bare replica."""
    world = template().copy(tmp_path)
    world.time.pass_by(minutes=5)
    yield world
    verdict = world.operator.ledger.verify()
    assert verdict.authentic, verdict.findings
    world.close()


def submitted(world: World, data: bytes, *, with_log: bool = True) -> tuple[Submitted, bytes]:
    session = world.operator.ledger.session
    done = submit(session, OutboxFile.parse(data, "f.bpz"))
    return done, answer_of(session, done, sha256(data).digest(), with_log=with_log).encode()


def sent(site: Site, *, for_party: str = "") -> bytes:
    data = site.make_file(for_party=for_party)
    assert data is not None
    return data


def update(world: World, site: Site) -> None:
    site.grow(world.operator.path)
    site.settle()


def states(site: Site) -> list[str]:
    return [row.state for row in rows_of(site)]


def rotate(world: World, site: Site, number: int, *, at_the_office: bool = False) -> None:
    """Register a new daily key of the site's party, and end the one in force as rotated."""
    place = world.operator if at_the_office else site
    party = site.parties[0]
    private, card = new_card(world, site, number)
    keys = place.ledger.party(party).keys
    *_, old = (kid for kid, key in keys.items() if key["role"] == "daily" and "revoked" not in key)
    world.keys.add(party, "daily", private)
    revoked = {"party": party, "kid": old, "reason": "rotated", "grace_days": 14}
    added = {"party": party, "key": card}
    forms: list[Form] = [("party.key-added", added), ("party.key-revoked", revoked)]
    place.ledger.sign(place.ledger.plan(forms, actor=party))


def test_a_key_is_revoked_by_itself_although_a_newer_one_is_in_force(world: World) -> None:
    party, operator = MAKER, world.operator
    (first,) = operator.ledger._around.keys.kids(party, "daily")  # type: ignore[union-attr]
    private, card = new_card(world, world.north, 2)
    operator.log("party.key-added", {"party": party, "key": card}, party)
    world.keys.add(party, "daily", private)
    operator.log("party.key-revoked", {"party": party, "kid": first, "reason": "lost"}, party)
    assert operator.ledger.party(party).keys[first]["reason"] == "lost"


def test_a_revocation_that_was_overtaken_is_signed_anew_by_the_recovery_key(world: World) -> None:
    """Its key was revoked at the office meanwhile, and no other daily key may end it."""
    north = world.north
    (first,) = north.ledger._around.keys.kids(MAKER, "daily")  # type: ignore[union-attr]
    north.log("party.key-revoked", {"party": MAKER, "kid": first, "reason": "lost"}, MAKER)
    rotate(world, north, 2, at_the_office=True)
    update(world, north)
    assert states(north) == ["refused"]
    (row,) = north.session.outbox.live()
    assert sign_again(north.session, rebase_plan(north.session, row)).event_id == row.event_id
    done, _ = submitted(world, sent(north))
    assert [one.outcome for one in done.answers] == ["recorded"]


def test_a_file_for_a_partner_brings_the_key_that_signed_it(world: World) -> None:
    rotate(world, world.north, 2)
    world.north.log("custody.released", {"items": [pack_url(1)], "to": SHOP}, MAKER)
    world.camino.take(sent(world.north, for_party=SHOP))
    accepted = {"items": [pack_url(1)], "released_by": MAKER}
    assert world.camino.log("custody.accepted", accepted, SHOP).place
    done, _ = submitted(world, sent(world.camino))
    assert [one.outcome for one in done.answers] == ["recorded"] * len(done.answers)


def test_an_older_replica_does_not_know_the_new_key_and_waits(world: World, tmp_path: Path) -> None:
    """It can say nothing against what was signed over more of the log than it has."""
    north = world.north
    north.back_up(tmp_path / "older.bp")
    rotate(world, north, 2, at_the_office=True)
    update(world, north)
    north.log("item.assessed", assessment(1), MAKER)
    north.lose_and_restore(tmp_path / "older.bp")
    assert [doubt.outcome for doubt in north.session.doubts] == ["waiting"]
    with pytest.raises(UndecidedError) as refused:
        north.log("item.assessed", assessment(2), MAKER)
    assert refused.value.code == "outbox.replica-older"
    north.settle()
    update(world, north)
    assert states(north) == ["waiting"]
    done, _ = submitted(world, sent(north))
    assert [one.outcome for one in done.answers] == ["recorded"]


@pytest.mark.parametrize("number", range(3))
def test_an_answer_of_another_log_is_kept_as_evidence(world: World, number: int) -> None:
    """A shorter one with and without its entries, and a longer one with those since the beginning
    that both logs share, although this replica has more than that."""
    north = world.north
    world.operator.log("item.assessed", assessment(1, "91"), MAKER)
    world.time.pass_by(minutes=2)
    world.operator.log("item.assessed", assessment(2, "92"), MAKER)
    update(world, north)
    size, note = len(north.ledger), note_of(north.path)
    with pytest.raises(BrokenError) as fork:
        north.take_answers(template().twin_answers[number])
    assert fork.value.code == "replica.fork"
    (folder,) = north.forks()
    assert (folder / "ours.note").read_bytes() == note
    assert (folder / "theirs.cose").exists() == (number != 1)
    assert len(north.ledger) == size
    assert north.home.checkpoint(ORIGIN) == note


def test_an_answer_that_continues_less_than_is_known_here_proves_nothing(world: World) -> None:
    """Both logs extend the checkpoint that the sender had seen; only one extends what he knows now."""
    north = world.north
    north.log("item.assessed", assessment(1, "80"), MAKER)
    file = sent(north)
    world.operator.log("item.assessed", assessment(2, "91"), MAKER)
    update(world, north)
    twin = World(template().folder.parent / "twin", "late", world.time)
    _, forged = submitted_at_twin(twin, file, world)
    with pytest.raises(UndecidedError) as undecided:
        north.take_answers(forged)
    assert undecided.value.code == "answers.no-consistency"
    assert states(north) == ["pending"]
    # The true one is taken in as soon as the replica has what it is of.
    _, answer = submitted(world, file, with_log=False)
    with pytest.raises(UndecidedError):
        north.take_answers(answer)
    update(world, north)
    north.take_answers(answer)
    assert states(north) == ["recorded"]


def submitted_at_twin(twin: World, file: bytes, world: World) -> tuple[Submitted, bytes]:
    """Let the other log record the same statement in a copy of its own."""
    copy = World(world.folder / "twin", "late", world.time)
    copy.operator.folder.mkdir(parents=True)
    for path in twin.operator.folder.iterdir():
        if path.is_file():
            (copy.operator.folder / path.name).write_bytes(path.read_bytes())
    try:
        return submitted(copy, file, with_log=False)
    finally:
        copy.close()


def test_a_checkpoint_that_an_answer_proved_is_remembered(world: World) -> None:
    """Else the log could be forked behind it, and what was proven would be in neither branch."""
    north = world.north
    north.log("item.assessed", assessment(1, "80"), MAKER)
    _, answer = submitted(world, sent(north), with_log=False)
    before = len(north.ledger)
    north.take_answers(answer)
    assert states(north) == ["recorded"]
    assert len(north.ledger) == before
    assert north.home.checkpoint(ORIGIN) == note_of(world.operator.path)
    with pytest.raises(BrokenError) as fork:
        north.grow(template().twins[1])
    assert fork.value.code == "replica.fork"
    update(world, north)
    assert len(north.ledger) > before
