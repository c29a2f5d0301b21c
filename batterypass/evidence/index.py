"""``index.json``, the member by which a ``.bpz`` file says what it is and what else is in it.

One form only: sorted keys, no spaces, no escapes that are not needed, no floats, no null. A model
gives the members their types; what it reads is written again and compared.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any, Final, NoReturn, TypeVar

import orjson
from pydantic import Field, StringConstraints, ValidationError

from batterypass.domain.base import Record
from batterypass.domain.events import excerpt, problems_of
from batterypass.evidence.container import INDEX, first_difference
from batterypass.evidence.refusal import malformed
from batterypass.texts.bilingual import Text
from batterypass.texts.parser_words import json_words, model_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.errors import MalformedError
    from batterypass.evidence.members import Members

#: Every type of ``.bpz`` file (``bytes.md`` 10).
TYPES = ("answer", "bundle", "directory", "disclosure", "grant", "outbox", "request")
VERSION = 1
#: Longer objects are nobody's: each wrong member of a hostile one would cost a message.
_MOST_KEYS = 64

Version = Annotated[int, Field(ge=VERSION, le=VERSION)]
#: The ``aud`` of a ledger (``bytes.md`` 1): its origin and the digest of entry 0.
Audience = Annotated[str, StringConstraints(pattern=r"^[!-~]{3,200}#[0-9a-f]{64}$")]

M = TypeVar("M", bound=Record)


_NO_TEXT: Final = Text("half a character, which is no text", "medio carácter, que no es texto")


class _NotOursError(ValueError):
    """JSON that no index has."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


def encode_index(index: Record) -> bytes:
    """Write an index. What is None is left out."""
    value = index.model_dump(exclude_none=True)
    try:
        return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
    except TypeError:
        # Half a character, or a number beyond 64 bits: it writes the same bytes of all else.
        text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return text.encode()


def take_index(members: Members, type_: str, model: type[M]) -> M:
    """Take the index of a file that should be of a type.

    1. It is there, and JSON. 2. The file is of this type and of a version that we know. 3. Its
    members are those of ``model``. 4. Written again it is the same. Raises MalformedError:
    ``container.missing, container.index, outbox.other-type, container.newer``.
    """
    # 1
    file, raw = members.file, members.take(INDEX)
    try:
        value = _DECODER.decode(raw.decode())
    except (ValueError, RecursionError) as error:
        raise _wrong(file, "-", _why(error)) from error
    # 2
    if not isinstance(value, dict):
        raise _wrong(file, "-", Text("expected an object", "se esperaba un objeto"))
    found, version = value.get("type"), value.get("version")
    if found != type_ and found in TYPES:
        raise malformed("outbox.other-type", file=file, found=found, expected=type_)
    if type(version) is int and version > VERSION:
        raise malformed("container.newer", file=file, found=version, known=VERSION)
    # 3
    try:
        index = model.model_validate(value)
    except ValidationError as error:
        where, what, wrong = problems_of(error)[0]
        raise _wrong(file, where, _found(model_words(what), wrong)) from error
    # 4: a key that stands twice, a null and a space parse above and fail here.
    try:
        again = encode_index(index)
    except UnicodeEncodeError as error:
        # Half a character, which an escape may spell and no text has.
        raise _wrong(file, "-", _NO_TEXT) from error
    if again != raw:
        where = f"byte {first_difference(raw, again)}"
        raise _wrong(file, where, Text("not in its one form", "no está en su única forma"))
    return index


def _wrong(file: str, where: str, why: Text) -> MalformedError:
    return malformed("container.index", file=file, where=where, why=why)


def _why(error: ValueError | RecursionError) -> Text:
    """Say in our words why an index is no JSON."""
    if isinstance(error, _NotOursError):
        return error.text
    if isinstance(error, UnicodeDecodeError):
        at = error.start
        return Text(f"byte {at} is not UTF-8", f"el byte {at} no es UTF-8")
    if isinstance(error, RecursionError):
        return Text("nested too deeply", "anidado demasiado hondo")
    said = json_words(getattr(error, "msg", str(error)))
    place = getattr(error, "pos", None)
    if place is None:
        return said
    return Text(f"character {place}: {said.en}", f"carácter {place}: {said.es}")


def _found(what: Text, wrong: object) -> Text:
    """Add what was found, where it is short enough to be read."""
    if wrong is None or isinstance(wrong, dict | list):
        return what
    shown = excerpt(wrong)
    return Text(f"{what.en}, found {shown}", f"{what.es}, hallado {shown}")


def demand_each_once(file: str, digests: Sequence[str]) -> None:
    """Raise MalformedError (``outbox.doubled``) where a digest stands twice in an index."""
    places: dict[str, int] = {}
    for place, digest in enumerate(digests):
        first = places.setdefault(digest, place)
        if first != place:
            raise malformed("outbox.doubled", file=file, digest=digest, first=first, second=place)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(pairs) > _MOST_KEYS:
        count = len(pairs)
        raise _NotOursError(Text(f"an object of {count} members", f"un objeto de {count} miembros"))
    return dict(pairs)


def _no_float(digits: str) -> NoReturn:
    shown = digits[:40]
    raise _NotOursError(
        Text(f"the number {shown} is not an integer", f"el número {shown} no es entero")
    )


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_float=_no_float, parse_constant=_no_float
)
