"""What comes to the door that should not come in: replays, copies, wrong keys (faults.md 5 and 9).

What is refused at the door is put into the file past it as well, and found by an audit.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from batterypass.app.ledger import Ledger
from batterypass.errors import RefusedError
from batterypass.statements.cose import parse_statement, sign_statement
from batterypass.statements.payload import encode_payload, parse_payload
from batterypass.statements.private import PrivateKey
from faults.attack import Target
from faults.yard import (
    MAKER,
    OPERATOR,
    REGISTRAR,
    SHOP,
    Yard,
    assessment,
    audit,
    make,
    open_new,
    pack,
    pack_url,
    private_key,
    signed,
    small_ledger,
)


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Yard:
    return small_ledger(tmp_path_factory.mktemp("original") / "yard")


@pytest.fixture
def yard(original: Yard, tmp_path: Path) -> Yard:
    return original.copy(tmp_path / "yard")


def forged(
    raw: bytes,
    *,
    key: PrivateKey | None = None,
    payload: Mapping[str, Any] | None = None,
    **envelope: str,
) -> bytes:
    """Sign a statement again with something in it changed."""
    old = parse_statement(raw)
    changed = {**parse_payload(old.payload), **(payload or {})}
    named = {"issuer": old.issuer, "subject": old.subject, "audience": old.audience, **envelope}
    return sign_statement(
        encode_payload(changed),
        key or private_key(MAKER, "daily"),
        issuer=named["issuer"],
        subject=named["subject"],
        audience=named["audience"],
    )


def refused(ledger: Ledger, raw: bytes) -> set[str]:
    """Demand that a statement is refused and nothing written; give the codes of the findings."""
    before = len(ledger), ledger.store.note()
    with pytest.raises(RefusedError) as error:
        ledger.record([raw])
    assert (len(ledger), ledger.store.note()) == before
    return {finding.code for finding in error.value.findings}  # type: ignore[attr-defined]


def found_in_an_audit(yard: Yard, raw: bytes, tmp_path: Path) -> set[str]:
    """Put a statement into the file past the door, and give what an audit says of it."""
    target = Target.of(yard, tmp_path / "past-the-door.bp")
    target.change(("INSERT INTO entries VALUES (23, ?)", (raw,)))
    verdict = target.verify()
    assert verdict.exit_code() == 4
    return {one.code for one in verdict.findings if one.entry == 23 and one.severity == "integrity"}


# Row 5: replayed, copied, signed by the wrong key.


def test_a_statement_is_not_replayed_into_another_ledger(yard: Yard, tmp_path: Path) -> None:
    """Same origin, same parties, same keys: entry 0 is another, and ``aud`` names it."""
    other = Yard(tmp_path / "other", salt="other")
    other.clock.pass_by(days=1)
    with open_new(other) as ledger, yard.open() as first:
        for index in range(len(first)):
            raw = first.store.statement(index)
            codes = refused(ledger, raw)
            assert codes & {"BP-S003", "BP-L006"}, (index, codes)
    other.clock.now = yard.clock.now
    audit(other)


def test_a_replayed_statement_is_found_in_an_audit(yard: Yard, tmp_path: Path) -> None:
    other = Yard(tmp_path / "other", salt="other")
    other.clock.pass_by(days=1)
    with open_new(other) as ledger:
        make(ledger, [9])
        raw = ledger.store.statement(len(ledger) - 1)
    assert "BP-S003" in found_in_an_audit(yard, raw, tmp_path)


def test_a_statement_is_not_copied_to_another_item(yard: Yard, tmp_path: Path) -> None:
    with yard.open() as ledger:
        raw = signed(ledger, "item.assessed", assessment(2), MAKER)
    # The bytes are changed, the signature is not.
    copied = raw.replace(pack_url(2).encode(), pack_url(3).encode())
    assert copied != raw
    with yard.open() as ledger:
        assert "BP-S004" in refused(ledger, copied)
        # The envelope alone names the other item, and is signed.
        assert "BP-S003" in refused(ledger, forged(raw, subject=pack_url(3)))
        # The links of one item, the content of another.
        moved = forged(raw, payload={"item": pack_url(3)}, subject=pack_url(2))
        assert "BP-L003" in refused(ledger, moved)
    assert "BP-S004" in found_in_an_audit(yard, copied, tmp_path)


KEYS = {
    "of another party": (private_key(SHOP, "daily"), {"BP-K001"}),
    "of the operator": (private_key(OPERATOR, "operator"), {"BP-K001"}),
    "of the log": (private_key(OPERATOR, "checkpoint"), {"BP-K001"}),
    "for recovery": (private_key(MAKER, "recovery"), {"BP-K003"}),
    "for labels": (private_key(MAKER, "label"), {"BP-K003"}),
    "that nobody registered": (private_key("https://nobody.example", "daily"), {"BP-K001"}),
    "of another type": (
        PrivateKey.generate(lambda _: sha256(b"p").digest(), "P-256"), {"BP-K001"}
    ),
}  # fmt: skip


@pytest.mark.parametrize("which", KEYS)
def test_a_statement_by_a_wrong_key_is_refused_and_found(
    yard: Yard, which: str, tmp_path: Path
) -> None:
    key, expected = KEYS[which]
    with yard.open() as ledger:
        reading = forged(signed(ledger, "item.assessed", assessment(2), MAKER), key=key)
        assert expected <= refused(ledger, reading)
        raw = forged(signed(ledger, "pack.manufactured", pack(70), MAKER), key=key)
        assert expected <= refused(ledger, raw)
    assert expected <= found_in_an_audit(yard, raw, tmp_path)


def test_a_signature_of_one_statement_does_not_fit_another(yard: Yard, tmp_path: Path) -> None:
    with yard.open() as ledger:
        one = signed(ledger, "pack.manufactured", pack(70), MAKER)
        two = signed(ledger, "pack.manufactured", pack(71), MAKER)
        assert "BP-S004" in refused(ledger, one[:-64] + two[-64:])
    assert "BP-S004" in found_in_an_audit(yard, one[:-64] + two[-64:], tmp_path)


def test_a_key_that_was_revoked_signs_nothing_more(yard: Yard) -> None:
    with yard.open() as ledger:
        raw = signed(ledger, "pack.manufactured", pack(70), MAKER)
        kid = private_key(MAKER, "daily").kid.hex()
        form = {"party": MAKER, "kid": kid, "reason": "lost"}
        ledger.log("party.key-revoked", form, actor=MAKER)
        assert "BP-K002" in refused(ledger, raw)
    audit(yard)


def test_nobody_signs_for_the_operator(yard: Yard) -> None:
    with yard.open() as ledger:
        mark = ledger.store.statement(2)
        for party in (REGISTRAR, MAKER):
            for issuer in (OPERATOR, party):
                raw = forged(
                    mark,
                    key=private_key(party, "daily"),
                    payload={"actor": issuer, "event_id": "0" * 8 + "-0000-8000-8000-" + "1" * 12},
                    issuer=issuer,
                )
                assert refused(ledger, raw) & {"BP-K001", "BP-K003", "BP-P001"}


# Row 9: the same twice.


def test_the_same_bytes_again_change_nothing(yard: Yard) -> None:
    with yard.open() as ledger:
        before = len(ledger), ledger.store.note()
        raws = [ledger.store.statement(index) for index in range(len(ledger))]
        for given in (raws, list(reversed(raws)), raws[5:6] * 4):
            answers = ledger.record(given)
            assert all(answer.already for answer in answers)
            assert [raws[answer.index] for answer in answers] == given
        assert (len(ledger), ledger.store.note()) == before


def test_the_same_event_id_with_other_bytes_is_refused(yard: Yard, tmp_path: Path) -> None:
    with yard.open() as ledger:
        raw = signed(ledger, "pack.manufactured", pack(70), MAKER)
        ledger.record([raw])
        later = forged(raw, payload={"event_time": "2026-03-03T10:00:59-06:00"})
        assert "BP-S005" in refused(ledger, later)
        # The same twice within a batch is one of both: all or none.
        fresh = signed(ledger, "pack.manufactured", pack(71), MAKER)
        twin = forged(fresh, payload={"mass_kg": "1"})
        with pytest.raises(RefusedError):
            ledger.record([fresh, twin])
        assert ledger.record([fresh])[0].already is False
    audit(yard)


def test_the_same_statement_twice_in_a_batch_is_one_entry(yard: Yard) -> None:
    with yard.open() as ledger:
        raw = signed(ledger, "pack.manufactured", pack(70), MAKER)
        before = len(ledger)
        try:
            answers = ledger.record([raw, raw])
        except RefusedError:
            assert len(ledger) == before
        else:
            assert answers[0].index == answers[1].index
            assert len(ledger) == before + 1
    audit(yard)


def test_a_form_that_is_given_again_is_done_already_and_other_content_shows_both(
    yard: Yard,
) -> None:
    with yard.open() as ledger:
        before = len(ledger)
        assert [(one.index, one.already) for one in make(ledger, [2, 3])] == [(8, True), (9, True)]
        with pytest.raises(RefusedError, match=r"412\.5.*413"):
            ledger.plan([("pack.manufactured", pack(2, mass_kg="413"))], actor=MAKER)
        assert len(ledger) == before
