"""The cells of one row by field, and the problems that reading them meets."""

from __future__ import annotations

from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from batterypass.domain.base import number_text
from batterypass.exchange.dates import is_event_time, likely_month, parse_day, parse_month
from batterypass.exchange.numbers import is_ambiguous, likely_number, parse_number, scaled
from batterypass.exchange.problems import RowProblem
from batterypass.exchange.terms import (
    CATEGORIES,
    CHEMISTRIES,
    category_of,
    chemistry_of,
    nearest,
    plain_key,
)
from batterypass.regulations.attributes import attributes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.exchange.columns import Target
    from batterypass.exchange.rows import Row

_ARTICLES: Final = {
    "cell": "cell", "celda": "cell", "module": "module", "modulo": "module",
    "pack": "pack", "paquete": "pack",
}  # fmt: skip
_MILLIONTH: Final = Decimal("0.000001")
_NOTHING: Mapping[str, object] = MappingProxyType({})


class Cells:
    """What a row gives, field by field; a reading that fails adds a problem and gives nothing."""

    __slots__ = (
        "_columns",
        "_comma",
        "_row",
        "_texts",
        "aliases",
        "met_comma",
        "problems",
        "values",
    )

    def __init__(self, row: Row) -> None:
        self._row = row
        #: Whether a comma in this row is a decimal sign.
        self._comma = row.comma
        self._texts: dict[str, str] = {}
        self._columns: dict[str, tuple[str, Decimal | None]] = {}
        #: Scheme -> other number; attribute id -> value, as they stand.
        self.aliases: dict[str, str] = {}
        self.values: dict[str, str] = {}
        self.problems: list[RowProblem] = []
        self.met_comma = False

    def put(self, name: str, target: Target, text: str) -> None:
        """Take a cell of the column ``name``."""
        field = target.field
        self._columns[field] = (name, target.factor)
        if field.startswith("values."):
            self.values[field[7:]] = text
        elif field.startswith("alias."):
            self.aliases[field[6:]] = text
        else:
            self._texts[field] = text

    def text(self, field: str) -> str:
        """Give the text of a field, empty where the row has none."""
        return self._texts.get(field, "")

    def column(self, field: str) -> str:
        """Give the name of a field's column in the file; the field's own where it has none."""
        name = self._columns.get(field, (field, None))[0]
        return self._row.places.get(name, name)

    def add(
        self,
        column: str,
        value: str,
        key: str,
        values: Mapping[str, object] = _NOTHING,
        hint: str = "",
    ) -> None:
        """Note a problem under a column's own name."""
        self.problems.append(RowProblem(self._row.line, column, value, key, values, hint))

    def add_for(
        self, field: str, key: str, values: Mapping[str, object] = _NOTHING, hint: str = ""
    ) -> None:
        """Note a problem with the text of a field."""
        text = self.values.get(field[7:], "") if field.startswith("values.") else self.text(field)
        self.add(self.column(field), text, key, values, hint)

    def add_missing(self, field: str) -> None:
        """Note that a field is needed and is not there."""
        self.add(self.column(field), "", "missing", {"what": field})

    def required(self, field: str) -> str:
        """Give a text that must be there."""
        text = self._texts.get(field, "")
        if not text:
            self.add_missing(field)
        return text

    def optional(self, field: str, form: dict[str, Any]) -> None:
        """Put a text into a form where the row has one."""
        text = self._texts.get(field)
        if text:
            form[field] = text

    def choice(self, field: str) -> str:
        """Give our word for a chemistry or a category."""
        text = self.required(field)
        if not text:
            return ""
        of, choices = (
            (chemistry_of, CHEMISTRIES) if field == "chemistry" else (category_of, CATEGORIES)
        )
        word = of(text)
        if word is None:
            values = {"choices": ", ".join(choices)}
            self.add_for(field, "choice", values, nearest(text, choices))
            return ""
        return word

    def number(self, field: str) -> str:
        """Give a figure that must be there and more than zero, in the field's unit."""
        text = self.required(field)
        if not text:
            return ""
        number = self._parse(field, text)
        if not number:
            return ""
        factor = self._columns[field][1]
        if factor is not None:
            number = scaled(number, factor)
        if number == "0":
            self.add_for(field, "positive")
            return ""
        return number

    def month(self, field: str, latest: str) -> str:
        """Give the month (YYYY-MM) of a date that must be there, ``latest`` at the latest."""
        text = self.required(field)
        if not text:
            return ""
        month = parse_month(text)
        if month is None or month > latest:
            guess = likely_month(text) if month is None else ""
            self.add_for(field, "month", {"latest": latest}, guess if guess <= latest else "")
            return ""
        return month

    def time(self, field: str, form: dict[str, Any]) -> None:
        """Put an event time into a form where the row has one."""
        text = self._texts.get(field)
        if not text:
            return
        if is_event_time(text):
            form[field] = text
        else:
            self.add_for(field, "event_time")

    def un38_3(self, parts: tuple[str, ...]) -> dict[str, str]:
        """Give the UN 38.3 report: all of its parts, or none."""
        texts = {part: self.text(f"un38_3_{part}") for part in parts}
        if not any(texts.values()):
            return {}
        for part, text in texts.items():
            if not text:
                self.add_missing(f"un38_3_{part}")
        if texts["tested_on"] and parse_day(texts["tested_on"]) is None:
            self.add_for("un38_3_tested_on", "day")
        article = _ARTICLES.get(plain_key(texts["article"])) if texts["article"] else None
        if texts["article"] and article is None:
            self.add_for("un38_3_article", "choice", {"choices": "cell, module, pack"})
        return {**texts, "article": article or ""}

    def public_values(self) -> dict[str, str]:
        """Give the passport attributes in order; what should be a number is one."""
        found = {}
        for name, text in sorted(self.values.items()):
            if attributes()[name].is_number:
                number = self._parse(f"values.{name}", text, signed=True)
                if number:
                    found[name] = number
            else:
                found[name] = text
        return found

    def figure(self, field: str, key: str, values: Mapping[str, str], hint: str) -> RowProblem:
        """Make the problem of a figure that does not fit the others, in its column's own unit."""
        factor = self._columns[field][1]
        if factor is not None:
            values = {
                name: _unscaled(value, factor) if name in ("low", "high") else value
                for name, value in values.items()
            }
            hint = _unscaled(hint, factor) if hint else ""
        return RowProblem(self._row.line, self.column(field), self.text(field), key, values, hint)

    def doubt(
        self, field: str, key: str, values: Mapping[str, object], hint: str, found: str = ""
    ) -> RowProblem:
        """Make the problem of an attribute that is unusual and may be right."""
        name = field.removeprefix("values.")
        text = self.values.get(name, found)
        return RowProblem(self._row.line, self.column(field), text, key, values, hint)

    def _parse(self, field: str, text: str, *, signed: bool = False) -> str:
        if self._comma and is_ambiguous(text, comma=True) and self._writes_commas():
            self.add_for(field, "ambiguous", hint=text.replace(".", ""))
            return ""
        number = parse_number(text, comma=self._comma, signed=signed)
        if number is None:
            self.add_for(field, "number", hint=likely_number(text))
            return ""
        self.met_comma = self.met_comma or "," in text
        return number

    def _writes_commas(self) -> bool:
        """Tell whether some figure of this row is written with a decimal comma."""
        return any(
            "," in text and parse_number(text, comma=True, signed=True) is not None
            for text in (*self._texts.values(), *self.values.values())
        )


def _unscaled(number: str, factor: Decimal) -> str:
    return number_text((Decimal(number) / factor).quantize(_MILLIONTH))
