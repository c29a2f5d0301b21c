"""Reading and asking for what of an entry is wrong, and what it should say."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from batterypass.domain.events import KINDS
from batterypass.domain.events.amendable import AMENDABLE
from batterypass.domain.events.annulment import ANNULLABLE
from batterypass.errors import InputError
from batterypass.evidence.refusal import refusal
from batterypass_cli.answers import hint, read_words
from batterypass_cli.corrections import label_of, path_of, value_of, word_of
from batterypass_cli.exits import words_of
from batterypass_cli.fields import Spec, field_at
from batterypass_cli.lookups import LedgerLookup
from batterypass_cli.pages import unknown_name
from batterypass_cli.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.app.amending import Place
    from batterypass.app.ledger import Ledger
    from batterypass.app.read import EntryView
    from batterypass_cli.context import Here


@dataclass(slots=True)
class Changes:
    """New values of fields; ``items`` are those of the entry that they are about, all if empty."""

    changes: list[tuple[Place, Any]] = field(default_factory=list)
    items: list[str] = field(default_factory=list)


class _Reader:
    """Turns what a person has of a field into the field, and its new value into a value."""

    def __init__(
        self, here: Here, ledger: Ledger, view: EntryView, places: Sequence[Place], actor: str
    ) -> None:
        self.ledger = ledger
        self.view = view
        self.kind = str(view.payload["kind"])
        self.places = places
        self.name = str(view.index) if view.index is not None else f"{view.place}p"
        self.found = Changes()
        self._lookup = LedgerLookup(here, ledger, actor)

    @property
    def own(self) -> list[Place]:
        """The fields of the entry itself."""
        return [one for one in self.places if not one.item]

    def line(self, text: str) -> list[Place]:
        """Give the fields of the line of an item. Raises InputError where the entry has none."""
        item = self.ledger.item(text).item
        found = [one for one in self.places if one.item == item]
        if not found:
            raise refusal(InputError, "amend.no-line", item=text, entry=self.name)
        return found

    def place(self, name: str, item: str) -> Place:
        """Give the field that a name, and an item, stand for. Raises InputError that lists them."""
        if item:
            listed = self.line(item)
        else:
            listed = self.own
            if not any(one.field == name for one in listed):
                lines = [one for one in self.places if one.field == name]
                if len(lines) > 1:
                    raise refusal(InputError, "amend.which-item", field=name, count=len(lines))
                listed = [*listed, *lines]
        for one in listed:
            if one.field == name:
                return one
        names = [one.field for one in self.places]
        code = "amend.no-field-annul" if self.kind in ANNULLABLE else "amend.no-field"
        raise unknown_name(code, name, names, entry=self.name, fields=_names_of(self.places))

    def spec(self, place: Place) -> Spec:
        """Describe a field as its kind does."""
        path = path_of(self.kind, place.field, is_line=bool(place.item))
        found = field_at(KINDS[self.kind], path)
        return found.element if found.shape == "map" and found.element is not None else found

    def label(self, place: Place) -> str:
        """Name a field for people."""
        path = path_of(self.kind, place.field, is_line=bool(place.item))
        return label_of(self.kind, path, place.item, word_of(place.field))

    def shown(self, place: Place) -> str:
        """Write what stands in a field."""
        path = path_of(self.kind, place.field, is_line=bool(place.item))
        return value_of(self.kind, path, place.stands)

    def take(self, place: Place, text: str) -> None:
        """Take a new value. Raises InputError where it is off, the same, or given already."""
        if any(one == place for one, _ in self.found.changes):
            raise refusal(InputError, "amend.twice", field=place.field)
        new = read_words(self.spec(place), place.field, [text], self._lookup)
        if new == place.stands:
            raise refusal(
                InputError, "amend.same-value", field=place.field, value=self.shown(place)
            )
        self.found.changes.append((place, new))


def _names_of(places: Sequence[Place]) -> str:
    """List what can be corrected; of what is said by a word, an element for one, what is before it."""
    names = (
        f"{one.field.rpartition('.')[0]}.…" if word_of(one.field) else one.field for one in places
    )
    return ", ".join(dict.fromkeys(names))


def read_changes(
    here: Here,
    ledger: Ledger,
    view: EntryView,
    places: Sequence[Place],
    words: Sequence[str],
    actor: str,
) -> Changes:
    """Read ``FIELD=VALUE`` and ``FIELD@ITEM=VALUE`` words. Raises InputError that names the word."""
    reader = _Reader(here, ledger, view, places, actor)
    chosen: dict[str, tuple[str, list[str]]] = {}
    for word in words:
        left, equals, text = word.partition("=")
        name, _, item = left.partition("@")
        if not equals or not name:
            raise refusal(InputError, "amend.no-assignment", word=word, fields=_names_of(places))
        if AMENDABLE[reader.kind].changes != "any":
            reader.take(reader.place(name, item), text)
            continue
        # One value for several items of an entry: the same field may be named for each.
        value, items = chosen.setdefault(name, (text, []))
        if value != text:
            raise refusal(InputError, "amend.other-items")
        if item:
            items.append(_own_item(ledger, view, item, reader.name))
    if chosen:
        _take_chosen(reader, chosen)
    return reader.found


def _take_chosen(reader: _Reader, chosen: dict[str, tuple[str, list[str]]]) -> None:
    from batterypass.app.amending import places_of

    groups = {tuple(dict.fromkeys(items)) for _, items in chosen.values()}
    if len(groups) > 1:
        raise refusal(InputError, "amend.other-items")
    reader.found.items = list(groups.pop())
    if reader.found.items:
        reader.places = places_of(reader.ledger.session, reader.view, reader.found.items[0])
    for name, (text, _) in chosen.items():
        reader.take(reader.place(name, ""), text)


def _own_item(ledger: Ledger, view: EntryView, text: str, entry: str) -> str:
    """Give an item that an entry is about. Raises InputError for another one."""
    item = ledger.item(text).item
    if item not in [str(link["subject"]) for link in view.payload["subjects"]]:
        raise refusal(InputError, "amend.no-line", item=text, entry=entry)
    return item


def ask_changes(
    here: Here, ledger: Ledger, view: EntryView, places: Sequence[Place], actor: str
) -> Changes:
    """Show what can be corrected, and ask which and what it should say, until nothing more is named."""
    from batterypass_cli.plain import kind_title

    terminal = here.terminal
    reader = _Reader(here, ledger, view, places, actor)
    terminal.tell(say("amend.what", title=kind_title(reader.kind), entry=reader.name))
    if AMENDABLE[reader.kind].changes == "any":
        reader.found.items = _ask_items(here, reader)
    shown = reader.own
    _tell_places(here, reader, shown, 1)
    has_lines = any(one.item for one in places)
    key = "amend.ask.field-or-item" if has_lines else "amend.ask.field"
    while True:
        answer = terminal.ask(say(key) + ":")
        if answer in ("", "-"):
            if reader.found.changes:
                return reader.found
            terminal.tell(say("custody.needed"))
            continue
        try:
            if answer.isascii() and answer.isdigit() and len(answer) < 4:
                if not 1 <= int(answer) <= len(shown):
                    raise refusal(
                        InputError, "amend.bad-number", answer=answer, count=len(shown)
                    )  # fmt: skip
                _ask_value(here, reader, shown[int(answer) - 1])
            else:
                found = reader.line(answer) if has_lines else [reader.place(answer, "")]
                _tell_places(here, reader, found, len(shown) + 1)
                shown = [*shown, *found]
        except InputError as error:
            terminal.tell(f"✗ {words_of(error)}")


def _ask_items(here: Here, reader: _Reader) -> list[str]:
    """Ask for which items of an entry something is corrected; none stands for all of them."""
    from batterypass.app.amending import places_of

    named = [str(link["subject"]) for link in reader.view.payload["subjects"]]
    if len(named) == 1:
        return []
    while True:
        answer = here.terminal.ask(say("amend.ask.items", count=len(named)) + ":")
        try:
            found = [
                _own_item(reader.ledger, reader.view, text, reader.name)
                for text in answer.split(",")
                if text.strip()
            ]
            if found:
                reader.places = places_of(reader.ledger.session, reader.view, found[0])
        except InputError as error:
            here.terminal.tell(f"✗ {words_of(error)}")
            continue
        return list(dict.fromkeys(found))


def _tell_places(here: Here, reader: _Reader, shown: Sequence[Place], first: int) -> None:
    labels = [reader.label(one) for one in shown]
    width = max(map(len, labels), default=0)
    for number, (one, label) in enumerate(zip(shown, labels, strict=True), first):
        here.terminal.tell(f"  {number:>2}  {label.ljust(width)}  {reader.shown(one)}")


def _ask_value(here: Here, reader: _Reader, place: Place) -> None:
    spec = reader.spec(place)
    if spec.shape == "choice":
        from batterypass_cli.answers import choice_words

        for number, choice in enumerate(spec.choices, 1):
            here.terminal.tell(f"  {number:>2}  {choice}  {choice_words(choice)}".rstrip())
    question = say("amend.ask.new", label=reader.label(place), stands=reader.shown(place))
    while True:
        answer = here.terminal.ask(f"{question}:")
        if answer == "?":
            here.terminal.tell(hint(spec))
            continue
        try:
            if answer not in ("", "-"):
                reader.take(place, answer)
        except InputError as error:
            here.terminal.tell(f"✗ {words_of(error)}")
            continue
        return
