"""Which items go into a batch, with their masses and what is known of their elements."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any, get_args

from batterypass.app.batches import mass_as_received, sums_of
from batterypass.domain.base import decimal_of
from batterypass.domain.ids import printed_id
from batterypass.domain.vocabulary import Element
from batterypass.errors import FailedError, InputError
from batterypass.evidence.refusal import refusal
from batterypass_cli.answers import choice_words
from batterypass_cli.batch_view import kilos
from batterypass_cli.exits import words_of
from batterypass_cli.lookups import item_words
from batterypass_cli.progress import Progress
from batterypass_cli.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from batterypass.domain.states import ItemState
    from batterypass_cli.batch_options import BatchStep

ELEMENTS: tuple[str, ...] = get_args(Element)
_COLUMNS = ("item", "mass_kg", *ELEMENTS)
Row = dict[str, str]


class Feeding:
    """The items of one feeding."""

    def __init__(self, step: BatchStep, words: Sequence[str], path: Path | None) -> None:
        self._step = step
        self._words = words
        self._path = path

    def lines(self) -> list[dict[str, Any]]:
        """Give a line for each item; scan them where none is named.

        Raises InputError for an item that nobody knows, that is named twice, or without a mass.
        """
        rows = [*self._named(), *(read_rows(self._path, _COLUMNS) if self._path else ())]
        if not rows:
            rows = self._scan()
        found: dict[str, dict[str, Any]] = {}
        ledger = self._step.ledger
        with Progress(self._step.here.out, say("batch.reading")) as progress:
            for done, row in enumerate(rows, 1):
                item = ledger.item(row["item"])
                if item.item in found:
                    name = printed_id(item.item)
                    raise InputError(f"{name}: named twice", code="offer.twice", item=name)
                found[item.item] = self._line(item, row)
                progress(done, len(rows))
        return list(found.values())

    def composition(
        self, lines: Sequence[dict[str, Any]], source: str | None, sampling: str | None
    ) -> dict[str, str]:
        """Say where the elements are known from: an assay for what came out of a batch."""
        if source is None and not any("elements_kg" in line for line in lines):
            return {}
        step, world = self._step, self._step.ledger.session.world
        items = (world.item(line["item"]) for line in lines)
        assayed = all(item is not None and item.elements_kg for item in items)
        found = {
            "composition_source": step.word(
                say("batch.composition-source"), "--composition", source, "composition_source",
                proposal="assay" if assayed else "",
            )
        }  # fmt: skip
        if sampling is not None or (step.guide.asks and not step.here.given.yes):
            found["sampling"] = step.word(
                say("batch.sampling"), "--sampling", sampling, "sampling",
                proposal="each_item" if assayed else "batch_sample",
            )  # fmt: skip
        return found

    def tell_sums(self, lines: Sequence[dict[str, Any]]) -> None:
        """Show what goes in altogether, before anybody is asked to sign."""
        count, mass, elements = sums_of(lines)
        told = say(
            "batch.sums", count=count, kg=kilos(decimal_of(mass)), batch=self._step.state.batch
        )
        self._step.here.out.talk(told)
        parts = [f"{choice_words(one)} {kilos(decimal_of(kg))} kg" for one, kg in elements.items()]
        if parts:
            self._step.here.out.talk("  " + " · ".join(parts))

    def _named(self) -> Iterator[Row]:
        for word in self._words:
            text, equals, mass = word.rpartition("=")
            yield {"item": text, "mass_kg": mass} if equals else {"item": word}

    def _scan(self) -> list[Row]:
        step = self._step
        if not step.guide.asks:
            raise InputError("no items named", code="custody.missing", flags="ITEM, --from")
        step.guide.tell(say("batch.scan"))
        found: list[Row] = []
        while text := step.here.terminal.ask(f"{len(found) + 1}:"):
            try:
                item = step.ledger.item(text.rpartition("=")[0] or text)
            except InputError as error:
                step.here.out.bell()
                step.guide.tell(f"✗ {words_of(error)}")
                continue
            if all(row["item"] != item.item for row in found):
                found.append({"item": item.item})
                step.guide.tell(f"   {item_words(item)}")
        if not found:
            raise InputError("no items named", code="custody.missing", flags="ITEM, --from")
        return found

    def _line(self, item: ItemState, row: Row) -> dict[str, Any]:
        step = self._step
        mass = row.get("mass_kg") or mass_as_received(step.ledger.session, item)
        name = printed_id(item.item)
        line: dict[str, Any] = {
            "item": item.item,
            "mass_kg": step.guide.value(
                say("batch.mass", item=name), f"{name}=KG", mass or None,
                step.reader("lines.mass_kg"),
            ),
        }  # fmt: skip
        elements = {one: row[one] for one in ELEMENTS if row.get(one)} or dict(item.elements_kg)
        if elements:
            read = step.reader("lines.mass_kg")
            line["elements_kg"] = {one: read(kg) for one, kg in elements.items()}
        return line


def read_rows(path: Path, columns: Sequence[str]) -> list[Row]:
    """Read a CSV file with a heading. Raises FailedError, or InputError that names the line."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise refusal(FailedError, "cli.not-utf8", path=path, byte=error.start + 1) from error
    except OSError as error:
        raise refusal(FailedError, "cli.unreadable", path=path, why=error.strerror) from error
    reader = csv.DictReader(text.splitlines(), strict=True)
    names = list(reader.fieldnames or [])
    unknown = [name for name in names if name not in columns]
    if columns[0] not in names or unknown:
        raise refusal(
            InputError, "batch.bad-columns", path=path, found=", ".join(names),
            needed=columns[0], known=", ".join(columns[1:]),
        )  # fmt: skip
    rows = []
    try:
        for number, row in enumerate(reader, 2):
            if None in row or None in row.values() or not row[columns[0]].strip():
                raise InputError(
                    f"{path}: line {number}: not as many cells as headings, or no item",
                    code="offer.bad-row", path=path, line=number,
                )  # fmt: skip
            rows.append({name: value.strip() for name, value in row.items()})
    except csv.Error as error:
        raise refusal(InputError, "batch.bad-csv", path=path, why=error) from error
    return rows
