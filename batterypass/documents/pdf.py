"""The file around the pages: objects, fonts, attachments, cross references (ISO 32000-1, 7.5).

Written here rather than by reportlab's document class, which reads ``SOURCE_DATE_EPOCH`` and a
settings file in the user's home, and numbers its objects as it sees fit: all of that changes the
bytes, and here the same content must give the same bytes wherever it is printed (D12). No stream is
compressed, because compressors differ between machines; there is no date, because the date of a
document is in its text; the file identifier is a digest of the content.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import reportlab

from batterypass.documents.fonts import face, fonts_digest, unicode_map
from batterypass.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

RENDERER_VERSION: Final = 3
"""Raise it with any change that moves a mark on paper."""
RENDERER_ID: Final = (
    f"batterypass-documents/{RENDERER_VERSION} reportlab/{reportlab.__version__} "
    f"fonts/{fonts_digest()[:12]}"
)
"""Names everything the bytes depend on besides the content (bytes.md 9)."""

LETTER: Final = (612.0, 792.0)
"""Page size in points, as used in Mexico and the United States."""
A4: Final = (595.28, 841.89)

HEADER: Final = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
"""How every file begins; the second line tells transfer programs that it is not text."""


@dataclass(frozen=True, slots=True)
class PageLink:
    """A place on a page that leads to another place in the same file.

    ``rect`` is left, bottom, right and top, ``to_y`` the upper edge of the target, all in points from
    the lower left corner; pages count from 0.
    """

    page: int
    rect: tuple[float, float, float, float]
    to_page: int
    to_y: float

    def annotation(self, target: int) -> str:
        """Give the entry of the page for it, where its target page is object ``target``."""
        rect = " ".join(f"{edge:.2f}" for edge in self.rect)
        return (
            f"<< /Type /Annot /Subtype /Link /Rect [{rect}] /Border [0 0 0] "
            f"/Dest [{target} 0 R /XYZ null {self.to_y:.2f} null] >>"
        )


def _stream(content: bytes, entries: str = "") -> bytes:
    head = f"<< {entries}/Length {len(content)} >>\nstream\n".encode("latin-1")
    return b"".join((head, content, b"\nendstream"))


def _hex_text(text: str) -> str:
    """Give any text as a PDF text string."""
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


@lru_cache(maxsize=1)
def _font_objects() -> tuple[bytes, ...]:
    """Give objects 3 to 9: per face the font, its descriptor and its file, and one text table."""
    objects = []
    for first, weight in ((3, "regular"), (6, "bold")):
        one = face(weight)
        codes = [code for code in range(256) if one.code_widths[code]]
        low, high = min(codes), max(codes)
        widths = " ".join(map(str, one.code_widths[low : high + 1]))
        objects.append(
            f"<< /Type /Font /Subtype /TrueType /BaseFont /{one.name} /FirstChar {low} "
            f"/LastChar {high} /Widths [{widths}] /FontDescriptor {first + 1} 0 R "
            f"/ToUnicode 9 0 R >>".encode("ascii")
        )
        entries = " ".join(f"/{key} {value}" for key, value in one.descriptor.items())
        objects.append(
            f"<< /Type /FontDescriptor /FontName /{one.name} {entries} "
            f"/FontFile2 {first + 2} 0 R >>".encode("ascii")
        )
        objects.append(_stream(one.file, f"/Length1 {len(one.file)} "))
    return (*objects, _stream(unicode_map()))


def _check_attachments(attachments: Sequence[tuple[str, bytes]]) -> None:
    names = [name for name, _ in attachments]
    if len(set(names)) != len(names):
        raise InputError(f"attachments need different names, got {', '.join(names)}")
    for name in names:
        if not name or set(name) & set("/\\:\0") or not name.isprintable():
            raise InputError(f"attachment name {name!r}: expected a plain file name")


def write_pdf(
    pages: Sequence[bytes],
    *,
    title: str,
    lang: str,
    size: tuple[float, float] = LETTER,
    sizes: Sequence[tuple[float, float]] = (),
    attachments: Sequence[tuple[str, bytes]] = (),
    links: Sequence[PageLink] = (),
) -> bytes:
    """Make a PDF of content streams that use the fonts ``/R`` and ``/B``.

    ``sizes`` has a size for each page where they are not all ``size``. ``attachments`` are (file
    name, bytes) and come back unchanged from any PDF reader; ``links`` lead from page to page. Raises InputError if two have the same
    name or one is not a plain file name.
    """
    _check_attachments(attachments)
    objects: list[bytes] = [b"", b"", *_font_objects()]

    def add(content: bytes) -> int:
        objects.append(content)
        return len(objects)

    kids: list[int] = []
    # A page follows its content: the number of any page is known before it is written.
    first = len(objects) + 2
    annotations = [
        " ".join(one.annotation(first + 2 * one.to_page) for one in links if one.page == number)
        for number in range(len(pages))
    ]
    for page, (width, height) in zip(pages, sizes or (size,) * len(pages), strict=True):
        content = add(_stream(page))
        listed = annotations[len(kids)]
        annots = f"/Annots [{listed}] " if listed else ""
        kids.append(
            add(
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width:g} {height:g}] "
                f"/Resources << /Font << /R 3 0 R /B 6 0 R >> >> {annots}/Contents {content} 0 R >>"
                "".encode("ascii")
            )
        )
    files = []
    for name, data in sorted(attachments):
        stream = add(
            _stream(
                data,
                "/Type /EmbeddedFile /Subtype /application#2Foctet-stream "
                f"/Params << /Size {len(data)} >> ",
            )
        )
        text = _hex_text(name)
        spec = add(
            f"<< /Type /Filespec /F {text} /UF {text} /AFRelationship /Data "
            f"/EF << /F {stream} 0 R /UF {stream} 0 R >> >>".encode("ascii")
        )
        files.append((text, spec))
    names = ""
    if files:
        pairs = " ".join(f"{text} {spec} 0 R" for text, spec in files)
        all_specs = " ".join(f"{spec} 0 R" for _, spec in files)
        names = f"/Names << /EmbeddedFiles << /Names [{pairs}] >> >> /AF [{all_specs}] "
    # A label that the print dialogue shrinks to fit has codes that are too small: no scaling.
    objects[0] = (
        f"<< /Type /Catalog /Pages 2 0 R /Lang {_hex_text(lang)} {names}"
        "/ViewerPreferences << /DisplayDocTitle true /PrintScaling /None >> >>"
    ).encode("ascii")
    objects[1] = (
        f"<< /Type /Pages /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] /Count {len(kids)} >>"
    ).encode("ascii")
    info = add(
        f"<< /Title {_hex_text(title)} /Producer {_hex_text(RENDERER_ID)} >>".encode("ascii")
    )
    return _assemble(objects, info)


def _assemble(objects: Sequence[bytes], info: int) -> bytes:
    """Number the objects from 1, and add the cross reference table and the trailer."""
    parts = [HEADER]
    offset = len(HEADER)
    table = ["0000000000 65535 f \n"]
    digest = hashlib.sha256()
    for number, content in enumerate(objects, start=1):
        piece = b"".join((b"%d 0 obj\n" % number, content, b"\nendobj\n"))
        digest.update(piece)
        table.append(f"{offset:010d} 00000 n \n")
        parts.append(piece)
        offset += len(piece)
    identifier = digest.hexdigest()[:32].upper()
    parts.append(
        f"xref\n0 {len(objects) + 1}\n{''.join(table)}"
        f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info {info} 0 R "
        f"/ID [<{identifier}> <{identifier}>] >>\nstartxref\n{offset}\n%%EOF\n".encode("ascii")
    )
    return b"".join(parts)
