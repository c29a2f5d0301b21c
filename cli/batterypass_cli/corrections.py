"""Corrections on the screen and as objects for programs: before, after, and since when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from batterypass.domain.events import KINDS
from batterypass.domain.events.amendable import AMENDABLE
from batterypass.domain.ids import printed_id
from batterypass.texts.values import COMMON_LABELS, POINT_TITLES, SEALED_NAMES
from batterypass_cli.answers import choice_words
from batterypass_cli.fields import Spec, spec_at
from batterypass_cli.output import aligned, paint
from batterypass_cli.words import language, say

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

    from batterypass.app.amending import Correction
    from batterypass.app.ledger import Ledger
    from batterypass.app.read import EntryView
    from batterypass_cli.context import Here
    from batterypass_cli.plain import NameOf


#: Lists of which one value is corrected by the word that it belongs to -> that value.
_BY_WORD = {"contents": "percent", "losses": "mass_kg"}


def path_of(kind: str, field: str, *, is_line: bool) -> str:
    """Give where a corrected field stands in its kind: ``items.mass_kg``, ``waste.cretib``."""
    head = field.rpartition(".")[0]
    value = _BY_WORD.get(head.rpartition(".")[2])
    if value is not None:
        field = f"{head}.{value}"
    elif head == "elements_kg":
        field = head
    return f"{AMENDABLE[kind].lines}.{field}" if is_line else field


def word_of(field: str) -> str:
    """Give the element, substance or loss of which a value is corrected, in plain words."""
    head, _, word = field.rpartition(".")
    is_word = head == "elements_kg" or head.rpartition(".")[2] in _BY_WORD
    return choice_words(word) if is_word else ""


def label_of(kind: str, path: str, item: str = "", word: str = "") -> str:
    """Name a field of a kind for people, with the word it belongs to and the item of its line."""
    lang = language()
    model = KINDS.get(kind)
    spec = spec_at(model, path) if model is not None else None
    head, _, rest = path.partition(".")
    if spec is not None:
        label = spec.label.in_language(lang)
    elif head == "sealed":
        point, _, name = rest.partition(".")
        known = SEALED_NAMES.get(name) or POINT_TITLES.get(point)
        label = known.in_language(lang) if known is not None else path
    else:
        label = COMMON_LABELS[head].in_language(lang) if head in COMMON_LABELS else path
    about = ", ".join(filter(None, [word, printed_id(item) if item.startswith("https://") else ""]))
    return f"{label} ({about})" if about else label


def value_of(kind: str, path: str, value: Any) -> str:  # noqa: ANN401 - any value
    """Write a value of a field for people."""
    if value is None or value == []:
        return say("amend.nothing-said")
    if isinstance(value, bool):
        return say("word.yes") if value else say("word.no")
    if isinstance(value, list):
        return ", ".join(_part_of(one) for one in value)
    model = KINDS.get(kind)
    spec: Spec | None = spec_at(model, path) if model is not None else None
    words = choice_words(str(value)) if spec is not None and spec.shape == "choice" else ""
    return f"{words} ({value})" if words and words != str(value) else str(value)


def _part_of(value: object) -> str:
    if not isinstance(value, dict):
        return str(value)
    return " ".join(str(one) for one in value.values() if one not in ([], "", None))


def change_pairs(kind: str, fields: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """Give label and "before → after" of each corrected field."""
    for one in fields:
        item = str(one.get("item", ""))
        path = path_of(kind, str(one["field"]), is_line=bool(item))
        yield (
            label_of(kind, path, item, word_of(str(one["field"]))),
            say(
                "amend.before-after",
                before=value_of(kind, path, one.get("old")),
                after=value_of(kind, path, one["new"]),
            ),
        )


def annulled_pairs(
    fields: Iterable[Mapping[str, Any]], name_of: NameOf
) -> Iterator[tuple[str, str]]:
    """Give label and "before → after" of what an annulment changes of its subjects."""
    for one in fields:
        name, item = str(one["field"]), str(one.get("item", ""))
        label = say(f"annul.field.{name}")
        yield (
            f"{label} ({printed_id(item)})" if item else label,
            say(
                "amend.before-after",
                before=_state_words(name, one.get("old"), name_of),
                after=_state_words(name, one.get("new"), name_of),
            ),
        )


#: Fields of a state that name a party.
_PARTIES = frozenset({"carrier", "transfer_to", "custodian", "released_to"})


def _state_words(name: str, value: Any, name_of: NameOf) -> str:  # noqa: ANN401 - any value
    from batterypass_cli.plain import party_short

    if value is None or value == "":
        return say("amend.nothing-said")
    if isinstance(value, bool):
        return say("word.yes") if value else say("word.no")
    if name in _PARTIES:
        return party_short(str(value), name_of)
    return choice_words(str(value)) or str(value)


def correction_lines(ledger: Ledger, one: Correction, name_of: NameOf) -> Iterator[str]:
    """Write a correction for people: who, why, each field before and after, whether it holds."""
    from batterypass_cli.plain import party_short
    from batterypass_cli.signing import entry_words

    area = "annul" if one.annuls else "amend"
    key = f"{area}.title-open" if one.holds is None else f"{area}.title"
    yield paint(
        say(
            key,
            entry=entry_words(ledger, one.entry),
            who=party_short(one.by, name_of),
            reason=choice_words(one.reason) or one.reason,
        ),
        "b",
    )
    if one.annuls:
        yield from aligned(annulled_pairs(one.fields, name_of))
    else:
        yield from aligned(change_pairs(one.target_kind, one.fields))
    if one.target_kind == "item.declared-waste":
        items = ", ".join(printed_id(item) for item in (one.subject, *one.items))
        yield f"  {say('amend.about-items', items=items)}"
    for party, entry in one.agreed.items():
        who = party_short(party, name_of)
        yield "  " + say("amend.agreed-by", who=who, entry=entry_words(ledger, entry))
    if one.holds is not None:
        yield "  " + say("amend.holds", entry=entry_words(ledger, one.holds))
    elif one.ended is not None:
        yield "  " + say("annul.ended", entry=entry_words(ledger, one.ended))
    elif one.is_late:
        yield f"  {paint('!', 'y')} " + say("annul.late")
    elif one.waiting:
        waiting = ", ".join(party_short(party, name_of) for party in one.waiting)
        yield f"  {paint('!', 'y')} " + say("amend.waits", who=waiting)


def show_corrections(
    here: Here, ledger: Ledger, subject: str, kinds: Container[str] = frozenset(KINDS)
) -> None:
    """Print what was corrected of a subject's entries of some kinds, both versions; else nothing."""
    from batterypass.app.amending import corrections_about
    from batterypass_cli.plain import names_of

    for one in corrections_about(ledger.session, subject):
        if one.target_kind not in kinds:
            continue
        for line in correction_lines(ledger, one, names_of(ledger)):
            here.out.line(line)


def correction_object(ledger: Ledger, one: Correction) -> dict[str, Any]:
    """Write a correction for programs; numbers of entries that are not in the log yet are null."""
    from batterypass_cli.outbox_view import entry_number

    return {
        "entry": entry_number(ledger, one.entry),
        "digest": one.digest,
        "by": one.by,
        "reason": one.reason,
        "fields": [
            {**one_field, "old": one_field.get("old")} for one_field in map(dict, one.fields)
        ],
        "annuls": one.annuls,
        "late": one.is_late,
        "subject": one.subject,
        "items": list(one.items),
        "waiting": list(one.waiting),
        "agreed": {party: entry_number(ledger, entry) for party, entry in one.agreed.items()},
        "holds": one.holds is not None,
        "holds_from": None if one.holds is None else entry_number(ledger, one.holds),
    }


def mark_of(ledger: Ledger, view: EntryView) -> str:
    """Say in few words that an entry was corrected, or that a correction of it waits; else nothing."""
    from batterypass.app.amending import corrections_of
    from batterypass_cli.signing import entry_words

    found = corrections_of(ledger.session, view)
    texts = []
    for key, some in (
        ("annul.mark", [one for one in found if one.annuls and one.holds is not None]),
        (
            "annul.mark-open",
            [one for one in found if one.annuls and one.waiting and not one.is_late],
        ),
        ("amend.mark", [one for one in found if not one.annuls and one.holds is not None]),
        ("amend.mark-open", [one for one in found if not one.annuls and one.waiting]),
    ):
        if some:
            entries = ", ".join(entry_words(ledger, one.entry) for one in some)
            texts.append(say(key, entries=entries))
    return " · ".join(texts)
