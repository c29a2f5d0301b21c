"""Asking a person for an event, field by field and by name.

Pure towards the terminal: an :class:`~batterypass_cli.terminal.Asker` asks, a
:class:`~batterypass_cli.answers.Lookup` turns what people have of a thing into its id, and
:class:`Hints` proposes what the ledger knows already. Each answer is checked at once and asked for
again until it fits. Enter takes the proposal or leaves an optional field out, ``-`` leaves it out,
``?`` says what the field takes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from batterypass.errors import InputError
from batterypass.texts.values import POINT_TITLES, SEALED_NAMES
from batterypass_cli.answers import Lookup, checked, choice_words, hint, read_answer
from batterypass_cli.fields import Spec, specs_of
from batterypass_cli.terminal import Asker, ask_yes_no
from batterypass_cli.words import language, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import BaseModel

    from batterypass.domain.events import Event
    from batterypass.regulations.passport_problem import Problem

_OMIT = "-"
_EXPLAIN = "?"
#: Says in a form that what is unusual is right.
_ACCEPTED = "accept_unusual"


class Hints(Protocol):
    """What is known already about a form that is being filled in."""

    def propose(self, path: str, form: Mapping[str, Any], part: Mapping[str, Any]) -> object:
        """Give a proposal for the field at ``path`` (``items.mass_kg``), or None.

        ``part`` is the record of a list that is being filled in, else the form itself.
        """

    def provide(self, path: str, form: Mapping[str, Any]) -> object:
        """Give a value that nobody types, such as keys with their proofs; None to ask."""

    def doubts(self, path: str, form: Mapping[str, Any], value: object) -> list[Problem]:
        """Give what is wrong with an answer beside those before it, or unusual."""


class NoHints:
    """Knows nothing."""

    def propose(self, path: str, form: Mapping[str, Any], part: Mapping[str, Any]) -> object:
        """Propose nothing."""
        return None

    def provide(self, path: str, form: Mapping[str, Any]) -> object:
        """Provide nothing."""
        return None

    def doubts(self, path: str, form: Mapping[str, Any], value: object) -> list[Problem]:
        """Doubt nothing."""
        return []


def ask_form(
    model: type[Event],
    asker: Asker,
    lookup: Lookup,
    hints: Hints | None = None,
    given: Mapping[str, Any] | None = None,
    *,
    required_only: bool = False,
) -> dict[str, Any]:
    """Ask for every field of a kind that is not given, and for what it seals; give the form.

    ``required_only`` asks only for what the kind cannot do without. Raises DeclinedError where the
    answers end.
    """
    filler = _Filler(asker, lookup, hints or NoHints())
    form: dict[str, Any] = dict(given or {})
    # The item first: what is proposed for other fields looks at it.
    for spec in sorted(specs_of(model), key=lambda one: one.name != "item"):
        if spec.name in form or (required_only and not spec.required):
            continue
        value = filler.field(spec, spec.name, form, form)
        if value is not None:
            form[spec.name] = value
    if not required_only and "private" not in form:
        private = filler.sealed(model)
        if private:
            form["private"] = private
    return form


def ask_record(
    record: type[BaseModel],
    path: str,
    asker: Asker,
    lookup: Lookup,
    hints: Hints | None = None,
    given: Mapping[str, Any] | None = None,
    *,
    required_only: bool = False,
) -> dict[str, Any]:
    """Ask for every field of a record that is not given; ``path`` is where it stands in its kind.

    ``required_only`` asks only for what the record cannot do without.
    """
    filler = _Filler(asker, lookup, hints or NoHints())
    part: dict[str, Any] = dict(given or {})
    form = {path: part}
    for spec in specs_of(record):
        if spec.name in part or (required_only and not spec.required):
            continue
        value = filler.field(spec, f"{path}.{spec.name}", form, part)
        if value is not None:
            part[spec.name] = value
    return part


class _Filler:
    """Fills in one form."""

    def __init__(self, asker: Asker, lookup: Lookup, hints: Hints) -> None:
        self._asker = asker
        self._lookup = lookup
        self._hints = hints

    def field(self, spec: Spec, path: str, form: dict[str, Any], part: dict[str, Any]) -> Any:  # noqa: ANN401
        """Ask for one field, whatever its shape; None where it is left out."""
        provided = self._hints.provide(path, form)
        if provided is not None:
            return provided
        if spec.shape == "record" and spec.record is not None:
            label = spec.label.in_language(language())
            if not spec.required and not ask_yes_no(
                self._asker, say("ask.add-record", label=label), default=False
            ):
                return None
            self._asker.tell(f"{label}:")
            return self._record(spec.record, path, form)
        if spec.shape == "list" and spec.element is not None:
            return self._list(spec, spec.element, path, form, part)
        if spec.shape == "map" and spec.element is not None:
            return self._map(spec, spec.element, path)
        return self._value(spec, path, self._hints.propose(path, form, part), form)

    def sealed(self, model: type[Event]) -> dict[str, dict[str, str]]:
        """Ask for the values that the kind seals, by content point."""
        private: dict[str, dict[str, str]] = {}
        for point, whole in model.KIND.sealed:
            # What is a field too was asked for by its name already.
            names = tuple(name for name in whole if name not in model.model_fields)
            if not names:
                continue
            title = POINT_TITLES[point].in_language(language())
            self._asker.tell(say("ask.sealed", title=title))
            values = self._named(point) if names == ("*",) else self._sealed_values(names)
            if values:
                private[point] = values
        return private

    def _sealed_values(self, names: tuple[str, ...]) -> dict[str, str]:
        values = {}
        for name in names:
            label = SEALED_NAMES[name].in_language(language())
            answer = self._asker.ask(say("ask.optional", label=label) + ":")
            if answer and answer != _OMIT:
                values[name] = answer
        return values

    def _named(self, point: str) -> dict[str, str]:
        values: dict[str, str] = {}
        while name := self._asker.ask(say("ask.name-or-done") + ":"):
            if name == _OMIT:
                break
            values[name] = self._asker.ask(f"  {name}:")
        return values

    def _record(self, record: type[BaseModel], path: str, form: dict[str, Any]) -> dict[str, Any]:
        part: dict[str, Any] = {}
        if "." not in path and path not in form:
            # What is provided for a field looks at those before it in the same record.
            form[path] = part
        for spec in specs_of(record):
            value = self.field(spec, f"{path}.{spec.name}", form, part)
            if value is not None:
                part[spec.name] = value
        return part

    def _list(
        self, spec: Spec, element: Spec, path: str, form: dict[str, Any], part: dict[str, Any]
    ) -> list[Any] | None:
        label = spec.label.in_language(language())
        proposed = self._hints.propose(path, form, part)
        if isinstance(proposed, list) and proposed:
            self._asker.tell(f"{label}: {', '.join(map(str, proposed))}")
            if ask_yes_no(self._asker, say("ask.all-of-these", count=len(proposed)), default=True):
                return list(proposed)
        if element.shape == "record" and element.record is not None:
            return self._records(spec, element.record, path, form, part)
        if element.shape == "choice":
            return self._choices(spec, element, path)
        return self._lines(spec, element, path)

    def _records(
        self, spec: Spec, record: type[BaseModel], path: str, form: dict[str, Any],
        part: dict[str, Any],
    ) -> list[Any] | None:  # fmt: skip
        label = spec.label.in_language(language())
        done: list[Any] = []
        # Proposals for the next record look at those before it.
        part[spec.name] = done
        while not spec.at_most or len(done) < spec.at_most:
            needed = len(done) < _fewest(spec, done)
            if not needed:
                key = "ask.another" if done else "ask.add-record"
                if not ask_yes_no(self._asker, say(key, label=label), default=False):
                    break
            self._asker.tell(f"{label} {len(done) + 1}:")
            done.append(self._record(record, path, form))
        part.pop(spec.name)
        return done or None

    def _choices(self, spec: Spec, element: Spec, path: str) -> list[Any] | None:
        self._show_choices(element)
        label = spec.label.in_language(language())
        while True:
            answer = self._asker.ask(_question(spec, label, say("ask.several"), None))
            if answer == _EXPLAIN:
                self._asker.tell(hint(element))
                continue
            if not answer or answer == _OMIT:
                if spec.required:
                    self._asker.tell(say("ask.needed", label=label))
                    continue
                return None
            try:
                words = [word for word in answer.replace(";", ",").split(",") if word.strip()]
                values = [read_answer(element, path, word, self._lookup) for word in words]
            except InputError as error:
                self._asker.tell(_words_of(error))
                continue
            return list(dict.fromkeys(values))

    def _lines(self, spec: Spec, element: Spec, path: str) -> list[Any] | None:
        label = spec.label.in_language(language())
        done: list[Any] = []
        while not spec.at_most or len(done) < spec.at_most:
            answer = self._asker.ask(
                say("ask.line-or-done" if done else "ask.line", label=label, number=len(done) + 1)
            )
            if answer == _EXPLAIN:
                self._asker.tell(hint(element))
                continue
            if not answer or answer == _OMIT:
                if len(done) < _fewest(spec, done):
                    self._asker.tell(say("ask.needed", label=label))
                    continue
                break
            try:
                value = read_answer(element, path, answer, self._lookup)
            except InputError as error:
                self._asker.tell(_words_of(error))
                continue
            if value in done:
                self._asker.tell(say("ask.already-listed", value=value))
                continue
            done.append(value)
        return done or None

    def _map(self, spec: Spec, element: Spec, path: str) -> dict[str, str] | None:
        label = spec.label.in_language(language())
        self._asker.tell(f"{label}:")
        values: dict[str, str] = {}
        while name := self._asker.ask(say("ask.name-or-done") + ":"):
            if name == _OMIT:
                break
            answer = self._asker.ask(f"  {name}:")
            try:
                value = read_answer(element, path, answer, self._lookup)
                checked(spec, {**values, name: value}, f"{name} = {answer}")
            except InputError as error:
                self._asker.tell(_words_of(error))
                continue
            values[name] = value
        return values or None

    def _value(self, spec: Spec, path: str, proposal: object, form: dict[str, Any]) -> Any:  # noqa: ANN401
        label = spec.label.in_language(language())
        if spec.shape == "choice":
            if len(spec.choices) == 1 and spec.required:
                return spec.choices[0]
            self._show_choices(spec)
        if spec.shape == "boolean" and proposal is None and spec.default is not None:
            proposal = spec.default
        while True:
            answer = self._asker.ask(_question(spec, label, _range(spec), proposal))
            if answer == _EXPLAIN:
                self._asker.tell(hint(spec))
                continue
            if not answer and proposal is not None:
                return None if proposal == spec.default else proposal
            if not answer or (answer == _OMIT and not spec.required):
                if spec.required:
                    self._asker.tell(say("ask.needed", label=label) + " " + hint(spec))
                    continue
                return None
            try:
                value = read_answer(spec, path, answer, self._lookup)
            except InputError as error:
                self._asker.tell(_words_of(error))
                continue
            if not self._is_fine(path, form, value):
                continue
            return None if not spec.required and value == spec.default else value

    def _is_fine(self, path: str, form: dict[str, Any], value: object) -> bool:
        """Tell what is odd about an answer; take it where it is fine, or said to be right."""
        found = self._hints.doubts(path, form, value)
        if all(one.is_unusual for one in found) and (not found or form.get(_ACCEPTED)):
            return True
        for one in found:
            self._asker.tell(f"✗ {one.text(language())}")
        if not all(one.is_unusual for one in found):
            return False
        if not ask_yes_no(self._asker, say("passportvalue.right"), default=False):
            return False
        form[_ACCEPTED] = True
        return True

    def _show_choices(self, spec: Spec) -> None:
        width = max(map(len, spec.choices))
        for number, choice in enumerate(spec.choices, 1):
            words = choice_words(choice)
            words = "" if words.casefold() == choice.casefold() else words
            self._asker.tell(f"  {number:>2}  {choice.ljust(width)}  {words}".rstrip())


def _fewest(spec: Spec, done: list[Any]) -> int:
    """Give how many a list needs at least; an optional one may be left out altogether."""
    return max(spec.at_least, 1) if spec.required else spec.at_least * bool(done)


def _range(spec: Spec) -> str:
    if spec.shape == "choice":
        return f"1-{len(spec.choices)}"
    return say("ask.yes-no-letters") if spec.shape == "boolean" else ""


def _question(spec: Spec, label: str, allowed: str, proposal: object) -> str:
    text = label
    if not spec.required and proposal is None:
        text = say("ask.optional", label=label)
    if isinstance(proposal, bool):
        proposal = say("word.yes") if proposal else say("word.no")
    if proposal is not None:
        return f"{text} [{proposal}]:"
    return f"{text} ({allowed}):" if allowed else f"{text}:"


def _words_of(error: InputError) -> str:
    from batterypass_cli.exits import words_of

    return f"✗ {words_of(error)}"
