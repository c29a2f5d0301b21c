"""What the law wants of a UN 38.3 test summary, from ``un38-3.json``.

Pure functions over the record of :mod:`batterypass.domain.un383`: what is missing, and whether one
has to be made available for what was made on a day. What speaks against a summary is told by
:mod:`batterypass.regulations.un383_reasons`. The table is no part of a rulebook: it judges no entry.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from batterypass.domain.un383 import Un383Summary
from batterypass.errors import MalformedError
from batterypass.regulations.tables import Confidence, Row, Table
from batterypass.texts.bilingual import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Members of each sort of row.
_MEMBERS: Final[Mapping[str, tuple[str, ...]]] = {
    "item": ("letter", "paragraph", "label_es", "label_en", "fields"),
    "need": ("field", "when"),
    "test": ("field", "articles", "chemistries"),
    "assembled": ("field", "assembled_under", "chemistries"),
    "signature": ("revision", "amendment"),
    "covers": ("article", "by_model"),
    "cutoff": ("regime", "made_from"),
    "edition": ("revision", "amendment", "made_before"),
}
#: Regimes whose text follows the UN Model Regulations.
_OF_THE_UN: Final = frozenset({"UN", "ADR", "RID", "IMDG", "IATA", "NOM"})


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the paragraph: its letter, its words and the fields that hold it."""

    letter: str
    paragraph: str
    label: Text
    fields: tuple[str, ...]
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Missing:
    """A field that the summary does not have, and the item that wants it."""

    item: Item
    field: str
    label: Text


@dataclass(frozen=True, slots=True, eq=False)
class Un383Law:
    """The table, by sort of row."""

    sha256: str
    items: tuple[Item, ...]
    rows: Mapping[str, tuple[Row, ...]]

    def of(self, sort: str) -> tuple[Row, ...]:
        """Give the rows of a sort."""
        return self.rows[sort]

    def row_of_item(self, letter: str) -> Row:
        """Give the row of an item by its letter."""
        return next(row for row in self.of("item") if row["letter"] == letter)


def parse_un383(body: bytes) -> Un383Law:
    """Read the table. Raises MalformedError that names the row that is off."""
    table = Table.parse("un38-3", body)
    rows: dict[str, list[Row]] = {sort: [] for sort in _MEMBERS}
    for row in table.rows:
        members = _MEMBERS.get(str(row.get("row")))
        if members is None or any(member not in row for member in members):
            raise MalformedError(
                f"table un38-3: row {row.get('id')}: expected a row of {', '.join(_MEMBERS)} with all"
                " of its members"
            )
        rows[row["row"]].append(row)
    if len(rows["signature"]) != 1 or not rows["edition"]:
        raise MalformedError("table un38-3: expected one row of signature, and rows of edition")
    items = tuple(map(_item, rows["item"]))
    named = [field for item in items for field in item.fields]
    expected = set(Un383Summary.model_fields) - {"format"}
    if len(named) != len(set(named)) or set(named) != expected:
        raise MalformedError("table un38-3: the items do not name each field of a summary once")
    return Un383Law(table.sha256, items, {sort: tuple(one) for sort, one in rows.items()})


def field_label(field: str) -> Text:
    """Give the words for a field of a summary."""
    info = Un383Summary.model_fields[field]
    extra: Any = info.json_schema_extra
    return Text(str(info.description), str(extra["es"]))


def missing_of(law: Un383Law, summary: Un383Summary) -> tuple[Missing, ...]:
    """Name every field that is needed and not there, in the order of the items.

    A field that is needed only for some (the lithium content, the reference to 38.3.3) is not asked
    for while nobody says what the article is: then that is what is named.
    """
    return tuple(
        Missing(item, field, field_label(field))
        for item in law.items
        for field in item.fields
        if getattr(summary, field) in (None, []) and _is_needed(law, summary, field)
    )


def is_summary_due(law: Un383Law, regime: str, made_on: str) -> bool | None:
    """Tell whether a summary has to be available for what was made on a day or in a month.

    ``regime`` is UN, ADR, RID, IMDG, IATA, NOM or 49CFR. None: it is not known when it was made.
    Raises ValueError for a regime that the table does not have.
    """
    wanted = "UN" if regime in _OF_THE_UN else regime
    row = next((one for one in law.of("cutoff") if one["regime"] == wanted), None)
    if row is None:
        raise ValueError(f"regime {regime!r}: no cut-off date is known")
    return None if not made_on else _first_day(made_on) >= row["made_from"]


def needs_signature(law: Un383Law, summary: Un383Summary) -> bool:
    """Tell whether the edition of the Manual asks for a signature; an unknown edition does."""
    (row,) = law.of("signature")
    edition = (summary.manual_revision or 0, summary.manual_amendment or 0)
    return edition < (row["revision"], row["amendment"])


def _item(row: Row) -> Item:
    label = Text(row["label_en"], row["label_es"])
    fields = tuple(row["fields"])
    return Item(row["letter"], row["paragraph"], label, fields, row["source"], row["confidence"])


def _is_needed(law: Un383Law, summary: Un383Summary, field: str) -> bool:
    conditions = _conditions(law).get(field, {})
    return all(getattr(summary, name, None) in values for name, values in conditions.items())


@lru_cache(maxsize=4)
def _conditions(law: Un383Law) -> Mapping[str, Mapping[str, Any]]:
    return {row["field"]: row["when"] for row in law.of("need")}


def _first_day(moment: str) -> str:
    """Give the first day that a day or month can mean."""
    return f"{moment}-01" if len(moment) == len("2003-06") else moment
