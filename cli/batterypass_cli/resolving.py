"""References in JSON forms: a serial, a printed id or a name in place of an id, as at a question.

A whole id stays as it stands, whether it is here or new: a script means what it writes. Everything else
is looked up, and what it was found to be is shown before anything is signed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from batterypass.domain.events import KINDS
from batterypass.errors import InputError
from batterypass_cli.exits import words_of
from batterypass_cli.fields import Spec, specs_of
from batterypass_cli.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from batterypass_cli.answers import Lookup
    from batterypass_cli.context import Here

Form = tuple[str, "Mapping[str, Any]"]
_IDS = {
    "item": ("https://",),
    "party": ("https://", "did:"),
    "subject": ("https://", "did:"),
}
#: So many references are shown one by one.
_SHOWN = 8


class References:
    """Looks up the references of forms; ``found`` maps what was written to the id that it means."""

    def __init__(self, lookup: Lookup) -> None:
        self._find: dict[str, Callable[[str], str]] = {
            "item": lookup.item,
            "party": lookup.party,
            "subject": lookup.subject,
        }
        self.found: dict[str, str] = {}
        self._parties: dict[str, str] = {}

    def resolve(self, kind: str, form: Mapping[str, Any]) -> dict[str, Any]:
        """Give a form with ids in place of references. Raises InputError that names the field."""
        whole = dict(form)
        if isinstance(whole.get("actor"), str):
            whole["actor"] = self._id("party", "actor", whole["actor"])
        for spec in specs_of(KINDS[kind]):
            if spec.name in whole:
                whole[spec.name] = self._value(spec, spec.name, whole[spec.name])
        return whole

    def _value(self, spec: Spec, path: str, value: Any) -> Any:  # noqa: ANN401
        """Resolve a value of any shape; what does not fit is left to the check of the form."""
        if isinstance(value, str):
            word = "subject" if path == "about" else spec.word
            return self._id(word, path, value) if spec.shape == "text" and word in _IDS else value
        if isinstance(value, list) and spec.shape == "list" and spec.element is not None:
            return [
                self._value(spec.element, f"{path}.{number}", one)
                for number, one in enumerate(value)
            ]
        if isinstance(value, dict) and spec.shape == "map" and spec.element is not None:
            return {
                name: self._value(spec.element, f"{path}.{name}", one)
                for name, one in value.items()
            }
        if isinstance(value, dict) and spec.record is not None:
            known = {one.name: one for one in specs_of(spec.record)}
            return {
                name: self._value(known[name], f"{path}.{name}", one) if name in known else one
                for name, one in value.items()
            }
        return value

    def _id(self, word: str, path: str, text: str) -> str:
        # A label has its signature behind the URL, and a subject its name.
        is_label = word == "item" and "#" in text
        if not text or (text.startswith(_IDS[word]) and not is_label):
            return text
        known = self._parties.get(text) if word == "party" else None
        try:
            found = known or self._find[word](text)
        except InputError as error:
            raise InputError(
                f"{path}: {error}", code="log.no-reference", where=path, why=words_of(error)
            ) from error
        if word == "party":
            # Nobody changes his id, and a stream asks for the same few again and again.
            self._parties[text] = found
        self.found[text] = found
        return found


def resolve_forms(
    here: Here, forms: Sequence[Form], lookup: Lookup, source: str
) -> list[tuple[str, Mapping[str, Any]]]:
    """Resolve the references of forms and show what they were found to be.

    Raises InputError that names the form and the field.
    """
    references = References(lookup)
    done: list[tuple[str, Mapping[str, Any]]] = []
    for place, (kind, form) in enumerate(forms, 1):
        try:
            done.append((kind, references.resolve(kind, form)))
        except InputError as error:
            if error.code != "log.no-reference":
                raise
            values = {"source": source, "place": place, **error.values}
            raise InputError(
                f"{source}: form {place}: {error}", code="log.form-no-reference", **values
            ) from error
    pairs = list(references.found.items())
    if not here.out.wants_json:
        for text, found in pairs[:_SHOWN]:
            here.out.talk(f"  {text} → {found}")
        if len(pairs) > _SHOWN:
            here.out.talk("  " + say("log.more-references", count=len(pairs) - _SHOWN))
    return done
