"""Checking an EPCIS document: every problem with its place, what was expected and what was found.

This is our own reading of EPCIS 2.0.1 and no certificate: "aligned with", never "conformant". Beside
the structure it holds what a schema cannot say: prefixes that the context declares, events that
stand twice with different content, an error declaration of what did not occur that names another.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from batterypass.exchange.epcis_model import ACTIONS, DOCUMENT, EVENTS, RECORDS
from batterypass.exchange.epcis_table import table
from batterypass.exchange.epcis_uris import is_offset, is_time, is_unit, is_uri

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from batterypass.exchange.epcis_model import Shape

#: Characters of a value that a problem shows.
_SHOWN = 80
#: Prefixes that the context of GS1 declares, with schemes of URIs that are no prefixes.
_KNOWN = frozenset(
    {"gs1", "cbv", "cbvmda", "epcis", "xsd", "rdfs", "owl", "dcterms", "rdf", "schema", "http",
     "https", "urn"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class EpcisProblem:
    """One thing that is off. ``where`` is its place (``epcisBody.eventList[3].action``).

    ``code`` names a text: missing, form, word, unknown, empty, twice, prefix, ilmd, no_what,
    corrective, no_document, repeated. ``expected`` is a form or a list of words.
    """

    where: str
    code: str
    found: str = ""
    expected: str = ""


def check_document(document: object) -> Iterator[EpcisProblem]:
    """Give every problem of a document, in the order in which they stand."""
    if not isinstance(document, dict):
        yield EpcisProblem("-", "form", _shown(document), "object")
        return
    if document.get("type") != "EPCISDocument":
        yield EpcisProblem("type", "no_document", _shown(document.get("type")), "EPCISDocument")
        return
    prefixes = _KNOWN | set(_prefixes(document.get("@context")))
    yield from _record(document, DOCUMENT, "", prefixes)
    body = document.get("epcisBody")
    events = body.get("eventList") if isinstance(body, dict) else None
    if not isinstance(events, list):
        if "epcisBody" in document:
            yield EpcisProblem("epcisBody.eventList", "form", _shown(events), "list")
        return
    seen: dict[str, tuple[str, Mapping[str, Any]]] = {}
    for place, event in enumerate(events):
        where = f"epcisBody.eventList[{place}]"
        yield from check_event(event, where, prefixes)
        yield from _twice(event, where, seen)


def check_event(event: object, where: str, prefixes: frozenset[str]) -> Iterator[EpcisProblem]:
    """Give every problem of one event."""
    if not isinstance(event, dict):
        yield EpcisProblem(where, "form", _shown(event), "object")
        return
    sort = event.get("type")
    if not isinstance(sort, str) or (sort not in EVENTS and not is_uri(sort)):
        yield EpcisProblem(f"{where}.type", "word", _shown(sort), ", ".join(EVENTS))
        return
    if sort not in EVENTS:
        return
    yield from _record(event, EVENTS[sort], f"{where}.", prefixes)
    yield from _says_what(event, sort, where)
    if "ilmd" in event and sort == "ObjectEvent" and event.get("action") != "ADD":
        yield EpcisProblem(f"{where}.ilmd", "ilmd", _shown(event.get("action")), "ADD")
    error = event.get("errorDeclaration")
    if (
        isinstance(error, dict)
        and error.get("reason") == "did_not_occur"
        and error.get("correctiveEventIDs")
    ):
        yield EpcisProblem(f"{where}.errorDeclaration.correctiveEventIDs", "corrective")


def _record(
    value: Mapping[str, Any], shape: Shape, where: str, prefixes: frozenset[str]
) -> Iterator[EpcisProblem]:
    for name in shape.needed:
        if name not in value:
            yield EpcisProblem(f"{where}{name}", "missing")
    for names in shape.some_of:
        present = [name for name in names if name in value]
        if present and not any(value[name] for name in present):
            yield EpcisProblem(f"{where}{present[0]}", "empty")
        elif not present and len(names) > 1:
            yield EpcisProblem(f"{where}{' | '.join(names)}", "missing")
    for name, one in value.items():
        at = f"{where}{name}"
        if name in shape.members:
            yield from _form(one, shape.members[name], at, prefixes)
        elif shape.is_closed or not is_uri(name):
            yield EpcisProblem(at, "unknown", _shown(name), ", ".join(shape.members))
        else:
            yield from _prefix(name, at, prefixes)


def _form(value: object, form: str, at: str, prefixes: frozenset[str]) -> Iterator[EpcisProblem]:
    sort, _, name = form.partition(":")
    if sort in _TEXTS:
        if not isinstance(value, str) or not _TEXTS[sort](value):
            yield EpcisProblem(at, "form", _shown(value), sort)
        elif sort == "uri":
            yield from _prefix(value, at, prefixes)
    elif sort in _VALUES and not _VALUES[sort](value):
        yield EpcisProblem(at, "form", _shown(value), sort)
    elif sort == "action" and value not in ACTIONS:
        yield EpcisProblem(at, "word", _shown(value), ", ".join(ACTIONS))
    elif sort == "word":
        yield from _word(value, name, at, prefixes)
    elif sort in ("uris", "epcs"):
        if sort == "epcs" and isinstance(value, list):
            yield from _repeated(value, at)
        is_one = at.endswith("certificationInfo") and isinstance(value, str)
        yield from _each([value] if is_one else value, "uri", at, prefixes)
    elif sort == "words":
        yield from _each(value, f"word:{name}", at, prefixes)
    elif sort == "list":
        yield from _each(value, f"one:{name}", at, prefixes)
    elif sort in ("one", "open"):
        if not isinstance(value, dict):
            yield EpcisProblem(at, "form", _shown(value), "object")
        elif sort == "one":
            yield from _record(value, RECORDS[name], f"{at}.", prefixes)
        else:
            yield from _open(value, at, prefixes)


def _each(value: object, form: str, at: str, prefixes: frozenset[str]) -> Iterator[EpcisProblem]:
    if not isinstance(value, list):
        yield EpcisProblem(at, "form", _shown(value), "list")
        return
    for place, one in enumerate(value):
        yield from _form(one, form, f"{at}[{place}]", prefixes)


def _repeated(value: list[object], at: str) -> Iterator[EpcisProblem]:
    """Name what stands twice in a list of things that each have a serial number."""
    seen: set[str] = set()
    for place, one in enumerate(value):
        if isinstance(one, str):
            if one in seen:
                yield EpcisProblem(f"{at}[{place}]", "repeated", _shown(one))
            seen.add(one)


def _open(value: Mapping[str, Any], at: str, prefixes: frozenset[str]) -> Iterator[EpcisProblem]:
    for name in value:
        if is_uri(name):
            yield from _prefix(name, f"{at}.{name}", prefixes)
        else:
            yield EpcisProblem(f"{at}.{name}", "form", name, "uri")


def _word(value: object, name: str, at: str, prefixes: frozenset[str]) -> Iterator[EpcisProblem]:
    words = table().words[name]
    if isinstance(value, str) and value in words:
        return
    is_own = isinstance(value, str) and is_uri(value) and not value.startswith("urn:epcglobal:cbv")
    if not is_own:
        yield EpcisProblem(at, "word", _shown(value), ", ".join(sorted(words)))
    else:
        yield from _prefix(str(value), at, prefixes)


def _prefix(text: str, at: str, prefixes: frozenset[str]) -> Iterator[EpcisProblem]:
    """Name a prefix of a compact URI (``bp:word``, no slashes) that the context does not declare."""
    head, _, rest = text.partition(":")
    if "/" not in rest and head not in prefixes and head not in _SCHEMES:
        yield EpcisProblem(at, "prefix", head)


def _says_what(event: Mapping[str, Any], sort: str, where: str) -> Iterator[EpcisProblem]:
    """Every event says what it is about; a DELETE of all children names none."""
    groups: tuple[tuple[str, ...], ...] = ()
    if sort == "ObjectEvent" and "epcList" not in event and not event.get("quantityList"):
        is_sensor = event.get("sensorElementList") and event.get("readPoint")
        groups = () if is_sensor else (("epcList", "quantityList"),)
    elif sort in ("AggregationEvent", "AssociationEvent") and event.get("action") != "DELETE":
        groups = (("childEPCs", "childQuantityList"),)
    elif sort == "TransformationEvent" and "transformationID" not in event:
        groups = (("inputEPCList", "inputQuantityList"), ("outputEPCList", "outputQuantityList"))
    for names in groups:
        if not any(event.get(name) for name in names):
            yield EpcisProblem(f"{where}.{' | '.join(names)}", "no_what")


def _twice(
    event: object, where: str, seen: dict[str, tuple[str, Mapping[str, Any]]]
) -> Iterator[EpcisProblem]:
    """One id is one event; only its error declaration may repeat it, with all its members."""
    if not isinstance(event, dict) or not isinstance(event.get("eventID"), str):
        return
    plain = {name: value for name, value in event.items() if name != "errorDeclaration"}
    first, other = seen.setdefault(event["eventID"], (where, plain))
    if other != plain:
        yield EpcisProblem(f"{where}.eventID", "twice", event["eventID"], first)


def _prefixes(context: object) -> Iterator[str]:
    for one in context if isinstance(context, list) else [context]:
        if isinstance(one, dict):
            yield from one


def _shown(value: object) -> str:
    text = "-" if value is None else value if isinstance(value, str) else repr(value)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


#: Schemes of URIs without slashes that stand in documents of others.
_SCHEMES = frozenset({"urn", "ni", "geo", "did", "tel", "mailto", "http", "https"})
_TEXTS: Mapping[str, Callable[[str], bool]] = {
    "uri": is_uri, "time": is_time, "offset": is_offset, "unit": is_unit, "text": lambda text: True,
}  # fmt: skip
_VALUES: Mapping[str, Callable[[object], bool]] = {
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "bool": lambda value: isinstance(value, bool),
}
