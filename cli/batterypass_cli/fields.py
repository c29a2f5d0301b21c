"""What a kind's fields are, read from its model: labels, shapes, allowed values.

The prompts, the command line and the plain words all work from these, so that a field has one
description (``says()`` in the model) and no second list.
"""

from __future__ import annotations

import types
from dataclasses import dataclass, field
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, JsonValue
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from batterypass.domain import base
from batterypass.domain.events.common import COMMON_FIELDS, Event
from batterypass.domain.events.ledger import LedgerUrl, Origin
from batterypass.domain.events.party import (
    Domain,
    Gs1Prefix,
    MunicipalityKey,
    PublicKeyText,
    SignatureText,
    StateKey,
)
from batterypass.texts.bilingual import Text

Shape = Literal["text", "boolean", "integer", "choice", "record", "list", "map", "json"]


@dataclass(frozen=True, slots=True)
class Spec:
    """One field. ``word`` says what a text is: item, party, number, day, …; empty if anything."""

    name: str
    label: Text
    shape: Shape
    required: bool
    default: object = None
    word: str = ""
    choices: tuple[str, ...] = ()
    record: type[BaseModel] | None = None
    element: Spec | None = None
    at_least: int = 0
    at_most: int = 0
    annotation: Any = field(default=None, repr=False)


def _pattern(alias: Any) -> str:  # noqa: ANN401
    for part in get_args(alias)[1:]:
        found = getattr(part, "pattern", None)
        if found:
            return str(found)
    return ""


#: Pattern of a text -> the word for it. Made from the aliases, so that it follows them.
_WORDS: dict[str, str] = {
    _pattern(alias): word
    for word, alias in (
        ("item", base.ItemUrl),
        ("party", base.PartyId),
        ("subject", base.SubjectName),
        ("local_id", base.LocalId),
        ("number", base.Number),
        ("signed_number", base.SignedNumber),
        ("percent", base.Percent),
        ("digest", base.Hex64),
        ("country", base.Country),
        ("month", base.Month),
        ("day", base.Day),
        ("time", base.EventTime),
        ("uuid", base.Uuid),
        ("word", base.Word),
        ("text", base.Text),
        ("passport", base.PassportUrl),
        ("clause", base.Clause),
        ("cretib", base.Cretib),
        ("un_number", base.UnNumber),
        ("about", base.About),
        ("origin", Origin),
        ("ledger", LedgerUrl),
        ("state_key", StateKey),
        ("municipality_key", MunicipalityKey),
        ("gs1_prefix", Gs1Prefix),
        ("domain", Domain),
        ("public_key", PublicKeyText),
        ("signature", SignatureText),
    )
}


def word_of(pattern: str) -> str:
    """Give the word for texts of a pattern; ``form`` where it has none."""
    return _WORDS.get(pattern, "form")


@cache
def specs_of(model: type[BaseModel]) -> tuple[Spec, ...]:
    """Describe the fields of a record, or the own fields of a kind, in the model's order."""
    own = issubclass(model, Event)
    return tuple(
        _spec(name, info)
        for name, info in model.model_fields.items()
        if not (own and name in COMMON_FIELDS)
    )


def spec_at(model: type[BaseModel], path: str) -> Spec | None:
    """Find the field at a dotted path such as ``items.0.mass_kg``; None where there is none."""
    found: Spec | None = None
    for part in path.split("."):
        if part.isdigit():
            found = found.element if found is not None else None
            continue
        record = model if found is None else found.record
        if record is None and found is not None and found.element is not None:
            record = found.element.record
        if record is None:
            return None
        found = next((spec for spec in specs_of(record) if spec.name == part), None)
        if found is None:
            return None
    return found


def field_at(model: type[BaseModel], path: str) -> Spec:
    """Give the field at a dotted path. Raises KeyError where code names one that the kind lacks."""
    found = spec_at(model, path)
    if found is None:
        raise KeyError(f"{model.__name__}: {path}")
    return found


def _spec(name: str, info: FieldInfo) -> Spec:
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    english = info.description or name
    label = Text(english, str(extra.get("es", english)))
    annotation = Annotated[(info.annotation, *info.metadata)] if info.metadata else info.annotation
    default = None if info.default is PydanticUndefined else info.default
    return _describe(name, label, annotation, info.is_required(), default)


def _describe(
    name: str,
    label: Text,
    annotation: Any,  # noqa: ANN401
    required: bool,
    default: object,
) -> Spec:
    plain, metadata = _unwrap(annotation)
    if plain is JsonValue:
        return Spec(name, label, "json", required, default=default, annotation=annotation)
    origin, args = get_origin(plain), get_args(plain)
    common: dict[str, Any] = {"default": default, "annotation": annotation}
    if origin is Literal:
        return Spec(name, label, "choice", required, choices=tuple(map(str, args)), **common)
    if origin is list:
        at_least, at_most = _bounds(metadata)
        element = _describe(name, label, args[0], True, None)
        return Spec(
            name, label, "list", required,
            element=element, at_least=at_least, at_most=at_most, **common,
        )  # fmt: skip
    if origin is dict:
        element = _describe(name, label, args[1], True, None)
        return Spec(name, label, "map", required, element=element, **common)
    if plain is bool:
        return Spec(name, label, "boolean", required, **common)
    if plain is int:
        return Spec(name, label, "integer", required, **common)
    if isinstance(plain, type) and issubclass(plain, BaseModel):
        return Spec(name, label, "record", required, record=plain, **common)
    patterns = [str(found) for part in metadata if (found := _found_pattern(part))]
    word = next((_WORDS[one] for one in patterns if one in _WORDS), "")
    if not word:
        word = "form" if patterns else "long_text"
    return Spec(name, label, "text", required, word=word, **common)


def _found_pattern(part: object) -> object:
    return getattr(part, "pattern", None) or getattr(part, "__dict__", {}).get("pattern")


def _unwrap(annotation: Any) -> tuple[Any, list[Any]]:  # noqa: ANN401
    """Take ``Annotated`` and ``| None`` off; give the plain type and what stood around it."""
    metadata: list[Any] = []
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            annotation, *around = get_args(annotation)
            for part in around:
                metadata += part.metadata if isinstance(part, FieldInfo) else [part]
        elif origin in (Union, types.UnionType):
            annotation = next(one for one in get_args(annotation) if one is not type(None))
        else:
            return annotation, metadata


def _bounds(metadata: list[Any]) -> tuple[int, int]:
    at_least = max((getattr(part, "min_length", None) or 0 for part in metadata), default=0)
    at_most = max((getattr(part, "max_length", None) or 0 for part in metadata), default=0)
    return at_least, at_most
