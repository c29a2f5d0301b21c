"""The public passports of a ledger as a folder of plain files that any host or a stick can serve.

``<path of the item's URL>/`` has the page in each language, ``record.json`` with its values, and the
signed entries that say nothing else with their proofs; ``p/<printed id>/`` leads there. So a Digital
Link (``/01/{gtin}/21/{serial}``) that is printed on a pack is found under the host that serves the
folder. Everything comes from the public view of :mod:`batterypass.app.passport_record`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from batterypass.app.passport_evidence import Evidence, evidence_for, kept_notes
from batterypass.app.passport_full import RECYCLED, STAGES, bars_of, sections_of
from batterypass.app.passport_pages import passport_content
from batterypass.app.passport_record import record_of, visible
from batterypass.app.passports import check_has_passport
from batterypass.documents.content import Source
from batterypass.documents.passport_full import values_file
from batterypass.documents.web_frame import TONGUES, file_in
from batterypass.documents.web_index import Listed, render_indexes, render_lost, render_way
from batterypass.documents.web_page import RECORD_FILE, WebPassport, render_web_passport
from batterypass.domain.ids import printed_id
from batterypass.errors import InputError
from batterypass.evidence.refusal import refusal
from batterypass.regulations.attributes import PUBLIC
from batterypass.rules.names import number_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from batterypass.app.passport_record import PassportRecord
    from batterypass.app.session import Session
    from batterypass.documents.words import Lang
    from batterypass.domain.states import ItemState

#: Says that a folder is one of ours, and of which ledger.
MARKER: Final = "site.json"
CHECKPOINT: Final = "checkpoint"
LANGS: Final[tuple[Lang, ...]] = ("es", "en")
#: Names at the top of the folder that are ours.
_TAKEN: Final = frozenset({"p", "id", "index.html", "404.html", MARKER, CHECKPOINT})
#: What a link of GS1 may say beside the number of one battery: variant and lot.
_BESIDE: Final = frozenset({"22", "10"})
#: Characters that no file system of a host or a stick refuses.
_SAFE: Final = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~+@,=")
#: Names that one system reserves, whatever their ending.
_RESERVED: Final = frozenset({"con", "prn", "aux", "nul"})


@dataclass(frozen=True, slots=True)
class PublicSite:
    """What will be written: items with the folder of each page, and the languages, first first.

    The pages of the items in ``kept`` stay as they are in the folder; the index lists them.
    """

    items: tuple[tuple[ItemState, str], ...]
    langs: tuple[Lang, ...]
    kept: frozenset[str] = frozenset()


def parse_langs(text: str) -> tuple[Lang, ...]:
    """Read ``es,en``. Raises InputError for a language that pages do not have, or one that is twice."""
    known: dict[str, Lang] = {one: one for one in LANGS}
    words = [one.strip() for one in text.split(",")]
    if not set(words) <= set(known) or len(set(words)) != len(words):
        raise InputError(
            f"--langs {text}: expected languages out of {', '.join(TONGUES)}, each once",
            code="pubsite.langs", found=text, expected=",".join(TONGUES),
        )  # fmt: skip
    return tuple(known[one] for one in words)


def plan_site(session: Session, items: Sequence[ItemState], langs: Sequence[Lang]) -> PublicSite:
    """Choose the folder of every page. Raises InputError for an item without a passport.

    A path that a file system would refuse or change, and one that another item has in other capitals,
    gives way to ``p/<printed id>``. Raises InputError with both where a host would take two items for
    one: their links are the same, and nobody may get the page of another battery.
    """
    planned, taken, paths = [], set[str](), dict[str, str]()
    for item in sorted(items, key=lambda one: one.item):
        check_has_passport(item)
        path = _path_of(item.item)
        if path in paths:
            raise refusal(InputError, "pubsite.same", item=item.item, other=paths[path], path=path)
        paths[path] = item.item
        folder = folder_of(item.item)
        if folder.casefold() in taken:
            folder = f"p/{printed_id(item.item)}"
        taken.add(folder.casefold())
        planned.append((item, folder))
    return PublicSite(tuple(planned), tuple(langs))


def _path_of(url: str) -> str:
    """Give the path that a host looks for: escapes read, dot segments followed; a GS1 number as one."""
    number = number_in(url)
    if number is not None and number.granularity == "item":
        return "/".join(f"{ai}/{value}" for ai, value in number.parts if ai not in _BESIDE)
    kept: list[str] = []
    for part in (unquote(one) for one in urlsplit(url).path.split("/")):
        if part == ".." and kept:
            kept.pop()
        elif part not in ("", ".", ".."):
            kept.append(part)
    return "/".join(kept)


def folder_of(url: str) -> str:
    """Give the folder in which a host finds the path of an item's URL."""
    parts = [unquote(one) for one in urlsplit(url).path.strip("/").split("/")]
    is_safe = all(
        part and set(part) <= _SAFE and not part.endswith(".") and set(part) != {"."}
        and part.partition(".")[0].lower() not in _RESERVED
        for part in parts
    )  # fmt: skip
    if not is_safe or parts[0].lower() in _TAKEN or parts[-1].lower().endswith((".html", ".json")):
        return f"p/{printed_id(url)}"
    return "/".join(parts)


def site_files(
    session: Session,
    site: PublicSite,
    progress: Callable[[int, int], None] = lambda done, total: None,
    present: Callable[[str], Iterable[tuple[str, bytes]]] = lambda part: (),
) -> Iterator[tuple[str, bytes]]:
    """Give every file of the folder as (path, bytes); the same ledger gives the same bytes.

    ``present`` gives the files that stand in a part of the folder now, for those that are kept.
    """
    listed, notes = [], kept_notes(session)
    for done, (item, folder) in enumerate(site.items, start=1):
        short = printed_id(item.item)
        if item.item in site.kept:
            for part in dict.fromkeys((folder, f"p/{short}")):
                yield from present(part)
        else:
            for path, body in _passport_files(session, item, folder, site.langs, notes):
                yield f"{folder}/{path}", body
        if folder != f"p/{short}" and item.item not in site.kept:
            yield f"p/{short}/index.html", render_way(short, f"../../{folder}", site.langs)
        listed.append(Listed(short, " · ".join(filter(None, (item.model, item.serial))), folder))
        progress(done, len(site.items))
    around = dict(render_indexes(listed, site.langs)) | dict(render_lost(site.langs))
    yield from around.items()
    yield CHECKPOINT, session.store.note()
    paths = ("p/", MARKER, CHECKPOINT, *around, *(one.folder for one in listed))
    yield MARKER, _marker(session, site, {path.partition("/")[0] for path in paths})


def _passport_files(
    session: Session,
    item: ItemState,
    folder: str,
    langs: Sequence[Lang],
    notes: Sequence[tuple[int, bytes]],
) -> Iterator[tuple[str, bytes]]:
    record = record_of(session, item)
    evidence = evidence_for(session, item, PUBLIC, notes)
    up = "/".join([".."] * len(folder.split("/")))
    for lang in langs:
        file = file_in(lang, langs[0])
        content = _page(session, item, lang, record, evidence)
        yield file, render_web_passport(content, lang, langs, f"{up}/{file}")
    yield RECORD_FILE, values_file(visible(record, PUBLIC))
    yield from evidence.files


def _page(
    session: Session, item: ItemState, lang: Lang, record: PassportRecord, evidence: Evidence
) -> WebPassport:
    attributes = session.around.attributes
    seen = visible(record, PUBLIC)
    first = passport_content(session, item, lang, record=record)
    root = session.root_of_size(evidence.size).hex()
    return WebPassport(
        # The page names the checkpoint to which the proofs beside it lead.
        first=replace(first, source=Source(session.origin, evidence.size, root)),
        sections=sections_of(seen, attributes, lang),
        recycled=bars_of(seen, attributes, RECYCLED, lang),
        carbon=bars_of(seen, attributes, STAGES, lang),
        files=tuple(name for name, _ in evidence.files),
        left_out=evidence.left_out,
    )


def _marker(session: Session, site: PublicSite, names: set[str]) -> bytes:
    value = {
        "version": 1,
        "origin": session.origin,
        "passports": len(site.items),
        "languages": list(site.langs),
        "size": session.checkpoint().size,
        "names": sorted(names),
    }
    return (json.dumps(value, indent=1) + "\n").encode()
