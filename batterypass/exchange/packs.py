"""A row of somebody's file as the form of ``pack.manufactured``, or what is wrong with it.

All problems of a row are found, not only the first. The kind's own model has the last word, so that
a form from here never fails later for its shape.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from batterypass.domain.events import problems_of
from batterypass.domain.events.pack import PackManufactured
from batterypass.exchange.cells import Cells
from batterypass.exchange.columns import FIELDS, MAX_COLUMNS
from batterypass.exchange.facts import contradictions, impossible_days
from batterypass.exchange.header import Header, LeftOut, check_header, make_header
from batterypass.exchange.identity import due_check_digit, expected_item, make_item, parse_gtin
from batterypass.exchange.identity import serial_of as serial_of_item
from batterypass.exchange.plausible import doubt_about
from batterypass.regulations.attributes import attributes
from batterypass.regulations.identifiers.schemes import normal_number
from batterypass.regulations.passport_checks import check_together, check_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from batterypass.domain.passport_values import Value
    from batterypass.exchange.leaves import ReportLine
    from batterypass.exchange.problems import RowProblem
    from batterypass.exchange.rows import Row
    from batterypass.exchange.settings import Settings

KIND: Final = "pack.manufactured"
#: The passport's own identifier is no value of the pack: it names the event of the passport.
_PASSPORT_ID: Final = "battery_passport_identifier"
#: Common fields that make a form a whole event, so that its own fields can be checked.
_COMMON: Final[Mapping[str, Any]] = {
    "event_id": "00000000-0000-8000-8000-000000000000",
    "kind": KIND,
    "version": 1,
    "event_time": "2026-01-01T00:00:00+00:00",
    "actor": "https://none.example",
    "subjects": [{"subject": "https://none.example", "lane": "main", "seq": 0, "prev": None}],
}
_NUMBERS: Final = ("nominal_voltage_v", "capacity_ah", "energy_wh", "mass_kg")
_UN38_3: Final = ("report", "tested_on", "article")
#: Field of the model -> text of what it expects, where it is not a plain word.
_EXPECTED: Final[Mapping[str, str]] = {"item": "item", "event_time": "event_time"}


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack that can be signed: its line, its form, and a figure that is unusual, if any.

    ``passport`` is the identifier of its passport as the file has it. ``sealed`` are the values of
    that passport that are not public, by content point; ``doubts`` are further values that are unusual.
    """

    line: int
    form: dict[str, Any]
    unusual: RowProblem | None = None
    passport: str = ""
    sealed: Mapping[str, Mapping[str, Value]] = dataclasses.field(default_factory=dict)
    doubts: tuple[RowProblem, ...] = ()
    #: Names of files that the event is to name.
    attach: tuple[str, ...] = ()


class PackReader:
    """Reads the rows of one file. What it learns of a header serves all rows that have it."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._headers: dict[tuple[str, ...], Header] = {}
        self._given = {target.field: (target, text) for target, text in settings.given.items()}
        self._left_out: dict[str, LeftOut] = {}
        #: Whether some figure was written with a decimal comma.
        self.met_comma = False

    def check_header(self, file: str, names: tuple[str, ...]) -> None:
        """Raise InputError where no row under this header could be a pack."""
        check_header(file, self._header(names), self._given)

    def left_out(self) -> tuple[LeftOut, ...]:
        """List the columns that gave nothing, in the order in which they were met."""
        return tuple(self._left_out.values())

    def column(self, row: Row, field: str) -> str:
        """Give the name that a row's file has for a field; the field's own where it has none."""
        name = self._header(row.names).name_of(field)
        return row.places.get(name, name)

    def settle(self, report: Iterable[ReportLine]) -> tuple[ReportLine, ...]:
        """Give a report in which what was set for every row stands in place of what was taken."""
        return tuple(self._settled(line) for line in report)

    def _settled(self, line: ReportLine) -> ReportLine:
        # One leaf may give a field of the pack and an attribute of its passport.
        targets = line.target.split(", ")
        kept = [target for target in targets if target not in self._given]
        if len(kept) == len(targets):
            return line
        if kept:
            return replace(line, target=", ".join(kept))
        after = self._given[targets[-1]][1]
        return replace(
            line, what="left_out", target="", after="", key="why_set", values={"after": after}
        )

    def read(self, row: Row) -> Pack | list[RowProblem]:
        """Give the pack of a row, or everything that is wrong with the row."""
        if row.problems:
            return list(row.problems)
        header = self._header(row.names)
        cells = Cells(row)
        for first, second in header.twice:
            cells.add(second, "", "same_field", {"first": first, "second": second})
        texts = row.texts
        for index, name, target in header.used:
            if texts[index]:
                cells.put(name, target, texts[index])
        for field, (target, text) in self._given.items():
            cells.put(field, target, text)
        form = self._form(cells, row.values)
        self.met_comma = self.met_comma or cells.met_comma
        if cells.problems:
            return cells.problems
        try:
            PackManufactured.model_validate({**_COMMON, **form})
        except ValidationError as error:
            _explain(cells, error)
            return cells.problems
        passport, sealed = _passport_of(row.values)
        doubts = _check_attributes(cells, form, sealed, f"{self._settings.latest}-31")
        if cells.problems:
            return cells.problems
        figure = _doubt(cells, form)
        if figure is not None:
            doubts.insert(0, figure)
        unusual = doubts.pop(0) if doubts else None
        attach = tuple(filter(None, map(str.strip, cells.text("attach").split(";"))))
        return Pack(row.line, form, unusual, passport, sealed, tuple(doubts), attach)

    def _header(self, names: tuple[str, ...]) -> Header:
        header = self._headers.get(names)
        if header is None:
            header = make_header(names)
            for one in header.left_out:
                if len(self._left_out) < MAX_COLUMNS:
                    self._left_out.setdefault(one.name, one)
            # JSON lines may all differ; what was learnt of a few thousand kinds of rows is enough.
            if len(self._headers) < 4096:
                self._headers[names] = header
        return header

    def _form(self, cells: Cells, given: Mapping[str, Value]) -> dict[str, Any]:
        form: dict[str, Any] = {}
        item, serial = self._item_and_serial(cells)
        if item:
            form["item"] = item
        model = cells.required("model")
        if model:
            form["model"] = model
        if serial:
            form["serial"] = serial
        for field in ("chemistry", "category"):
            word = cells.choice(field)
            if word:
                form[field] = word
        for field in _NUMBERS:
            number = cells.number(field)
            if number:
                form[field] = number
        month = cells.month("made_month", self._settings.latest)
        if month:
            form["made_month"] = month
        cells.optional("plant", form)
        cells.time("event_time", form)
        report = cells.un38_3(_UN38_3)
        if report:
            form["un38_3"] = report
        if cells.aliases:
            form["aliases"] = [
                {"scheme": scheme, "value": normal_number(scheme, value)}
                for scheme, value in sorted(cells.aliases.items())
            ]
        known = attributes()
        values: dict[str, Value] = {
            name: value
            for name, value in given.items()
            if known[name].is_public and name != _PASSPORT_ID
        }
        values.update(cells.public_values())
        if values:
            form["values"] = dict(sorted(values.items()))
        return form

    def _item_and_serial(self, cells: Cells) -> tuple[str, str]:
        item, gtin_text = cells.text("item"), cells.text("gtin")
        serial = cells.text("serial") or serial_of_item(item)
        gtin = ""
        if gtin_text:
            gtin = parse_gtin(gtin_text) or ""
            if not gtin:
                cells.add_for("gtin", "gtin")
            elif digit := due_check_digit(gtin):
                cells.add_for("gtin", "gtin_check", {"digit": digit})
                gtin = ""
        if not serial:
            cells.add_missing("serial")
        if item:
            if gtin and serial and (expected := expected_item(item, gtin, serial)):
                cells.add_for("item", "item_gtin", {"expected": expected})
            elif not gtin_text and serial_of_item(item) not in ("", serial):
                cells.add_for("item", "item_gtin", {"expected": f"…/21/{serial}"})
            return item, serial
        if not self._settings.domain:
            cells.add_for("item", "no_domain")
        elif serial and bool(gtin_text) == bool(gtin):
            return make_item(self._settings.domain, gtin, serial), serial
        return "", serial


def _explain(cells: Cells, error: ValidationError) -> None:
    """Say of each field that the model refused what it expects."""
    for where, what, _ in problems_of(error):
        parts = where.split(".")
        field = parts[0]
        if field == "values" and len(parts) > 1:
            cells.add_for(f"values.{parts[1]}", "text")
        elif field == "un38_3":
            cells.add_for(f"un38_3_{parts[-1]}", "text")
        elif field == "aliases":
            cells.add("alias", "", "text")
        elif field == "item" and not cells.text("item"):
            # It was made from the serial number; where that is off, one word about it is enough.
            if not any(problem.column == cells.column("serial") for problem in cells.problems):
                cells.add_for("serial", "word")
        elif field in FIELDS:
            cells.add_for(field, _EXPECTED.get(field, "word"))
        else:
            cells.add(field, "", "schema", {"what": what})


def _passport_of(given: Mapping[str, Value]) -> tuple[str, dict[str, dict[str, Value]]]:
    """Divide what a payload says of its passport: its identifier, and what has to be sealed."""
    known = attributes()
    sealed: dict[str, dict[str, Value]] = {}
    for name, value in given.items():
        if not known[name].is_public:
            sealed.setdefault(known[name].access_tier, {})[name] = value
    identifier = given.get(_PASSPORT_ID, "")
    return identifier if isinstance(identifier, str) else "", sealed


def _check_attributes(
    cells: Cells, form: Mapping[str, Any], sealed: Mapping[str, Mapping[str, Value]], today: str
) -> list[RowProblem]:
    """Note the attributes that cannot be what they say; give those that are only unusual.

    They are held against each other and against the fields of the pack; ``today`` is the last day that
    is not to come.
    """
    values: dict[str, Value] = dict(form.get("values", {}))
    for section in sealed.values():
        values.update(section)
    if not values:
        return []
    known, chemistry = attributes(), form["chemistry"]
    found = [one for name in values for one in check_value(known[name], values[name], chemistry)]
    found += check_together(values, chemistry)
    found += contradictions(values, form)
    found += impossible_days(values, form["made_month"], today)
    unusual = []
    for one in found:
        field_ = f"values.{one.attribute}"
        said = {"what": one.expected}
        if not one.is_unusual:
            cells.add_for(field_, "attribute", said, one.proposal)
        else:
            unusual.append(cells.doubt(field_, "attribute", said, one.proposal, one.found))
    return unusual


def _doubt(cells: Cells, form: Mapping[str, Any]) -> RowProblem | None:
    doubt = doubt_about(
        chemistry=form["chemistry"],
        category=form["category"],
        voltage=form["nominal_voltage_v"],
        capacity=form["capacity_ah"],
        energy=form["energy_wh"],
        mass=form["mass_kg"],
    )
    if doubt is None:
        return None
    return cells.figure(doubt.field, doubt.key, doubt.values, doubt.hint)
