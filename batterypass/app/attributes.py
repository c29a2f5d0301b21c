"""Where an attribute of a passport belongs (D7), and whether its value can be what it says.

The tier is a column of ``passport-attributes.csv``; what it says is asked here and nowhere else,
for a passport that is issued by its command and for an event that is logged by its kind. Values are
held against ``passport-shapes.json`` before anything is signed; what is in the log stays as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from batterypass.domain.passport_values import as_value, is_value
from batterypass.errors import InputError
from batterypass.evidence.refusal import refusal
from batterypass.regulations.attributes import PUBLIC

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from batterypass.domain.events.common import Kind
    from batterypass.domain.passport_values import Value
    from batterypass.domain.states import ItemState
    from batterypass.regulations.attributes import Attribute
    from batterypass.regulations.passport_problem import Problem

#: A point that seals any attribute of its tier.
_ANY = ("*",)
#: The kind that seals what is not public.
_PASSPORT = "passport.issued"
#: A maker's own name of a chemistry comes with the ledger's word for it.
_MADE = "pack.manufactured"
#: Problems that one message shows.
_SHOWN = 8


def tier_of(attributes: Mapping[str, Attribute], name: str) -> str:
    """Give the access tier of an attribute: ``public``, or the content point that seals it.

    Raises InputError for a name that is no attribute, with those that look like it.
    """
    attribute = attributes.get(name)
    if attribute is None:
        near = get_close_matches(name, attributes, n=3, cutoff=0.5)
        raise InputError(
            f"{name}: no such attribute of a passport",
            code="passport.unknown-attribute",
            name=name,
            hint=f": {', '.join(near)}?" if near else "",
        )
    return attribute.access_tier


def place_values(
    attributes: Mapping[str, Attribute], given: Mapping[str, Value]
) -> tuple[dict[str, Value], dict[str, dict[str, Value]]]:
    """Divide values into those in clear and those to be sealed, by content point.

    Raises InputError for a name that is no attribute.
    """
    public: dict[str, Value] = {}
    private: dict[str, dict[str, Value]] = {}
    for name, value in given.items():
        tier = tier_of(attributes, name)
        if tier == PUBLIC:
            public[name] = value
        else:
            private.setdefault(tier, {})[name] = value
    return public, private


def check_places(
    attributes: Mapping[str, Attribute],
    kind: Kind,
    values: Iterable[str],
    private: Mapping[str, Iterable[str]],
) -> None:
    """Check that each attribute of an event stands where its tier puts it.

    ``values`` are the names in clear, ``private`` those to be sealed by content point; points that
    seal no attributes are passed over. Raises InputError that says where an attribute belongs.
    """
    points: dict[str, tuple[str, ...]] = dict(kind.sealed)
    places = [("values", PUBLIC, values)]
    places += [
        (f"private.{point}", point, names)
        for point, names in private.items()
        if points.get(point) == _ANY
    ]
    for place, tier, names in places:
        for name in names:
            belongs = tier_of(attributes, name)
            if belongs != tier:
                found, expected = f"{place}.{name}", f"{_place_of(belongs, kind)}.{name}"
                raise InputError(
                    f"{kind.name}: {found} stands in the wrong place: it belongs under {expected}",
                    code="write.attribute-place", kind=kind.name, found=found, expected=expected,
                )  # fmt: skip


def check_values(
    attributes: Mapping[str, Attribute],
    kind: Kind,
    values: Mapping[str, Value],
    private: Mapping[str, Mapping[str, object]],
    chemistry: str,
    *,
    accept_unusual: bool = False,
    around: Around | None = None,
    beside: Callable[[Mapping[str, Value]], Iterable[Problem]] | None = None,
) -> None:
    """Check each value of an event, and those that have to fit each other.

    ``around`` is what the ledger says of the pack and the day, against which they are held too;
    ``beside`` gives what they are wrong in beside the rest of the passport. Call it after :func:`check_places`. Raises InputError that says of each what was expected, and
    what was likely meant; ``accept_unusual`` takes those that are only unusual.
    """
    points: dict[str, tuple[str, ...]] = dict(kind.sealed)
    placed = {name: ("values", value) for name, value in values.items()}
    for point, section in private.items():
        if points.get(point) == _ANY:
            for name, found in section.items():
                if not is_value(found):
                    raise refusal(
                        InputError, "write.attribute-form",
                        event=kind.name, name=f"private.{point}.{name}", found=f"{found!s:.60}",
                    )  # fmt: skip
                placed[name] = (f"private.{point}", as_value(found))
    if not placed:
        return
    # Most events have no attributes, and every command waits for imports.
    from batterypass.regulations.passport_checks import check_together, check_value

    problems = [
        problem
        for name, (_, value) in placed.items()
        for problem in check_value(attributes[name], value, chemistry)
    ]
    together = {name: value for name, (_, value) in placed.items()}
    problems += check_together(together, chemistry)
    if around is not None:
        problems += _against(kind, together, around)
    if beside is not None:
        problems += beside(together)
    kept = [one for one in problems if not (one.is_unusual and accept_unusual)]
    if kept:
        places = {name: f"{place}.{name}" for name, (place, _) in placed.items()}
        raise _wrong_values(kind.name, kept, places)


@dataclass(frozen=True, slots=True)
class Around:
    """What is known beside the values: fields of the pack, the entry that says them, and the day."""

    facts: Mapping[str, str]
    today: str
    #: None where the event itself says them.
    entry: int | None = None
    #: Fields of that entry that can be corrected.
    amendable: frozenset[str] = frozenset()


def around_item(item: ItemState | None, own: Mapping[str, object], today: str) -> Around:
    """Give what the ledger says of an item, or what an event says that brings it into being."""
    from batterypass.domain.events.amendable import AmendablePack
    from batterypass.exchange.facts import FACTS, STATUSES

    names = (*FACTS.values(), "chemistry")
    if item is None:
        facts = {name: str(own[name]) for name in names if isinstance(own.get(name), str)}
        return Around({**facts, "status": STATUSES["original"]}, today)
    facts = {name: str(getattr(item, name)) for name in names}
    # What an enrolment or a further life says is not corrected but said anew.
    is_made = not item.enrolled and item.life in ("original", "reused", "waste")
    amendable = frozenset(AmendablePack.model_fields) if is_made else frozenset()
    return Around({**facts, "status": STATUSES[item.life]}, today, item.created_index, amendable)


def check_figures(
    kind: Kind,
    own: Mapping[str, object],
    private: Mapping[str, Mapping[str, object]],
    item: ItemState | None,
    today: str,
    *,
    accept_unusual: bool = False,
) -> None:
    """Check the figures of an event, in clear or to be sealed. Raises InputError as for values."""
    from batterypass.app.figures import FIGURES, figure_problems

    if kind.name not in FIGURES:
        return
    said = dict(own)
    places = {name: name for name in own}
    for point, section in private.items():
        said.update(section)
        places.update((name, f"private.{point}.{name}") for name in section)
    problems = figure_problems(kind.name, said, item, today)
    kept = [one for one in problems if not (one.is_unusual and accept_unusual)]
    if kept:
        raise _wrong_values(kind.name, kept, places)


def _against(kind: Kind, values: Mapping[str, Value], around: Around) -> Iterator[Problem]:
    from batterypass.exchange.facts import contradictions, impossible_days, unknown_chemistry

    yield from contradictions(values, around.facts, entry=around.entry, amendable=around.amendable)
    yield from impossible_days(values, around.facts.get("made_month", ""), around.today)
    if kind.name != _MADE:
        yield from unknown_chemistry(values)


def _wrong_values(kind: str, problems: list[Problem], places: Mapping[str, str]) -> InputError:
    said = {
        lang: [one.text(lang, places.get(one.attribute, "")) for one in problems[:_SHOWN]]
        for lang in ("en", "es")
    }
    if all(one.is_unusual for one in problems):
        from batterypass.texts.messages import MESSAGES

        hint = MESSAGES["passportvalue.unusual-hint"]
        for lang, lines in said.items():
            lines.append(hint.in_language(lang))
    listed = [
        {"attribute": one.attribute, "code": one.code, "found": one.found, "proposal": one.proposal}
        for one in problems
    ]
    text = {lang: "\n  ".join([f"{kind}:", *lines]) for lang, lines in said.items()}
    return InputError(text["en"], es=text["es"], kind=kind, problems=listed)


def _place_of(tier: str, kind: Kind) -> str:
    if tier == PUBLIC:
        return "values"
    if tier in dict(kind.sealed):
        return f"private.{tier}"
    # This kind seals nothing at that point: the value waits for the passport.
    return f"{_PASSPORT} private.{tier}"
