"""A mapping file: which column of somebody's list is which field, and in whose words.

JSON with ``recycler_import_mapping: 1`` (``docs/formats/directory-import.md``). Columns are called as
the file calls them; one that is ``null`` is left out on purpose. ``values`` says for a field what a
word of the file means; ``defaults`` stand where a row says nothing.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final, cast

from batterypass.errors import MalformedError
from batterypass.exchange.columns import column_key
from batterypass.exchange.json_rows import parse_json
from batterypass.exchange.listing_days import DAY_ORDERS, DayOrder
from batterypass.exchange.listing_fields import FIELDS, Meaning, is_known, meaning_of
from batterypass.exchange.rows import clean
from batterypass.exchange.terms import plain_key
from batterypass.exchange.words import both_of, input_error, malformed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from batterypass.exchange.source import Source

MARK: Final = "recycler_import_mapping"
_VERSION: Final = 1
#: A mapping is a few kilobytes; what is longer is another file.
MAX_BYTES: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ListMapping:
    """How a list is to be read. Empty: by the names of its columns, in the words of the ledger.

    ``columns`` maps the name of a column to its field, empty for none; ``values`` maps a field to
    words and what they mean. Names and words are compared without case, accents and punctuation.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)
    dates: DayOrder = "iso"
    sheet: str = ""
    _columns: dict[str, str] = field(init=False, repr=False, compare=False, default_factory=dict)
    _values: dict[str, dict[str, str]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        self._columns.update((column_key(name), one) for name, one in self.columns.items())
        for field_, words in self.values.items():
            self._values[field_] = {plain_key(word): meant for word, meant in words.items()}

    def meaning_of(self, name: str) -> Meaning:
        """Say what a column gives: what the mapping says of it, else its name."""
        found = self._columns.get(column_key(name))
        return meaning_of(name) if found is None else Meaning(found, is_told=not found)

    def is_known(self, name: str) -> bool:
        """Tell whether a column gives something, or is left out on purpose."""
        return column_key(name) in self._columns or is_known(name)

    def translate(self, field_: str, text: str) -> str:
        """Give what a word of the file means, or the word itself."""
        words = self._values.get(field_)
        return text if words is None else words.get(plain_key(text), text)

    def with_columns(self, columns: Mapping[str, str]) -> ListMapping:
        """Add columns by their names."""
        return replace(self, columns={**self.columns, **columns})

    def with_defaults(self, defaults: Mapping[str, str]) -> ListMapping:
        """Add values that stand where a row says nothing."""
        return replace(self, defaults={**self.defaults, **defaults})

    def encode(self) -> bytes:
        """Write the mapping file."""
        members: dict[str, Any] = {
            MARK: _VERSION,
            "columns": {name: field_ or None for name, field_ in self.columns.items()},
            "values": {name: dict(words) for name, words in self.values.items()},
            "defaults": dict(self.defaults),
            "dates": self.dates,
            "sheet": self.sheet,
        }
        kept = {name: value for name, value in members.items() if value}
        return json.dumps(kept, ensure_ascii=False, indent=2).encode() + b"\n"


def parse_mapping(source: Source) -> ListMapping:
    """Read a mapping file. Raises InputError or MalformedError that names the member."""
    text, _ = source.decode(json=True)
    try:
        value = parse_json(text)
    except MalformedError as error:
        raise malformed("map_json", name=source.name, problem=both_of(error)) from error
    if not isinstance(value, dict) or str(value.get(MARK)) != str(_VERSION):
        raise input_error("map_other", name=source.name, mark=MARK)
    unknown = [
        name
        for name in value
        if name not in (MARK, "columns", "values", "defaults", "dates", "sheet")
    ]
    if unknown:
        raise input_error("map_member", name=source.name, member=str(unknown[0]))
    columns = _words(source.name, value, "columns")
    defaults = _words(source.name, value, "defaults")
    for field_ in (*columns.values(), *defaults):
        if field_:
            check_field(source.name, field_)
    dates = value.get("dates", "iso")
    if dates not in DAY_ORDERS:
        raise input_error("map_dates", name=source.name, choices=", ".join(DAY_ORDERS))
    sheet = value.get("sheet", "")
    if not isinstance(sheet, str):
        raise input_error("map_member", name=source.name, member="sheet")
    values = _values(source.name, value)
    return ListMapping(columns, values, defaults, cast("DayOrder", dates), clean(sheet))


def parse_defaults(words: Iterable[str]) -> dict[str, str]:
    """Read ``field=value`` words. Raises InputError for a field that a list does not have."""
    found = {}
    for word in words:
        name, sign, value = word.partition("=")
        if not sign or not clean(value):
            raise input_error("list_default", found=word[:80])
        check_field("--default", name)
        found[name] = clean(value)
    return found


def check_field(where: str, name: str) -> None:
    """Raise InputError, with what may be meant, for what is no field of a list."""
    if name not in FIELDS:
        near = get_close_matches(name[:40], FIELDS, n=1, cutoff=0.5)
        raise input_error(
            "map_field", name=where, field=name[:60], near=near[0] if near else FIELDS[0]
        )


def _words(name: str, value: Mapping[str, Any], member: str) -> dict[str, str]:
    """Read an object of texts; null is an empty text."""
    found = value.get(member, {})
    if not isinstance(found, dict) or not all(
        isinstance(one, str) or one is None for one in found.values()
    ):
        raise input_error("map_member", name=name, member=member)
    return {clean(key): clean(one or "") for key, one in found.items()}


def _values(name: str, value: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    found = value.get("values", {})
    if not isinstance(found, dict):
        raise input_error("map_member", name=name, member="values")
    words: dict[str, dict[str, str]] = {}
    for field_ in found:
        check_field(name, field_)
        words[field_] = _words(name, found, field_)
    return words
