"""Signed notes: what is signed, whose signature counts, and what a note may look like."""

from __future__ import annotations

import base64
from dataclasses import dataclass

import pytest

from batterypass.errors import BrokenError, InputError, MalformedError
from batterypass.tlog.note import (
    MAX_NOTE_SIZE,
    MAX_SIGNATURES,
    NoteSignature,
    parse_note,
    sign_note,
    verify_note,
)
from tlog.support import LOG, LOG_VERIFIER, TestSigner, TestVerifier

TEXT = "one\n\ntwo\n"
OTHER = TestSigner("other.example", 64)
NOTE = sign_note(TEXT, [LOG])


def _line(name: str, value: bytes) -> bytes:
    return f"— {name} {base64.b64encode(value).decode()}\n".encode()


def test_a_note_gives_its_text_and_who_signed_it() -> None:
    note = verify_note(sign_note(TEXT, [OTHER, LOG]), [LOG_VERIFIER])
    assert note.text == TEXT
    assert [line.name for line in note.signatures] == [LOG.name]


def test_parsing_and_encoding_a_note_changes_no_byte() -> None:
    data = sign_note(TEXT + "\n\n— no signature\n", [LOG, OTHER])
    assert parse_note(data).encode() == data
    assert verify_note(data, [LOG_VERIFIER]).text == TEXT + "\n\n— no signature\n"


def test_every_changed_bit_of_a_note_is_noticed() -> None:
    for position in range(len(NOTE)):
        for bit in range(8):
            changed = bytearray(NOTE)
            changed[position] ^= 1 << bit
            with pytest.raises((BrokenError, MalformedError)):
                verify_note(bytes(changed), [LOG_VERIFIER])


def test_a_line_of_an_unknown_key_is_ignored_however_bad() -> None:
    stranger = _line("stranger.example", b"\1\2\3\4" + bytes(7))
    same_name = _line(LOG.name, b"\1\2\3\4" + bytes(64))
    same_id = _line("stranger.example", LOG.key_id + bytes(64))
    note = verify_note(NOTE + stranger + same_name + same_id, [LOG_VERIFIER])
    assert [line.key_id for line in note.signatures] == [LOG.key_id]


def test_one_bad_signature_of_a_known_key_spoils_a_note_with_a_good_one() -> None:
    bad = _line(OTHER.name, OTHER.key_id + bytes(64))
    with pytest.raises(BrokenError, match=r"other\.example"):
        verify_note(NOTE + bad, [LOG_VERIFIER, TestVerifier(OTHER.vkey)])
    repeated = _line(LOG.name, LOG.key_id + bytes(64))
    with pytest.raises(BrokenError):
        verify_note(NOTE + repeated, [LOG_VERIFIER])


def test_a_note_that_nobody_we_know_signed_is_refused() -> None:
    for verifiers in ([], [TestVerifier(OTHER.vkey)]):
        with pytest.raises(BrokenError, match="by none of the"):
            verify_note(NOTE, verifiers)


def test_a_signature_of_another_text_is_refused() -> None:
    signature = parse_note(NOTE).signatures[0].encode().encode()
    with pytest.raises(BrokenError, match="not of this text"):
        verify_note(b"one\n\n" + signature, [LOG_VERIFIER])


def test_two_trusted_keys_that_look_alike_are_refused() -> None:
    @dataclass(frozen=True)
    class Twin(TestVerifier):
        key_id: bytes = LOG.key_id

    with pytest.raises(InputError, match="same key id"):
        verify_note(NOTE, [LOG_VERIFIER, Twin(TestSigner(LOG.name, 64).vkey)])
    verify_note(NOTE, [LOG_VERIFIER, LOG_VERIFIER])


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n",
        b"\n\n",
        b"text\n\n",
        b"text\n\n\n",
        b"text\n" + NOTE.rpartition(b"\n\n")[2],
        NOTE[:-1],
        NOTE + b"\n",
        NOTE + b"more\n",
        NOTE.replace(b"\n", b"\r\n"),
        b"\xef\xbb\xbf\xff" + NOTE,
        b"tab\t\n\n" + NOTE.rpartition(b"\n\n")[2],
        NOTE.replace("— ".encode(), b"- "),
        NOTE.replace("— ".encode(), "—".encode()),
        NOTE.replace("— ".encode(), "—  ".encode()),
        NOTE.replace(b"batteries ", b"batteries  "),
        NOTE.replace(b"batteries ", b"batteries"),
        NOTE.replace(b"batteries ", b"batter+ies "),
        NOTE.replace(b"batteries ", "batter\u00a0ies ".encode()),
        NOTE.replace(b"batteries ", b"batter\x01ies "),
        NOTE[:-2] + b"\n",
        NOTE[:-1] + b"=\n",
        NOTE + _line("short", b"\1\2\3\4"),
        NOTE + "— x AAAAAAB=\n".encode(),
        NOTE + "— x AAAA AAAA\n".encode(),
        NOTE + "— x AAAA_AAA\n".encode(),
    ],
)
def test_bytes_that_are_not_quite_a_note_are_refused(data: bytes) -> None:
    with pytest.raises(MalformedError):
        parse_note(data)


def test_a_note_has_an_end() -> None:
    line = _line("x", bytes(68))
    assert len(parse_note(b"text\n\n" + line * MAX_SIGNATURES).signatures) == MAX_SIGNATURES
    with pytest.raises(MalformedError, match="limit is 64"):
        parse_note(b"text\n\n" + line * (MAX_SIGNATURES + 1))
    filling = "x" * (MAX_NOTE_SIZE - len(NOTE))
    longest = sign_note(filling + TEXT, [LOG])
    assert len(longest) == MAX_NOTE_SIZE
    assert verify_note(longest, [LOG_VERIFIER]).text == filling + TEXT
    with pytest.raises(MalformedError, match="limit is 262144"):
        parse_note(b"x" + longest)
    with pytest.raises(InputError, match="limit is 262144"):
        sign_note("x" + filling + TEXT, [LOG])


@pytest.mark.parametrize("text", ["", "no newline", "tab\t\n", "return\r\n", "nul\0\n", "\ud800\n"])
def test_text_that_no_note_can_hold_is_not_signed(text: str) -> None:
    with pytest.raises(InputError):
        sign_note(text, [LOG])


def test_a_note_needs_a_signer_and_each_only_once() -> None:
    with pytest.raises(InputError, match="not 0"):
        sign_note(TEXT, [])
    with pytest.raises(InputError, match="same name and key id"):
        sign_note(TEXT, [LOG, LOG])
    with pytest.raises(InputError, match="not 65"):
        sign_note(TEXT, [LOG] * 65)


def test_a_signer_without_a_proper_name_cannot_sign() -> None:
    @dataclass(frozen=True)
    class Nameless(TestSigner):
        key_id: bytes = b"\1\2\3\4"

    with pytest.raises(InputError, match="cannot be the name"):
        sign_note(TEXT, [Nameless("two words", 0)])


def test_adding_a_line_keeps_the_others_and_repeats_none() -> None:
    note = parse_note(NOTE + NOTE.rpartition(b"\n\n")[2])
    line = NoteSignature("other.example", OTHER.key_id, OTHER.sign(TEXT.encode()))
    added = note.add([line, line, note.signatures[0]])
    assert added.encode() == note.encode() + line.encode().encode()
    with pytest.raises(InputError, match="at most 64"):
        note.add(NoteSignature("x", bytes(4), bytes([number])) for number in range(63))
    full = note.add(NoteSignature("x", bytes(4), bytes([number])) for number in range(62))
    assert parse_note(full.encode()) == full


def test_a_note_may_have_64_signers() -> None:
    signers = [TestSigner(f"signer-{number}.example", number) for number in range(64)]
    data = sign_note(TEXT, signers)
    assert len(verify_note(data, [TestVerifier(one.vkey) for one in signers]).signatures) == 64
