"""Which documents of a passport stand in a file or a folder, and which of them belong together.

A passport of the BatteryPass data model is seven documents: seven files of a folder, a list of them
in one file, or one object with seven members. A document is known by its members, never by its name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from batterypass.errors import MalformedError
from batterypass.exchange.batterypass_paths import ASPECTS, MEMBERS
from batterypass.exchange.catenax import is_catenax
from batterypass.exchange.json_rows import parse_json
from batterypass.exchange.native import is_native
from batterypass.exchange.source import Source
from batterypass.exchange.words import both_of, input_error, malformed
from batterypass.texts.bilingual import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from batterypass.exchange.rows import Format

#: So many members of an aspect make a document one of it, if no more others are in it: two words
#: that many models have (``status``, ``manufacturingDate``) among fifty say nothing.
_ENOUGH: Final = 2


def aspect_of(value: object) -> str:
    """Give the aspect of the BatteryPass model that a document is, empty where it is none."""
    if not isinstance(value, dict):
        return ""
    names = value.keys()
    for aspect in ASPECTS:
        if names and names <= MEMBERS[aspect]:
            return aspect
    enough = max(_ENOUGH, len(names) / 2)
    return next((one for one in ASPECTS if len(MEMBERS[one] & names) >= enough), "")


def passport_of(value: object) -> dict[str, Any] | None:
    """Give the aspects of a passport by name: of one aspect, or of an object of several; else None."""
    aspect = aspect_of(value)
    if aspect:
        return {aspect: value}
    if not isinstance(value, dict) or not value:
        return None
    if value.keys() <= set(ASPECTS):
        # An export names them; one of them may have a single member.
        return {name: value[name] for name in ASPECTS if name in value}
    found = {aspect_of(inner): inner for inner in value.values()}
    if "" in found or len(found) != len(value):
        return None
    return found


def format_of(value: object) -> Format | None:
    """Say of which format of whole passports a JSON value is, None where of none."""
    first = value[0] if isinstance(value, list) and value else value
    if is_native(first):
        return "native"
    if is_catenax(first):
        return "catenax"
    return "batterypass" if passport_of(first) is not None else None


def passports_in(name: str, value: object) -> list[dict[str, Any]]:
    """Give the BatteryPass passports of one file: a list of aspects is one passport.

    Raises MalformedError for an aspect that stands twice, and for what is none.
    """
    values = value if isinstance(value, list) else [value]
    if not values:
        raise malformed("batterypass", name=name, problem="[]")
    if all(aspect_of(one) for one in values):
        return [_together(name, values)]
    found = []
    for place, one in enumerate(values, start=1):
        passport = passport_of(one)
        if passport is None:
            problem = Text(
                f"document {place}: no aspect of it", f"documento {place}: sin aspecto suyo"
            )
            raise malformed("batterypass", name=name, problem=problem)
        found.append(passport)
    return found


def _together(name: str, values: Sequence[Any]) -> dict[str, Any]:
    passport: dict[str, Any] = {}
    for one in values:
        aspect = aspect_of(one)
        if aspect in passport:
            raise malformed("part_twice", name=name, aspect=aspect)
        passport[aspect] = one
    return passport


def join_sources(
    name: str, groups: Iterable[Sequence[Source]]
) -> tuple[Source, list[tuple[str, str]]]:
    """Put the files of a folder together as one, and say which were not read: (file, why).

    ``groups`` are the files of each folder. The aspects of all of them are one passport where none
    stands twice, else those of each folder. Raises MalformedError for a file that is no JSON, and
    InputError where there is no passport, or documents of several formats.
    """
    whole: list[tuple[Format, str]] = []
    parts: list[list[tuple[str, str]]] = []
    passed: list[tuple[str, str]] = []
    for group in groups:
        here: list[tuple[str, str]] = []
        for source in group:
            text, _ = source.decode(json=True)
            try:
                value = parse_json(text)
            except MalformedError as error:
                raise malformed("part_json", name=source.name, problem=both_of(error)) from error
            if isinstance(value, dict) and ("$schema" in value or "$ref" in value):
                passed.append((source.name, "file_schema"))
            elif aspect_of(value):
                here.append((aspect_of(value), text))
            elif (found := format_of(value)) is not None:
                whole.append((found, text))
            else:
                passed.append((source.name, "file_not_read"))
        if here:
            parts.append(here)
    everything = [one for here in parts for one in here]
    if len({aspect for aspect, _ in everything}) == len(everything):
        parts = [everything] if everything else []
    for here in parts:
        names = [aspect for aspect, _ in here]
        if len(set(names)) != len(names):
            twice = next(one for one in names if names.count(one) > 1)
            raise malformed("part_twice", name=name, aspect=twice)
        joined = ", ".join(f'"{aspect}": {text}' for aspect, text in here)
        whole.append(("batterypass", f"{{{joined}}}"))
    formats = sorted({format_ for format_, _ in whole})
    if not formats:
        raise input_error("no_parts", name=name)
    if len(formats) > 1:
        raise input_error("mixed_parts", name=name, found=", ".join(formats))
    if len(whole) == 1:
        return Source(name, whole[0][1].encode()), passed
    # A file may hold a list of passports; its members join the others.
    texts = [text.strip()[1:-1] if text.lstrip().startswith("[") else text for _, text in whole]
    return Source(name, f"[{', '.join(texts)}]".encode()), passed
