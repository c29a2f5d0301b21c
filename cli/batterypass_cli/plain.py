"""Events in plain words: what will be signed, what was signed, one line for a history."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from batterypass.domain.events import KINDS
from batterypass.domain.events.common import COMMON_FIELDS
from batterypass.domain.events.party import KeyCard
from batterypass.domain.ids import host_of, printed_id
from batterypass.domain.keyprint import thumbprint_of
from batterypass.texts.findings_words import kind_in_words
from batterypass.texts.values import COMMON_LABELS, POINT_TITLES, SEALED_NAMES
from batterypass_cli.answers import choice_words
from batterypass_cli.fields import Spec, specs_of
from batterypass_cli.output import aligned, paint
from batterypass_cli.words import language, say

if TYPE_CHECKING:
    from batterypass.app.ledger import Ledger

#: Gives the name of a party, or an empty text.
NameOf = Callable[[str], str]
#: Fields that a history line leaves out: the item itself, and what only a machine compares.
_NOT_IN_SUMMARY = frozenset({"item", "consignment", "digest", "table_sha256", "statement"})
_SHORT_DIGEST = 12


def names_of(ledger: Ledger | None) -> NameOf:
    """Give the look-up of party names of a ledger."""

    def name(party: str) -> str:
        state = ledger.session.world.party(party) if ledger is not None else None
        return state.legal_name if state is not None else ""

    return name


def no_names(party: str) -> str:
    """Know no party by name."""
    return ""


def kind_title(kind: str) -> str:
    """Say what an event of a kind is; the kind itself where nobody here knows it."""
    return kind_in_words(kind, language())


def describe(
    payload: Mapping[str, Any],
    private: Mapping[str, Mapping[str, Any]] | None = None,
    name_of: NameOf = no_names,
) -> list[str]:
    """Write an event as lines for people: title, signer, every field, what is sealed."""
    kind = str(payload.get("kind", ""))
    lines = [f"{paint(kind_title(kind), 'b')}  ({kind})"]
    return lines + aligned(_pairs(payload, private or {}, name_of))


def _pairs(
    payload: Mapping[str, Any], private: Mapping[str, Mapping[str, Any]], name_of: NameOf
) -> Iterator[tuple[str, str]]:
    lang = language()
    yield COMMON_LABELS["actor"].in_language(lang), _party(str(payload.get("actor", "")), name_of)
    if payload.get("site"):
        yield COMMON_LABELS["site"].in_language(lang), str(payload["site"])
    if payload.get("event_time"):
        yield COMMON_LABELS["event_time"].in_language(lang), when(str(payload["event_time"]))
    model = KINDS.get(str(payload.get("kind", "")))
    known: set[str] = set(COMMON_FIELDS)
    specs = specs_of(model) if model is not None else ()
    for spec in specs:
        known.add(spec.name)
        if spec.name not in payload:
            continue
        # A kind that is one record needs no word before each of its fields.
        label = "" if len(specs) == 1 and spec.shape == "record" else spec.label.in_language(lang)
        yield from _field(spec, label, payload[spec.name], name_of)
    for name, value in payload.items():
        if name not in known:
            yield name, str(value)
    for number, document in enumerate(payload.get("documents", ()), 1):
        label = f"{COMMON_LABELS['documents'].in_language(lang)} {number}"
        yield label, f"{document['media_type']}, {document['bytes']} B, {document['digest']}"
    yield from _sealed(payload, private, lang)
    for one in payload.get("acknowledged", ()):
        label = COMMON_LABELS["acknowledged"].in_language(lang)
        yield label, f"{one['rule']}: {choice_words(one['reason']) or one['reason']}"


def _sealed(
    payload: Mapping[str, Any], private: Mapping[str, Mapping[str, Any]], lang: str
) -> Iterator[tuple[str, str]]:
    label = COMMON_LABELS["sealed"].in_language(lang)
    for point in {**payload.get("sealed", {}), **private}:
        title = POINT_TITLES[point].in_language(lang) if point in POINT_TITLES else point
        values = private.get(point)
        if values is None:
            yield label, say("plain.sealed-elsewhere", title=title)
            continue
        for name, value in values.items():
            known = SEALED_NAMES.get(name)
            shown, said = _attribute(name, value)
            shown = known.in_language(lang) if known is not None else shown
            yield f"{label}, {title}", f"{shown}: {said}"


def _attribute(name: str, value: object) -> tuple[str, str]:
    """Say an attribute of a passport by its name, its value in the words of the reader."""
    from batterypass.regulations.attributes import attributes

    known = attributes().get(name)
    if known is None:
        return name, str(value)
    from batterypass.domain.passport_values import as_value
    from batterypass.regulations.passport_words import value_words

    return known.name(language()), value_words(known, as_value(value), language())


def _field(
    spec: Spec,
    label: str,
    value: Any,  # noqa: ANN401
    name_of: NameOf,
) -> Iterator[tuple[str, str]]:
    if spec.shape == "record" and spec.record is not None and isinstance(value, Mapping):
        for part in specs_of(spec.record):
            if part.name in value:
                own = part.label.in_language(language())
                inner = f"{label}: {own}" if label else own
                yield from _field(part, inner, value[part.name], name_of)
    elif spec.shape == "list" and spec.element is not None and isinstance(value, list):
        if spec.element.shape == "record":
            for number, one in enumerate(value, 1):
                yield f"{label} {number}", _one_line(spec.element, one, name_of)
        elif spec.element.word == "item":
            for number, one in enumerate(value, 1):
                yield f"{label} {number}", _value(spec.element, one, name_of)
        else:
            yield label, ", ".join(_value(spec.element, one, name_of) for one in value)
    elif spec.shape == "map" and isinstance(value, Mapping):
        for name, one in value.items():
            shown, said = _attribute(name, one)
            words = choice_words(name) if shown == name else ""
            yield f"{label}: {words or shown}", said
    else:
        yield label, _value(spec, value, name_of)


def _one_line(spec: Spec, value: Any, name_of: NameOf) -> str:  # noqa: ANN401
    """Write a record of a list in one line."""
    if spec.record is None or not isinstance(value, Mapping):
        return str(value)
    if spec.record is KeyCard:
        kid = thumbprint_of(str(value["alg"]), str(value["public"]))
        line = f"{choice_words(str(value['role']))} · {value['alg']} · {kid}"
        until = [say("people.until", until=value["until"])] if value.get("until") else []
        return " · ".join([line, *([value["holder"]] if value.get("holder") else []), *until])
    parts = []
    for part in specs_of(spec.record):
        if part.name not in value:
            continue
        if part.shape == "record" and isinstance(value[part.name], Mapping):
            inner = value[part.name]
            if any(isinstance(one, list | Mapping) for one in inner.values()):
                parts.append(_one_line(part, inner, name_of))
            else:
                parts.append(", ".join(str(one) for one in inner.values()))
            continue
        label = part.label.in_language(language())
        for name, text in _field(part, label, value[part.name], name_of):
            parts.append(text if part.word == "item" else f"{name} {text}")
    return " · ".join(parts)


def _outcomes(lines: list[Any], item: str) -> list[str]:
    """Say what became of one item of a list, where its line says so."""
    return [
        choice_words(str(line["outcome"])) or str(line["outcome"])
        for line in lines
        if isinstance(line, Mapping) and line.get("item") == item and "outcome" in line
    ]


def _value(spec: Spec, value: Any, name_of: NameOf) -> str:  # noqa: ANN401
    if isinstance(value, bool):
        return say("word.yes") if value else say("word.no")
    # What a correction says of a list or record is written as it would be typed.
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else str(value)
    if spec.shape == "choice":
        words = choice_words(text)
        return text if not words or words == text else f"{words} ({text})"
    if spec.word == "item":
        return f"{printed_id(text)}  {text}"
    if spec.word == "party":
        return _party(text, name_of)
    return text


def _party(party: str, name_of: NameOf) -> str:
    name = name_of(party)
    return f"{name} ({party})" if name else party


def party_short(party: str, name_of: NameOf) -> str:
    """Name a party in few letters: its legal name, else its host."""
    return name_of(party) or host_of(party) or party


def when(event_time: str) -> str:
    """Write a time for people, as the clocks showed it where it happened."""
    return f"{event_time[:10]} {event_time[11:16]} {event_time[-6:]}"


def _of_another(payload: Mapping[str, Any], item: str) -> str:
    """Say of a part into which pack it went, or out of what it came; empty for what is about itself."""
    other = str(payload.get("item", ""))
    words = {"pack.assembled": "went-into", "item.dismantled": "came-out-of"}
    word = words.get(str(payload.get("kind", "")))
    if word is None or not item or item == other:
        return ""
    from batterypass.domain.ids import printed_id

    return say(f"lineage.{word}", item=printed_id(other))


def summary(payload: Mapping[str, Any], name_of: NameOf = no_names, item: str = "") -> str:
    """Write the fields of an event in one line, without what names the item itself.

    ``item`` is the one whose history it is: of a list it has a line in, that line's outcome is told.
    """
    model = KINDS.get(str(payload.get("kind", "")))
    elsewhere = _of_another(payload, item)
    if elsewhere:
        return elsewhere
    parts = []
    for spec in specs_of(model) if model is not None else ():
        value = payload.get(spec.name)
        if value is None or spec.name in _NOT_IN_SUMMARY:
            continue
        if spec.shape == "list":
            parts.append(f"{spec.label.in_language(language())}: {len(value)}")
            parts += _outcomes(value, item)
        elif spec.shape == "record" and isinstance(value, Mapping) and value.get("name"):
            parts.append(str(value["name"]))
        elif spec.shape == "choice":
            parts.append(choice_words(str(value)) or str(value))
        elif spec.shape == "boolean":
            if value:
                parts.append(spec.label.in_language(language()))
        elif spec.word == "party":
            parts.append(party_short(str(value), name_of))
        elif spec.word == "digest":
            parts.append(f"{str(value)[:_SHORT_DIGEST]}…")
        elif spec.shape in ("text", "integer"):
            # Of a batch its number: the recycler stands beside it.
            text = str(value).rpartition("#batch/")[2]
            parts.append(f"{spec.label.in_language(language())} {text}")
    return " · ".join(parts)
