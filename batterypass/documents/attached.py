"""The files inside a PDF of ours, read back strictly.

Only the one layout that :mod:`batterypass.documents.pdf` writes is taken for whole: objects one after
another, a table of where they begin, and an identifier that is a digest of all of them. Of a file
that was changed, or that another program has saved again, that is said, and what is attached is read
as far as that goes (:mod:`batterypass.documents.salvage`).
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Literal

from batterypass.documents.salvage import salvage
from batterypass.errors import InputError, MalformedError

Condition = Literal["whole", "changed", "added", "resaved"]
"""As it was written; other bytes in the same layout; something added at its end; written anew."""

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_TAIL = re.compile(
    rb"trailer\n<< /Size ([0-9]{1,7}) /Root 1 0 R /Info ([0-9]{1,7}) 0 R "
    rb"/ID \[<([0-9A-F]{32})> <([0-9A-F]{32})>\] >>\nstartxref\n([0-9]{1,10})\n%%EOF\n\Z"
)
_ROW = re.compile(rb"([0-9]{10}) 00000 n \n")
_FREE = b"0000000000 65535 f \n"
_FILE = re.compile(
    rb"<< /Type /EmbeddedFile /Subtype /application#2Foctet-stream "
    rb"/Params << /Size ([0-9]+) >> /Length ([0-9]+) >>\nstream\n"
)
_SPEC = re.compile(
    rb"<< /Type /Filespec /F <FEFF((?:[0-9A-F]{4})+)> /UF <FEFF((?:[0-9A-F]{4})+)> "
    rb"/AFRelationship /Data /EF << /F ([0-9]+) 0 R /UF ([0-9]+) 0 R >> >>"
)
_INFO = re.compile(rb"<< /Title <FEFF((?:[0-9A-F]{4})+)> /Producer <FEFF((?:[0-9A-F]{4})+)> >>")
_LONGEST_TAIL = 220
_STREAM_END = b"\nendstream"
_BEGINNING = _HEADER + b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R /Lang <FEFF"
_MAKER = "batterypass-documents/"
_FILE_END = b"%%EOF\n"
#: So many ends are tried in a file to which something was added.
_MOST_ENDS = 8


@dataclass(frozen=True, slots=True)
class Opened:
    """What stands in a PDF beside its pages."""

    renderer: str
    """Id of the renderer that made it; empty where the file no longer says it."""
    files: dict[str, bytes]
    """Attached files by name."""
    title: str = ""
    condition: Condition = "whole"


def open_paper(pdf: bytes, own_file: str) -> Opened:
    """Read a PDF of ours in whatever condition it is.

    One that another program saved again is ours if it names our renderer or carries ``own_file``.
    Raises InputError for a file that is none of ours.
    """
    try:
        return open_pdf(pdf)
    except MalformedError:
        condition = _condition(pdf)
    found = salvage(pdf)
    if condition == "resaved" and own_file not in found.files and _MAKER not in found.maker:
        raise InputError(
            "this file is no paper of batterypass: nothing in it is by this program, so there is"
            " nothing to check",
            code="paper.foreign",
        )
    return Opened(found.maker, found.files, condition=condition)


def _condition(pdf: bytes) -> Condition:
    """Tell what became of a file that is not as it was written."""
    end = 0
    for _ in range(_MOST_ENDS):
        end = pdf.find(_FILE_END, end) + len(_FILE_END)
        if end < len(_FILE_END) or end >= len(pdf):
            break
        try:
            open_pdf(pdf[:end])
        except MalformedError:
            continue
        # A mail program may add an empty line: nothing that is printed comes from it.
        return "added" if pdf[end:].strip() else "resaved"
    is_our_layout = pdf.startswith(_BEGINNING) or _tail(pdf) is not None
    return "changed" if is_our_layout else "resaved"


def open_pdf(pdf: bytes) -> Opened:
    """Read a PDF of ours. Raises MalformedError that says where it is not one."""
    objects, info = _objects(pdf)
    found = _INFO.fullmatch(objects[info - 1])
    if found is None:
        raise _not_ours("it does not name the program that made it")
    files: dict[str, bytes] = {}
    for content in objects:
        spec = _SPEC.fullmatch(content)
        if spec is None:
            continue
        if spec[1] != spec[2] or spec[3] != spec[4] or not 0 < int(spec[3]) <= len(objects):
            raise _not_ours("an attachment is named twice in different ways")
        files[_text(spec[1])] = _file(objects[int(spec[3]) - 1])
    return Opened(_text(found[2]), files, _text(found[1]))


def _tail(pdf: bytes) -> re.Match[bytes] | None:
    """Give the end of a file in our layout, or None."""
    tail = _TAIL.search(pdf, max(0, len(pdf) - _LONGEST_TAIL))
    return tail if tail is not None and tail[3] == tail[4] else None


def _objects(pdf: bytes) -> tuple[list[bytes], int]:
    """Give the content of every object in order, and the number of the one that names the maker."""
    if not pdf.startswith(_HEADER):
        raise _not_ours("it does not begin like one")
    tail = _tail(pdf)
    if tail is None:
        raise _not_ours("it does not end like one")
    count, info, table = int(tail[1]) - 1, int(tail[2]), int(tail[5])
    head = b"xref\n0 %d\n%s" % (count + 1, _FREE)
    rows = pdf[table + len(head) : tail.start()]
    if not 0 < info <= count or not pdf.startswith(head, table) or len(rows) != 20 * count:
        raise _not_ours("its table of contents does not fit")
    places = [int(row) for row in _ROW.findall(rows)]
    if len(places) != count:
        raise _not_ours("its table of contents does not fit")
    objects = []
    for number, (start, end) in enumerate(zip(places, [*places[1:], table], strict=True), start=1):
        opening = b"%d 0 obj\n" % number
        piece = pdf[start:end]
        if not piece.startswith(opening) or not piece.endswith(b"\nendobj\n"):
            raise _not_ours(f"object {number} is not where the table says")
        objects.append(piece[len(opening) : -len(b"\nendobj\n")])
    digest = hashlib.sha256(pdf[len(_HEADER) : table]).hexdigest()[:32].upper().encode()
    if places[0] != len(_HEADER) or digest != tail[3]:
        raise _not_ours("its content was changed after it was made")
    return objects, info


def _file(content: bytes) -> bytes:
    head = _FILE.match(content)
    if head is None or head[1] != head[2] or not content.endswith(_STREAM_END):
        raise _not_ours("an attachment is not a file")
    data = content[head.end() : -len(_STREAM_END)]
    if len(data) != int(head[1]):
        raise _not_ours("an attachment is not as long as it says")
    return data


def _text(digits: bytes) -> str:
    try:
        return bytes.fromhex(digits.decode("ascii")).decode("utf-16-be")
    except UnicodeDecodeError as error:
        raise _not_ours("a name is no text") from error


def _not_ours(why: str) -> MalformedError:
    return MalformedError(f"this file is not a PDF as batterypass writes it: {why}")
