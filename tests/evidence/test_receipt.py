"""Receipts of others and ours, and everything that makes one worthless."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from batterypass.errors import BrokenError, InputError, MalformedError
from batterypass.evidence.receipt import verify_entry_receipt
from batterypass.statements.cbor import decode_strict, encode
from batterypass.statements.cose import sig_structure
from batterypass.statements.private import PrivateKey
from batterypass.statements.receipt import (
    PLACE_CLAIM,
    Receipt,
    attach_receipts,
    parse_receipt,
    parse_transparent,
    sign_receipt,
)
from batterypass.statements.verifiers import PublicKey
from batterypass.tlog.merkle import leaf_hash, node_hash, root_of
from shared import shared
from statements.samples import WORKED, counted, counted_p256, their_pem

ENTRIES = [b"one", bytes.fromhex(WORKED["cose"]["statement"]), b"three", b"four", b"five"]
LEAVES = [leaf_hash(entry) for entry in ENTRIES]
P256 = counted_p256(96)


def made(
    index: int = 1, size: int = 5, private: PrivateKey = P256, path: list[bytes] | None = None
) -> bytes:
    """Sign a receipt of one of the five entries."""
    paths = {
        (1, 5): [LEAVES[0], node_hash(LEAVES[2], LEAVES[3]), LEAVES[4]],
        (1, 2): [LEAVES[0]],
        (0, 1): [],
    }
    return sign_receipt(
        private,
        issuer="https://log.example",
        subject="urn:example:pack:1",
        size=size,
        index=index,
        path=paths[index, size] if path is None else path,
        root=root_of(LEAVES[:size]),
    )


def parts_of(raw: bytes) -> list[Any]:
    parts = decode_strict(raw, max_bytes=1 << 16, max_depth=8, tag=18, any_order=True)
    assert isinstance(parts, list)
    return parts


def signed_anew(protected: object, unprotected: object, payload: bytes | None = None) -> bytes:
    """Sign other headers over the right root: only their form is wrong."""
    header = encode(protected)
    signature = P256.sign(sig_structure(header, root_of(LEAVES)))
    return b"\xd2" + encode([header, unprotected, payload, signature])


def headers() -> tuple[dict[Any, Any], dict[Any, Any]]:
    protected, unprotected, _, _ = parts_of(made())
    header = decode_strict(protected, max_bytes=1 << 16, max_depth=8)
    assert isinstance(header, dict)
    return header, unprotected


@pytest.mark.parametrize("name", ["valid-eddsa", "valid-es256"])
def test_receipts_that_others_made_are_read(name: str) -> None:
    folder = shared(f"reference/tlog-vectors/scitt/{name}")
    expected = json.loads((folder / "expected.json").read_text())
    entry, public = bytes.fromhex(expected["leaf_entry"]), their_pem(folder / "log-key.pub")
    raw = (folder / "receipt.cose").read_bytes()
    receipt = verify_entry_receipt(raw, entry, public)
    assert (receipt.size, receipt.index) == (expected["tree_size"], expected["leaf_index"])
    assert [one.hex() for one in receipt.path] == expected["inclusion_path"]
    # Neither of the two is signed in them, and that is told.
    assert not receipt.is_placed
    with pytest.raises(BrokenError):
        verify_entry_receipt(raw, entry + b"\0", public)
    with pytest.raises(BrokenError):
        verify_entry_receipt(raw, entry, their_pem(folder / "issuer-key.pub"))


def test_a_path_that_was_tampered_with_leads_to_no_signed_root() -> None:
    folder = shared("reference/tlog-vectors/scitt/fail-tampered-path")
    expected = json.loads((folder / "expected.json").read_text())
    entry, public = bytes.fromhex(expected["leaf_entry"]), their_pem(folder / "log-key.pub")
    with pytest.raises(BrokenError, match="not made by key"):
        verify_entry_receipt((folder / "receipt.cose").read_bytes(), entry, public)


def changed(raw: bytes) -> list[tuple[int, bytes]]:
    """Every byte changed: its lowest bit, its highest, and all of them."""
    return [
        (at, raw[:at] + bytes((raw[at] ^ mask,)) + raw[at + 1 :])
        for at in range(len(raw))
        for mask in (1, 0x80, 0xFF)
    ]


def survivors(raw: bytes, entry: bytes, public: PublicKey) -> set[int]:
    """Try a receipt with each byte changed, and give the places where it is still accepted."""
    found = set()
    for at, bad in changed(raw):
        try:
            verify_entry_receipt(bad, entry, public)
        except (BrokenError, MalformedError):
            continue
        found.add(at)
    return found


@pytest.mark.parametrize("name", ["valid-eddsa", "valid-es256"])
def test_every_changed_byte_of_anothers_receipt_is_refused_but_the_size(name: str) -> None:
    folder = shared(f"reference/tlog-vectors/scitt/{name}")
    entry = bytes.fromhex(json.loads((folder / "expected.json").read_text())["leaf_entry"])
    raw = (folder / "receipt.cose").read_bytes()
    # 5 to 8 entries have paths of one shape for index 2, and nothing in this receipt signs which.
    size_at = raw.index(b"\x83\x08\x02") + 1
    assert survivors(raw, entry, their_pem(folder / "log-key.pub")) <= {size_at}
    wrong_size = raw[:size_at] + b"\x07" + raw[size_at + 1 :]
    assert verify_entry_receipt(wrong_size, entry, their_pem(folder / "log-key.pub")).size == 7


@pytest.mark.parametrize("private", [P256, counted(96)], ids=["P-256", "Ed25519"])
def test_every_changed_byte_of_our_receipt_is_refused(private: PrivateKey) -> None:
    raw = made(private=private)
    assert verify_entry_receipt(raw, ENTRIES[1], private.public).is_placed
    assert survivors(raw, ENTRIES[1], private.public) == set()


def test_a_receipt_cut_short_or_lengthened_is_refused() -> None:
    raw = made()
    for bad in [*(raw[:end] for end in range(len(raw))), raw + b"\0", raw + raw]:
        with pytest.raises((MalformedError, BrokenError)):
            verify_entry_receipt(bad, ENTRIES[1], P256.public)


def test_a_wrong_size_of_the_same_shape_is_refused_by_the_signed_place() -> None:
    header, unprotected = headers()
    size, index, path = 5, 1, parse_receipt(made()).path
    unprotected[396] = {-1: [encode([size + 1, index, list(path)])]}
    with pytest.raises(MalformedError, match="signed place"):
        parse_receipt(signed_anew(header, unprotected))
    del header[15][PLACE_CLAIM]
    receipt = verify_entry_receipt(signed_anew(header, unprotected), ENTRIES[1], P256.public)
    assert (receipt.size, receipt.is_placed) == (6, False)


def test_the_receipt_of_the_only_entry_has_no_hashes() -> None:
    receipt = verify_entry_receipt(made(0, 1), ENTRIES[0], P256.public)
    assert (receipt.path, receipt.size, receipt.index) == ((), 1, 0)
    with pytest.raises(BrokenError):
        verify_entry_receipt(made(0, 1), ENTRIES[1], P256.public)


def test_ours_says_who_issues_it_for_what_and_with_which_key() -> None:
    receipt = parse_receipt(made())
    assert (receipt.issuer, receipt.subject) == ("https://log.example", "urn:example:pack:1")
    assert receipt.kid == P256.kid
    assert receipt.alg == -7
    assert parse_receipt(made(private=counted(96))).alg == -8
    assert made() == made()


def test_the_receipt_of_the_worked_example_is_read() -> None:
    example = WORKED["receipt"]
    public = PublicKey("Ed25519", bytes.fromhex(example["log_receipt_pub"]))
    statement, (receipt,) = parse_transparent(bytes.fromhex(example["transparent_statement"]))
    assert statement.hex() == WORKED["cose"]["statement"]
    assert receipt.raw.hex() == example["receipt"]
    assert verify_entry_receipt(receipt.raw, statement, public) == receipt
    assert attach_receipts(statement, [receipt.raw]).hex() == example["transparent_statement"]


def _without(key: object) -> Any:
    def change(header: dict[Any, Any], unprotected: dict[Any, Any]) -> None:
        header.pop(key)

    return change


def _proof(*values: object) -> Any:
    def change(header: dict[Any, Any], unprotected: dict[Any, Any]) -> None:
        unprotected[396] = {-1: [encode([*values])]}
        header[15].pop(PLACE_CLAIM)

    return change


def _open(**changes: Any) -> Any:
    def change(header: dict[Any, Any], unprotected: dict[Any, Any]) -> None:
        header.update(changes.get("header", {}))
        unprotected.update(changes.get("unprotected", {}))

    return change


def _moved(label: int) -> Any:
    def change(header: dict[Any, Any], unprotected: dict[Any, Any]) -> None:
        unprotected[label] = header.pop(label)

    return change


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param(_open(unprotected={396: {-1: []}}), "one proof", id="empty-proofs"),
        pytest.param(_open(unprotected={396: {}}), "one proof", id="no-proofs"),
        pytest.param(_open(unprotected={396: {-2: [b"\x83"]}}), "one proof", id="of-consistency"),
        pytest.param(_open(unprotected={396: {-1: [1]}}), "byte string", id="proof-not-bytes"),
        pytest.param(_open(unprotected={4: b"kid"}), "one proof", id="more-in-the-open"),
        pytest.param(_open(header={395: 2}), "not known", id="structure-of-another-kind"),
        pytest.param(_open(header={395: True}), "not known", id="structure-no-number"),
        pytest.param(_without(395), "lacks the data structure", id="no-structure"),
        pytest.param(_moved(395), "lacks the data structure", id="structure-in-the-open"),
        pytest.param(_moved(1), "alg", id="alg-in-the-open"),
        pytest.param(_without(1), "alg", id="no-alg"),
        pytest.param(_open(header={99: 1}), "99", id="a-label-nobody-knows"),
        pytest.param(_open(header={4: "text"}), "kid", id="kid-is-text"),
        pytest.param(_open(header={15: [1]}), "claims", id="claims-are-a-list"),
        pytest.param(_open(header={15: {1: 7}}), "claim", id="issuer-is-a-number"),
        pytest.param(_proof(5, 5, []), "not in a tree", id="index-is-the-size"),
        pytest.param(_proof(5, -1, []), "not in a tree", id="index-below-zero"),
        pytest.param(_proof(True, False, []), "not in a tree", id="size-is-true"),
        pytest.param(_proof(5, 1, [bytes(31)]), "hashes", id="hash-of-31-bytes"),
        pytest.param(_proof(5, 1, [bytes(32)] * 64), "hashes", id="path-of-64"),
        pytest.param(_proof(5, 1), "is not", id="proof-of-two"),
    ],
)  # fmt: skip
def test_a_receipt_of_another_form_is_malformed(change: Any, said: str) -> None:
    header, unprotected = headers()
    change(header, unprotected)
    raw = signed_anew(header, unprotected)
    with pytest.raises(MalformedError, match=said):
        parse_receipt(raw)


def test_an_attached_payload_is_refused_even_if_it_is_the_root() -> None:
    header, unprotected = headers()
    with pytest.raises(MalformedError, match="must be null"):
        parse_receipt(signed_anew(header, unprotected, root_of(LEAVES)))
    with pytest.raises(MalformedError, match="must be null"):
        parse_receipt(signed_anew(header, unprotected, b""))


def test_a_receipt_without_its_tag_is_refused() -> None:
    with pytest.raises(MalformedError, match="tag 18"):
        parse_receipt(made()[1:])


def test_proofs_of_another_length_lead_nowhere() -> None:
    path = list(parse_receipt(made()).path)
    for bad in (path[:-1], [*path, bytes(32)], path[::-1], [path[0], *path], []):
        with pytest.raises(BrokenError):
            verify_entry_receipt(made(path=bad), ENTRIES[1], P256.public)


@pytest.mark.parametrize("private", [P256, counted(96)], ids=["P-256", "Ed25519"])
def test_a_receipt_by_another_key_is_refused(private: PrivateKey) -> None:
    for other in (counted(7), counted_p256(7)):
        with pytest.raises(BrokenError, match="names key"):
            verify_entry_receipt(made(private=private), ENTRIES[1], other.public)


def test_what_no_reader_accepts_is_not_signed() -> None:
    with pytest.raises(InputError, match="hashes"):
        made(index=1, size=2, path=[bytes(31)])
    with pytest.raises(InputError, match="not in a tree"):
        sign_receipt(P256, issuer="a", subject="b", size=1, index=1, path=[], root=bytes(32))


def test_a_transparent_statement_gives_the_entry_back() -> None:
    raw = attach_receipts(ENTRIES[1], [made(), made(1, 2)])
    statement, receipts = parse_transparent(raw)
    assert statement == ENTRIES[1]
    assert [receipt.size for receipt in receipts] == [5, 2]
    assert all(isinstance(one, Receipt) for one in receipts)


@pytest.mark.parametrize(
    ("unprotected", "said"),
    [
        ({394: []}, "394"),
        ({}, "394"),
        ({394: [b"\xd2"]}, "receipt"),
        ({394: [7]}, "byte string"),
        ({394: made()}, "394"),
        ({394: [made()], 4: b"x"}, "394"),
    ],
)
def test_a_transparent_statement_of_another_form_is_malformed(
    unprotected: dict[Any, Any], said: str
) -> None:
    protected, _, payload, signature = parts_of(ENTRIES[1])
    with pytest.raises(MalformedError, match=said):
        parse_transparent(b"\xd2" + encode([protected, unprotected, payload, signature]))


def test_receipts_go_only_onto_a_statement_that_has_none() -> None:
    once = attach_receipts(ENTRIES[1], [made()])
    with pytest.raises(MalformedError, match="empty unprotected"):
        attach_receipts(once, [made()])
    with pytest.raises(MalformedError, match="at least one"):
        attach_receipts(ENTRIES[1], [])
    with pytest.raises(MalformedError, match="payload"):
        attach_receipts(made(), [made()])
    with pytest.raises(MalformedError, match="not attached"):
        parse_transparent(made())


def test_every_changed_byte_of_a_transparent_statement_shows() -> None:
    raw = attach_receipts(ENTRIES[1], [made()])
    kept = []
    for at, bad in changed(raw):
        try:
            statement, (receipt,) = parse_transparent(bad)
            verify_entry_receipt(receipt.raw, statement, P256.public)
        except (BrokenError, MalformedError):
            continue
        kept.append(at)
    assert kept == []


def test_the_vectors_are_where_they_are_looked_for() -> None:
    folder: Path = shared("reference/tlog-vectors/scitt")
    names = {path.name for path in folder.iterdir() if path.is_dir()}
    assert names == {"valid-eddsa", "valid-es256", "fail-tampered-path"}
