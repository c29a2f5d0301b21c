"""JSON Schemas of the kinds, made from the models; ``schemas/`` holds what this writes."""

from __future__ import annotations

import json
from typing import Any

from batterypass.app.figures import FIGURES
from batterypass.domain.events import COMMON_FIELDS, KINDS

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
#: Common fields that a form may carry; the others are derived.
_IN_FORMS = ("event_id", "kind", "event_time", "actor", "site", "documents", "acknowledged")


def schema_text(kind: str, *, signed: bool) -> str:
    """Give the text of a schema file: of what is signed, or of the form that a person fills in."""
    schema = signed_schema(kind) if signed else form_schema(kind)
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def signed_schema(kind: str) -> dict[str, Any]:
    """Give the schema of the payload of a kind."""
    made = KINDS[kind].model_json_schema()
    return {"$schema": _DIALECT, **_without_titles(made), "title": kind}


def form_schema(kind: str) -> dict[str, Any]:
    """Give the schema of the form: own fields, a few common ones, and what is to be sealed."""
    model = KINDS[kind]
    whole = _without_titles(model.model_json_schema())
    own = [name for name in model.model_fields if name not in COMMON_FIELDS]
    known = whole["properties"]
    properties: dict[str, Any] = {name: known[name] for name in own}
    properties.update({name: known[name] for name in _IN_FORMS})
    properties["request"] = {
        "type": "string",
        "description": "an id of your own: the same request is recorded once",
        "es": "un id propio: la misma petición se registra una vez",
    }
    if "values" in own or kind in FIGURES:
        properties["accept_unusual"] = {
            "type": "boolean",
            "description": "take figures that are unusual: they are right",
            "es": "aceptar cifras poco usuales: son correctas",
        }
    if model.KIND.sealed:
        properties["private"] = _private(model.KIND.sealed)
    form: dict[str, Any] = {"$schema": _DIALECT, "title": f"{kind} (form)"}
    if whole.get("description"):
        form["description"] = whole["description"]
    form.update(type="object", additionalProperties=False, properties=properties)
    form["required"] = [name for name in whole.get("required", ()) if name in own]
    definitions = _used_definitions(properties, whole.get("$defs", {}))
    if definitions:
        form["$defs"] = definitions
    return form


def _private(sealed: tuple[tuple[str, tuple[str, ...]], ...]) -> dict[str, Any]:
    points: dict[str, Any] = {}
    for point, names in sealed:
        value: dict[str, Any] = {"type": "object", "additionalProperties": names == ("*",)}
        if names != ("*",):
            value["properties"] = {name: {"type": "string"} for name in names}
        points[point] = value
    return {
        "type": "object",
        "additionalProperties": False,
        "description": "values that are sealed: only their digest enters the log",
        "es": "valores que se sellan: al registro solo entra su huella",
        "properties": points,
    }


def _used_definitions(properties: dict[str, Any], known: dict[str, Any]) -> dict[str, Any]:
    """Keep the definitions that are reached from the properties, in their own order."""
    reached: set[str] = set()
    queue = [properties]
    while queue:
        text = json.dumps(queue.pop())
        for name in known:
            if f'"#/$defs/{name}"' in text and name not in reached:
                reached.add(name)
                queue.append(known[name])
    return {name: value for name, value in known.items() if name in reached}


def _without_titles(value: Any) -> Any:  # noqa: ANN401
    """Leave out the titles that pydantic makes from names: they say nothing new."""
    if isinstance(value, dict):
        return {
            name: _without_titles(part)
            for name, part in value.items()
            if not (name == "title" and isinstance(part, str))
        }
    if isinstance(value, list):
        return [_without_titles(part) for part in value]
    return value
