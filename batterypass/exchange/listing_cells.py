"""The cells of one row of a list, by field; what cannot be read is a problem with its column."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from batterypass.exchange.cell_bytes import has_lost_bytes, twice_encoded
from batterypass.exchange.listing_days import read_day
from batterypass.exchange.listing_fields import CERTIFICATE
from batterypass.exchange.listing_words import CHOICES, word_of
from batterypass.exchange.numbers import likely_number, parse_number
from batterypass.exchange.problems import RowProblem
from batterypass.exchange.rows import FORMULA_SIGNS
from batterypass.exchange.terms import nearest
from batterypass.regulations.accept import is_certificate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.exchange.listing_header import ListHeader
    from batterypass.exchange.rows import Row
    from batterypass.regulations.tables import Regulations

#: What people write for nothing.
_NOTHING: Final = frozenset({"-", "--", "---", "–", "—", "n/a", "n/d", "nd", "s/d"})
#: What a spreadsheet shows for a formula that failed (ECMA-376 part 1, 18.17.3).
_FAILED: Final = frozenset(
    {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#GETTING_DATA"}
)
_BETWEEN: Final = re.compile(r"\s*[;,|\n]\s*")
_SIGNED: Final = re.compile(r"[+-]\s?[0-9][0-9 .,]*")
_PHONE: Final = re.compile(r"\+[0-9][0-9 ().-]*(?:ext\.? ?[0-9]+)?", re.IGNORECASE)
_DEGREES: Final = {"latitude": 90, "longitude": 180}


class ListCells:
    """What a row says, field by field; a reading that fails adds a problem and gives nothing."""

    __slots__ = ("_checked", "_header", "_problems", "_row")

    def __init__(self, row: Row, header: ListHeader, problems: list[RowProblem]) -> None:
        self._row = row
        self._header = header
        self._problems = problems
        self._checked: dict[str, str] = {}
        for field, (place, name) in header.places.items():
            text = row.texts[place]
            if text:
                self._checked[field] = self._check(field, name, text)
        for place, name in header.unused:
            if row.texts[place].startswith(("=", "@")):
                self._note(name, row.texts[place], "list_formula_unused")

    def has(self, field: str) -> bool:
        """Tell whether the list speaks of a field at all, in this row or in another."""
        return self._header.has(field)

    def is_off(self, field: str) -> bool:
        """Tell whether the row has something there that could not be read; it is named already."""
        place = self._header.places.get(field)
        text = self._row.texts[place[0]] if place is not None else ""
        return bool(text) and not self._checked[field] and text.casefold() not in _NOTHING

    def text(self, field: str, *, is_default: bool = True) -> str:
        """Give the text of a field; else what stands for every row; else an empty text."""
        found = self._checked.get(field, "")
        return found or (self._header.mapping.defaults.get(field, "") if is_default else "")

    def add(
        self, field: str, value: str, key: str, values: Mapping[str, object], hint: str = ""
    ) -> None:
        """Note what is wrong with a cell."""
        column = self._header.name_of(field)
        self._problems.append(RowProblem(self._row.line, column, value, key, values, hint))

    def said(self, *fields: str, prefix: str = "") -> dict[str, str]:
        """Give the texts of the fields of which the row says something, in the mapping's words."""
        mapping = self._header.mapping
        found = {}
        for name in fields:
            text = self.text(f"{prefix}{name}")
            if text:
                found[name] = mapping.translate(f"{prefix}{name}", text)
        return found

    def listed(self, field: str) -> list[str]:
        """Give the parts of a cell that holds several."""
        return list(dict.fromkeys(filter(None, _BETWEEN.split(self.text(field)))))

    def words(self, name: str, *, prefix: str = "") -> list[str]:
        """Give our words for what a cell says, each once; a word that is not known is a problem."""
        field = f"{prefix}{name}"
        text = self.text(field)
        if not text:
            return []
        mapping = self._header.mapping
        # The whole cell first: "collection and storage; recycling" may be one word of the list.
        whole = mapping.translate(field, text)
        known = word_of(name, whole)
        if known is not None:
            return [known]
        found: dict[str, None] = {}
        for part in filter(None, _BETWEEN.split(whole)):
            for meant in filter(None, _BETWEEN.split(mapping.translate(field, part))):
                word = word_of(name, meant)
                if word is None:
                    choices = CHOICES[name]
                    values = {"choices": ", ".join(choices), "field": field}
                    self.add(field, part, "list_word", values, nearest(part, choices))
                else:
                    found[word] = None
        return list(found)

    def number(
        self, name: str, said: dict[str, str], *, prefix: str = "", signed: bool = False
    ) -> None:
        """Put a number into ``said`` where the row has one."""
        text = self.text(f"{prefix}{name}")
        if not text:
            return
        number = parse_number(text.removeprefix("+"), comma=self._row.comma, signed=signed)
        most = _DEGREES.get(name)
        if number is None or (most is not None and abs(float(number)) > most):
            key = "number" if most is None else "list_degrees"
            values = {} if most is None else {"most": most}
            self.add(f"{prefix}{name}", text, key, values, "" if signed else likely_number(text))
            return
        said[name] = number

    def day(self, name: str, said: dict[str, str], *, prefix: str = "") -> None:
        """Put a day into ``said`` where the row has one."""
        field = f"{prefix}{name}"
        text = self.text(field)
        if not text:
            return
        found = read_day(text, self._header.mapping.dates, self._header.epoch)
        if found.day:
            said[name] = found.day
            if found.serial:
                self._note(self._header.name_of(field), text, "list_serial_taken", found.day)
            return
        key = "list_serial" if found.serial else "list_day_order" if found.hint else "list_day"
        self.add(field, text, key, {}, found.hint)

    def check_scheme(self, prefix: str, scheme: str, regulations: Regulations) -> None:
        """See that a private certificate never stands in the columns of an authorisation."""
        if scheme and is_certificate(regulations, scheme) != (prefix == CERTIFICATE):
            key = "list_certified" if not prefix else "list_not_certified"
            self.add(f"{prefix}scheme", scheme, key, {})

    def _note(self, column: str, value: str, key: str, hint: str = "") -> None:
        self._header.notes.append(RowProblem(self._row.line, column, value, key, {}, hint))

    def _check(self, field: str, name: str, text: str) -> str:
        """Give a text that may be read further; what is harmful or damaged is named instead."""
        if text.casefold() in _NOTHING:
            return ""
        key, hint = "", ""
        if text.startswith(FORMULA_SIGNS):
            key = "" if _is_harmless(field, text) else "list_formula"
        elif text in _FAILED:
            key = "list_failed"
        if not key and not text.isascii():
            if has_lost_bytes(text):
                key = "list_lost"
            else:
                hint = twice_encoded(text)
                key = "list_twice" if hint else ""
        if key:
            self._problems.append(RowProblem(self._row.line, name, text, key, {}, hint))
            return ""
        return text


def _is_harmless(field: str, text: str) -> bool:
    """Tell whether a cell that begins as a formula does is a number or a telephone."""
    if field == "phone":
        return _PHONE.fullmatch(text) is not None
    return _SIGNED.fullmatch(text) is not None
