"""Filling in a UN 38.3 test summary: from a form file, by questions, with what the ledger knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from batterypass.domain.un383 import SIGNATORY_FORMAT, SUMMARY_FORMAT, Un383Signatory, Un383Summary
from batterypass.errors import InputError
from batterypass.evidence.refusal import refusal
from batterypass_cli.answers import NoLookup, checked
from batterypass_cli.fields import specs_of
from batterypass_cli.forms import ask_record
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


class _Hints:
    """Says of each item what it is before its first question, and proposes what is known."""

    def __init__(self, here: Here, law: Un383Law, known: Mapping[str, Any]) -> None:
        self._here = here
        self._known = known
        self._heads = {item.fields[0]: item for item in law.items}

    def propose(self, path: str, form: Mapping[str, Any], part: Mapping[str, Any]) -> object:
        """Give what the ledger knows of the item that is tested."""
        return self._known.get(path.rpartition(".")[2])

    def provide(self, path: str, form: Mapping[str, Any]) -> object:
        """Name the item that begins with this field; everything is asked."""
        item = self._heads.get(path.rpartition(".")[2])
        if item is not None:
            head = f"({item.letter}) {item.label.in_language(language())}"
            self._here.terminal.tell(paint(head, "b"))
        return None


def ask_summary(
    here: Here, law: Un383Law, given: Mapping[str, Any], known: Mapping[str, Any]
) -> dict[str, Any]:
    """Ask for every item that is not given, and for the signatory's name; give the form.

    What is left out stays out: a summary that lacks something is told, not refused.
    """
    here.terminal.tell(say("summary.how"))
    lookup = _Lookup(here.now().date().isoformat())
    hints = _Hints(here, law, known)
    skipped = dict.fromkeys(_MADE_HERE, "")
    summary = {name: value for name, value in given.items() if name != NAME}
    # The last item is the signatory: his title is a field of the summary, his name is not.
    form = ask_record(Un383Summary, "summary", here.terminal, lookup, hints, {**skipped, **summary})
    if NAME not in given:
        asked = ask_name(here)
        if asked:
            form[NAME] = asked
    else:
        form[NAME] = given[NAME]
    return {name: value for name, value in form.items() if name not in _MADE_HERE}


def ask_name(here: Here) -> str:
    """Ask for the name that is sealed; empty where it is left out."""
    (spec,) = (one for one in specs_of(Un383Signatory) if one.name == "name")
    label = spec.label.in_language(language())
    answer = here.terminal.ask(f"{say('ask.optional', label=label)}:")
    if answer in ("", "-"):
        return ""
    return str(checked(spec, answer))


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
            raise unknown_name("summary.unknown-field", field, list(specs), file=source)
        if given not in ("", [], None):
            form[field] = checked(specs[field], given)
    return form


def known_of(ledger: Ledger, item: ItemState) -> dict[str, Any]:
    """Give what the ledger knows of an item, as proposals for its summary."""
    from batterypass.app.un383 import article_of, evidence_of
    from batterypass.app.wording import name_of

    evidence = evidence_of(ledger.session, item)
    known = {
        "manufacturer": name_of(ledger.session, item.maker) if item.maker else "",
        "report": evidence.get("report", ""),
        "reported_on": evidence.get("tested_on", ""),
        "article": article_of(item),
        "chemistry": _CHEMISTRIES.get(item.chemistry, "li_ion") if item.chemistry else "",
        "mass_kg": item.mass_kg,
        "energy_wh": item.energy_wh,
        "models": [item.model] if item.model else [],
    }
    return {name: value for name, value in known.items() if value}
