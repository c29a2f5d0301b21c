"""Signed notes: text with signature lines under it (C2SP signed-note v1.0.0).

The text of a note means nothing before ``verify_note``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

from batterypass.errors import BrokenError, InputError, MalformedError, refusal
from batterypass.tlog.keys import KEY_ID_SIZE, Signer, Verifier, is_key_name
from batterypass.tlog.lines import (
    demand_unix,
    encode_base64,
    find_unwritable,
    parse_base64,
    shorten,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MAX_NOTE_SIZE: Final = 262_144
"""Bytes of the longest note that is read: room for 64 post-quantum signature lines."""

MAX_SIGNATURES: Final = 64
"""Most signature lines that are read; C2SP asks for at least 16."""

_DASH: Final = "\u2014 "


@dataclass(frozen=True, slots=True)
class NoteSignature:
    """One signature line: who says to have signed, and the bytes after the key id."""

    name: str
    key_id: bytes
    signature: bytes

    @property
    def key(self) -> tuple[str, bytes]:
        """What identifies the key within a note: its name and its key id."""
        return self.name, self.key_id

    def encode(self) -> str:
        """Give the line, with its newline."""
        return f"{_DASH}{self.name} {encode_base64(self.key_id + self.signature)}\n"

    @classmethod
    def parse(cls, line: str) -> Self:
        """Read a line without its newline. Raises MalformedError."""
        name, space, encoded = line.removeprefix(_DASH).partition(" ")
        if not line.startswith(_DASH) or not space or not is_key_name(name):
            raise refusal(MalformedError, "note.no-signature-line", found=shorten(line))
        value = parse_base64(encoded, f"note: signature of {shorten(name)}")
        if len(value) <= KEY_ID_SIZE:
            raise refusal(
                MalformedError, "note.short-signature", name=shorten(name), found=len(value)
            )
        return cls(name, value[:KEY_ID_SIZE], value[KEY_ID_SIZE:])


@dataclass(frozen=True, slots=True)
class Note:
    """The parts of a signed note. ``text`` includes its last newline; its UTF-8 is what is signed."""

    text: str
    signatures: tuple[NoteSignature, ...]

    def encode(self) -> bytes:
        """Give the bytes of the note."""
        return "".join([self.text, "\n", *(line.encode() for line in self.signatures)]).encode()

    def add(self, signatures: Iterable[NoteSignature]) -> Note:
        """Give the note with more signature lines below; lines that it has already are left out.

        Raises InputError if the note would then have too many.
        """
        new = [line for line in dict.fromkeys(signatures) if line not in self.signatures]
        if len(self.signatures) + len(new) > MAX_SIGNATURES:
            raise refusal(InputError, "note.full", most=MAX_SIGNATURES)
        return Note(self.text, (*self.signatures, *new))


def parse_note(data: bytes) -> Note:
    """Take a note apart and check no signature. Raises MalformedError.

    Encoding the result gives ``data`` again.
    """
    if len(data) > MAX_NOTE_SIZE:
        raise refusal(MalformedError, "note.too-long", found=len(data), most=MAX_NOTE_SIZE)
    demand_unix(data, "note")
    try:
        whole = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise refusal(MalformedError, "note.not-utf8", at=error.start) from error
    # The last empty line divides: the text may contain empty lines and even signature lines.
    text, division, tail = whole.rpartition("\n\n")
    if not division or not tail.endswith("\n"):
        raise refusal(MalformedError, "note.no-note")
    _demand_text(text + "\n", MalformedError)
    lines = tail[:-1].split("\n")
    if len(lines) > MAX_SIGNATURES:
        raise refusal(MalformedError, "note.many", found=len(lines), most=MAX_SIGNATURES)
    return Note(text + "\n", tuple(NoteSignature.parse(line) for line in lines))


def verify_note(data: bytes, verifiers: Iterable[Verifier]) -> Note:
    """Check a note against the keys one trusts, and give its text with *their* signatures only.

    Raises MalformedError if it is no note, BrokenError if it proves false, InputError if two of
    the verifiers cannot be told apart. The caller still owes: what the text means, and whether
    these signers are enough.

    1. The bytes are a canonical note.
    2. A line whose name and key id are both those of a known key must verify; one line that does
       not refuses the whole note. Lines of unknown keys are ignored.
    3. At least one known key has signed.
    """
    known: dict[tuple[str, bytes], Verifier] = {}
    for verifier in verifiers:
        if known.setdefault((verifier.name, verifier.key_id), verifier) is not verifier:
            raise refusal(InputError, "note.two-keys", name=verifier.name)
    # 1
    note = parse_note(data)
    message = note.text.encode()
    # 2
    verified = []
    for line in note.signatures:
        if line.key not in known:
            continue
        try:
            known[line.key].verify(message, line.signature)
        except BrokenError as error:
            raise refusal(
                BrokenError, "note.other-text", name=line.name, key=line.key_id.hex()
            ) from error
        verified.append(line)
    # 3
    if not verified:
        raise refusal(
            BrokenError, "note.strangers", count=len(known),
            names=", ".join(shorten(line.name) for line in note.signatures),
        )  # fmt: skip
    return Note(note.text, tuple(verified))


def sign_note(text: str, signers: Sequence[Signer]) -> bytes:
    """Give the note of ``text`` with one line per signer, in their order.

    Raises InputError if the text cannot stand in a note (it must end in a newline and have no
    other control character), or if there is no signer, too many, or one of them twice.
    """
    _demand_text(text, InputError)
    if not 1 <= len(signers) <= MAX_SIGNATURES:
        raise InputError(f"a note has 1 to {MAX_SIGNATURES} signers, not {len(signers)}")
    if len({(signer.name, signer.key_id) for signer in signers}) != len(signers):
        raise InputError("two signers of a note have the same name and key id")
    message = text.encode()
    data = Note(text, tuple(_sign(message, signer) for signer in signers)).encode()
    if len(data) > MAX_NOTE_SIZE:
        raise refusal(InputError, "note.too-long", found=len(data), most=MAX_NOTE_SIZE)
    return data


def _sign(message: bytes, signer: Signer) -> NoteSignature:
    if not is_key_name(signer.name):
        raise InputError(f"{shorten(signer.name)} cannot be the name of a key in a note")
    return NoteSignature(signer.name, signer.key_id, signer.sign(message))


def _demand_text(text: str, error: type[InputError]) -> None:
    """Refuse text that a note cannot hold; ``error`` says whose fault it is."""
    if not text.endswith("\n"):
        raise refusal(error, "note.no-newline")
    wrong = find_unwritable(text, allowed="\n")
    if wrong is not None:
        raise refusal(error, "note.character", found=f"U+{ord(wrong):04X}")
