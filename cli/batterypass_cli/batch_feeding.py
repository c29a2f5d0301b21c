"""Which items go into a batch, with their masses and what is known of their elements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from batterypass.app.batches import mass_as_received, other_masses, sums_of
from batterypass.domain.base import decimal_of
from batterypass.domain.ids import printed_id
from batterypass.domain.vocabulary import Element, FedMassReason
from batterypass.errors import InputError
from batterypass.evidence.refusal import refusal
from batterypass_cli.answers import choice_words
from batterypass_cli.batch_table import Row, read_rows
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
REASONS: tuple[str, ...] = get_args(FedMassReason)
#: Items of another mass that are told one by one.
_TOLD = 10
_COLUMNS = ("item", "mass_kg", *ELEMENTS)


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
        rows = [*self._named()]
        if self._path is not None:
            again = f"batterypass batch feed {self._step.state.batch} --from {self._path}"
            rows += read_rows(self._path, _COLUMNS, again)
        if not rows:
            rows = self._scan()
        found: dict[str, dict[str, Any]] = {}
        ledger = self._step.ledger
        with Progress(self._step.here.out, say("batch.reading")) as progress:
            for done, row in enumerate(rows, 1):
                with row.at("item"):
                    item = ledger.item(row.get("item"))
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

    def reasons(self, lines: Sequence[dict[str, Any]], given: str | None) -> dict[str, str]:
        """Say why items weigh another mass than recorded: the option, or the answer.

        Raises InputError where there are such items, and nobody can be asked.
        """
        step = self._step
        day = step.here.now().date().isoformat()
        masses = {line["item"]: line["mass_kg"] for line in lines}
        others = other_masses(step.ledger.session, lines, day)
        if not others:
            return {}
        told = [
            say(
                "batch.other-mass", item=printed_id(item), kg=masses[item], known=known, limit=limit
            )
            for item, (known, limit) in others.items()
        ]
        if given is None and not step.guide.asks:
            raise refusal(
                InputError, "batch.other-masses", count=len(told), first=told[0],
                words=", ".join(REASONS),
            )  # fmt: skip
        for line in told[:_TOLD]:
            step.here.out.talk(f"! {line}")
        if told[_TOLD:]:
            step.here.out.talk(say("batch.more-masses", count=len(told) - _TOLD))
        reason = step.word(say("batch.mass-reason"), "--mass-reason", given, "mass_reason")
        return dict.fromkeys(others, reason)

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
            yield Row({"item": text, "mass_kg": mass} if equals else {"item": word})

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
            if all(row.get("item") != item.item for row in found):
                found.append(Row({"item": item.item}))
                step.guide.tell(f"   {item_words(item)}")
        if not found:
            raise InputError("no items named", code="custody.missing", flags="ITEM, --from")
        return found

    def _line(self, item: ItemState, row: Row) -> dict[str, Any]:
        step = self._step
        mass = row.get("mass_kg") or mass_as_received(step.ledger.session, item)
        name = printed_id(item.item)
        read = step.reader("lines.mass_kg")
        with row.at("mass_kg"):
            kg = step.guide.value(say("batch.mass", item=name), f"{name}=KG", mass or None, read)
        line: dict[str, Any] = {"item": item.item, "mass_kg": kg}
        elements = {one: row.get(one) for one in ELEMENTS if row.get(one)} or item.elements_kg
        for one, text in elements.items():
            with row.at(one):
                line.setdefault("elements_kg", {})[one] = read(text)
        return line
