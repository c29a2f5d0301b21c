"""One reception at the gate: what the options or the scanner say, and the events that it makes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from batterypass.app.enrolling import ENROLLED
from batterypass.app.gate import (
    PARTIAL,
    RECEIVED,
    REJECTED,
    REJECTION_REASONS,
    WHAT_NEXT,
    Gate,
    parse_line,
)
from batterypass.errors import DeclinedError, InputError, RefusedError
from batterypass_cli.custody_asking import items_in
from batterypass_cli.gateloop import GateLoop
from batterypass_cli.gatewords import kilograms
from batterypass_cli.guide import Guide, one_of
from batterypass_cli.lookups import LedgerLookup
from batterypass_cli.signing import Form, entry_words, plan_events
from batterypass_cli.terminal import ask_yes_no
from batterypass_cli.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from batterypass.app.gate import Weighing
    from batterypass.app.ledger import Ledger
    from batterypass.domain.states import ConsignmentState
    from batterypass_cli.context import Here

ALL = "all"
#: State of a consignment that somebody has answered for -> the step that did.
_ANSWERED = {
    "received": "received", "partially_received": "partially-received", "rejected": "rejected",
    "returned": "rejected",
}  # fmt: skip


class Reception:
    """A reception in the making; what is scanned is kept until it is signed or dropped."""

    def __init__(
        self, here: Here, ledger: Ledger, state: ConsignmentState, actor: str, site: str
    ) -> None:
        from batterypass.store.unfinished import Unfinished

        self._here, self._ledger, self._site = here, ledger, site
        self.actor, self.state = actor, state
        self.gate = Gate(ledger.session, state)
        self.guide = Guide(here)
        self._kept = Unfinished(here.home, ledger.session.audience, state.subject)
        self._lookup = LedgerLookup(here, ledger, actor)
        self.loop = GateLoop(
            self.gate,
            here.terminal,
            here.out.bell,
            enrol=self._enrol,
            keep=self._kept.keep,
            find_party=self._lookup.party,
        )

    # What is said.

    def scan(self) -> None:
        """Scan pack by pack, from where somebody stopped."""
        self._look_first()
        self._head()
        self.loop.answers.is_open = True
        self._go_on()
        self.loop.run()

    def take(self, lines: Sequence[str], rejected: Sequence[str], *, all_received: bool) -> None:
        """Take what options say. Raises InputError for an item that is none of the consignment."""
        gate = self.gate
        if all_received:
            for name in gate.expected:
                gate.put(name, "received")
        for text in lines:
            name, found = parse_line(self._ledger.session, text)
            gate.put(name, found.outcome, condition=found.condition, mass_kg=found.mass_kg)
        everything = [text.casefold() for text in rejected] == [ALL]
        named = list(gate.expected) if everything else []
        for name in named or items_in(self._ledger, self.state, rejected):
            gate.put(name, "rejected")

    def take_rejection(
        self, reason: str | None, next_step: str | None, alternate: str | None
    ) -> None:
        """Take why something is turned away; asked once at a terminal. Raises InputError."""
        rejection = self.gate.rejection
        if reason is not None:
            rejection.reason = one_of(*REJECTION_REASONS)(reason)
        if next_step is not None:
            rejection.next_step = one_of(*WHAT_NEXT)(next_step)
        if alternate is not None:
            rejection.alternate = self._lookup.party(alternate)

    def check_rejection(self, *, is_said: bool) -> None:
        """Ask for what is missing of a rejection. Raises InputError where nobody can be asked."""
        rejection = self.gate.rejection
        if not self.gate.count("rejected"):
            if is_said:
                raise InputError(
                    "--reason, --next and --alternate go with --reject or ITEM=rejected",
                    code="turned.nothing",
                )
            return
        if self.guide.asks and not self._here.given.yes:
            self.loop.ask_rejection()
        elif not rejection.reason or not rejection.next_step:
            raise InputError(
                "what is turned away needs --reason and --next", code="turned.no-reason"
            )

    def weigh(self, given: str | None, *, scanned: bool) -> Weighing | None:
        """Take the mass on the scale; None where everything is turned away and nobody weighs it.

        Asks about one that is far from the paper. Raises DeclinedError where an option gave it and
        a person says that it is wrong.
        """
        if self.gate.kind == REJECTED:
            return None
        if given is None and not self.guide.asks and not scanned:
            raise InputError("the mass is missing", code="custody.missing", flags="--mass-kg")
        while True:
            weighing = self.loop.weigh(given)
            nobody_asks = given is not None and (self._here.given.yes or not self.guide.asks)
            if nobody_asks or not self._is_far(weighing):
                return weighing
            self._here.out.bell()
            question = say("enrol.far-mass", expected=kilograms(weighing.expected_kg))
            if ask_yes_no(self._here.terminal, question, default=False):
                return weighing
            if given is not None:
                raise DeclinedError("nothing was signed", code="sign.declined")

    def _is_far(self, weighing: Weighing) -> bool:
        """Tell whether a notice of the difference would be written."""
        from batterypass.regulations.tables import tolerance_percent

        day = self._here.now().date().isoformat()
        tables = self._ledger.session.around.regulations
        percent = tolerance_percent(tables, "consignment", day)
        return percent is not None and weighing.is_apart(percent)

    # What is signed.

    def forms(
        self, measured_kg: str, private: Mapping[str, Mapping[str, str]], own_site: str
    ) -> list[Form]:
        """Give the events in their order: packs that nobody knew, then the reception, part by part."""
        forms = self.gate.forms(measured_kg, self._site, private)
        enrolled: list[Form] = [(ENROLLED, one) for one in self.gate.enrolments(own_site)]
        return [*enrolled, *((kind, {**form, "site": own_site}) for kind, form in forms)]

    def person(self, text: str) -> str:
        """Read the name or post of a person. Raises InputError for a pack that was scanned there."""
        if not self.gate.names_pack(text):
            return text
        self._here.out.bell()
        raise InputError(
            f"{text}: this is the code of a pack, and the list is closed: answer the question; or"
            " Ctrl-C, which keeps the scans, and receive --scan goes on",
            code="gate.scan-late", text=text,
        )  # fmt: skip

    def tell_kept(self) -> None:
        """Say that what was scanned is kept, after somebody stopped or did not sign."""
        if self.gate.lines:
            self._here.out.talk(say("enrol.kept", consignment=self.state.consignment))

    def drop(self) -> None:
        """Forget the scans: they are signed."""
        self._kept.drop()

    # Before the first scan.

    def _enrol(self, read: str) -> str:
        day = self._here.now().date().isoformat()
        return self.gate.enrol(self.actor, day, read)

    def _go_on(self) -> None:
        saved = self._kept.read()
        if not saved.get("lines") or not self._kept_is_wanted(saved):
            return
        if not self.loop.resume(saved):
            self._here.terminal.tell(say("enrol.not-resumed"))

    def _kept_is_wanted(self, saved: Mapping[str, Any]) -> bool:
        question = say("enrol.go-on", count=len(saved["lines"]))
        # A scan instead of an answer goes on: whoever scans means to.
        if self.loop.answers.yes_no(question, default=True) is not False:
            return True
        self._kept.drop()
        return False

    def _look_first(self) -> None:
        """Ask the rules as if everything had arrived: nobody scans a truck to be refused at the end.

        Raises RefusedError.
        """
        state, ledger = self.state, self._ledger
        step = _ANSWERED.get(state.state)
        if step in state.entries:
            self._kept.drop()
            entry = entry_words(ledger, state.entries[step])
            is_whole = state.state == "received"
            raise RefusedError(
                f"{state.consignment} was answered already: entry {entry}",
                code="gate.received-already" if is_whole else "turned.done-already",
                consignment=state.consignment,
                entry=entry,
                state=_state_words(state.state),
            )
        whole = Gate(ledger.session, state)
        for name in whole.expected:
            whole.put(name, "received")
        forms = whole.forms(state.declared_kg, self._site)
        ready = plan_events(self._here, ledger, forms, actor=self.actor)
        findings = [finding for _, finding in ready.refusals()]
        if findings:
            text = "; ".join(finding.message("en") for finding in findings[:5])
            raise RefusedError(text, findings=findings)

    def _head(self) -> None:
        from batterypass.app.wording import name_of

        state, session = self.state, self._ledger.session
        parts = [
            f"{say('gate.consignment')} {state.consignment}",
            f"{name_of(session, state.consignor)} → {name_of(session, state.consignee)}",
            say("gate.count", count=len(self.gate.expected)),
            str(state.transport.get("un_number", "")) if state.transport else "",
        ]
        self._here.terminal.tell(" · ".join(part for part in parts if part))


def _state_words(state: str) -> str:
    from batterypass_cli.answers import choice_words

    return choice_words(state) or state


__all__ = ["ALL", "PARTIAL", "RECEIVED", "REJECTED", "Reception"]
