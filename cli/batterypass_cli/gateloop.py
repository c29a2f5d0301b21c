"""The loop at the gate: scan, and press a key only where something is not as the paper says.

Made for a scanner that types a code and Enter, and for hands in gloves: Enter, letters, numbers.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from batterypass.domain.events.custody import ConsignmentReceived
from batterypass.domain.ids import printed_id
from batterypass.errors import InputError
from batterypass_cli.answers import NoLookup, choice_words, read_answer
from batterypass_cli.exits import words_of
from batterypass_cli.fields import spec_at
from batterypass_cli.output import paint
from batterypass_cli.terminal import Asker, ask_yes_no
from batterypass_cli.words import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from batterypass.app.gate import Gate, Outcome, Weighing
    from batterypass.domain.states import ItemState

#: What damage may be said of an item at the gate, in the order of the keys 1, 2, 3.
DAMAGES = ("damaged_stable", "damaged_critical", "cannot_be_diagnosed")
_MINUS = "−"


class GateLoop:
    """The questions at the gate, over an asker; ``bell`` sounds when something is wrong."""

    def __init__(self, gate: Gate, asker: Asker, bell: Callable[[], None]) -> None:
        self.gate = gate
        self._asker = asker
        self._bell = bell
        self._last: ItemState | None = None
        #: What was said of damaged items; it is sealed.
        self.remarks: list[str] = []

    def run(self) -> None:
        """Take scans and keys until the list is complete. Raises DeclinedError at end of input."""
        self._asker.tell(say("gate.how"))
        while True:
            answer = self._asker.ask(self._prompt())
            key = answer.casefold()
            if not key:
                if self._is_finished():
                    return
            elif key == "d":
                self._mark_damaged()
            elif key in ("f", "m"):
                self._mark_missing()
            elif key == "-":
                self._take_back()
            elif key == "?":
                self._asker.tell(say("gate.how"))
            else:
                self._scan(answer)

    def weigh(self, given: str | None) -> Weighing:
        """Take the mass from the scale and show it against the paper."""
        spec = spec_at(ConsignmentReceived, "measured_mass_kg")
        assert spec is not None  # noqa: S101 - the kind has this field
        while True:
            text = given if given is not None else self._asker.ask(say("gate.mass") + ":")
            try:
                measured = str(read_answer(spec, "measured_mass_kg", text, NoLookup()))
            except InputError as error:
                if given is not None:
                    raise
                self._bell()
                self._asker.tell(f"✗ {words_of(error)}")
                continue
            weighing = self.gate.weighing(measured)
            self._asker.tell(weighing_words(weighing, self.gate.consignment.mass_basis))
            return weighing

    def _prompt(self) -> str:
        total = len(self.gate.expected)
        return f"{min(self.gate.seen() + 1, total):>3}/{total}:"

    def _scan(self, text: str) -> None:
        try:
            scan = self.gate.scan(text)
        except InputError as error:
            self._bell()
            self._asker.tell(f"  {paint('?', 'y')} {words_of(error)}")
            self._asker.tell(say("gate.unknown-item"))
            return
        item = scan.item
        if scan.genuine is False:
            self._bell()
            self._asker.tell(f"  {paint('!', 'r')} {say('gate.forged', item=_short(item))}")
            if not ask_yes_no(self._asker, say("gate.ask-forged"), default=False):
                return
        if scan.kind == "again":
            self._asker.tell(f"  · {_words(item)}  {say('gate.again')}")
        elif scan.kind == "expected":
            self.gate.put(item.item, "received")
            self._asker.tell(f"  {paint('✓', 'g')} {_words(item)}")
        else:
            self._bell()
            self._asker.tell(f"  {paint('?', 'y')} {_words(item)}  {say('gate.stranger')}")
            if not ask_yes_no(self._asker, say("gate.ask-surplus"), default=True):
                return
            self.gate.put(item.item, "surplus")
        self._last = item

    def _mark_damaged(self) -> None:
        item = self._last
        if item is None:
            self._asker.tell(say("gate.damaged-first-scan"))
            return
        words = "  ".join(f"{n} {choice_words(one)}" for n, one in enumerate(DAMAGES, 1))
        condition = ""
        while not condition:
            answer = self._asker.ask(f"{_short(item)}: {words} [1]") or "1"
            if answer in ("1", "2", "3"):
                condition = DAMAGES[int(answer) - 1]
        known = self.gate.lines.get(item.item)
        outcome: Outcome = (
            "surplus" if known is not None and known.outcome == "surplus" else "damaged"
        )
        self.gate.put(item.item, outcome, condition=condition)
        reason = self._asker.ask(say("gate.reason") + ":")
        if reason:
            self.remarks.append(f"{_short(item)}: {reason}")
        self._asker.tell(f"  {paint('D', 'y')} {_words(item)}  {choice_words(condition)}")

    def _mark_missing(self) -> None:
        unseen = self.gate.unseen()
        for number, name in enumerate(unseen, 1):
            self._asker.tell(f"  {number:>3}  {printed_id(name)}")
        answer = self._asker.ask(say("gate.which-missing") + ":") if unseen else ""
        for word in answer.replace(",", " ").split():
            if word.isdigit() and 1 <= int(word) <= len(unseen):
                name = unseen[int(word) - 1]
                self.gate.put(name, "missing")
                self._asker.tell(f"  {paint('–', 'y')} {printed_id(name)}  {say('gate.missing')}")
            else:
                self._bell()
                self._asker.tell(say("gate.no-such-number", word=word, count=len(unseen)))

    def _take_back(self) -> None:
        if self._last is not None:
            self.gate.take_back(self._last.item)
            self._asker.tell(say("gate.taken-back", item=_short(self._last)))
            self._last = None

    def _is_finished(self) -> bool:
        """Propose what was not seen as missing; "no" goes back to the scanner."""
        unseen = self.gate.unseen()
        if not unseen:
            return bool(self.gate.lines)
        names = "  ".join(printed_id(name) for name in unseen[:8])
        more = f"  … + {len(unseen) - 8}" if len(unseen) > 8 else ""
        self._asker.tell(say("gate.unseen", count=len(unseen), names=names + more))
        # Nobody loses a whole truck by pressing Enter twice.
        default = bool(self.gate.lines)
        if not ask_yes_no(self._asker, say("gate.ask-missing"), default=default):
            return False
        for name in unseen:
            self.gate.put(name, "missing")
        return True


def weighing_words(weighing: Weighing, basis: str) -> str:
    """Say what the paper and the scale say, and by how much they differ."""
    percent = weighing.percent
    return say(
        "gate.weighing",
        declared=kilograms(weighing.declared_kg),
        basis=choice_words(basis) or basis,
        measured=kilograms(weighing.measured_kg),
        difference=kilograms(weighing.difference_kg),
        percent="–" if percent is None else _signed(f"{percent:f}"),
    )


def kilograms(value: str | Decimal) -> str:
    """Write a mass for people: thousands apart, a real minus."""
    number = Decimal(value)
    text = f"{number:,f}".replace(",", " ")
    whole, point, part = text.partition(".")
    part = part.rstrip("0")
    return _signed(f"{whole}{point}{part}" if part else whole)


def _signed(text: str) -> str:
    return f"{_MINUS}{text[1:]}" if text.startswith("-") else text


def _short(item: ItemState) -> str:
    return printed_id(item.item)


def _words(item: ItemState) -> str:
    parts = [_short(item), item.chemistry or item.material]
    if item.energy_wh:
        parts.append(f"{Decimal(item.energy_wh) / 1000:.0f} kWh")
    return "  ".join(part for part in parts if part)
