"""Identifiers as rows for programs and as lines for people; ids from the words or standard input."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from batterypass.errors import InputError
from batterypass.texts.messages import MESSAGES
from batterypass_cli.output import aligned, paint
from batterypass_cli.words import fill, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from batterypass.regulations.identifiers.identifier import Identifier
    from batterypass_cli.context import Here

_SHOWN = ("gtin", "serial", "lot", "number", "gs1_digital_link", "gs1_element_string")


def identifier_row(found: Identifier) -> dict[str, Any]:
    """Write what an identifier is as a row; nothing stands where there is nothing to say.

    ``reason`` is a code, ``explanation`` the same in the language of the run.
    """
    from batterypass.regulations.identifiers.gs1_elements import encode_elements
    from batterypass.regulations.identifiers.gs1_link import encode_link

    number = found.number
    return {
        "id": found.text,
        "valid": found.valid,
        "scheme": found.scheme or None,
        "key": found.key or None,
        "granularity": found.granularity or None,
        "gtin": found.gtin or None,
        "serial": found.serial or None,
        "lot": found.lot or None,
        "number": found.normal or (number.parts[0][1] if number is not None else None),
        "acceptable_as_battery_identifier": found.acceptable,
        "reason": found.reason or None,
        "explanation": reason_words(found) or None,
        "confidence": found.confidence,
        "gs1_digital_link": encode_link(number) if number is not None else None,
        "gs1_element_string": encode_elements(number) if number is not None else None,
    }


def reason_words(found: Identifier) -> str:
    """Say the reason of an identifier in the language of the run; empty where it has none."""
    if not found.reason:
        return ""
    return fill(MESSAGES[f"idform.{found.reason}"], found.values)


def scheme_words(found: Identifier) -> str:
    """Name the scheme of an identifier; one that came with a table of its own goes by its word."""
    text = MESSAGES.known(f"idscheme.{found.scheme}")
    return fill(text, {}) if text is not None else found.scheme


def granularity_words(found: Identifier) -> str:
    """Say what one such number names."""
    return say(f"idnames.{found.granularity}")


def identifier_lines(found: Identifier) -> Iterator[str]:
    """Write an identifier for people."""
    yield paint(visible(found.text), "b")
    if not found.valid:
        why = reason_words(found)
        if found.scheme:
            yield f"  {scheme_words(found)}"
        yield f"  {paint('✗', 'r')} {say('idparse.invalid', why=why)}"
        return
    yield "  " + say(
        "idparse.head", scheme=scheme_words(found), granularity=granularity_words(found)
    )
    row = identifier_row(found)
    # A GTIN is told as such and not as a number again.
    hidden = {"number"} if found.gtin else set()
    shown = [
        name
        for name in _SHOWN
        if row[name] and row[name] != found.text.strip() and name not in hidden
    ]
    yield from aligned([(say(f"idparse.label.{name}"), str(row[name])) for name in shown])
    if found.acceptable:
        yield f"  {paint('✓', 'g')} {say('idparse.acceptable')}"
    else:
        mark = paint("✗", "r")
        yield f"  {mark} {say('idparse.not-acceptable', why=reason_words(found))}"
    if found.confidence != "high":
        yield f"  {paint('!', 'y')} {say(f'idparse.unsure-{found.confidence}')}"


def visible(text: str) -> str:
    """Write a scanned text so that separators in it can be seen."""
    return "".join(sign if sign.isprintable() else f"<{ord(sign):02X}>" for sign in text.strip())


def texts_given(here: Here, given: Sequence[str] | None) -> Iterator[str]:
    """Give the ids of a command: its words, or the lines of standard input for ``-`` and for none.

    A person at a terminal ends with an empty line; in a file an empty line is skipped. Raises
    InputError where there is none at all.
    """
    words = list(given or ())
    if words and words != ["-"]:
        yield from words
        return
    watched = here.stdin.isatty()
    if watched:
        here.out.talk(say("resolve.ready"))
    count = 0
    for line in here.stdin:
        text = line.rstrip("\r\n")
        if not text.strip():
            if watched:
                return
            continue
        count += 1
        yield text
    if not count and not watched:
        raise InputError(
            "no id was given: name ids, or give them on standard input, one a line",
            code="idparse.nothing",
        )
