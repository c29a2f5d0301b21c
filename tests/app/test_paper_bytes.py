"""Every byte of a manifest and of a passport on paper, changed: plainly, and by somebody who mends.

The identifier of a file is a digest that anybody can make anew; then the file is whole again, and
what was changed in it is found by the signed entries inside, or because it is not what was issued.
``BATTERYPASS_SWEEP=full`` tries every byte; without it every n-th, of the signed data more of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

import pytest

from app import papers_yard
from batterypass.app import passport_paper
from batterypass.app.checking import PaperCheck, check_paper
from batterypass.app.passport_full import full_passport
from batterypass.app.session import Session
from batterypass.documents.attached import open_pdf
from batterypass.documents.passport_full import render_full_passport
from batterypass.errors import BatterypassError
from passport.full_sample import full_item, sample_yard
from sweeps import FULL, count

_EVERY = 1 if FULL else 1999
_EVERY_OF_DATA = 1 if FULL else 151
#: Each of these is rendered again to be compared: that takes much longer than to hash it.
_EVERY_MENDED = 101 if FULL else 9001
_ID = re.compile(rb"/ID \[<([0-9A-F]{32})> <([0-9A-F]{32})>\] >>\nstartxref\n([0-9]+)\n")
#: Reasons that say that the file is not what was issued, or that nobody issued it as it stands.
_NOT_AS_ISSUED = {
    "paper.print-changed", "paper.print-differs", "paper.print-not-again", "paper.print-not-issued",
    "paper.print-resaved",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that its ledger issued or makes again."""

    name: str
    pdf: bytes
    session: Session

    def data(self) -> Iterator[tuple[str, int, int]]:
        """Give name, first byte and end of every file that the PDF carries."""
        for name, body in open_pdf(self.pdf).files.items():
            # A statement also stands inside the code of the paper.
            stream = b"\nstream\n" + body + b"\nendstream"
            assert self.pdf.count(stream) == 1, name
            first = self.pdf.index(stream) + len(b"\nstream\n")
            yield name, first, first + len(body)


@pytest.fixture(scope="module", params=["manifest", "passport"])
def paper(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Paper:
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "manifest":
        yard = papers_yard.make(folder)
        made = Paper("manifest", papers_yard.issue(yard).pdf, yard.session)
    else:
        yard = sample_yard(folder)
        item = full_item(yard)
        pdf = render_full_passport(full_passport(yard.session, item, "es", "public"))
        digest = sha256(pdf).hexdigest()
        assert passport_paper.find_issued(yard.session, item, digest) is None
        made = Paper("passport", pdf, yard.session)
    assert check_paper(made.session, made.pdf).holds is True
    return made


def flipped(pdf: bytes, place: int) -> bytes:
    """Change one bit of a byte."""
    return pdf[:place] + bytes([pdf[place] ^ 1 << place * 5 % 8]) + pdf[place + 1 :]


def mended(pdf: bytes) -> bytes:
    """Make the identifier of a file anew, so that it is whole."""
    found = _ID.search(pdf, len(pdf) - 220)
    assert found is not None
    digest = sha256(pdf[pdf.index(b"1 0 obj") : int(found[3])]).hexdigest()[:32].upper().encode()
    return pdf[: found.start(1)] + digest + b"> <" + digest + pdf[found.end(2) :]


def told(session: Session | None, pdf: bytes) -> PaperCheck | BatterypassError:
    """Check a paper as somebody does who got it."""
    try:
        return check_paper(session, pdf)
    except BatterypassError as error:
        return error


def reasons(found: PaperCheck | BatterypassError) -> set[str]:
    """Give why it does not hold: the codes of what is false or open."""
    if isinstance(found, BatterypassError):
        return {found.code or type(found).__name__}
    return {one.reason for one in found.verdicts if one.holds is not True}


def holds(found: PaperCheck | BatterypassError) -> bool | None:
    """Give the whole answer; a file that is refused does not hold."""
    return False if isinstance(found, BatterypassError) else found.holds


def test_a_mended_paper_that_nobody_changed_is_the_same_file(paper: Paper) -> None:
    assert mended(paper.pdf) == paper.pdf


def test_every_byte_of_a_paper_counts(paper: Paper) -> None:
    places = sorted(
        {*range(0, len(paper.pdf), _EVERY), *range(len(paper.pdf) - 200, len(paper.pdf))}
    )
    survivors, named, seen = [], 0, Counter[str]()
    for place in places:
        found = told(paper.session, flipped(paper.pdf, place))
        if holds(found) is not False:
            survivors.append((place, reasons(found)))
        named += bool(reasons(found))
        seen.update(reasons(found))
    count(
        f"PDF of a {paper.name}, bytes",
        tried=len(places), found=len(places) - len(survivors), named=named,
        survivors=len(survivors), note=f"of {len(paper.pdf)}",
    )  # fmt: skip
    assert survivors == [], survivors[:5]
    assert named == len(places)


def test_every_byte_of_the_signed_data_in_a_mended_paper_counts(paper: Paper) -> None:
    """With its ledger and with none: the data alone must tell, for they are judged at the roadside."""
    tried = named = 0
    survivors = []
    for name, first, end in paper.data():
        for place in sorted({*range(first, end, _EVERY_OF_DATA), end - 1}):
            changed = mended(flipped(paper.pdf, place))
            assert open_pdf(changed).condition == "whole"
            for session in (paper.session, None):
                tried += 1
                found = told(session, changed)
                if holds(found) is True or (session is not None and holds(found) is not False):
                    survivors.append((name, place - first, session is None, reasons(found)))
                named += bool(reasons(found))
    count(
        f"PDF of a {paper.name}, signed data in a mended file",
        tried=tried, found=tried - len(survivors), named=named, survivors=len(survivors),
    )  # fmt: skip
    assert survivors == [], survivors[:5]
    assert named == tried


def test_every_byte_of_the_print_in_a_mended_paper_is_told_as_not_issued(paper: Paper) -> None:
    inside = [range(first, end) for _, first, end in paper.data()]
    table = paper.pdf.rindex(b"xref\n0 ")
    survivors, tried, named = [], 0, 0
    for place in range(20, table, _EVERY_MENDED):
        if any(place in one for one in inside):
            continue
        tried += 1
        found = told(paper.session, mended(flipped(paper.pdf, place)))
        if holds(found) is True:
            survivors.append(place)
        named += bool(reasons(found) & _NOT_AS_ISSUED)
        assert reasons(found) & _NOT_AS_ISSUED, (place, reasons(found))
    count(
        f"PDF of a {paper.name}, print in a mended file, told as not what was issued",
        tried=tried, found=tried - len(survivors), named=named, survivors=len(survivors),
    )  # fmt: skip
    assert survivors == []
    assert tried >= 10
