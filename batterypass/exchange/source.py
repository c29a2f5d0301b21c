"""The bytes that somebody hands over, and the text in them.

Reading is bounded before it starts: a file that is too large is refused by its size, a stream by
the first byte too many.
"""

from __future__ import annotations

import re
import stat
from dataclasses import dataclass
from hashlib import sha256
from typing import IO, TYPE_CHECKING, Final

from batterypass.exchange.words import failed, input_error, malformed, say

if TYPE_CHECKING:
    from pathlib import Path

#: A pack is about 300 bytes, so this is more than a year of a large line.
MAX_BYTES: Final = 64 * 1024 * 1024
#: What :meth:`Source.decode_by_cell` calls a text in which each character stands for a byte.
BYTES: Final = "bytes"
#: Beginnings of files that people take for text.
_MAGIC: Final = (
    (b"PK\x03\x04", ("a workbook or zip file", "un libro de cálculo o zip")),
    (b"\xd0\xcf\x11\xe0", ("an old Excel workbook", "un libro de Excel antiguo")),
    (b"%PDF", ("a PDF", "un PDF")),
    (b"\x1f\x8b", ("compressed (gzip)", "un archivo comprimido (gzip)")),
)
_UTF8_BOM = b"\xef\xbb\xbf"
_UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")
# Bytes that text never holds: controls but tab, line feed, carriage return and the DOS end of file.
#: UTF-16 without its mark, as some programs save it.
_UNMARKED: Final = ("utf-16-le", "utf-16-be")
#: Bytes that tell it, an even number.
_BEGINNING: Final = 200
#: Runs of letters that UTF-8 has beyond ASCII; what cannot be decoded is none.
_LETTERS: Final = re.compile("[^\x00-\x7f\ufffd]+")
_LOST: Final = "\ufffd"
_NOT_TEXT = bytes(set(range(32)) - {9, 10, 13, 26}) + b"\x7f"


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was handed over; ``name`` is what messages call it."""

    name: str
    body: bytes

    @property
    def sha256(self) -> str:
        """Give the digest of the bytes, in hex."""
        return sha256(self.body).hexdigest()

    def decode(self, *, json: bool = False) -> tuple[str, str]:
        """Give the text and the name of its encoding.

        A byte order mark decides; else it is UTF-8, and where it cannot be, Windows-1252, which
        spreadsheets in Spanish still write. JSON has no such second chance (RFC 8259, 8.1). Raises
        InputError for a file that is no text, naming what it is or the first byte that is off.
        """
        body = self.body
        try:
            return self._in_one_encoding()
        except UnicodeDecodeError as error:
            self._refuse_broken_utf8(error.start + (len(body) - len(error.object)))
            if json or body.startswith((_UTF8_BOM, *_UTF16_BOMS)):
                key = "json_charset" if json else "charset"
                raise malformed(key, name=self.name, position=error.start) from error
        try:
            return body.decode("cp1252"), "cp1252"
        except UnicodeDecodeError as error:
            raise malformed("charset", name=self.name, position=error.start) from error

    def _refuse_broken_utf8(self, first: int) -> None:
        """Refuse a file that is UTF-8 but for a few bytes: as Windows-1252 all its letters were wrong."""
        text = self.body.decode("utf-8", "replace")
        broken = text.count(_LOST)
        if self.body.startswith(_UTF16_BOMS) or len(_LETTERS.findall(text)) < broken:
            return
        raise malformed(
            "broken_utf8", name=self.name, position=first, count=broken,
            line=self.body.count(b"\n", 0, first) + 1, byte=f"{self.body[first]:02X}",
        )  # fmt: skip

    def decode_by_cell(self) -> tuple[str, str]:
        """Give the text as :meth:`decode` does, or its bytes where it is not of one encoding.

        A table that several people have kept may hold lines of several encodings. Then there is one
        character for each byte, under the name :data:`BYTES`, and whoever divides the cells decodes
        each by itself; separators and quotation marks are the same in all of them.
        """
        try:
            return self._in_one_encoding()
        except UnicodeDecodeError as error:
            if self.body.startswith(_UTF16_BOMS):
                raise malformed("charset", name=self.name, position=error.start) from error
        return self.body.removeprefix(_UTF8_BOM).decode("latin-1"), BYTES

    def _in_one_encoding(self) -> tuple[str, str]:
        """Decode UTF-8, or UTF-16 with its mark; refuse what is no text."""
        body = self.body
        if not body.strip(b" \t\r\n\x1a" + _UTF8_BOM):
            raise input_error("empty", name=self.name)
        for magic, (en, es) in _MAGIC:
            if body.startswith(magic):
                raise input_error_in_both("workbook", en, es, name=self.name)
        if body.startswith(_UTF16_BOMS):
            return body.decode("utf-16"), "utf-16"
        self._refuse_binary()
        if body.startswith(_UTF8_BOM):
            return body[3:].decode("utf-8"), "utf-8-sig"
        return body.decode("utf-8"), "utf-8"

    def _refuse_binary(self) -> None:
        if len(self.body.translate(None, _NOT_TEXT)) != len(self.body):
            banned = frozenset(_NOT_TEXT)
            position = next(place for place, byte in enumerate(self.body) if byte in banned)
            marked = next((one for one in _UNMARKED if self._looks(one)), "")
            if marked:
                raise malformed("utf16_unmarked", name=self.name, encoding=marked)
            raise malformed("binary", name=self.name, position=position)

    def _looks(self, encoding: str) -> bool:
        """Tell whether the beginning reads as a text in this encoding, mostly of plain letters."""
        try:
            text = self.body[:_BEGINNING].decode(encoding)
        except UnicodeDecodeError:
            return False
        return (
            all(sign.isprintable() or sign in "\r\n\t" for sign in text)
            and text.count("\0") == 0
            and sum(map(str.isascii, text)) * 2 > len(text)
        )


def input_error_in_both(key: str, en: str, es: str, **values: object) -> Exception:
    """Make an InputError whose gap ``what`` differs between the languages."""
    error = input_error(key, what=en, **values)
    error.values["es"] = say(key, "es", what=es, **values)
    return error


def read_file(path: Path, *, limit: int = MAX_BYTES) -> Source:
    """Read a file. Raises FailedError where it cannot be read, InputError where it is too large."""
    name = path.name
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise failed("folder", name=str(path))
        # A pipe may wait for ever, a device may never end; standard input is for those.
        if not stat.S_ISREG(status.st_mode):
            raise failed("no_file", name=str(path))
        if status.st_size > limit:
            raise input_error("too_large", name=name, limit=limit)
        with path.open("rb") as stream:
            return read_stream(stream, name, limit=limit)
    except FileNotFoundError as error:
        raise failed("absent", name=str(path)) from error
    except OSError as error:
        problem = error.strerror or str(error)
        raise failed("unreadable", name=str(path), problem=problem) from error


def read_stream(stream: IO[bytes], name: str, *, limit: int = MAX_BYTES) -> Source:
    """Read a stream to its end. Raises InputError where it is longer than ``limit`` bytes."""
    body = stream.read(limit + 1)
    if len(body) > limit:
        raise input_error("too_large", name=name, limit=limit)
    return Source(name, body)
