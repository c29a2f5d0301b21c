"""Reading a form: what a person says of an event, before it is one (``bytes.md`` 11).

A *form* is the kind's own fields with, if wanted, ``event_id``, ``event_time``, ``actor``,
``site``, ``documents``, ``acknowledged``, ``request`` and ``private: {point: {name: value}}``. The
rest is derived. Where a form says what is derived (``kind``, ``version``, ``subjects``, ``seen``),
it has to say the same: nothing that somebody wrote is dropped in silence.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from batterypass.app.door import KNOWN_VERSION
from batterypass.domain.events import COMMON_FIELDS, KINDS, Event, excerpt, problems_of
from batterypass.errors import ConflictError, InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.app.session import Session
    from batterypass.domain.world import World

Form = Mapping[str, Any]
Link = dict[str, Any]

_BESIDE = ("private", "request", "accept_unusual")
#: What names a chain; where it stands is said by ``seq`` and ``prev``.
_CHAIN = ("subject", "lane")


def model_of(kind: str) -> type[Event]:
    """Give the model of a kind. Raises InputError for one that is not known."""
    model = KINDS.get(kind)
    if model is None:
        raise InputError(
            f"kind {kind!r} is not known; batterypass schema lists the kinds",
            code="write.no-kind", kind=kind,
        )  # fmt: skip
    return model


def own_fields(model: type[Event], form: Form) -> dict[str, Any]:
    """Give what a form says of the kind's own fields, in their order.

    Raises InputError for a name that is not one of the kind's, for another ``kind``, for a
    ``version`` that is not known, and for ``sealed``, which only signing can make.
    """
    kind = model.KIND.name
    own = [name for name in model.model_fields if name not in COMMON_FIELDS]
    for name in form:
        if name not in own and name not in COMMON_FIELDS and name not in _BESIDE:
            raise InputError(
                f"{kind}: field {name!r} is not one of this kind: {', '.join(own)};"
                f" batterypass schema {kind} shows them",
                code="write.no-field", kind=kind, name=name, listed=", ".join(own),
            )  # fmt: skip
    for name, expected in (("kind", kind), ("version", KNOWN_VERSION)):
        found = form.get(name)
        # True is no version, although it equals 1.
        if not is_empty(found) and (type(found), found) != (type(expected), expected):
            raise _differs(kind, name, expected, found)
    if not is_empty(form.get("sealed")):
        raise InputError(
            f"{kind}: field sealed is made when the event is signed; give the values themselves under"
            " private: {point: {name: value}}",
            code="write.sealed-given", kind=kind,
        )  # fmt: skip
    return {name: form[name] for name in own if not is_empty(form.get(name))}


def private_values(model: type[Event], form: Form) -> dict[str, dict[str, Any]]:
    """Give the values to seal, by content point; raise InputError where the kind seals no such."""
    kind = model.KIND.name
    private = {} if is_empty(form.get("private")) else form["private"]
    if not isinstance(private, dict):
        raise _differs(kind, "private", "{point: {name: value}}", private)
    allowed = dict(model.KIND.sealed)
    for point, values in private.items():
        names = allowed.get(point)
        if names is None:
            listed = ", ".join(allowed) or "none"
            raise InputError(
                f"{kind}: private.{point}: this kind seals at: {listed}",
                code="write.no-point", kind=kind, point=point, listed=listed,
            )  # fmt: skip
        if not isinstance(values, dict):
            raise _differs(kind, f"private.{point}", "{name: value}", values)
        for name in values:
            if names != ("*",) and name not in names:
                raise InputError(
                    f"{kind}: private.{point}.{name}: expected one of {', '.join(names)}",
                    code="write.no-sealed-name", kind=kind, point=point, name=name,
                    listed=", ".join(names),
                )  # fmt: skip
    return {point: dict(values) for point, values in private.items() if values}


def validate(model: type[Event], payload: Mapping[str, Any]) -> Event:
    """Read a payload as an event. Raises InputError that names every field that is off."""
    try:
        return model.model_validate(payload)
    except ValidationError as error:
        lines = [
            f"{where}: {what}, found {found!r}" for where, what, found in problems_of(error)[:8]
        ]
        kind, listed = model.KIND.name, "; ".join(lines)
        raise InputError(
            f"{kind}: {listed}",
            code="write.form", kind=kind, listed=listed, problems=problems_of(error),
        ) from error  # fmt: skip


def check_seen(session: Session, kind: str, found: object) -> dict[str, Any]:
    """Give the checkpoint that a form says the signer saw, where it is one of this ledger.

    An earlier one than the last is as good: it is what was seen. Raises InputError with the
    checkpoint that the ledger has at that size, or with its last one.
    """
    size = found.get("size") if isinstance(found, dict) else None
    if type(size) is not int or not 0 < size <= session.logged:
        size = session.logged
    expected = {"size": size, "root": session.root_of_size(size).hex()}
    if found != expected:
        raise _differs(kind, "seen", expected, found)
    return expected


def check_subjects(kind: str, found: object, links: Sequence[Link]) -> list[Link]:
    """Give the links that a form names, none for a form that leaves them out.

    They have to be of the chains that the event joins, each in its lane; where these stand is for
    :func:`check_links`. Raises InputError with both.
    """
    if is_empty(found):
        return []
    if not isinstance(found, list) or len(found) != len(links):
        raise _differs(kind, "subjects", [link["subject"] for link in links], found)
    for place, (given, link) in enumerate(zip(found, links, strict=True)):
        if not isinstance(given, dict) or any(given.get(name) != link[name] for name in _CHAIN):
            chain = {name: link[name] for name in _CHAIN}
            raise _differs(kind, f"subjects.{place}", chain, given)
    return found


def check_links(kind: str, found: Sequence[Link], links: Sequence[Link], world: World) -> None:
    """Check that a form joins the chains where they stand now.

    Raises ConflictError for a place that was right once, InputError for one that never was.
    """
    stale = ""
    for place, (given, link) in enumerate(zip(found, links, strict=True)):
        if given == link:
            continue
        if not _was_right(given, link, world):
            raise _differs(kind, f"subjects.{place}", link, given)
        stale = stale or link["subject"]
    if stale:
        raise overtaken(kind, stale)


def overtaken(kind: str, subject: str) -> ConflictError:
    """Say that somebody wrote to a chain after the form that names its links was made."""
    return ConflictError(
        f"somebody else was first: {kind} no longer follows the last entry of {subject}, as its"
        " form says. Nothing was written; make the form anew",
        code="open.stale-form", kind=kind, subject=subject,
    )  # fmt: skip


def is_empty(value: object) -> bool:
    """Tell whether a member of a form says nothing: canonical JSON leaves such a one out."""
    return value is None or value == "" or value == [] or value == {}


def _was_right(given: Link, link: Link, world: World) -> bool:
    seq = given.get("seq")
    if set(given) != set(link) or type(seq) is not int or not 0 <= seq <= link["seq"]:
        return False
    if seq == 0:
        return given["prev"] is None
    before = world.main_digest(link["subject"], seq - 1)
    return before is not None and given["prev"] == before.hex()


def _differs(kind: str, name: str, expected: object, found: object) -> InputError:
    return InputError(
        f"{kind}: field {name}: expected {expected!r}, found {excerpt(found)}",
        code="write.other-field", kind=kind, name=name,
        expected=repr(expected), found=excerpt(found),
    )  # fmt: skip
