"""A file from a site: what passes is recorded once, the rest is answered one by one."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from app import yard as yards
from app.yard import CARRIER, MAKER, PACKS, RECYCLER, Yard
from batterypass.app.heads import last_sealed
from batterypass.app.operator import sign_as_operator
from batterypass.app.record_each import NotRecorded, record_each
from batterypass.app.submit import Submitted, answer_of, submit
from batterypass.domain.clock import event_time_of
from batterypass.domain.events.common import Seen
from batterypass.errors import BrokenError, InputError
from batterypass.evidence.answer_file import AnswerFile
from batterypass.ports import Section
from batterypass.tlog.checkpoint import open_checkpoint
from batterypass.tlog.merkle import leaf_hash, verify_consistency, verify_inclusion
from sites.offline import accept, hand_over, outbox_file, reading, sign_offline


@pytest.fixture
def yard(tmp_path: Path) -> Yard:
    return yards.make_yard(tmp_path, packs=8)


def _outcomes(done: Submitted) -> list[str]:
    return [one.outcome for one in done.answers]


def _audited(yard: Yard) -> None:
    verdict = yard.ledger.verify()
    assert verdict.authentic, verdict.findings


def test_a_chain_signed_offline_is_recorded_in_its_order(yard: Yard) -> None:
    chain, _ = sign_offline(
        yard,
        ("custody.released", MAKER, hand_over(PACKS[0], RECYCLER)),
        ("custody.accepted", RECYCLER, accept(PACKS[0], MAKER)),
        ("item.assessed", RECYCLER, reading(PACKS[0], "81")),
    )
    before = len(yard.ledger)
    done = submit(yard.session, outbox_file(yard, RECYCLER, [chain[2], chain[1], chain[0]]))
    assert _outcomes(done) == ["recorded"] * 3
    assert sorted(one.entry or 0 for one in done.answers) == list(range(before, before + 3))
    assert yard.ledger.item(PACKS[0]).custodian == RECYCLER
    _audited(yard)


def test_the_same_file_again_changes_nothing_and_gets_the_same_answer(yard: Yard) -> None:
    chain, _ = sign_offline(
        yard,
        ("custody.released", MAKER, hand_over(PACKS[0], RECYCLER)),
        ("custody.accepted", RECYCLER, accept(PACKS[0], MAKER)),
    )
    file = outbox_file(yard, RECYCLER, chain)
    first = submit(yard.session, file)
    size = len(yard.ledger)
    again = submit(yard.session, file)
    assert len(yard.ledger) == size
    assert again.already == 2
    assert [(one.outcome, one.entry) for one in again.answers] == [
        (one.outcome, one.entry) for one in first.answers
    ]


def test_an_answer_rests_on_a_sealed_checkpoint_and_the_same_file_again_seals_nothing(
    yard: Yard,
) -> None:
    chain, _ = sign_offline(yard, ("custody.released", MAKER, hand_over(PACKS[0], RECYCLER)))
    file = outbox_file(yard, RECYCLER, chain)
    answer = answer_of(yard.session, submit(yard.session, file), bytes(32))
    sealed = last_sealed(yard.ledger.store)
    assert sealed is not None
    assert answer.checkpoint == sealed.note
    assert answer.notes == {sealed.size: sealed.note}
    assert sealed.size == len(yard.ledger)
    again = answer_of(yard.session, submit(yard.session, file), bytes(32))
    assert (again.checkpoint, len(yard.ledger)) == (sealed.note, sealed.size)
    _audited(yard)


def test_heads_that_are_handed_in_stay_out_and_the_rest_is_recorded(yard: Yard) -> None:
    yard.ledger.seal()
    chain, _ = sign_offline(yard, ("custody.released", MAKER, hand_over(PACKS[0], RECYCLER)))
    place = len(yard.ledger)
    forged = sign_as_operator(
        yard.session,
        "ledger.heads-committed",
        event_time_of(yard.time["now"]),
        (f"https://{yards.ORIGIN}", str(place)),
        {"size": place, "root": "0" * 64},
    )
    (answers,) = record_each(yard.session, [[forged, *chain]])
    refused, taken = answers
    assert isinstance(refused, NotRecorded)
    assert [one.code for one in refused.findings] == ["BP-V012"]
    assert not isinstance(taken, NotRecorded)
    yard.ledger.seal()
    _audited(yard)


def test_one_stale_statement_does_not_stop_the_others_and_blocks_what_rests_on_it(
    yard: Yard,
) -> None:
    chain, _ = sign_offline(
        yard,
        ("custody.released", MAKER, hand_over(PACKS[0], RECYCLER)),
        ("custody.accepted", RECYCLER, accept(PACKS[0], MAKER)),
        ("custody.released", MAKER, hand_over(PACKS[1], RECYCLER)),
        # A record that repeats the link of a statement which is not taken in rests on it as well.
        ("item.assessed", MAKER, reading(PACKS[0], "70")),
        ("item.assessed", MAKER, reading(PACKS[2], "70")),
    )
    file = outbox_file(yard, MAKER, chain)
    # Meanwhile, at the office: the head of the first pack moves.
    head = yard.log("custody.released", MAKER, **hand_over(PACKS[0], CARRIER)).index
    done = submit(yard.session, file)
    assert _outcomes(done) == ["stale", "blocked", "recorded", "blocked", "recorded"]
    assert done.answers[0].head == head
    assert done.answers[1].blocked_by == sha256(chain[0]).hexdigest()
    _audited(yard)


def test_what_comes_before_its_ground_waits_and_is_taken_with_the_other_file(yard: Yard) -> None:
    chain, _ = sign_offline(
        yard,
        ("custody.released", MAKER, hand_over(PACKS[0], RECYCLER)),
        ("custody.accepted", RECYCLER, accept(PACKS[0], MAKER)),
    )
    late = outbox_file(yard, RECYCLER, chain[1:])
    assert _outcomes(submit(yard.session, late)) == ["waiting"]
    assert _outcomes(submit(yard.session, outbox_file(yard, MAKER, chain[:1]))) == ["recorded"]
    assert _outcomes(submit(yard.session, late)) == ["recorded"]
    _audited(yard)


def test_a_reading_on_an_old_head_passes_while_the_main_lane_moved(yard: Yard) -> None:
    """Two lanes (D6): a record names any main statement."""
    signed, _ = sign_offline(yard, ("item.assessed", MAKER, reading(PACKS[0], "77")))
    file = outbox_file(yard, MAKER, signed)
    yard.log("custody.released", MAKER, **hand_over(PACKS[0], RECYCLER))
    assert _outcomes(submit(yard.session, file)) == ["recorded"]


def test_a_file_of_which_nothing_is_taken_writes_nothing_not_even_a_time_mark(yard: Yard) -> None:
    chain, _ = sign_offline(yard, ("custody.released", MAKER, hand_over(PACKS[0], RECYCLER)))
    file = outbox_file(yard, MAKER, chain)
    yard.log("custody.released", MAKER, **hand_over(PACKS[0], CARRIER))
    yard.at("03-05T09:00")
    size, note = len(yard.ledger), yard.ledger.checkpoint()
    assert _outcomes(submit(yard.session, file)) == ["stale"]
    assert (len(yard.ledger), yard.ledger.checkpoint()) == (size, note)
    assert yard.log("item.assessed", MAKER, **reading(PACKS[1], "90")).index == size + 1


def test_an_altered_statement_is_refused_and_the_rest_recorded(yard: Yard) -> None:
    signed, _ = sign_offline(
        yard,
        ("item.assessed", MAKER, reading(PACKS[0], "77")),
        ("item.assessed", MAKER, reading(PACKS[1], "78")),
    )
    bad = signed[0][:-1] + bytes([signed[0][-1] ^ 1])
    done = submit(yard.session, outbox_file(yard, MAKER, [bad, signed[1], b"\xd2nothing"]))
    assert _outcomes(done) == ["refused", "recorded", "refused"]
    assert [found.code for found in done.answers[0].findings] == ["BP-S004"]
    assert [found.code for found in done.answers[2].findings] == ["BP-S001"]
    _audited(yard)


def test_a_checkpoint_of_another_log_is_refused_loudly(yard: Yard, tmp_path: Path) -> None:
    signed, _ = sign_offline(yard, ("item.assessed", MAKER, reading(PACKS[0], "77")))
    other = outbox_file(yard, MAKER, signed, seen=Seen(size=5, root="ab" * 32))
    done = submit(yard.session, other)
    answer = answer_of(yard.session, done, bytes(32))
    # The statement itself saw our log; the file's word about its sender is only a hint.
    assert _outcomes(done) == ["recorded"]
    assert answer.consistency is None
    assert answer.log is None


def test_a_file_for_another_ledger_is_told_by_both_names(yard: Yard) -> None:
    signed, _ = sign_offline(yard, ("item.assessed", MAKER, reading(PACKS[0], "77")))
    file = replace(outbox_file(yard, MAKER, signed), ledger="other.example/log#" + "0" * 64)
    with pytest.raises(InputError, match=r"other.example/log.*registro.example/yard"):
        submit(yard.session, file)


def test_sealed_sections_are_stored_with_the_statement_that_names_them(yard: Yard) -> None:
    form = {
        "item": PACKS[0], "incident": "drop", "injuries": False, "condition_after": "damaged_stable",
        "private": {"personal": {"remarks": "golpe en la tapa"}},
    }  # fmt: skip
    signed, sections = sign_offline(yard, ("incident.reported", MAKER, form))
    event_id = sections[0].event_id
    forged = {event_id: [Section(event_id, "personal", b"something else")]}
    answers = next(record_each(yard.session, [signed], sections=forged))
    assert not isinstance(answers[0], NotRecorded)
    assert yard.ledger.store.section(event_id, "personal") is None
    other, own = sign_offline(yard, ("incident.reported", MAKER, {**form, "item": PACKS[1]}))
    submit(yard.session, outbox_file(yard, MAKER, other, own))
    assert yard.ledger.store.section(own[0].event_id, "personal") == own[0].body
    _audited(yard)


def test_an_answer_proves_what_the_log_has_and_carries_what_is_new(yard: Yard) -> None:
    checkpoint = yard.session.checkpoint()
    signed, _ = sign_offline(
        yard,
        ("item.assessed", MAKER, reading(PACKS[0], "77")),
        ("item.assessed", MAKER, reading(PACKS[1], "78")),
    )
    file = outbox_file(yard, MAKER, signed)
    yard.log("item.assessed", MAKER, **reading(PACKS[2], "90"))
    done = submit(yard.session, file)
    raw = answer_of(yard.session, done, sha256(file.encode()).digest()).encode()
    answer = AnswerFile.parse(raw, "a.bpz")
    verifier = yard.session.verifier()
    tip = open_checkpoint(answer.checkpoint, [verifier], yards.ORIGIN)
    for one, statement in zip(answer.answers, signed, strict=True):
        assert one.entry is not None
        answer.proof_of(one.entry).verify(leaf_hash(statement), [verifier], yards.ORIGIN)
        with pytest.raises(BrokenError):
            answer.proof_of(one.entry).verify(leaf_hash(b"other"), [verifier], yards.ORIGIN)
    assert answer.consistency is not None
    verify_consistency(
        checkpoint.size, tip.size, checkpoint.root, tip.root, answer.consistency.path
    )
    assert answer.log == range(checkpoint.size, len(yard.ledger))
    assert dict(answer.source().statements(0, 1 << 40)) == dict(
        yard.ledger.store.statements(checkpoint.size, len(yard.ledger))
    )
    assert answer.outbox == sha256(file.encode()).digest()


def test_an_event_that_got_in_under_other_bytes_supersedes_the_old_statement(yard: Yard) -> None:
    form = {**hand_over(PACKS[0], RECYCLER), "event_id": "0190f3a1-7c40-8000-8000-0000000000aa"}
    old, _ = sign_offline(yard, ("custody.released", MAKER, form))
    yard.log("item.assessed", MAKER, **reading(PACKS[0], "90"))
    entry = yard.log(
        "custody.released", MAKER, **form,
        acknowledged=[{"rule": "*", "reason": "signed_offline"}],
    ).index  # fmt: skip
    done = submit(yard.session, outbox_file(yard, MAKER, old))
    assert [(one.outcome, one.entry) for one in done.answers] == [("superseded", entry)]
    answer = AnswerFile.parse(answer_of(yard.session, done, bytes(32)).encode(), "a.bpz")
    assert answer.statements[entry] == yard.ledger.store.statement(entry)


def test_the_same_event_id_with_another_content_is_refused(yard: Yard) -> None:
    event_id = "0190f3a1-7c40-8000-8000-0000000000aa"
    old, _ = sign_offline(
        yard, ("item.assessed", MAKER, {**reading(PACKS[0], "77"), "event_id": event_id})
    )
    yard.log("item.assessed", MAKER, **reading(PACKS[0], "90"), event_id=event_id)
    done = submit(yard.session, outbox_file(yard, MAKER, old))
    assert _outcomes(done) == ["stale"]
    assert [found.code for found in done.answers[0].findings] == ["BP-S005"]


def test_a_clock_ahead_is_told(yard: Yard) -> None:
    signed, _ = sign_offline(yard, ("item.assessed", MAKER, reading(PACKS[0], "77")))
    file = outbox_file(yard, MAKER, signed, made_at="2026-03-05T17:00:00-06:00")
    assert submit(yard.session, file).ahead_ms == 48 * 3600 * 1000
    assert submit(yard.session, outbox_file(yard, MAKER, signed)).ahead_ms == 0


def test_a_thousand_with_one_bad_among_them(yard: Yard) -> None:
    signed, _ = sign_offline(
        yard,
        *[("item.assessed", MAKER, reading(PACKS[n % 8], str(50 + n % 50))) for n in range(300)],
    )
    signed[150] = signed[150][:-1] + bytes([signed[150][-1] ^ 1])
    batches = [signed[:200], signed[200:]]
    answers = [one for some in record_each(yard.session, batches) for one in some]
    assert [place for place, one in enumerate(answers) if isinstance(one, NotRecorded)] == [150]
    assert len(answers) == 300
    _audited(yard)


def test_every_proof_of_a_long_answer_holds(yard: Yard) -> None:
    signed, _ = sign_offline(
        yard,
        *[("item.assessed", MAKER, reading(PACKS[n % 8], str(50 + n % 50))) for n in range(260)],
    )
    done = submit(yard.session, outbox_file(yard, MAKER, signed))
    answer = answer_of(yard.session, done, bytes(32))
    tip = answer.tip()
    for one, raw in zip(answer.answers, signed, strict=True):
        assert one.entry is not None
        proof = answer.proof_of(one.entry)
        verify_inclusion(leaf_hash(raw), one.entry, tip.size, proof.path, tip.root)
        assert proof == yard.ledger.inclusion_proof(one.entry)


def test_what_rests_on_a_dead_statement_is_blocked_in_whatever_order_it_comes(yard: Yard) -> None:
    chain, _ = sign_offline(
        yard,
        ("custody.released", MAKER, hand_over(PACKS[0], RECYCLER)),
        ("custody.accepted", RECYCLER, accept(PACKS[0], MAKER)),
    )
    yard.log("custody.released", MAKER, **hand_over(PACKS[0], CARRIER))
    done = submit(yard.session, outbox_file(yard, RECYCLER, [chain[1], chain[0]]))
    assert _outcomes(done) == ["blocked", "stale"]
    assert done.answers[0].blocked_by == sha256(chain[0]).hexdigest()
