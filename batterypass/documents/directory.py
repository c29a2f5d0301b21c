"""The printed directory: cover, index by state, map with its list, and a page for each company.

Drawn for Letter in black; the same content gives the same bytes. Page numbers stand in the index
before the pages are drawn, so everything is laid out twice: the second time they are known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from batterypass.documents.directory_company import draw_company
from batterypass.documents.directory_cover import INDEX, PAGES, draw_cover, draw_index
from batterypass.documents.directory_map import TITLE as MAP
from batterypass.documents.directory_map import Marked, draw_maps, numbered
from batterypass.documents.directory_sheets import TITLE, Sheets, draw_feet
from batterypass.documents.pdf import write_pdf
from batterypass.documents.words import check_lang, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.documents.directory_content import DirectoryContent, RecyclerPage, SiteCard
    from batterypass.documents.ink import PdfInk
    from batterypass.documents.words import Lang


def render_directory(
    content: DirectoryContent,
    lang: Lang = "es",
    attachments: Sequence[tuple[str, bytes]] = (),
) -> bytes:
    """Make the PDF of a directory, with ``attachments`` (file name, bytes) inside.

    Raises InputError for a language that it does not have.
    """
    check_lang(lang)
    sites = _in_order(content)
    first = _lay_out(content, lang, sites, _Starts(0, 0, {}))
    pages = _lay_out(content, lang, sites, first.starts).pages
    draw_feet(pages, content, lang)
    return write_pdf(
        [ink.content() for ink in pages],
        title=f"{say(TITLE, lang)} {content.on}",
        lang="es-MX" if lang == "es" else "en",
        attachments=attachments,
    )


class _Site(NamedTuple):
    """A site with its company and its number on the map."""

    company: RecyclerPage
    site: SiteCard
    number: int


class _Starts(NamedTuple):
    """The pages on which the parts begin, and by party those of the companies."""

    map: int
    companies: int
    of: dict[str, int]


class _Pages(NamedTuple):
    pages: list[PdfInk]
    starts: _Starts


def _in_order(content: DirectoryContent) -> list[_Site]:
    """List the sites by state, municipality and company; that is the order of their numbers."""
    names = {one.key: one.state for one in content.capitals}
    pairs = sorted(
        ((one, site) for one in content.recyclers for site in one.sites),
        key=lambda pair: (
            not pair[1].state_key, names.get(pair[1].state_key, ""), pair[1].municipality,
            pair[0].name, pair[0].party, pair[1].site_id,
        ),
    )  # fmt: skip
    numbers = numbered([site for _, site in pairs])
    return [_Site(one, site, numbers.get(n, 0)) for n, (one, site) in enumerate(pairs)]


def _lay_out(
    content: DirectoryContent, lang: Lang, sites: Sequence[_Site], starts: _Starts
) -> _Pages:
    names = {one.key: one.state for one in content.capitals}
    marked = [
        Marked(
            one.number, one.company.name, names.get(one.site.state_key, ""),
            starts.of.get(one.company.party, 0), one.site,
        )
        for one in sites
    ]  # fmt: skip
    parts = ((INDEX, 2), (MAP, starts.map), (PAGES, starts.companies))
    pages = [draw_cover(content, lang, parts)]
    sheets = Sheets(lang, content.on)
    draw_index(sheets, content, marked)
    map_at = len(pages) + len(sheets.pages) + 1
    draw_maps(sheets, marked, content.capitals)
    of: dict[str, int] = {}
    numbers: dict[str, dict[str, int]] = {}
    for one in sites:
        numbers.setdefault(one.company.party, {})[one.site.site_id] = one.number
    companies_at = len(pages) + len(sheets.pages) + 1
    for company in content.recyclers:
        of[company.party] = len(pages) + len(sheets.pages) + 1
        draw_company(sheets, company, numbers.get(company.party, {}), content.near_percent)
    return _Pages([*pages, *sheets.pages], _Starts(map_at, companies_at, of))
