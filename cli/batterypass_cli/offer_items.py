"""Which items an offer is of, and what is declared of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from batterypass.app import offers
from batterypass.domain.base import decimal_of
from batterypass.domain.events.custody import ConsignmentOffered
from batterypass.domain.ids import printed_id
from batterypass.domain.vocabulary import CONDITION_RANK
from batterypass.errors import InputError
from batterypass.evidence.refusal import refusal
from batterypass_cli.answers import choice_words, read_answer
from batterypass_cli.batch_table import Row, read_rows
from batterypass_cli.exits import words_of
from batterypass_cli.fields import field_at
from batterypass_cli.lookups import item_words
from batterypass_cli.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from batterypass.app.ledger import Ledger
    from batterypass.domain.states import ItemState
    from batterypass_cli.answers import Lookup
    from batterypass_cli.context import Here
    from batterypass_cli.guide import Guide

_COLUMNS = (
    "item", "condition", "mass_kg", "energy_wh", "soc_percent", "soc_basis", "soc_on", "un38_3",
)  # fmt: skip


@dataclass(slots=True)
class Said:
    """What the options of ``ship offer`` said; None where one was not given."""

    items: Sequence[str] = ()
    to: str | None = None
    carrier: str | None = None
    id: str | None = None
    site: str | None = None
    from_site: str | None = None
    from_file: Path | None = None
    condition: Sequence[str] = ()
    mass_kg: Sequence[str] = ()
    soc: Sequence[str] = ()
    weighed: bool = False
    manifest_no: str | None = None
    series: str | None = None
    issuer: str | None = None
    waste_class: str | None = None
    operation: str | None = None
    cretib: str | None = None
    waste_name: str | None = None
    waste_code: Sequence[str] = ()
    container_type: str | None = None
    container_count: str | None = None
    container_kg: str | None = None
    configuration: str | None = None
    regime: str | None = None
    packing: str | None = None
    answer: Sequence[str] = ()
    sealed: Mapping[str, str | None] = field(default_factory=dict)


def reader_of(path: str, lookup: Lookup) -> Callable[[str], Any]:
    """Give a reader of a field of ``consignment.offered`` that says plainly what is off."""
    spec = field_at(ConsignmentOffered, path)
    return lambda text: read_answer(spec, path, text, lookup)


class OfferedItems:
    """The items of one offer."""

    def __init__(
        self, here: Here, ledger: Ledger, guide: Guide, lookup: Lookup, said: Said
    ) -> None:
        self._here = here
        self._ledger = ledger
        self._guide = guide
        self._lookup = lookup
        self._said = said
        self._day = here.now().date().isoformat()

    def _read(self, path: str) -> Callable[[str], Any]:
        return reader_of(path, self._lookup)

    def _rows(self) -> list[Row]:
        path = self._said.from_file
        if path is None:
            return []
        return read_rows(path, _COLUMNS, f"batterypass ship offer --from-file {path}")

    def lines(self) -> list[offers.Line]:
        """Give what options, file and ledger say of each item; ask which items where none is named."""
        said = self._said
        rows = self._rows()
        items: list[ItemState] = [self._ledger.item(text) for text in said.items]
        for row in rows:
            with row.at("item"):
                items.append(self._ledger.item(row.get("item")))
        if not items:
            items = self._ask_items()
        twice = [item.item for place, item in enumerate(items) if item in items[:place]]
        if twice:
            raise InputError(
                f"{printed_id(twice[0])}: named twice",
                code="offer.twice",
                item=printed_id(twice[0]),
            )
        from batterypass_cli.passport_due_view import tell_closed_readings

        tell_closed_readings(self._here, self._ledger, items)
        lines = offers.lines_of(self._ledger.session, items)
        for line, row in zip(lines[len(said.items) :], rows, strict=False):
            for name, value in row.said().items():
                if name == "item":
                    continue
                with row.at(name):
                    given = self._read(f"items.0.{name}")(value)
                    _as_recorded(line, name, given)
                setattr(line, name, given)
        self._assign(lines, "condition", said.condition)
        self._assign(lines, "mass_kg", said.mass_kg)
        for line in self._assign(lines, "soc_percent", said.soc):
            line.soc_basis, line.soc_on = "declared", self._day
        return lines

    def _ask_items(self) -> list[ItemState]:
        found: list[ItemState] = []
        if not self._guide.asks:
            raise InputError("no items named", code="custody.missing", flags="ITEM, --from-file")
        self._guide.tell(say("offer.scan-items"))
        while True:
            answer = self._here.terminal.ask(f"{len(found) + 1}:")
            if not answer:
                if found:
                    return found
                self._guide.tell(say("offer.no-item"))
                continue
            try:
                item = self._ledger.item(answer)
            except InputError as error:
                self._here.out.bell()
                self._guide.tell(f"✗ {words_of(error)}")
                continue
            if item not in found:
                found.append(item)
                self._guide.tell(f"   {item_words(item)}")

    def _assign(
        self, lines: list[offers.Line], name: str, words: Sequence[str]
    ) -> list[offers.Line]:
        """Take ``VALUE`` for every item and ``ITEM=VALUE`` for one; give the lines that changed."""
        read = self._read(f"items.0.{name}")
        changed = []
        for word in words:
            text, equals, value = word.rpartition("=")
            chosen = lines
            if equals:
                item = self._ledger.item(text).item
                chosen = [line for line in lines if line.item.item == item]
                if not chosen:
                    raise InputError(
                        f"{word}: {text} is not among the items of this offer",
                        code="offer.not-offered",
                        found=word,
                        item=text,
                    )
            elif name == "mass_kg" and len(lines) > 1:
                raise InputError(
                    f"--mass-kg {word}: {len(lines)} items: give ITEM=KG for each",
                    code="offer.which-mass",
                    found=word,
                    count=len(lines),
                )
            for line in chosen:
                setattr(line, name, read(value))
                changed.append(line)
        return changed

    def ask_conditions(self, lines: list[offers.Line]) -> None:
        """Confirm the conditions that are known, and ask for those that are not."""
        words = [(one, choice_words(one) or one) for one in CONDITION_RANK]
        unknown = [line for line in lines if not line.condition]
        known = [line for line in lines if line.condition]
        if known and self._guide.asks and not self._said.condition:
            counts: dict[str, int] = {}
            for line in known:
                counts[line.condition] = counts.get(line.condition, 0) + 1
            text = ", ".join(f"{count} {choice_words(one)}" for one, count in counts.items())
            if not self._guide.yes(say("offer.conditions", text=text), default=True):
                unknown = lines
        for line in unknown:
            self._guide.tell(item_words(line.item))
            line.condition = (
                self._guide.choice(
                    say("offer.condition"),
                    f"--condition {printed_id(line.item.item)}=…",
                    None,
                    words,
                    read=self._read("items.0.condition"),
                    proposal=line.condition,
                )
                or ""
            )

    def ask_masses(self, lines: list[offers.Line]) -> bool:
        """Ask for the masses and whether they were weighed; give the latter."""
        guide, said = self._guide, self._said
        unknown = [line for line in lines if not line.mass_kg]
        if guide.asks and not said.mass_kg and not self._here.given.yes:
            ask_each = len(lines) == 1 or not guide.yes(
                say("offer.masses", count=len(lines), total=offers.total_kg(lines)), default=True
            )
            unknown = lines if ask_each else unknown
        for line in unknown:
            name = printed_id(line.item.item)
            line.mass_kg = (
                guide.value(
                    say("offer.mass", item=name),
                    f"--mass-kg {name}=KG",
                    None,
                    self._read("items.0.mass_kg"),
                    proposal=line.mass_kg,
                )
                or ""
            )
        if said.weighed or not guide.asks:
            return said.weighed
        return guide.yes(say("offer.weighed"), default=False)


def _as_recorded(line: offers.Line, name: str, given: str) -> None:
    """Raise InputError where a file says another energy or test than the ledger: nobody answers that."""
    known = {"energy_wh": line.item.energy_wh, "un38_3": line.item.un38_3}.get(name, "")
    if not known or known == given:
        return
    if name == "energy_wh" and decimal_of(known) == decimal_of(given):
        return
    raise refusal(
        InputError, "offer.not-as-recorded", item=printed_id(line.item.item), name=name,
        found=given, expected=known,
    )  # fmt: skip
