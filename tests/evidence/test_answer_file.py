"""An answer file proves what it says was recorded, and holds what it says travels along."""

from __future__ import annotations

import contextlib
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from batterypass.errors import BrokenError, InputError, MalformedError
from batterypass.evidence.answer_file import AnswerFile, Consistency
from batterypass.evidence.answer_index import PROVEN, Answered, AnswerOutcome
from batterypass.evidence.container import encode_container, parse_container
from batterypass.ports import LogSource
from batterypass.rules import Finding
from batterypass.statements.notekeys import NoteSigner
from batterypass.texts.messages import MESSAGES
from batterypass.tlog.checkpoint import Checkpoint, sign_checkpoint
from batterypass.tlog.merkle import leaf_hash, verify_consistency, verify_inclusion
from batterypass.tlog.proof import LogProof
from batterypass.tlog.tree import root_at
from evidence.travel import SEEN_SIZE, SIZE, TABLE, note_of, refused, travelled
from statements.make_examples import AUDIENCE, ORIGIN, PACK, key_of

OUTBOX, FILE, LOG = travelled().outbox, travelled().answer, travelled().log
DATA = FILE.encode()
MEMBERS = parse_container(DATA, "E.bpz")
INDEX = json.loads(MEMBERS["index.json"])
RECORDED, STALE = INDEX["answers"]
#: The same answers, and nothing else travels along.
BARE = replace(FILE, statements={}, consistency=None, log=None, notes={}, contents={}, files={})


def dumped(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def changed(**members: Any) -> bytes:
    """Write the file with other values in its index; None takes one out."""
    index = {name: value for name, value in (INDEX | members).items() if value is not None}
    return encode_container({**MEMBERS, "index.json": dumped(index)})


def answers(**values: Any) -> bytes:
    """Write the file with another second answer; None takes a value out."""
    line = {name: value for name, value in (STALE | values).items() if value is not None}
    return changed(answers=[RECORDED, line])


def with_member(member: str, body: bytes) -> bytes:
    return encode_container({**MEMBERS, member: body})


def test_what_was_written_is_read() -> None:
    assert AnswerFile.parse(DATA, "E.bpz") == FILE
    assert AnswerFile.parse(BARE.encode(), "E.bpz") == BARE


def test_the_proof_and_the_consistency_proof_hold() -> None:
    file = AnswerFile.parse(DATA, "E.bpz")
    tip = file.tip()
    assert (tip.origin, tip.size, tip.root) == (ORIGIN, SIZE, root_at(SIZE, LOG.read))
    proof = file.proof_of(3)
    own = OUTBOX.statements[0].statement
    verify_inclusion(leaf_hash(own), 3, tip.size, list(proof.path), tip.root)
    assert file.consistency is not None
    assert file.consistency.size == SEEN_SIZE
    seen = bytes.fromhex(OUTBOX.seen.root)
    verify_consistency(SEEN_SIZE, tip.size, seen, tip.root, list(file.consistency.path))


def test_a_proof_of_another_entry_or_checkpoint_is_no_proof() -> None:
    good = FILE.proof_of(3)
    for bad in (replace(good, index=2), replace(good, checkpoint=note_of(LOG, 4))):
        file = AnswerFile.parse(replace(FILE, proofs={3: bad.encode()}).encode(), "E.bpz")
        with pytest.raises(BrokenError) as caught:
            file.proof_of(3)
        assert caught.value.code == "answers.bad-proof"
        assert caught.value.values == {"entry": 3, "digest": OUTBOX.statements[0].digest.hex()}
        assert "asiento 3" in MESSAGES["answers.bad-proof"].es.format_map(caught.value.values)


def test_a_proof_that_cannot_be_read_names_its_member() -> None:
    file = AnswerFile.parse(replace(FILE, proofs={3: b"c2sp"}).encode(), "E.bpz")
    with pytest.raises(MalformedError, match=r"proofs/3\.tlog-proof") as caught:
        file.proof_of(3)
    assert caught.value.code == "container.member"


def test_the_entries_that_travel_along_are_a_source_of_the_log() -> None:
    source: LogSource = AnswerFile.parse(DATA, "E.bpz").source()
    assert source.note() == FILE.checkpoint
    assert list(source.notes()) == [(4, note_of(LOG, 4), True), (5, FILE.checkpoint, False)]
    entries = list(source.statements(0, 100))
    assert [entry for entry, _ in entries] == [2, 3, 4]
    assert entries[1][1] == OUTBOX.statements[0].statement
    assert list(source.statements(3, 4)) == entries[1:2]
    assert [(one.media_type, one.body) for one in source.contents()] == [("text/csv", TABLE)]


def test_a_checkpoint_that_is_kept_is_listed_once() -> None:
    kept = replace(FILE, notes={5: FILE.checkpoint})
    source = AnswerFile.parse(kept.encode(), "E.bpz").source()
    assert list(source.notes()) == [(5, FILE.checkpoint, True)]


def test_an_answer_without_entries_is_no_source_of_the_log() -> None:
    with pytest.raises(InputError, match="no entries of the log") as caught:
        BARE.source()
    assert caught.value.code == "answers.no-log"
    assert AUDIENCE in MESSAGES["answers.no-log"].es.format_map(caught.value.values)


def test_a_site_that_is_up_to_date_is_told_so() -> None:
    file = replace(
        BARE, consistency=Consistency(SIZE, ()), log=range(SIZE, SIZE), answers=FILE.answers[1:],
        proofs={},
    )  # fmt: skip
    again = AnswerFile.parse(file.encode(), "E.bpz")
    assert again == file
    assert list(again.source().statements(0, SIZE)) == []


def test_what_superseded_a_statement_travels_along() -> None:
    superseded = Answered(OUTBOX.statements[1].digest, "superseded", 4)
    proof = LogProof(4, FILE.proof_of(3).path, FILE.checkpoint).encode()
    raw = FILE.statements[4]
    file = replace(BARE, answers=(superseded,), proofs={4: proof}, statements={4: raw})
    assert AnswerFile.parse(file.encode(), "E.bpz") == file
    lost = replace(file, statements={}).encode()
    error = refused("container.missing", AnswerFile.parse, lost)
    assert error.values["member"] == "statements/4.cose"


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_any_answers_make_a_file(data: st.DataObject) -> None:
    digests = data.draw(
        st.lists(st.binary(min_size=32, max_size=32), min_size=1, max_size=5, unique=True)
    )
    given_answers = tuple(data.draw(_answer_to(digest)) for digest in digests)
    proofs = {one.entry: b"proof" for one in given_answers if one.entry is not None}
    instead = {
        one.entry: b"instead"
        for one in given_answers
        if one.outcome == "superseded" and one.entry is not None
    }
    file = replace(BARE, answers=given_answers, proofs=proofs, statements=instead)
    encoded = file.encode()
    assert AnswerFile.parse(encoded, "E.bpz") == file
    assert AnswerFile.parse(encoded, "E.bpz").encode() == encoded


@st.composite
def _answer_to(draw: st.DrawFn, digest: bytes) -> Answered:
    outcomes: list[AnswerOutcome] = [
        "recorded", "superseded", "stale", "blocked", "waiting", "refused",
    ]  # fmt: skip
    outcome = draw(st.sampled_from(outcomes))
    entry = draw(st.integers(0, SIZE - 1)) if outcome in PROVEN else None
    text = st.text(st.characters(codec="utf-8"), max_size=20)
    findings = st.builds(
        Finding,
        st.from_regex(r"BP-[A-Z][0-9]{3}", fullmatch=True),
        st.sampled_from(["integrity", "compliance", "notice"]),
        text,
        st.dictionaries(text, text, max_size=3),
        st.just(entry),
        st.sampled_from([None, "signed_offline"]),
    )
    return Answered(
        digest,
        outcome,
        entry,
        tuple(draw(st.lists(findings, max_size=2))),
        draw(st.binary(min_size=32, max_size=32)).hex() if outcome == "blocked" else "",
        draw(st.none() | st.integers(0, SIZE - 1)) if outcome == "stale" else None,
    )


def test_a_file_that_ends_early_is_found_at_every_byte() -> None:
    data = BARE.encode()
    for end in range(len(data)):
        refused("container.cut", AnswerFile.parse, data[:end])


def test_every_changed_byte_is_found() -> None:
    for at in range(len(DATA)):
        data = bytearray(DATA)
        data[at] ^= 1 << at % 8
        with pytest.raises(MalformedError):
            AnswerFile.parse(bytes(data), "E.bpz")


@pytest.mark.parametrize(
    "member", sorted(name for name in MEMBERS if not name.startswith(("notes", "content", "files")))
)
def test_a_member_that_is_missing_is_named(member: str) -> None:
    data = encode_container({name: body for name, body in MEMBERS.items() if name != member})
    assert refused("container.missing", AnswerFile.parse, data).values["member"] == member


@pytest.mark.parametrize(
    "member",
    [
        "statements/1.cose", "statements/5.cose", "proofs/2.tlog-proof", "notes/2", "notes/6",
        f"heads/{'0' * 64}.cbor", f"sections/{'0' * 8}-0000-0000-0000-{'0' * 12}.personal.cbor",
    ],
)  # fmt: skip
def test_what_the_index_does_not_name_is_refused(member: str) -> None:
    error = refused("container.extra", AnswerFile.parse, with_member(member, b"x"))
    assert error.values["member"] == member


@pytest.mark.parametrize("folder", ["content", "files"])
def test_content_has_the_digest_in_its_name(folder: str) -> None:
    member = f"{folder}/{'0' * 64}"
    error = refused("container.digest", AnswerFile.parse, with_member(member, b"x"))
    assert error.values["member"] == member


@pytest.mark.parametrize("member", ["notes/4", f"content/{'0' * 64}"])
def test_notes_and_content_travel_with_the_log_only(member: str) -> None:
    data = encode_container({**parse_container(BARE.encode(), "E.bpz"), member: b"x"})
    refused("container.extra", AnswerFile.parse, data)


OTHER_LOG = sign_checkpoint(
    Checkpoint("other.example/log", SIZE, FILE.tip().root),
    [NoteSigner("other.example/log", key_of(0))],
)
OTHER_ROOT = sign_checkpoint(Checkpoint(ORIGIN, SIZE, bytes(32)), [NoteSigner(ORIGIN, key_of(0))])


@pytest.mark.parametrize("note", [note_of(LOG, 4), OTHER_LOG, OTHER_ROOT, b"", b"note\n\nx\n"])
def test_a_checkpoint_of_another_log_size_or_root_is_refused(note: bytes) -> None:
    error = refused("container.member", AnswerFile.parse, with_member("checkpoint", note))
    assert error.values["member"] == "checkpoint"


@pytest.mark.parametrize("note", [FILE.checkpoint, OTHER_LOG, b"x"])
def test_a_kept_note_is_a_checkpoint_at_the_size_in_its_name(note: bytes) -> None:
    error = refused("container.member", AnswerFile.parse, with_member("notes/4", note))
    assert error.values["member"] == "notes/4"


def test_a_statement_that_is_answered_twice_is_refused() -> None:
    error = refused("outbox.doubled", AnswerFile.parse, changed(answers=[RECORDED, RECORDED]))
    assert (error.values["first"], error.values["second"]) == (0, 1)


def test_an_outbox_file_is_told_from_an_answer_file() -> None:
    error = refused("outbox.other-type", AnswerFile.parse, OUTBOX.encode())
    assert (error.values["found"], error.values["expected"]) == ("outbox", "answer")


DIGEST = "d1" * 32


@pytest.mark.parametrize(
    ("where", "data"),
    [
        ("answers", changed(answers=[])),
        ("answers.1", answers(outcome="recorded")),
        ("answers.1", answers(outcome="recorded", head=None)),
        ("answers.1", answers(outcome="superseded", head=None)),
        ("answers.1", answers(entry=3)),
        ("answers.1", answers(outcome="refused", head=None, entry=3)),
        ("answers.1", answers(outcome="waiting")),
        ("answers.1", answers(outcome="blocked", head=None)),
        ("answers.1", answers(blocked_by=DIGEST)),
        ("answers.1.blocked_by", answers(outcome="blocked", head=None, blocked_by="")),
        ("answers.1.outcome", answers(outcome="pending", head=None)),
        ("answers.1.findings", answers(findings=None)),
        ("answers.1.findings.0.code", answers(findings=[{"code": "BP-1"}])),
        ("-", answers(head=SIZE)),
        ("-", changed(answers=[{**RECORDED, "entry": SIZE}])),
        ("outbox", changed(outbox="x")),
        ("checkpoint", changed(checkpoint=None)),
        ("-", changed(checkpoint={**INDEX["checkpoint"], "size": SIZE + 1})),
        ("-", changed(log={"first": 2, "count": 2})),
        ("-", changed(log={"first": 3, "count": 2})),
        ("log.count", changed(log={"first": 2, "count": -1})),
        ("log.count", changed(log={"first": 0, "count": 2**40})),
        ("-", changed(consistency={"size": SIZE + 1, "path": []}, log=None)),
        ("consistency.size", changed(consistency={"size": 0, "path": []})),
        ("consistency.path.0", changed(consistency={"size": 2, "path": ["00"]})),
    ],
)
def test_a_wrong_value_in_the_index_is_named(where: str, data: bytes) -> None:
    assert refused("container.index", AnswerFile.parse, data).values["where"] == where


def test_an_index_for_another_root_is_refused() -> None:
    data = changed(checkpoint={"size": SIZE, "root": "00" * 32})
    assert refused("container.member", AnswerFile.parse, data).values["why"] == "another root"


BITS: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*INDEX, *RECORDED, "first", "count", "x"]), inner)
    ),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(st.sampled_from(sorted(INDEX)), BITS),
    st.dictionaries(st.sampled_from(sorted(MEMBERS)), st.binary(max_size=30)),
)
def test_nothing_but_our_error_comes_out_of_the_reader(
    bits: dict[str, Any], bodies: dict[str, bytes]
) -> None:
    index = json.dumps({**INDEX, **bits}, sort_keys=True, separators=(",", ":")).encode()
    data = encode_container({**MEMBERS, "index.json": index, **bodies})
    with contextlib.suppress(MalformedError):
        assert AnswerFile.parse(data, "E.bpz").encode() == data


def test_a_finding_is_read_as_it_was_found() -> None:
    first, second = AnswerFile.parse(DATA, "E.bpz").answers
    assert first.findings[0].acknowledged == "signed_offline"
    assert (first.findings[0].entry, second.findings[0].entry) == (3, None)
    assert PACK in second.findings[0].message("es")


@pytest.mark.parametrize("place", [b'"ahead"', b'"2 d"'])
def test_half_a_character_is_refused(place: bytes) -> None:
    raw = MEMBERS["index.json"]
    assert place in raw
    data = with_member("index.json", raw.replace(place, b'"\\ud800"'))
    refused("container.index", AnswerFile.parse, data)


@pytest.mark.parametrize("text", ['\u2028 "\\ \x00\x1f\x7f', "\U0001f50b e\u0301", ""])
def test_whatever_a_finding_says_comes_through(text: str) -> None:
    finding = Finding("BP-S001", "integrity", text, {text: text})
    file = replace(BARE, answers=(Answered(b"d" * 32, "refused", findings=(finding,)),), proofs={})
    assert AnswerFile.parse(file.encode(), "E.bpz") == file
