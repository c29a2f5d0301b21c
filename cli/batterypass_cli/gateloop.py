"""The loop at the gate: scan, and press a key only where something is not as the paper says.

Made for a scanner that types a code and Enter, and for hands in gloves: Enter, letters, numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from batterypass.app.gate import REJECTION_REASONS, WHAT_NEXT
from batterypass.domain.events.custody import ConsignmentReceived
from batterypass.domain.ids import printed_id
from batterypass.errors import InputError
from batterypass_cli.answers import NoLookup, choice_words, read_answer
from batterypass_cli.exits import words_of
from batterypass_cli.fields import field_at
from batterypass_cli.gateanswers import GateAnswers
from batterypass_cli.gatewords import item_words, weighing_words
from batterypass_cli.output import paint
from batterypass_cli.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from batterypass.app.gate import Gate, Outcome, Weighing
    from batterypass_cli.terminal import Asker

#: What damage may be said of an item at the gate, in the order of the keys 1, 2, 3.
DAMAGES = ("damaged_stable", "damaged_critical", "cannot_be_diagnosed")
#: Code of a scan that answers to nothing in the ledger.
_NOT_HERE = "find.no-item"


class GateLoop:
    """The questions at the gate, over an asker.

    ``bell`` sounds when something is wrong; ``enrol`` gives a temporary id to a pack on which no
    more than its argument can be read; ``keep`` is called whenever something more was said.
    """

    def __init__(
        self,
        gate: Gate,
        asker: Asker,
        bell: Callable[[], None],
        *,
        enrol: Callable[[str], str] | None = None,
        keep: Callable[[dict[str, Any]], None] = lambda saved: None,
        find_party: Callable[[str], str] = str,
    ) -> None:
        self.gate = gate
        self._asker = asker
        self._bell = bell
        self._enrol = enrol
        self._keep = keep
        self._find_party = find_party
        self._last = ""
        #: The questions, to which a scan is no answer.
        self.answers = GateAnswers(asker, bell, gate.is_scan)
        #: What was said of damaged and rejected items; it is sealed.
        self.remarks: list[str] = []

    def saved(self) -> dict[str, Any]:
        """Give everything that was said so far, as plain data."""
        return {**self.gate.saved(), "remarks": self.remarks}

    def resume(self, saved: Mapping[str, Any]) -> bool:
        """Go on from what was said before; False where that does not fit."""
        if not self.gate.resume(saved):
            return False
        self.remarks = [str(one) for one in saved.get("remarks", ())]
        return True

    def run(self) -> None:
        """Take scans and keys until the list is complete. Raises DeclinedError at end of input."""
        self.answers.is_open = True
        self._asker.tell(say("gate.how"))
        keys: dict[str, Callable[[], None]] = {
            "d": self._mark_damaged, "f": self._mark_missing, "m": self._mark_missing,
            "r": self._mark_rejected, "t": self._take_torn, "-": self._take_back,
            "?": lambda: self._asker.tell(say("gate.how")),
        }  # fmt: skip
        while True:
            answer = self.answers.line(self._prompt())
            if not answer:
                if self._is_finished():
                    break
            elif answer.casefold() in keys:
                keys[answer.casefold()]()
            else:
                self._scan(answer)
            self._keep(self.saved())
        self.answers.is_open = False
        self._keep(self.saved())

    def weigh(self, given: str | None) -> Weighing:
        """Take the mass from the scale and show it against the paper."""
        spec = field_at(ConsignmentReceived, "measured_mass_kg")
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
            if error.code == _NOT_HERE:
                # A check character that does not fit, or two packs of one number: look again.
                self._take_unknown(text)
            return
        item = scan.item
        if scan.genuine is False:
            self._bell()
            self._asker.tell(f"  {paint('!', 'r')} {say('gate.forged', item=_short(item.item))}")
            if not self._takes("gate.ask-forged", _short(item.item), default=False):
                return
        if scan.kind == "again":
            self._asker.tell(f"  · {item_words(item)}  {say('gate.again')}")
        elif scan.kind == "expected":
            self.gate.put(item.item, "received")
            self._asker.tell(f"  {paint('✓', 'g')} {item_words(item)}")
        else:
            self._bell()
            self._asker.tell(f"  {paint('?', 'y')} {item_words(item)}  {say('gate.stranger')}")
            if not self._takes("gate.ask-surplus", _short(item.item), default=True):
                return
            self.gate.put(item.item, "surplus")
        self._last = item.item

    def _take_unknown(self, text: str) -> None:
        """Receive what the ledger does not know under a temporary id, if the keeper wants that."""
        if self._enrol is None:
            self._asker.tell(say("gate.unknown-item"))
        elif self._takes("enrol.ask", text, default=True):
            self._take_enrolled(self._enrol, text)

    def _takes(self, question: str, named: str, *, default: bool) -> bool:
        """Ask whether a pack is taken; one that nobody answered for, as the next came, is not."""
        answer = self.answers.yes_no(say(question), default=default)
        if answer is None:
            self._asker.tell(say("gate.scan-not-taken", item=named))
        return bool(answer)

    def _take_torn(self) -> None:
        """Receive a pack on which no code can be read; what can be read is typed."""
        text = self._asker.ask(say("enrol.read") + ":")
        if text:
            self._scan(text)
        elif self._enrol is None:
            self._asker.tell(say("gate.unknown-item"))
        else:
            self._take_enrolled(self._enrol, "")

    def _take_enrolled(self, enrol: Callable[[str], str], text: str) -> None:
        for name, read in self.gate.enrolled.items():
            if text and read == text:
                self._asker.tell(f"  · {_short(name)}  {say('gate.again')}")
                return
        try:
            item = enrol(text)
        except InputError as error:
            self._bell()
            self._asker.tell(f"  {paint('?', 'y')} {words_of(error)}")
            return
        self._last = item
        self._asker.tell(f"  {paint('+', 'y')} {say('enrol.label', item=_short(item))}")

    def _mark_damaged(self) -> None:
        item = self._last
        if not item:
            self._asker.tell(say("gate.damaged-first-scan"))
            return
        chosen = self.answers.word(DAMAGES, f"{_short(item)}:")
        condition = chosen or DAMAGES[0]
        known = self.gate.lines.get(item)
        outcome: Outcome = (
            "surplus" if known is not None and known.outcome == "surplus" else "damaged"
        )
        self.gate.put(item, outcome, condition=condition)
        if chosen is None:
            self._asker.tell(say("gate.scan-no-remark", item=_short(item)))
        else:
            self._ask_remark(item)
        self._asker.tell(f"  {paint('D', 'y')} {_short(item)}  {choice_words(condition)}")

    def _mark_rejected(self) -> None:
        """Turn the last pack away; why and where to is asked once for all of them."""
        item = self._last
        if not item:
            self._asker.tell(say("turned.first-scan"))
            return
        if item not in self.gate.expected:
            self._bell()
            self._asker.tell(say("turned.not-offered", item=_short(item)))
            return
        if not self.ask_rejection():
            self._asker.tell(say("gate.scan-not-rejected", item=_short(item)))
            return
        self.gate.put(item, "rejected")
        self._ask_remark(item)
        self._asker.tell(f"  {paint('R', 'r')} {_short(item)}  {say('turned.key')}")

    def ask_rejection(self) -> bool:
        """Ask why something is turned away and what becomes of it, where that was not said yet.

        False where a scan came instead: nothing is turned away for a reason that nobody gave.
        """
        rejection = self.gate.rejection
        if not rejection.reason:
            reason = self.answers.word(REJECTION_REASONS, say("turned.reason") + ":")
            if reason is None:
                return False
            rejection.reason = reason
        if not rejection.next_step:
            step = self.answers.word(WHAT_NEXT, say("turned.next") + ":")
            if step is None:
                return False
            if step == "alternate_facility":
                alternate = self._ask_party()
                if alternate is None:
                    return False
                rejection.alternate = alternate
            rejection.next_step = step
        return True

    def _ask_party(self) -> str | None:
        while text := self.answers.text(say("turned.alternate") + ":", takes=self._is_party):
            try:
                return self._find_party(text)
            except InputError as error:
                self._bell()
                self._asker.tell(f"✗ {words_of(error)}")
        return text

    def _is_party(self, text: str) -> bool:
        # The id of a party is a link too.
        try:
            return bool(text and self._find_party(text))
        except InputError:
            return False

    def _ask_remark(self, item: str) -> None:
        remark = self.answers.text(say("gate.reason") + ":")
        if remark is None:
            self._asker.tell(say("gate.scan-no-remark", item=_short(item)))
        elif remark:
            self.remarks.append(f"{_short(item)}: {remark}")

    def _mark_missing(self) -> None:
        unseen = self.gate.unseen()
        for number, name in enumerate(unseen, 1):
            self._asker.tell(f"  {number:>3}  {printed_id(name)}")
        answer = self.answers.text(say("gate.which-missing") + ":") if unseen else ""
        if answer is None:
            self._asker.tell(say("gate.scan-none-missing"))
            return
        for word in answer.replace(",", " ").split():
            if word.isascii() and word.isdigit() and 1 <= int(word) <= len(unseen):
                name = unseen[int(word) - 1]
                self.gate.put(name, "missing")
                self._asker.tell(f"  {paint('–', 'y')} {printed_id(name)}  {say('gate.missing')}")
            else:
                self._bell()
                self._asker.tell(say("gate.no-such-number", word=word, count=len(unseen)))

    def _take_back(self) -> None:
        if self._last:
            self.gate.take_back(self._last)
            self._asker.tell(say("gate.taken-back", item=_short(self._last)))
            self._last = ""

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
        answer = self.answers.yes_no(say("gate.ask-missing"), default=default)
        if answer is None:
            self._asker.tell(say("gate.scan-none-missing"))
        if not answer:
            return False
        for name in unseen:
            self.gate.put(name, "missing")
        return True


def _short(item: str) -> str:
    return printed_id(item)
