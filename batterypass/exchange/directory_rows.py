"""The directory as a table: one row for each authorisation of a site, and for each certificate.

*Authorised* (by a government) and *certified* (by a private scheme) never share a column: the
columns of a certificate are those of an authorisation with ``certificate_`` before their names, and
a row fills the ones or the others. What a permit allows in several ways stands in several rows of
the same number. The names are those that ``batterypass recycler import`` reads.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from batterypass.domain.standing import Standing, read_on, standing_on
from batterypass.domain.states import PartyState
from batterypass.exchange.rows import neutral
from batterypass.regulations.accept import is_certificate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from batterypass.domain.states import AuthorisationState
    from batterypass.regulations.tables import Regulations

#: Columns of whose site it is.
PARTY_COLUMNS: Final = ("party", "legal_name", "tax_id", "country", "roles")
_ADDRESS: Final = (
    "street", "ext_no", "int_no", "colonia", "postal_code", "municipality", "municipality_key",
    "state", "state_key",
)  # fmt: skip
_REACHED: Final = ("phone", "email", "nra", "latitude", "longitude")
#: Columns of the site. ``closed_on`` is the day from which it takes nothing any more.
SITE_COLUMNS: Final = ("site_id", "site_name", *_ADDRESS, *_REACHED, "closed_on")
#: Columns of an authorisation; those of a certificate have the same names behind ``certificate_``.
GRANT_COLUMNS: Final = (
    "scheme", "number", "authority", "operations", "waste_class", "streams", "chemistries",
    "waste_codes", "damaged_accepted", "scope_capacity_t_year", "capacity_t_year",
    "effective_from", "effective_to", "status", "status_on", "renewal_filed_on",
)  # fmt: skip
CERTIFICATE: Final = "certificate_"
#: Columns that say how it stands and where that is from; nothing reads them back.
TOLD_COLUMNS: Final = (
    "on", "standing", "granted_by", "transcribed_from", "list_date", "entry", "last_entry",
)  # fmt: skip
COLUMNS: Final = (
    *PARTY_COLUMNS,
    *SITE_COLUMNS,
    *GRANT_COLUMNS,
    *(f"{CERTIFICATE}{name}" for name in GRANT_COLUMNS),
    *TOLD_COLUMNS,
)
#: Between the values of a cell that holds several.
_BETWEEN: Final = "; "
_NUMBER: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?", re.ASCII)
_BOM: Final = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class DirectoryRow:
    """An authorisation of a site, or a private certificate, as it stands on the day ``on``.

    ``party`` is the holder as the directory has it, ``site`` the card of the site, empty where the
    holder has registered no such site. ``accepted_kg`` is the waste that the site has accepted in
    the year of ``on``, in kilograms.
    """

    party: PartyState
    site: Mapping[str, Any]
    held: AuthorisationState
    is_certificate: bool
    on: str
    standing: Standing
    accepted_kg: str

    @property
    def site_id(self) -> str:
        """Give the site that it is for."""
        return self.held.holder_site

    @property
    def entries(self) -> tuple[int, ...]:
        """Give the entries that say what it is, oldest first."""
        return tuple(int(change["entry"]) for change in self.held.changes)


def row_of(
    regulations: Regulations, party: PartyState, held: AuthorisationState, on: str
) -> DirectoryRow:
    """Make the row of an authorisation, with how it stands on a day."""
    name = held.holder_site
    site = next((one for one in party.sites if one["site_id"] == name), {})
    return DirectoryRow(
        party,
        site,
        held,
        is_certificate(regulations, held.scheme),
        on,
        standing_on(held, on),
        party.accepted_kg(name, on[:4]),
    )


def nobody(party: str) -> PartyState:
    """Stand in for a holder whom nobody registered: a grant names it, and it has no card."""
    return PartyState(
        party=party, legal_name="", country="", tax_id="", roles=[], domains=[], gs1_prefixes=[],
        sites=[], registrations=[], keys={}, registered_index=-1,
    )  # fmt: skip


def sorted_rows(rows: Iterable[DirectoryRow]) -> list[DirectoryRow]:
    """Put rows in the order of the papers: by party, site, authorised first, scheme and number."""
    return sorted(
        rows,
        key=lambda row: (
            row.party.party, row.site_id, row.is_certificate, row.held.scheme, row.held.number,
        ),
    )  # fmt: skip


def cells_of(row: DirectoryRow) -> Iterator[dict[str, str]]:
    """Give a line for each way in which a row allows something, as column -> text."""
    held, prefix = row.held, CERTIFICATE if row.is_certificate else ""
    fixed = {**_card_cells(row), **_told_cells(row)}
    status, status_on = _status(row)
    grant = {
        "scheme": held.scheme,
        "number": held.number,
        "authority": held.authority,
        "capacity_t_year": held.capacity_t_year,
        "effective_from": held.effective_from,
        "effective_to": held.effective_to,
        "status": status,
        "status_on": status_on,
        "renewal_filed_on": held.renewal_filed_on,
    }
    for operations, scope in ways_of(held.scopes):
        said = {
            **grant,
            "operations": _BETWEEN.join(operations),
            "waste_class": scope["waste_class"],
            "streams": _BETWEEN.join(scope["streams"]),
            "chemistries": _BETWEEN.join(scope.get("chemistries", ())),
            "waste_codes": _BETWEEN.join(scope.get("waste_codes", ())),
            "damaged_accepted": "yes" if scope.get("damaged_accepted") else "no",
            "scope_capacity_t_year": scope.get("capacity_t_year", ""),
        }
        line = dict.fromkeys(COLUMNS, "")
        line.update(fixed)
        line.update((f"{prefix}{name}", said[name]) for name in GRANT_COLUMNS)
        yield line


def encode_csv(rows: Iterable[DirectoryRow]) -> bytes:
    """Write the table in UTF-8 with a byte order mark, which spreadsheets look for.

    A cell that a spreadsheet would take for a formula has an apostrophe before it; the reader takes
    it off. A plain number is none, whatever its sign: maps read the coordinates.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        for line in cells_of(row):
            writer.writerow([_cell(line[name]) for name in COLUMNS])
    return _BOM + out.getvalue().encode()


def recyclers_object(rows: Sequence[DirectoryRow]) -> list[dict[str, Any]]:
    """Give the rows for programs: parties, their sites, and per site ``authorised``, ``certified``.

    Rows come in the order of :func:`sorted_rows`. What is not known is left out.
    """
    found = []
    for _, of_party in groupby(rows, key=lambda row: row.party.party):
        held = list(of_party)
        party = held[0].party
        sites = [
            _site_object(list(of_site)) for _, of_site in groupby(held, key=lambda row: row.site_id)
        ]
        card = {name: getattr(party, name) for name in PARTY_COLUMNS}
        found.append({**_known(card), "sites": sites})
    return found


def _site_object(rows: Sequence[DirectoryRow]) -> dict[str, Any]:
    first = rows[0]
    card = {name: value for name, value in first.site.items() if name != "site_id"}
    return {
        "site_id": first.site_id,
        **card,
        "accepted": {"year": first.on[:4], "kg": first.accepted_kg},
        "authorised": [_grant_object(row) for row in rows if not row.is_certificate],
        "certified": [_grant_object(row) for row in rows if row.is_certificate],
    }


def _grant_object(row: DirectoryRow) -> dict[str, Any]:
    held, standing = row.held, row.standing
    terms = {
        "subject": held.subject,
        "scheme": held.scheme,
        "number": held.number,
        "authority": held.authority,
        "granted_by": held.granted_by,
        "scopes": held.scopes,
        "capacity_t_year": held.capacity_t_year,
        "effective_from": held.effective_from,
        "effective_to": held.effective_to,
        "renewal_filed_on": held.renewal_filed_on,
        "revoked_from": held.revoked_from,
        "transcription": {**held.transcription, "read_on": read_on(held)}
        if held.transcription
        else {},
    }
    return {
        **_known(terms),
        "on": row.on,
        "standing": standing.word,
        "since": standing.since,
        "entry": standing.entry,
        "entries": list(row.entries),
    }


def _known(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}


def _card_cells(row: DirectoryRow) -> dict[str, str]:
    party, site = row.party, row.site
    address = site.get("address", {})
    return {
        "party": party.party,
        "legal_name": party.legal_name,
        "tax_id": party.tax_id,
        "roles": _BETWEEN.join(party.roles),
        "country": address.get("country", party.country),
        "site_id": row.site_id,
        "site_name": site.get("name", ""),
        **{name: address.get(name, "") for name in _ADDRESS},
        **{name: site.get(name, "") for name in _REACHED},
        "closed_on": site.get("closed_on", ""),
    }


def _told_cells(row: DirectoryRow) -> dict[str, str]:
    held = row.held
    return {
        "on": row.on,
        "standing": row.standing.word,
        "granted_by": held.granted_by,
        "transcribed_from": held.transcription.get("source", ""),
        "list_date": read_on(held),
        "entry": str(held.granted_index),
        "last_entry": str(row.entries[-1]),
    }


def _status(row: DirectoryRow) -> tuple[str, str]:
    """Give what a list says of it beside its dates, and since when where that is a day of its own."""
    if row.standing.word in ("suspended", "revoked"):
        return row.standing.word, row.standing.since
    return ("renewal_filed" if row.held.renewal_filed_on else "in_force"), ""


def ways_of(
    scopes: Sequence[Mapping[str, Any]],
) -> Iterator[tuple[list[str], Mapping[str, Any]]]:
    """Give scopes that allow the same of the same waste together: their operations, and one."""
    ways: list[tuple[list[str], Mapping[str, Any]]] = []
    for scope in scopes:
        rest = {name: value for name, value in scope.items() if name != "operation"}
        for operations, known in ways:
            if rest == {name: value for name, value in known.items() if name != "operation"}:
                operations.append(scope["operation"])
                break
        else:
            ways.append(([scope["operation"]], scope))
    return iter(ways)


def _cell(text: str) -> str:
    return text if _NUMBER.fullmatch(text) else neutral(text)
