"""The directory on the screen: sites, standings, and how old the lists are it was copied from."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from batterypass.errors import InputError
from batterypass.evidence.refusal import refusal
from batterypass.texts.values import VALUE_WORDS
from batterypass_cli.answers import choice_words
from batterypass_cli.outbox_view import entry_number
from batterypass_cli.output import paint
from batterypass_cli.words import language, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from batterypass.app.directory import Directory, Place
    from batterypass.app.directory_age import ListAge
    from batterypass.app.ledger import Ledger
    from batterypass.domain.standing import Standing
    from batterypass.domain.states import AuthorisationState
    from batterypass.regulations.reasons import Reason
    from batterypass_cli.context import Here

#: How an authorisation stands -> the colour of its word; the word itself says it too.
_COLOURS = {
    "in_force": "g", "pending": "y", "not_yet": "y", "suspended": "r", "expired": "r",
    "revoked": "r",
}  # fmt: skip


def day_of_word(here: Here, text: str | None, flag: str) -> str:
    """Read a day of an option: ``YYYY-MM-DD``, ``today`` or ``hoy``; today where it is not given.

    Raises InputError that names the option.
    """
    if text is None or text.strip().casefold() in ("today", "hoy"):
        return here.now().date().isoformat()
    try:
        found = date.fromisoformat(text.strip())
    except ValueError as error:
        raise refusal(InputError, "recycler.no-day", flag=flag, text=text) from error
    if found.isoformat() != text.strip():
        raise refusal(InputError, "recycler.no-day", flag=flag, text=text)
    return found.isoformat()


def end_of_day_ms(day: str) -> int:
    """Give the last millisecond of a day in UTC."""
    from batterypass.domain.clock import instant_ms

    return instant_ms(f"{day}T23:59:59.999+00:00")


def choice(text: str | None, choices: Sequence[str], flag: str, *, whole: bool = False) -> str:
    """Read a word of a closed list, as it is signed or as people say it in either language.

    The beginning of a word is enough unless ``whole``. Empty if nothing is given. Raises InputError
    that lists the words.
    """
    if not text:
        return ""
    wanted = text.strip().casefold()
    known = {one: _said_as(one) for one in choices}
    near = [one for one, words in known.items() if wanted in words]
    if not near and not whole:
        near = [
            one for one, words in known.items() if any(word.startswith(wanted) for word in words)
        ]
    if len(near) == 1:
        return near[0]
    raise refusal(InputError, "recycler.no-word", flag=flag, text=text, words=listed(choices))


def _said_as(word: str) -> set[str]:
    """Give a word of a closed list and what people call it, in small letters."""
    text = VALUE_WORDS.get(word)
    said = {text.en, text.es} if text is not None else set()
    return {one.casefold() for one in (word, *said)}


def listed(choices: Iterable[str]) -> str:
    """Write the words of a closed list, each with what it means where that is another word."""
    shown = []
    for one in choices:
        words = choice_words(one)
        same = not words or words.casefold().replace(" ", "_") == one.casefold()
        shown.append(one if same else f"{one} ({words})")
    return ", ".join(shown)


def standing_word(standing: Standing) -> str:
    """Say how an authorisation stands, in one word or two."""
    return say(f"recycler.standing-{standing.word}")


def painted_standing(standing: Standing) -> str:
    """Say how an authorisation stands, in the colour of it."""
    return paint(standing_word(standing), _COLOURS[standing.word])


def where_words(place: Place) -> str:
    """Name the municipality and state of a site; empty where its address is not known."""
    address = place.card.get("address", {})
    parts = (address.get("municipality", ""), address.get("state", ""))
    return ", ".join(part for part in parts if part)


def party_name(place: Place) -> str:
    """Name whose site it is."""
    return place.party.legal_name or place.party.party


def until_words(state: AuthorisationState) -> str:
    """Say until when an authorisation is in force."""
    return state.effective_to or say("party.no-end")


def source_words(state: AuthorisationState) -> str:
    """Say whose word it is: the authority's own, or a copy of which list and date."""
    if not state.transcription:
        return say("recycler.own-word")
    from batterypass.domain.standing import read_on

    copy = state.transcription
    return say("recycler.copied", source=copy["source"], day=read_on(state))


def scope_operations(state: AuthorisationState) -> list[str]:
    """Give the operations of all scopes, each once."""
    return list(dict.fromkeys(str(scope["operation"]) for scope in state.scopes))


def scope_streams(state: AuthorisationState) -> list[str]:
    """Give the streams of all scopes, each once."""
    return list(dict.fromkeys(str(one) for scope in state.scopes for one in scope["streams"]))


def capacity_words(state: AuthorisationState) -> str:
    """Write the yearly capacities in tonnes; empty where none is stated."""
    stated = [str(scope.get("capacity_t_year") or "") for scope in state.scopes]
    stated = [one for one in dict.fromkeys([state.capacity_t_year, *stated]) if one]
    return " / ".join(stated)


def reason_object(ledger: Ledger, reason: Reason) -> dict[str, Any]:
    """Write a reason for programs: code, words in the language of the run, entry or null."""
    entry = str(reason.values.get("entry", ""))
    number = entry_number(ledger, int(entry)) if entry.isdigit() else None
    return {"code": reason.code, "text": reason.text(language()), "entry": number}


def reason_line(ledger: Ledger, reason: Reason) -> str:
    """Write a reason for people, with the entry that says it."""
    from batterypass_cli.signing import entry_words

    entry = str(reason.values.get("entry", ""))
    text = reason.text(language())
    if not entry.isdigit() or reason.code == "asked-not-known-then":
        return text
    return f"{text}  ({say('recycler.entry', entry=entry_words(ledger, int(entry)))})"


def certificate_object(state: AuthorisationState, standing: Standing) -> dict[str, Any]:
    """Write a private certificate for programs."""
    return {
        "scheme": state.scheme,
        "number": state.number,
        "effective_from": state.effective_from,
        "effective_to": state.effective_to or None,
        "standing": standing.word,
    }


def certificate_words(found: Iterable[tuple[AuthorisationState, Standing]]) -> str:
    """Name private certificates with how they stand."""
    return ", ".join(
        f"{state.scheme} {state.number} ({standing_word(standing)})" for state, standing in found
    )


def ages_of(here: Here, ledger: Ledger, directory: Directory, day: str) -> dict[str, Any]:
    """Give the age of the directory for programs: each list that was copied, and the replica."""
    from batterypass.app.directory_age import list_ages

    held = [one for place in directory.places.values() for one in place.own]
    found = list_ages(directory.regulations, directory.lists, held, day)
    return {
        "on": day,
        "authorisations": len(held),
        "lists": [age_object(one) for one in found],
        **_replica(here, ledger),
    }


def _replica(here: Here, ledger: Ledger) -> dict[str, Any]:
    if not ledger.store.is_replica:
        return {}
    from batterypass.store.sources import last_update

    last = last_update(here.ledger_path)
    return {"replica_updated": last.at if last is not None else None}


def age_object(one: ListAge) -> dict[str, Any]:
    """Write the age of a list for programs."""
    return {
        "source": one.source,
        "published_on": one.published_on,
        "days": one.days,
        "age": one.word,
    }


def age_lines(here: Here, ages: Mapping[str, Any]) -> list[str]:
    """Say how old the directory is: a line for each list, and one for the replica."""
    lines = []
    for one in ages["lists"]:
        key = "recycler.age-later" if one["days"] < 0 else f"recycler.age-{one['age']}"
        text = say(
            key, source=one["source"], published=one["published_on"], days=abs(one["days"]),
            on=ages["on"],
        )  # fmt: skip
        mark = {"fresh": "", "old": paint("! ", "y"), "too_old": paint("!! ", "r")}[one["age"]]
        lines.append(mark + text)
    if not lines:
        lines.append(say("recycler.age-own" if ages["authorisations"] else "recycler.age-empty"))
    if "replica_updated" in ages:
        from batterypass_cli.plain import when

        at = ages["replica_updated"]
        shown = when(here.local_time(at)) if at else "-"
        lines.append(say("recycler.age-replica", at=shown))
    return lines
