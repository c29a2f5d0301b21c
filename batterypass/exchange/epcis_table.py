"""How each kind of event is told in EPCIS: the packaged table ``data/epcis.json``, read here alone.

Every kind of ``domain/events`` has a row: it is mapped, or internal with the reason. The words are
those of CBV 2.0 or, with the prefix ``bp:``, our own.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from batterypass.errors import MalformedError
from batterypass.texts.bilingual import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: Prefix of our own words; the context of every document says what it stands for.
PREFIX: Final = "bp:"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the value of a field goes: a term of ours, and the attribute that says who sees it.

    ``attribute`` is empty where no attribute of a passport says the same.
    """

    field: str
    term: str
    attribute: str


@dataclass(frozen=True, slots=True)
class Sensor:
    """A field that is a measurement: EPCIS type, unit of UN/CEFACT Recommendation 20, attribute."""

    field: str
    type: str
    unit: str
    attribute: str


@dataclass(frozen=True, slots=True)
class Row:
    """One kind. ``internal`` says why it is not told; then all else is empty.

    ``cases`` change ``words`` (type, action, step, disposition) by the value of ``case_field``;
    ``waste`` does where the load is waste and the reader may know it. ``attribute`` hides the whole
    event from readers who may not see that attribute.
    """

    kind: str
    internal: Text | None
    row: str = ""
    confidence: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    shape: str = ""
    where: str = "none"
    attribute: str = ""
    ilmd: Sequence[Place] = ()
    says: Sequence[Place] = ()
    fixed: Sequence[tuple[Place, str]] = ()
    sensors: Sequence[Sensor] = ()
    persistent: Sequence[str] = ()
    uses: frozenset[str] = frozenset()
    partly: Sequence[str] = ()
    case_field: str = ""
    cases: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    waste: Mapping[str, str] = field(default_factory=dict)
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """A word of our namespace: ``form`` is text, number or list."""

    form: str
    says: Text


@dataclass(frozen=True, slots=True)
class EpcisTable:
    """The whole table; ``words`` are the lists of CBV 2.0 by name."""

    namespace: str
    context: str
    kinds: Mapping[str, Row]
    terms: Mapping[str, Term]
    words: Mapping[str, frozenset[str]]

    @property
    def all_words(self) -> frozenset[str]:
        """Give every word of CBV that the table knows."""
        return frozenset().union(*self.words.values())


def parse_table(body: bytes) -> EpcisTable:
    """Read the table. Raises MalformedError for a kind that stands twice or a term that is none."""
    try:
        raw = json.loads(body)
        terms = {
            name: Term(one["form"], Text(one["en"], one["es"]))
            for name, one in raw["terms"].items()
        }
        kinds = {one["kind"]: _row(one) for one in raw["kinds"]}
        words = {name: frozenset(listed) for name, listed in raw["words"].items()}
        namespace, context = str(raw["namespace"]), str(raw["context"])
        count = len(raw["kinds"])
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise MalformedError(f"epcis.json: {error!r}") from error
    if len(kinds) != count or not namespace.endswith("/"):
        raise MalformedError("epcis.json: a kind stands twice, or the namespace does not end in /")
    for row in kinds.values():
        for place in (*row.ilmd, *row.says, *(one for one, _ in row.fixed)):
            if place.term not in terms:
                raise MalformedError(f"epcis.json: {row.kind}: no term {place.term}")
    return EpcisTable(
        namespace, context, MappingProxyType(kinds), MappingProxyType(terms),
        MappingProxyType(words),
    )  # fmt: skip


@cache
def table() -> EpcisTable:
    """Give the packaged table."""
    file = resources.files("batterypass.exchange") / "data" / "epcis.json"
    return parse_table(file.read_bytes())


def _row(raw: Mapping[str, Any]) -> Row:
    if "internal" in raw:
        return Row(str(raw["kind"]), Text(raw["internal"]["en"], raw["internal"]["es"]))
    by = raw.get("by", {})
    note = raw.get("note")
    return Row(
        kind=str(raw["kind"]),
        internal=None,
        row=str(raw["row"]),
        confidence=str(raw["confidence"]),
        words={
            name: str(raw[name])
            for name in ("type", "action", "step", "disposition")
            if name in raw
        },
        shape=str(raw["shape"]),
        where=str(raw["where"]),
        attribute=raw.get("attribute", ""),
        ilmd=_places(raw.get("ilmd", {})),
        says=_places(raw.get("says", {})),
        fixed=tuple(
            (Place("", term, attribute or ""), value)
            for term, (value, attribute) in raw.get("fixed", {}).items()
        ),
        sensors=tuple(Sensor(name, *one) for name, one in raw.get("sensors", {}).items()),
        persistent=tuple(raw.get("persistent", ())),
        uses=frozenset(raw.get("uses", ())),
        partly=tuple(raw.get("partly", ())),
        case_field=by.get("field", ""),
        cases=by.get("cases", {}),
        waste=raw.get("waste", {}),
        note=Text(note["en"], note["es"]) if note else None,
    )


def _places(raw: Mapping[str, Sequence[str | None]]) -> tuple[Place, ...]:
    return tuple(Place(name, str(term), attribute or "") for name, (term, attribute) in raw.items())
