"""All attributes of the table, five readers, three categories, through every channel that goes out.

One line of :data:`CHANNELS` is one channel; the next one is one more line there. What a
channel writes is looked through for the value of every attribute that its reader may not see; one
that names attributes must name those that he may see, no more and no fewer.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pytest

from batterypass.app.bundle_focus import Wanted, focus_of
from batterypass.app.bundle_making import make_bundle
from batterypass.app.disclosed import open_disclosure
from batterypass.app.disclosing import make_disclosure
from batterypass.app.epcis import EpcisChoice, EpcisExport
from batterypass.app.heads import covering_note
from batterypass.app.labels import label_content
from batterypass.app.passport_export import export_passport
from batterypass.app.passport_full import full_passport
from batterypass.app.passport_pages import passport_content
from batterypass.app.passport_record import record_of, visible
from batterypass.app.public_site import plan_site, site_files
from batterypass.documents.labels import label_svg, render_labels
from batterypass.documents.passport import render_passport
from batterypass.documents.passport_full import render_full_passport
from batterypass.regulations.attributes import attributes
from batterypass.regulations.passport_readers import reader_named
from batterypass.store.home import NoHome
from documents.reading import text_of
from passport.readers import (
    CATEGORIES,
    READERS,
    ROWS,
    allowed,
    digits,
    full_item,
    mark,
    sample,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from app.yard import Yard
    from batterypass.app.passport_export import ExportFormat


@dataclass(frozen=True)
class Out:
    """What a channel gave a reader: its texts, and the attributes that it names, if it names any."""

    texts: list[str]
    names: set[str] | None = None


def _json(yard: Yard, reader: str) -> Out:
    seen = visible(record_of(yard.session, full_item(yard)), reader)
    return Out([json.dumps(seen, ensure_ascii=False)], set(seen))


def _page(yard: Yard, reader: str) -> Out:
    contents = [passport_content(yard.session, full_item(yard), lang, reader=reader)
                for lang in ("es", "en")]  # fmt: skip
    pdf = render_passport(contents[0], "es")
    return Out([*map(repr, contents), text_of(pdf), _raw(pdf)])


def _full(yard: Yard, reader: str) -> Out:
    content = full_passport(yard.session, full_item(yard), "en", reader)
    return Out([repr(content), _raw(render_full_passport(content, "en"))])


def _site(yard: Yard, reader: str) -> Out:
    files = dict(site_files(yard.session, plan_site(yard.session, [full_item(yard)], ("es", "en"))))
    record = next(body for path, body in files.items() if path.endswith("record.json"))
    return Out([*files, *map(_raw, files.values())], set(json.loads(record)))


def _label(yard: Yard, reader: str) -> Out:
    content = label_content(yard.session, full_item(yard), "es", backup=True)
    pdf = render_labels([content], "es")
    return Out([repr(content), text_of(pdf), _raw(pdf), label_svg(content, "es")])


def _disclosure(yard: Yard, reader: str) -> Out:
    data = make_disclosure(yard.session, full_item(yard), reader_named(reader)).encode()
    read = open_disclosure(data, "p.bpz", NoHome(), attributes(), first_use=True)
    return Out([_raw(data), repr(read.values), repr(read.entries)], set(read.values))


def _bundle(yard: Yard, reader: str) -> Out:
    focus = focus_of(yard.session, Wanted("items", (full_item(yard).item,)))
    # A bundle ends at a sealed checkpoint.
    covering_note(yard.session, yard.session.store.size() - 1)
    return Out([_raw(make_bundle(yard.session, focus, reader=reader).encode())])


def _export(format_: ExportFormat) -> Callable[[Yard, str], Out]:
    def made(yard: Yard, reader: str) -> Out:
        done = export_passport(yard.session, full_item(yard), format_, reader, {})
        report = done.report("es")
        told = {*done.carried, *(one["attribute"] for kind in ("left_out", "reshaped")
                                 for one in report[kind])}  # fmt: skip
        return Out([*map(_raw, done.files.values()), json.dumps(report)], told)

    return made


def _epcis(yard: Yard, reader: str) -> Out:
    export = EpcisExport(yard.session, EpcisChoice(reader))
    return Out([_raw(b"".join(export.chunks())), json.dumps(export.report())])


#: Channel -> what it writes, and for whom; a label and a page of the web are for everybody.
CHANNELS: Final[dict[str, tuple[Callable[[Yard, str], Out], Iterable[str]]]] = {
    "json": (_json, READERS),
    "page": (_page, READERS),
    "full document": (_full, READERS),
    "site": (_site, ("public",)),
    "label": (_label, ("public",)),
    "disclosure file": (_disclosure, READERS),
    "bundle": (_bundle, READERS),
    "native": (_export("native"), READERS),
    "batterypass": (_export("batterypass"), READERS),
    "catenax": (_export("catenax"), READERS),
    "epcis": (_epcis, READERS),
}
_CASES = [(name, reader) for name, (_, readers) in CHANNELS.items() for reader in readers]
#: Channels in which each value that can be marked stands word for word.
_WHOLE: Final = frozenset({"json", "full document", "site", "disclosure file", "bundle", "native"})


@pytest.mark.parametrize("category", CATEGORIES)
@pytest.mark.parametrize(("channel", "reader"), _CASES)
def test_nothing_goes_out_that_its_reader_may_not_see(
    whole: dict[str, Yard], channel: str, reader: str, category: str
) -> None:
    yard = whole[category]
    write, _ = CHANNELS[channel]
    out = write(yard, reader)
    for text in out.texts:
        assert _found(text, set(ROWS) - allowed(reader)) == set()
    if out.names is not None:
        assert out.names == allowed(reader)
    if channel in _WHOLE:
        # The look through the texts would find what it looks for.
        given = {name for name in allowed(reader) if _is_marked(name) and _stays(yard, name)}
        found = set().union(*(_found(text, given) for text in out.texts))
        assert given - found == set()


def _found(text: str, names: set[str]) -> set[str]:
    """Give the attributes whose value stands in a text. A number has a point before its digits."""
    return {name for name in names if mark(name) in text or f".{digits(name)}" in text}


def _is_marked(name: str) -> bool:
    text = repr(sample(name))
    return mark(name) in text or digits(name) in text


def _stays(yard: Yard, name: str) -> bool:
    """Tell whether what was given stands in the record: a fact of the log replaces it."""
    held = record_of(yard.session, full_item(yard)).values[name]
    return bool(_found(repr(held.value), {name}))


def _raw(body: bytes) -> str:
    return body.decode("latin-1")
