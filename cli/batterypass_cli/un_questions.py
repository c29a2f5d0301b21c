"""The questions of ``un ask``: each answer is asked for in plain words when a rule needs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.app.un_answers import Known
from batterypass.errors import DeclinedError
from batterypass.evidence.refusal import refusal
from batterypass.exchange.terms import plain_key
from batterypass.regulations.transport.answers import BOOLEANS, WORDS, Unreadable
from batterypass.regulations.transport.decide import decide
from batterypass.regulations.transport.reading import read_answers
from batterypass.texts.messages import MESSAGES
from batterypass_cli.output import paint
from batterypass_cli.words import language, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.regulations.transport.answers import Answers
    from batterypass.regulations.transport.decision import Decision
    from batterypass_cli.context import Here

#: Words that the ledger says and that no person has to choose.
_NOT_OFFERED = frozenset({"waste", "unsaid"})
#: Letters of an answer that can stand for the whole.
_SHORTEST = 3


def settle(here: Here, known: dict[str, Known]) -> Decision:
    """Ask for what is missing, one question at a time, until it is decided or nobody knows.

    ``known`` grows by what was answered. An answer that cannot be true beside the others is told,
    and asked for again. Raises DeclinedError where nobody is there to answer.
    """
    from batterypass.bootstrap import transport_tables

    tables = transport_tables()
    decision = decide(_answers(known), tables)
    while decision.missing and decision.outcome == "undecided":
        name = decision.missing[0]
        value = ask_answer(here, name, among=_of_the_mode(known) if name == "regime" else ())
        if not value:
            return decision
        known[name] = Known(value)
        after = decide(_answers(known), tables)
        if after.outcome == "refused":
            for reason in after.reasons:
                here.terminal.tell(f"{paint('✗', 'r')} {reason.text.in_language(language())}")
            del known[name]
            continue
        decision = after
    return decision


def _of_the_mode(known: dict[str, Known]) -> tuple[str, ...]:
    """Give the sets of rules for the mode that was said, all where none was."""
    from batterypass.bootstrap import transport_tables

    mode = _answers(known).mode
    found = (one.regime for one in transport_tables().editions if mode is None or mode in one.modes)
    return tuple(dict.fromkeys(found))


def _answers(known: dict[str, Known]) -> Answers:
    return read_answers({name: one.value for name, one in known.items()})


def ask_answer(here: Here, name: str, *, among: Sequence[str] = ()) -> str:
    """Ask for one answer until it can be read; empty where nobody knows.

    ``among`` are the words that can still be true beside the other answers; none for any.
    """
    terminal = here.terminal
    terminal.tell("")
    terminal.tell(paint(_capital(say(f"unname.{name}")), "b"))
    hint = MESSAGES.known(f"unask.hint-{name}")
    if hint is not None:
        terminal.tell(f"  {hint.in_language(language())}")
    choices = [word for word in WORDS.get(name, ()) if word not in _NOT_OFFERED]
    choices = [word for word in choices if not among or word in among]
    if name in BOOLEANS:
        how = say("unask.yes-no")
    elif name == "approval":
        how = say("unask.approval")
    elif choices:
        how = say("unask.choose")
        for number, word in enumerate(choices, 1):
            terminal.tell(f"  {number}  {say(f'unword.{word}')}  ({word})")
    else:
        how = say("unask.number")
    while True:
        try:
            answer = terminal.ask(f"{how}:")
        except DeclinedError as error:
            raise refusal(
                DeclinedError, "un.unanswered", what=say(f"unname.{name}"), name=name
            ) from error
        if not answer:
            return ""
        if choices and answer.isascii() and answer.isdigit() and 1 <= int(answer) <= len(choices):
            return choices[int(answer) - 1]
        meant = _meant(answer, choices)
        if meant and meant != answer:
            terminal.tell(f"  → {say(f'unword.{meant}')}  ({meant})")
        answer = meant or answer
        off = _off(name, answer)
        if off is None:
            return answer
        if choices:
            terminal.tell(say("unask.not-listed", found=answer, count=len(choices)))
        else:
            is_number = name not in BOOLEANS and name != "approval"
            terminal.tell(say("unask.no-number" if is_number else "unask.again", found=answer))


def _meant(answer: str, choices: Sequence[str]) -> str:
    """Give the choice that somebody typed in the words of the list, or the one it begins; or none.

    The list shows each answer in the reader's language beside its word.
    """
    if answer in choices:
        return answer
    typed = plain_key(answer)
    found = [
        word
        for word in choices
        if any(
            text.startswith(typed) for text in (plain_key(word), plain_key(say(f"unword.{word}")))
        )
    ]
    return found[0] if len(found) == 1 and len(typed) >= _SHORTEST else ""


def _off(name: str, answer: str) -> Unreadable | None:
    """Tell what is wrong with the word itself; whether it can be true is for the decision."""
    return next(iter(read_answers({name: answer}).unreadable), None)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
