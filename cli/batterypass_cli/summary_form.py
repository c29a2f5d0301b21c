"""Filling in a UN 38.3 test summary: from a form file, by questions, with what the ledger knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from batterypass.domain.un383 import SIGNATORY_FORMAT, SUMMARY_FORMAT, Un383Signatory, Un383Summary
from batterypass.errors import InputError
from batterypass.evidence.refusal import refusal
from batterypass_cli.answers import NoLookup, checked
from batterypass_cli.exits import words_of
from batterypass_cli.fields import specs_of
from batterypass_cli.forms import NoHints, ask_record
from batterypass_cli.output import paint
from batterypass_cli.pages import unknown_name
from batterypass_cli.words import language, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.app.ledger import Ledger
    from batterypass.domain.states import ItemState
    from batterypass.regulations.un383 import Un383Law
    from batterypass_cli.context import Here

#: The member of a form that is sealed: the signatory's name.
NAME: Final = "signatory"
#: Chemistries of items that are no lithium ion; of "other" nobody knows.
_CHEMISTRIES: Final = {"sodium-ion": "na_ion", "other": ""}
_MADE_HERE: Final = ("format", "signatory_sha256")


class _Lookup(NoLookup):
    """Takes every value as it stands, and knows the day."""

    def __init__(self, today: str) -> None:
        self._today = today

    def today(self) -> str:
        """Give the day of the run."""
        return self._today


class _Items(NoHints):
    """Puts the questions: names each item before its first one, and proposes what is known.

    Every field may be left out, but only those that the law asks of some articles are called
    optional.
    """

    def __init__(self, here: Here, law: Un383Law, known: Mapping[str, Any]) -> None:
        self._here = here
        self._known = known
        self._heads = {
            next(field for field in item.fields if field not in _MADE_HERE): item
            for item in law.items
        }
        self._conditional = {str(row["field"]) for row in law.of("need")}
        self._field = ""

    def tell(self, text: str) -> None:
        """Show a line."""
        self._here.terminal.tell(text)

    def ask(self, question: str) -> str:
        """Put a question as it is, or without saying that the answer is optional."""
        if self._field not in self._conditional:
            question = question.replace(f" {say('ask.optional', label='').strip()}", "")
        return self._here.terminal.ask(question)

    def propose(self, path: str, form: Mapping[str, Any], part: Mapping[str, Any]) -> object:
        """Give what the ledger knows of the item that is tested."""
        return self._known.get(path.rpartition(".")[2])

    def provide(self, path: str, form: Mapping[str, Any]) -> object:
        """Name the item that begins with this field; everything is asked."""
        self._field = path.rpartition(".")[2]
        item = self._heads.get(self._field)
        if item is not None:
            self.tell(paint(f"({item.letter}) {item.label.in_language(language())}", "b"))
        return None


def ask_summary(here: Here, law: Un383Law, known: Mapping[str, Any]) -> dict[str, Any]:
    """Ask for every item and for the signatory's name, proposing what is known; give the form.

    What is left out stays out: a summary that lacks something is told, not refused.
    """
    items = _Items(here, law, known)
    items.tell(say("summary.how"))
    lookup = _Lookup(here.now().date().isoformat())
    skipped = dict.fromkeys(_MADE_HERE, "")
    # The last item is the signatory: the title is a field of the summary, the name is not.
    form = ask_record(Un383Summary, "summary", items, lookup, items, skipped)
    name = _ask_name(items)
    if name:
        form[NAME] = name
    return {field: value for field, value in form.items() if field not in _MADE_HERE}


def _ask_name(items: _Items) -> str:
    """Ask for the name that is sealed; empty where it is left out."""
    (spec,) = (one for one in specs_of(Un383Signatory) if one.name == "name")
    while True:
        answer = items.ask(f"{spec.label.in_language(language())}:")
        if answer in ("", "-"):
            return ""
        try:
            return str(checked(spec, answer))
        except InputError as error:
            items.tell(f"✗ {words_of(error)}")


def read_form(value: object, source: str) -> dict[str, Any]:
    """Check a form from JSON: an object with the fields of a summary, and ``signatory``.

    Raises InputError that names the file and the field.
    """
    if not isinstance(value, dict):
        raise refusal(InputError, "summary.no-form", file=source)
    specs = {one.name: one for one in specs_of(Un383Summary) if one.name not in _MADE_HERE}
    (name,) = (one for one in specs_of(Un383Signatory) if one.name == "name")
    specs[NAME] = name
    form: dict[str, Any] = {}
    for field, given in value.items():
        if field == "format" and given in (SUMMARY_FORMAT, SIGNATORY_FORMAT):
            continue
        if field not in specs:
            raise unknown_name(
                "summary.unknown-field", field, list(specs), file=source, fields=", ".join(specs)
            )
        if given not in ("", [], None):
            form[field] = checked(specs[field], given)
    return form


def known_of(ledger: Ledger, item: ItemState) -> dict[str, Any]:
    """Give what the ledger knows of an item, as proposals for its summary."""
    from batterypass.app.un383 import evidence_of
    from batterypass.app.wording import name_of

    evidence = evidence_of(ledger.session, item)
    known = {
        "manufacturer": name_of(ledger.session, item.maker) if item.maker else "",
        "report": evidence.get("report", ""),
        "reported_on": evidence.get("tested_on", ""),
        # What was tested is what the report says: nobody concludes it from what is here.
        "article": evidence.get("article", ""),
        "chemistry": _CHEMISTRIES.get(item.chemistry, "li_ion") if item.chemistry else "",
        "mass_kg": item.mass_kg,
        "energy_wh": item.energy_wh,
        "models": [item.model] if item.model else [],
    }
    return {name: value for name, value in known.items() if value}
