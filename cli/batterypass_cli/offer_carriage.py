"""How the batteries of an offer travel: what is asked for, shown, and confirmed by a person."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from batterypass.app.find import find_item
from batterypass.app.offer_transport import Carriage, decide_transport, pack_each
from batterypass.domain.ids import printed_id
from batterypass.errors import InputError
from batterypass.evidence.refusal import refusal
from batterypass.regulations.transport.answers import SAID_TWICE, WORDS
from batterypass.regulations.transport.loads import held_for
from batterypass.regulations.transport.reading import read_answers
from batterypass.texts.words_sources import source_in
from batterypass_cli.guide import one_of
from batterypass_cli.output import aligned
from batterypass_cli.un_questions import ask_answer
from batterypass_cli.un_words import answers_of_each, given_answers, split_answers
from batterypass_cli.words import language, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from batterypass.app.offers import Line
    from batterypass.app.session import Session
    from batterypass_cli.context import Here
    from batterypass_cli.guide import Guide
    from batterypass_cli.offer_items import Said

#: What is proposed to whoever says nothing else; a person confirms it.
_ALONE = "alone"


class Carrying:
    """The carriage of one offer in the making."""

    def __init__(
        self,
        here: Here,
        session: Session,
        guide: Guide,
        said: Said,
        day: str,
        read: Callable[[str], Callable[[str], Any]],
    ) -> None:
        self._here = here
        self._session = session
        self._guide = guide
        self._said = said
        self._day = day
        self._read = read

    def decide(self, lines: list[Line], operation: str) -> dict[str, Any] | None:
        """Give the record of the event: the decision of the tables, confirmed or changed by a person.

        Asks for what a rule waits for; a script is told of it with everything else that is missing.
        None where nothing can be proposed. Raises InputError for an answer that is off.
        """
        answers, each = self._given(lines)
        packing = ""
        if self._said.packing is not None:
            packing = str(self._read("transport.packing_instruction")(self._said.packing))
        while True:
            found = self._settle(lines, answers, each, operation, packing)
            if found is None:
                return None
            if found.form is None:
                # BP-T002 refuses it for want of a decision; here is why there is none.
                for text in _reasons(found):
                    self._here.out.talk(text)
                return None
            pack_each(lines, found)
            self._show(lines, found)
            if self._guide.yes(say("offer.transport-right"), default=True):
                return found.form
            configuration = self._ask_configuration(answers["config"])
            if configuration == answers["config"]:
                packing = self._ask_packing(found)
            answers["config"] = configuration

    def _given(self, lines: list[Line]) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
        """Read the options about the carriage: about all items, and about one by its id."""
        said = self._said
        whole, own = split_answers(said.answer)
        given = given_answers("", [], whole)
        each = answers_of_each(
            own, partial(find_item, self._session), {line.item.item for line in lines}
        )
        if said.configuration is not None:
            given["config"] = one_of(*WORDS["config"])(said.configuration)
        if said.regime is not None:
            given["regime"] = said.regime
        for answers in (
            given,
            *({"config": given.get("config", ""), **own} for own in each.values()),
        ):
            _check({name: text for name, text in answers.items() if text})
        return {"config": _ALONE, **given}, each

    def _settle(
        self,
        lines: list[Line],
        answers: dict[str, str],
        each: dict[str, dict[str, str]],
        operation: str,
        packing: str,
    ) -> Carriage | None:
        """Decide, and ask for one missing answer after the other."""
        while True:
            found = decide_transport(
                self._session, lines, self._day, answers, each=each, operation=operation,
                packing=packing,
            )  # fmt: skip
            if found is None or not found.asks:
                return found
            name = found.asks[0]
            if not self._guide.asks:
                for one in found.asks:
                    self._guide.value("", f"--answer {one}=…", None, str)
                return found
            value = ask_answer(self._here, name)
            if not value:
                return found
            answers[name] = value

    def _show(self, lines: list[Line], found: Carriage) -> None:
        form = found.form or {}
        self._guide.tell(say(f"offer.transport.{found.case}"))
        pairs = [
            (say("offer.label.un"), f"{form['un_number']}  {form['proper_shipping_name']}"),
            (say("offer.label.packing"), str(form["packing_instruction"])),
            *(
                ("", f"{printed_id(line.item.item)}: {line.packing_instruction}")
                for line in lines
                if line.packing_instruction
            ),
            (say("offer.label.provisions"), ", ".join(form.get("special_provisions", ()))),
            (say("offer.label.marks"), " · ".join(form.get("marks", ()))),
            (say("offer.label.statements"), " · ".join(form.get("statements", ()))),
            (say("offer.label.edition"), f"{form['regime']} {form['edition']}"),
            (say("offer.label.source"), source_in(language(), found.source)),
        ]
        for line in aligned([pair for pair in pairs if pair[1]]):
            self._guide.tell(line)
        asks = found.packing_asks
        if asks:
            other = " / ".join(one for one in found.packings if one != form["packing_instruction"])
            self._guide.tell(
                say(
                    "offer.packing-asks", packing=form["packing_instruction"], name=asks,
                    what=say(f"unname.{asks}"), other=other or "-",
                )
            )  # fmt: skip
        for text in _reasons(found):
            self._guide.tell(text)

    def _ask_configuration(self, proposal: str) -> str:
        options = [(one, say(f"unword.{one}")) for one in WORDS["config"]]
        chosen = self._guide.choice(
            say("offer.configuration"), "--configuration", None, options,
            read=one_of(*WORDS["config"]), proposal=proposal,
        )  # fmt: skip
        return chosen or proposal

    def _ask_packing(self, found: Carriage) -> str:
        form = found.form or {}
        chosen = self._guide.choice(
            say("offer.packing"), "--packing", None, [(one, one) for one in found.packings],
            read=self._read("transport.packing_instruction"),
            proposal=str(form["packing_instruction"]),
        )  # fmt: skip
        return chosen or ""


def _check(answers: Mapping[str, str]) -> None:
    """Raise InputError for an answer that line or log give, and for one that cannot be read."""
    held = sorted(held_for(answers.get("config", "")) & answers.keys())
    if held:
        raise refusal(InputError, "offer.answer-held", name=held[0], what=say(f"unname.{held[0]}"))
    for one in read_answers(answers).unreadable:
        key = "said-twice" if one.expected == SAID_TWICE else "unreadable"
        raise refusal(InputError, f"un.{key}", **one._asdict())


def _reasons(found: Carriage) -> Iterator[str]:
    """Yield why batteries may not travel like this."""
    for name, decision in found.prohibited:
        for reason in decision.reasons:
            yield f"✗ {printed_id(name)}: {reason.text.in_language(language())}"
