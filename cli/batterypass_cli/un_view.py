"""A transport decision as a person reads it: what it travels as, why, and what has to be done."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from batterypass.regulations.transport.answers import SYNONYMS
from batterypass.regulations.transport.marks import words_to_print
from batterypass.regulations.transport.packings import as_printed
from batterypass.regulations.transport.telling import SHEET
from batterypass.texts.messages import MESSAGES
from batterypass.texts.words_sources import source_in
from batterypass_cli.answers import choice_words
from batterypass_cli.output import paint
from batterypass_cli.verdicts import MARKS
from batterypass_cli.words import language, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from batterypass.app.un_answers import Known
    from batterypass.regulations.transport.decision import Decision, Need, Packing, Reason
    from batterypass_cli.output import Output

_IS_ALLOWED = {"allowed": True, "forbidden": False, "refused": False, "undecided": None}
_WIDTH = 100
#: What says nothing to a person beside the others: that one pack is one battery.
_UNSHOWN = frozenset({("count", "ledger")})


def headline(decision: Decision) -> str:
    """Say in one line how it travels, or that it does not."""
    mark, colour = MARKS[_IS_ALLOWED[decision.outcome]]
    said = say(f"un.{decision.outcome}")
    parts = [said]
    if decision.un:
        number = f"UN {decision.un.removeprefix('UN')}"
        name = f"{number} {decision.psn}, {say('un.class', number=decision.transport_class)}"
        parts = [f"{said} {name}" if decision.outcome == "allowed" else f"{said}: {name}"]
    return paint(f"{mark} {' '.join(parts)}", colour)


def show_decision(out: Output, decision: Decision, day: str = "") -> None:
    """Print a decision in plain words."""
    out.line(headline(decision))
    for line in lines_of(decision, day):
        out.line(line)


def lines_of(decision: Decision, day: str = "") -> Iterator[str]:
    """Give the lines below the headline, under their titles."""
    blocks: list[tuple[str, list[str]]] = []
    if decision.edition_title:
        when = f" · {say('un.line-on', day=day)}" if day else ""
        blocks.append(("edition", [decision.edition_title + when]))
    if decision.missing:
        blocks.append(("missing", list(_missing(decision))))
    else:
        blocks.append(("why", [_told(one, with_source=True) for one in decision.reasons]))
    if decision.outcome == "allowed":
        blocks.append(("packing", list(_packings(decision.packings))))
        blocks.append(("marks", [mark_words(one, decision) for one in decision.marks] or _none()))
        blocks.append(("statements", list(decision.statements) or _none()))
        blocks.append(("stowage", [stowage_words(decision)] if decision.stowage else []))
        blocks.append(("needs", [_told(one) for one in decision.needs]))
    blocks.append(("warnings", [_told(one) for one in decision.warnings]))
    blocks.append(("confidence", _doubts(decision)))
    shown = [(say(f"un.line-{name}"), lines) for name, lines in blocks if lines]
    width = max((len(title) for title, _ in shown), default=0)
    for title, lines in shown:
        yield from _block(title, lines, width)


def _missing(decision: Decision) -> Iterator[str]:
    told = decision.reasons[-len(decision.missing) :]
    for name, reason in zip(decision.missing, told, strict=True):
        label = f"{say(f'unname.{name}')} ({name})"
        if reason.source not in (decision.edition_title, SHEET):
            label += f": {say('un.asked-by', source=source_in(language(), reason.source))}"
        yield label


def _none() -> list[str]:
    return [say("un.nothing")]


def _block(title: str, lines: Iterable[str], width: int) -> Iterator[str]:
    indent = " " * (width + 4)
    for place, line in enumerate(lines):
        start = f"  {title.ljust(width)}  " if not place else indent
        yield from textwrap.wrap(
            line, _WIDTH, initial_indent=start, subsequent_indent=indent,
            break_long_words=False, break_on_hyphens=False,
        )  # fmt: skip


def _told(one: Reason | Need, *, with_source: bool = False) -> str:
    text = one.text.in_language(language())
    if with_source:
        text += f" ({source_in(language(), one.source)})"
    return text + doubt(one.confidence)


def doubt(confidence: str) -> str:
    """Mark a row that cannot be trusted fully; the last line of the page says what the mark means."""
    return {"medium": " ~", "low": " ??"}.get(confidence, "")


def _doubts(decision: Decision) -> list[str]:
    told = [one.confidence for one in (*decision.reasons, *decision.warnings)]
    told += [one.confidence for one in decision.packings]
    told += [one.confidence for one in decision.needs]
    told += [] if decision.stowage is None else [decision.stowage.confidence]
    return [say(f"un.doubt-{one}") for one in ("medium", "low") if one in told]


def _packings(packings: Iterable[Packing]) -> Iterator[str]:
    for place, one in enumerate(packings):
        start = f"{say('un.or')} " if place else ""
        asks = ""
        if one.asks:
            asks = " " + say("un.if-one", what=say(f"unname.{one.asks}"), name=one.asks)
        yield f"{start}{as_printed(one.code)}: {one.text.in_language(language())}{asks}{doubt(one.confidence)}"


def stowage_words(decision: Decision) -> str:
    """Say in one line where goods stand on a ship and which schedules hold; empty for none."""
    one = decision.stowage
    if one is None:
        return ""
    conditions = "".join(f", {word}" for word in one.conditions)
    said = say("un.stowed", category=one.category, conditions=conditions, ems=one.ems)
    return f"{said} ({source_in(language(), one.source)}){doubt(one.confidence)}"


def mark_words(mark: str, decision: Decision) -> str:
    """Say a mark in plain words."""
    number = f"UN {decision.un.removeprefix('UN')}"
    words = words_to_print(mark)
    if words is not None:
        return say("un.mark-TXT", words=words)
    return say(f"un.mark-{mark}", un=number, psn=decision.psn)


def answer_lines(known: Mapping[str, Known]) -> list[str]:
    """Say what a decision rests on, and where each answer comes from."""
    lines = []
    for name, one in known.items():
        if (name, one.origin) in _UNSHOWN or name == "mode":
            continue
        method = f", {choice_words(one.method)}" if one.method else ""
        words = f"{answer_words(name, one.value)}{method}"
        lines.append(f"{say(f'unname.{name}')}: {words} · {origin(one)}")
    return lines


def answer_words(name: str, value: str) -> str:
    """Say an answer in plain words, beside the word of the file format where they differ."""
    word = SYNONYMS.get(name, {}).get(value, value)
    text = MESSAGES.known(f"unword.{word}")
    return value if text is None else text.in_language(language())


def origin(one: Known) -> str:
    """Say where an answer comes from."""
    if one.origin == "entry":
        key = "un.origin-unsent" if one.index is None else "un.origin-entry"
        return say(key, index=one.index, kind=one.kind, day=one.day)
    return say(f"un.origin-{one.origin}")


def answer_block(known: Mapping[str, Known]) -> Iterator[str]:
    """Give the lines that say what a decision rests on."""
    title = say("un.line-answers")
    yield from _block(title, answer_lines(known), len(title))
