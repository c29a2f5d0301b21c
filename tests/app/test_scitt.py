"""Receipts of a ledger, by its keys and against its entries."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app import yard as yards
from batterypass.app.scitt import (
    entries_named,
    entry_files,
    key_files,
    private_receipt_key,
    receipt_key,
)
from batterypass.app.scitt_check import authentic_of, check_scitt, parse_scitt
from batterypass.errors import BrokenError, InputError, MalformedError
from batterypass.evidence.receipt import verify_entry_receipt
from batterypass.statements.cbor import decode_strict
from batterypass.statements.cose import sign_statement
from batterypass.statements.private import PrivateKey
from batterypass.statements.receipt import attach_receipts, kind_of_sign1, sign_receipt
from batterypass.tlog.merkle import leaf_hash
from batterypass.tlog.proof import LogProof
from shared import shared


@pytest.fixture(scope="module")
def yard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[yards.Yard]:
    made = yards.make_yard(tmp_path_factory.mktemp("yard"))
    yield made
    made.ledger.close()


def test_a_ledger_that_was_opened_with_an_ed25519_receipt_key_makes_receipts(
    yard: yards.Yard,
) -> None:
    session = yard.session
    private = private_receipt_key(session, yard.ring)
    public = receipt_key(session)
    assert public.algorithm == "Ed25519"
    for one in entry_files(session, range(session.size), private):
        assert verify_entry_receipt(one.receipt, one.statement, public).alg == -8
        assert one.size == session.size
    keys = decode_strict(key_files(session, [0])["receipt-keys.cbor"], max_bytes=999, max_depth=3)
    assert keys == [{1: 1, 2: public.kid, 3: -8, -1: 6, -2: public.raw}]


def test_the_keys_of_all_signers_are_beside_the_receipts(yard: yards.Yard) -> None:
    session = yard.session
    files = key_files(session, range(session.size))
    keys = decode_strict(files["issuer-keys.cbor"], max_bytes=1 << 16, max_depth=3)
    assert isinstance(keys, list)
    signers = {yard.ledger.entry(index).kid for index in range(session.size)}
    assert {key[2].hex() for key in keys} == signers


def test_a_receipt_rests_on_the_earliest_kept_checkpoint(
    yard: yards.Yard, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = yard.session
    note, size = session.store.note(), session.size
    private = private_receipt_key(session, yard.ring)
    monkeypatch.setattr(type(session.store), "notes", lambda self: [(size, note, True)])
    (one,) = entry_files(session, [3], private)
    assert LogProof.parse(one.proof).checkpoint == note
    monkeypatch.setattr(type(session.store), "note", lambda self: note)
    assert entry_files(session, [3], private) == [one]


def test_no_root_is_signed_that_the_log_has_not_signed(
    yard: yards.Yard, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = yard.session
    private = private_receipt_key(session, yard.ring)
    entry = session.store.statement(3)
    monkeypatch.setattr(type(session.store), "statement", lambda self, index: entry)
    with pytest.raises(BrokenError, match="leads to root"):
        entry_files(session, [4], private)


def test_names_give_each_entry_once_in_the_order_of_the_log(yard: yards.Yard) -> None:
    session = yard.session
    pack = yards.PACKS[0]
    own = entries_named(session, [pack])
    assert entries_named(session, ["5", pack, "#5", "2", pack]) == sorted({2, 5, *own})
    digest = yard.ledger.entry(4).digest
    assert entries_named(session, [digest, "0x" + digest[:12], "4"]) == [4]
    with pytest.raises(InputError):
        entries_named(session, ["2", "nobody"])


@pytest.mark.parametrize("kind", ["receipt", "transparent"])
def test_no_changed_byte_of_a_file_passes_every_check(yard: yards.Yard, kind: str) -> None:
    session = yard.session
    (one,) = entry_files(session, [6], private_receipt_key(session, yard.ring))
    raw = one.receipt if kind == "receipt" else one.transparent
    assert all(
        check.ok
        for check in check_scitt(parse_scitt(raw, kind), session)  # type: ignore[arg-type]
    )
    tried, survivors = 0, []
    for at in range(len(raw)):
        for mask in (1, 0xFF):
            bad = raw[:at] + bytes((raw[at] ^ mask,)) + raw[at + 1 :]
            tried += 1
            found = kind_of_sign1(bad)
            if found not in ("receipt", "transparent"):
                continue
            try:
                checks = check_scitt(parse_scitt(bad, found), session)
            except MalformedError:
                continue
            assert authentic_of(checks) is not True
            if all(check.ok for check in checks):
                survivors.append(at)
    assert tried == 2 * len(raw)
    assert survivors == []


@pytest.mark.parametrize(
    ("issuer", "seed", "why"),
    [
        ("https://other.example", 1, "scitt.other-issuer"),
        (f"https://{yards.ORIGIN}", 1, "scitt.unknown-key"),
    ],
)
def test_a_receipt_of_another_log_or_key_is_open_and_not_false(
    yard: yards.Yard, issuer: str, seed: int, why: str
) -> None:
    private = PrivateKey.generate(lambda size: bytes([seed]) * size)
    entry = yard.session.store.statement(3)
    raw = sign_receipt(
        private, issuer=issuer, subject="urn:x", size=1, index=0, path=[], root=leaf_hash(entry)
    )
    checks = check_scitt(parse_scitt(attach_receipts(entry, [raw]), "transparent"), yard.session)
    assert [(check.name, check.ok, check.why) for check in checks] == [
        ("form", True, ""),
        ("signature", True, ""),
        ("receipt", None, why),
    ]
    assert authentic_of(checks) is None


def test_a_statement_of_others_is_open_and_its_receipt_is_still_checked(yard: yards.Yard) -> None:
    folder = shared("reference/tlog-vectors/scitt/valid-es256")
    statement = (folder / "statement.cose").read_bytes()
    raw = attach_receipts(statement, [(folder / "receipt.cose").read_bytes()])
    checks = check_scitt(parse_scitt(raw, "transparent"), yard.session)
    assert [check.why for check in checks] == ["", "scitt.not-ours", "scitt.other-issuer"]
    assert authentic_of(checks) is None


def test_a_statement_of_no_event_is_open_and_nothing_stops_at_it(yard: yards.Yard) -> None:
    (one,) = entry_files(yard.session, [6], private_receipt_key(yard.session, yard.ring))
    statement = sign_statement(
        b'{"kind":"pack.manufactured","version":1}',
        PrivateKey.generate(lambda size: bytes([2]) * size),
        issuer="https://somebody.example",
        subject="urn:x",
        audience=yard.session.audience,
    )
    raw = attach_receipts(statement, [one.receipt])
    checks = check_scitt(parse_scitt(raw, "transparent"), yard.session)
    assert (checks[1].ok, checks[1].why) == (None, "scitt.not-ours")
    assert authentic_of(checks) is False, "the receipt is of another entry"
