"""Entries to tell as EPCIS: any event of a kind by its own schema, and a ledger that answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from hypothesis import strategies as st

from batterypass.domain.events import KINDS, event_of
from batterypass.domain.events.enrolment import unknown_details
from batterypass.errors import MalformedError
from batterypass.exchange.epcis_facts import EpcisEntry, Load, Losses, Telling
from batterypass.exchange.epcis_table import table
from batterypass.regulations.attributes import attributes
from batterypass.regulations.passport_readers import points_of

PACK = "https://id.maker.example/01/09521234560104/21/MX7K-000123"
PACK_EPC = "https://id.gs1.org/01/09521234560104/21/MX7K-000123"
OWN = "https://id.maker.example/pack/7"
SALT = "https://id.recycler.example/f/black-mass-7"
MAKER, CARRIER, RECYCLER = (
    "https://maker.example", "https://carrier.example", "did:web:recycler.example",
)  # fmt: skip
LOAD = f"{MAKER}#consignment/TV-1"
CORRECTIONS = ("entry.amended", "entry.annulled")
MAPPED = sorted(
    kind for kind in KINDS if table().kinds[kind].internal is None and kind not in CORRECTIONS
)


@dataclass
class Book:
    """A ledger that answers what it was told to."""

    manifest: tuple[str, str] | None = None
    lots: frozenset[str] = frozenset({SALT})
    before: str = ""
    loads: dict[str, Load] = field(default_factory=dict)

    def item_kind(self, item: str) -> str:
        return "fraction" if item in self.lots else "pack"

    def mass_kg(self, item: str) -> str:
        return "6.2" if item in self.lots else "412.5"

    def site_of(self, party: str, named: str) -> str:
        return named or ("planta 1" if party == MAKER else "")

    def load(self, subject: str) -> Load | None:
        if not subject:
            return None
        own = Load(
            subject, MAKER, CARRIER, RECYCLER, "planta 1", "patio-1", (PACK, SALT), self.manifest
        )
        return self.loads.get(subject, own)

    def carrier_before(self, subject: str, index: int) -> str:
        return self.before


def telling(reader: str, book: Book | None = None) -> Telling:
    """Give what a reader is told with; its losses start empty."""
    points, known = points_of(reader), attributes()

    def may_see(name: str) -> bool:
        return known[name].access_tier in points

    return Telling(may_see, book or Book(), Losses())


def entry(kind: str, index: int = 7, **fields: Any) -> EpcisEntry:
    """Make an entry of a kind that stands in the chains that its event says."""
    base = {
        "event_id": "b5c609d6-9d43-885b-8aa7-418470ecc8db", "kind": kind, "version": 1,
        "event_time": "2026-03-03T17:00:00-06:00", "actor": MAKER,
    }  # fmt: skip
    payload = {**base, **fields, "subjects": [_link(PACK)]}
    if kind in KINDS:
        event = KINDS[kind].model_validate(payload)
        payload["subjects"] = [_link(one) for one in event.changes()]
    return EpcisEntry(index, "ab" * 32, payload)


def _link(subject: str) -> dict[str, Any]:
    return {"subject": subject, "lane": "main", "seq": 0, "prev": None}


# --- any event of a kind ------------------------------------------------------------------------

_TIMES = st.sampled_from(
    ["2026-03-03T17:00:00-06:00", "2026-12-31T23:59:59.999+14:00", "2026-02-28T00:00:00+23:59",
     "2026-07-01T12:00:00-00:00"]
)  # fmt: skip
_ITEMS = st.sampled_from(
    [PACK, OWN, SALT, "https://x.example/01/09521234560104/21/a%2Fb",
     "https://x.example/01/09521234560105/21/bad-check-digit",
     "https://x.example/$&'()*+,;=:@!/%C3%A9"]
)  # fmt: skip
_PARTIES = st.sampled_from([MAKER, CARRIER, RECYCLER, "did:key:z6MkhaXgBZD"])
#: Names of fields whose values mean something beside their pattern.
_NAMED: dict[str, st.SearchStrategy[Any]] = {
    "event_time": _TIMES, "item": _ITEMS, "actor": _PARTIES, "to": _PARTIES, "consignee": _PARTIES,
    "carrier": _PARTIES, "issuer": _PARTIES, "released_by": _PARTIES, "alternate": _PARTIES,
    "consignment": st.sampled_from([LOAD, f"{MAKER}#consignment/a%20b"]),
    "batch": st.just(f"{RECYCLER}#batch/L-1"),
    "about": st.sampled_from([PACK, LOAD]),
    "passport": st.just("https://id.maker.example/passport/1"),
    "seen": st.none(), "subjects": st.none(), "acknowledged": st.just([]),
}  # fmt: skip
_WORDS = st.sampled_from(["other", "damaged", "007", "1e3", "ñandú / é", "A-1", "x" * 40, "2026"])
_DAYS = st.sampled_from(["2026-02-18", "2024-02-29"])


@cache
def _schema(kind: str) -> dict[str, Any]:
    return KINDS[kind].model_json_schema()


def payloads(kind: str) -> st.SearchStrategy[dict[str, Any]]:
    """Give any payload of a kind that its model accepts."""
    return _record(_schema(kind), _schema(kind).get("$defs", {})).map(_completed).filter(_is_event)


def _completed(payload: dict[str, Any]) -> dict[str, Any]:
    found = {name: value for name, value in payload.items() if value not in (None, [], {})}
    found["version"] = 1
    found["subjects"] = [_link(PACK)]
    if found["kind"] == "pack.enrolled":
        found["unknown"] = unknown_details(found)
    if found["kind"] == "consignment.offered":
        found["consignment"] = "TV-1"
    return found


def _is_event(payload: dict[str, Any]) -> bool:
    try:
        event = event_of(payload)
    except MalformedError:
        return False
    names = dict.fromkeys(event.changes())  # type: ignore[union-attr]
    payload["subjects"] = [_link(one) for one in names]
    return True


def _record(schema: dict[str, Any], defs: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    needed: dict[str, st.SearchStrategy[Any]] = {}
    extra: dict[str, st.SearchStrategy[Any]] = {}
    for name, one in schema.get("properties", {}).items():
        made = _NAMED[name] if name in _NAMED else _value(one, defs)
        (needed if name in schema.get("required", ()) else extra)[name] = made
    return st.fixed_dictionaries(needed, optional=extra)


def _value(schema: dict[str, Any], defs: dict[str, Any]) -> st.SearchStrategy[Any]:
    if "$ref" in schema:
        return _value(defs[schema["$ref"].rsplit("/", 1)[-1]], defs)
    if "const" in schema:
        return st.just(schema["const"])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if "anyOf" in schema:
        return st.one_of([_value(one, defs) for one in schema["anyOf"] if one != {"type": "null"}])
    return _TYPES[schema.get("type", "null")](schema, defs)


def _list(schema: dict[str, Any], defs: dict[str, Any]) -> st.SearchStrategy[Any]:
    least = schema.get("minItems", 0)
    inner = schema["items"]
    is_item = "%" in inner.get("pattern", "") and inner.get("maxLength") == 120
    one = _ITEMS if is_item else _value(inner, defs)
    return st.lists(one, min_size=least, max_size=max(least, 3))


def _text(schema: dict[str, Any], defs: dict[str, Any]) -> st.SearchStrategy[Any]:
    pattern = schema.get("pattern", "")
    if "31" in pattern and "T(" in pattern:
        return _TIMES
    if "-02-29" in pattern:
        return _DAYS
    if pattern.startswith("^(0(") or pattern.startswith("^(0|") or pattern.startswith("^(100"):
        return st.sampled_from(["0", "41.5", "99.000001", "100"])
    if "x1f" in pattern or "0,79}" in pattern:
        return _WORDS if "x1f" in pattern else st.sampled_from(["other", "A-1", "007"])
    return st.from_regex(pattern or r"\A[a-z]{1,9}\Z", fullmatch=True)


_TYPES: dict[str, Callable[[dict[str, Any], dict[str, Any]], st.SearchStrategy[Any]]] = {
    "object": lambda schema, defs: _record(schema, defs) if "properties" in schema else st.just({}),
    "array": _list,
    "string": _text,
    "integer": lambda schema, defs: st.integers(
        max(schema.get("minimum", 0), 0), min(schema.get("maximum", 9), 9)
    ),
    "boolean": lambda schema, defs: st.booleans(),
    "null": lambda schema, defs: st.none(),
}
