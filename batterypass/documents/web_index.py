"""The pages around the passports: an index by printed id, the short way ``p/<id>/``, and the 404."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Final

from batterypass.documents.content import Words
from batterypass.documents.web_frame import file_in, frame
from batterypass.documents.web_page import TITLE
from batterypass.documents.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from batterypass.documents.words import Lang

_INDEX: Final = Words("Pasaportes de baterías", "Battery passports")
_FIND: Final = Words("Buscar por el id impreso", "Find by the printed id")
_HOW: Final = Words(
    "El id impreso está en la etiqueta, en grupos, por ejemplo FXVP-TPAR-29KS-R.",
    "The printed id stands on the label, in groups, for example FXVP-TPAR-29KS-R.",
)
_BEGINS: Final = Words("Elija cómo empieza el id:", "Choose how the id begins:")
_BEGINNING: Final = Words("Ids que empiezan con {letters}", "Ids that begin with {letters}")
_COUNT: Final = Words("Pasaportes públicos: {count}", "Public passports: {count}")
_BACK: Final = Words("Todos los pasaportes", "All passports")
_MOVED: Final = Words("El pasaporte está aquí:", "The passport is here:")
_LOST: Final = Words("No hay nada en esta dirección", "There is nothing at this address")
_LOST_HOW: Final = Words(
    "Si escaneó una etiqueta dañada, escriba después de /p/ el id impreso en ella, en mayúsculas y con"
    " guiones, y una diagonal al final: /p/FXVP-TPAR-29KS-R/",
    "If you scanned a damaged label, type the id printed on it after /p/, in capitals with its"
    " hyphens, and a slash at the end: /p/FXVP-TPAR-29KS-R/",
)
#: As many ids stand on one page; with more there is a page for each beginning.
_MOST_ON_PAGE: Final = 300
_MOST_LETTERS: Final = 3


@dataclass(frozen=True, slots=True)
class Listed:
    """A passport in the index: printed id, what it is in a few words, and the folder of its page."""

    printed_id: str
    about: str
    folder: str


def render_indexes(
    passports: Sequence[Listed], langs: Sequence[Lang]
) -> Iterator[tuple[str, bytes]]:
    """Give the index as (path, bytes): one page, or one that leads to a page for each beginning."""
    letters, ordered = 0, sorted(passports, key=lambda one: one.printed_id)
    groups = _grouped(ordered, letters)
    while letters < _MOST_LETTERS and max(map(len, groups.values()), default=0) > _MOST_ON_PAGE:
        letters += 1
        groups = _grouped(ordered, letters)
    for lang in langs:
        file = file_in(lang, langs[0])
        head = _head(len(passports), lang)
        if not letters:
            yield file, frame(say(_INDEX, lang), head + _ids(ordered, ".", file), lang, langs)
            continue
        links = "".join(
            f'<li><a href="id/{start}/{file}">{start}</a> ({len(found)})</li>\n'
            for start, found in groups.items()
        )
        body = f'{head}<p>{say(_BEGINS, lang)}</p>\n<ul class="ids">\n{links}</ul>\n'
        yield file, frame(say(_INDEX, lang), body, lang, langs)
        for start, found in groups.items():
            title = say(_BEGINNING, lang).format(letters=start)
            back = f'<p><a href="../../{file}">{say(_BACK, lang)}</a></p>\n'
            page = f"<h1>{title}</h1>\n{_ids(found, '../..', file)}{back}"
            yield f"id/{start}/{file}", frame(title, page, lang, langs)


def render_way(printed_id: str, to_page: str, langs: Sequence[Lang]) -> bytes:
    """Make the page of ``p/<id>/`` that leads to the passport at once, and by a link."""
    lang = langs[0]
    target = escape(f"{to_page}/index.html")
    title = f"{say(TITLE, lang)} {printed_id}"
    said = " / ".join(say(_MOVED, one) for one in langs)
    body = f'<h1>{title}</h1>\n<p>{said} <a href="{target}">{printed_id}</a></p>\n'
    head = f'<meta http-equiv="refresh" content="0;url={target}">\n'
    return frame(title, body, lang, langs[:1], head=head)


def render_lost(langs: Sequence[Lang]) -> Iterator[tuple[str, bytes]]:
    """Give the pages for an address that leads nowhere; a host serves the first."""
    for lang in langs:
        name = "404.html" if lang == langs[0] else f"404.{lang}.html"
        body = (
            f"<h1>{say(_LOST, lang)}</h1>\n<p>{escape(say(_LOST_HOW, lang))}</p>\n"
            f'<p><a href="/{file_in(lang, langs[0])}">{say(_BACK, lang)}</a></p>\n'
        )
        # It may be served at any depth, so it links to nothing beside itself.
        yield name, frame(say(_LOST, lang), body, lang, (lang,))


def _head(count: int, lang: str) -> str:
    return (
        f"<h1>{say(_INDEX, lang)}</h1>\n<p>{say(_COUNT, lang).format(count=count)}</p>\n"
        f"<h2>{say(_FIND, lang)}</h2>\n<p>{say(_HOW, lang)}</p>\n"
    )


def _ids(passports: Sequence[Listed], up: str, file: str) -> str:
    items = "".join(
        f'<li><a href="{escape(f"{up}/{one.folder}/{file}")}">{one.printed_id}</a> '
        f"{escape(one.about)}</li>\n"
        for one in passports
    )
    return f'<ul class="ids">\n{items}</ul>\n'


def _grouped(passports: Sequence[Listed], letters: int) -> dict[str, list[Listed]]:
    found: dict[str, list[Listed]] = {}
    for one in passports:
        found.setdefault(one.printed_id[:letters], []).append(one)
    return found
