"""Filling the attributes of a Carta Porte: what is known, what a person gives, what is missing.

Every value keeps where it comes from. What the ledger's signed entries say is not overruled by an
option; what a table proposes is. A value that does not fit its attribute is never bent: what a
person gave is refused, what the ledger has is named as missing beside what was found.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Literal

from batterypass.errors import InputError
from batterypass.regulations.carta_porte_structure import check_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from batterypass.regulations.carta_porte import CartaPorteFacts
    from batterypass.regulations.tables import Row

Origin = Literal["ledger", "table", "computed", "given"]


@dataclass(frozen=True, slots=True)
class Known:
    """A value that is known before anybody is asked. ``where`` is an entry or the id of a row."""

    value: str
    origin: Origin
    where: str = ""
    confidence: str = "high"


@dataclass(frozen=True, slots=True)
class Filled:
    """A value as it stands in the complement, and where it comes from."""

    name: str
    value: str
    origin: Origin
    where: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Missing:
    """A value that is needed and not known.

    ``source`` is the word for where it would come from, ``expected`` what the attribute takes as the
    table says it, ``example`` a value of that form, ``found`` what the ledger has instead where that
    does not fit.
    """

    name: str
    source: str
    expected: str
    example: str = ""
    found: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """Something that the person should know and that stops nothing: a code, where, its values."""

    code: str
    place: str
    expected: str = ""
    found: str = ""


class Filling:
    """The attributes of one complement while they are filled in."""

    def __init__(self, facts: CartaPorteFacts, given: Mapping[str, str]) -> None:
        self.facts = facts
        self.names: list[str] = []
        self.fields: list[Filled] = []
        self.missing: list[Missing] = []
        self.told: list[Told] = []
        self._given = given
        self._rules = {row["id"]: row for row in facts.structure if row["kind"] == "attribute"}

    def given(self, name: str) -> str:
        """Give what a person said of an attribute; empty where nobody did."""
        return " ".join(self._given.get(name, "").split())

    def take(
        self,
        name: str,
        rule: str,
        known: Known | None = None,
        *,
        source: str = "",
        given: str | None = None,
    ) -> str:
        """Give the value of an attribute, or nothing where it is not known.

        ``rule`` is the id of its row. With a ``source`` the value is needed. ``given`` replaces what
        the person said by what it means. Raises InputError where it does not fit, or contradicts
        what was signed.
        """
        self.names.append(name)
        row = self._rules[rule]
        said = self.given(name) if given is None else given
        found = " ".join(known.value.split()) if known is not None else ""
        fits = bool(found) and not any(check_value(row, found, self.facts, name))
        if said:
            self._check_given(name, row, said, known if fits else None, found)
            self._put(Filled(name, said, "given", "", "high"))
            return said
        if fits and known is not None:
            self._put(Filled(name, found, known.origin, known.where, known.confidence))
            return found
        if source:
            expected, example = expected_of(row, self.facts), str(row.get("example", ""))
            self.missing.append(Missing(name, source, expected, example, found))
        return ""

    def tell(self, code: str, place: str, expected: str = "", found: str = "") -> None:
        """Note what the person should know."""
        self.told.append(Told(code, place, expected, found))

    def _check_given(self, name: str, row: Row, said: str, known: Known | None, found: str) -> None:
        fault = next(check_value(row, said, self.facts, name), None)
        if fault is not None:
            expected, example = expected_of(row, self.facts), row.get("example") or "-"
            is_text = row["shape"] == "text"
            raise InputError(
                f"{name}={said}: expected a value such as {example}: {expected}",
                code="cartaporte.bad-text" if is_text else "cartaporte.bad-value",
                name=name, found=said, expected=expected, example=example,
                least=row.get("least"), most=row.get("most"),
            )  # fmt: skip
        if known is not None and known.origin == "ledger" and found != said:
            raise InputError(
                f"{name}={said}: entry {known.where} says {found}",
                code="cartaporte.contradicts",
                name=name, found=said, expected=found, entry=known.where,
            )  # fmt: skip

    def _put(self, field: Filled) -> None:
        self.fields.append(field)


def expected_of(row: Row, facts: CartaPorteFacts) -> str:
    """Say what an attribute takes: words, keys, a pattern or limits, in no language."""
    shape = row["shape"]
    if shape == "word":
        return ", ".join(row["words"])
    if shape == "catalogue":
        return ", ".join(facts.keys(row["catalogue"]))
    if shape == "pattern":
        return str(row["pattern"])
    if shape == "decimal":
        limits = (
            f"≥ {row['minimum']}, ≤ {row['maximum']}" if row["maximum"] else f"≥ {row['minimum']}"
        )
        return f"{limits} (0{'.' * bool(row['places'])}{'0' * row['places']})"
    return f"[^|]{{{row['least']},{row['most']}}}"


def resolve_names(given: Mapping[str, str], names: Iterable[str]) -> dict[str, str]:
    """Give what was said under the whole names: a last part will do where it means one thing.

    Raises InputError for a name that is not known, means several, or was said twice.
    """
    whole = list(names)
    resolved: dict[str, str] = {}
    for said, value in given.items():
        folded = said.casefold()
        found = [one for one in whole if one.casefold() == folded] or [
            one for one in whole if one.casefold().rpartition(".")[2] == folded
        ]
        if len(found) > 1:
            raise InputError(
                f"{said}: means {', '.join(found)}",
                code="cartaporte.several-names", name=said, known=", ".join(found),
            )  # fmt: skip
        if not found:
            parts = {one.rpartition(".")[2]: one for one in whole}
            near = get_close_matches(said, [*whole, *parts], n=3, cutoff=0.6)
            raise InputError(
                f"{said}: no such value of a Carta Porte",
                code="cartaporte.unknown-name" if near else "cartaporte.no-such-name",
                name=said, near=", ".join(dict.fromkeys(parts.get(one, one) for one in near)),
            )  # fmt: skip
        if found[0] in resolved:
            raise InputError(
                f"{found[0]} is given twice", code="cartaporte.name-twice", name=found[0]
            )
        resolved[found[0]] = value
    return resolved
