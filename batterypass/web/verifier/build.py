"""Building ``verify.html`` from its sources: the scripts, the style, the texts and the forms of events.

The page is one file without anything from elsewhere. A policy in its head (CSP) allows this script and
this style by their digests and nothing else, no connection of any kind included. ``python -m
batterypass.web.verifier.build`` writes it; the tests compare the file with the sources.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_HERE: Final = Path(__file__).parent
SOURCES: Final = _HERE / "src"
PAGE: Final = _HERE / "verify.html"
#: In the order of what each needs from those before it.
SCRIPTS: Final = (
    "bytes", "sha256", "json", "cbor", "container", "keys", "statement", "merkle", "note", "policy",
    "proof", "heads", "forms", "shape", "parts", "states", "corrections", "world", "holders", "found", "marks", "judge", "bundle_file", "bundle", "pdf", "paper",
    "verify", "qr_code", "qr_find", "texts", "view", "page",
)  # fmt: skip
_IMPORT: Final = re.compile(r'^import \{([^}]*)\} from "\./([a-z0-9_]+)\.js";\n', re.MULTILINE)
_EXPORT: Final = re.compile(
    r"^export (?=(?:async function|class|const|function) (\w+))", re.MULTILINE
)
_WORDS_FOR_PEOPLE: Final = frozenset({"title", "description", "es", "default", "examples"})
#: A form that stands several times and is longer than this is written once.
_WORTH_SHARING: Final = 40
#: Codes that the page may find.
_TITLED: Final = (
    "BP-S00", "BP-K00", "BP-L00", "BP-P00", "BP-H001", "BP-E006", "BP-E007", "BP-V0", "BP-B",
)  # fmt: skip


def build() -> str:
    """Put the page together."""
    from batterypass.domain.events import KINDS

    script = "".join(
        [
            '"use strict";\n(() => {\n',
            f"const TABLES = {_compact(_tables(KINDS))};\nconst MODULES = {{}};\n",
            *[_module(name) for name in SCRIPTS],
            "})();\n",
        ]
    )
    style = _read("page.css")
    page = _read("page.html")
    for name, text in (
        ("SCRIPT-SHA256", _digest(script)),
        ("STYLE-SHA256", _digest(style)),
        ("STYLE", style),
        ("SCRIPT", script),
    ):
        page = page.replace(f"<!--{name}-->" if "-" not in name else name, text)
    return page


def main() -> None:
    """Write the page."""
    PAGE.write_text(build(), encoding="utf-8")


def _read(name: str) -> str:
    return (SOURCES / name).read_text(encoding="utf-8")


def _module(name: str) -> str:
    """Put a script into a function of its own, so that no name of one is another's."""
    text = _read(f"{name}.js")
    names = ", ".join(_EXPORT.findall(text))
    text = _IMPORT.sub(r"const {\1} = MODULES.\2;\n", text)
    return f"MODULES.{name} = (() => {{\n{_EXPORT.sub('', text)}return {{ {names} }};\n}})();\n"


def _digest(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()


def _compact(value: object) -> str:
    # Nothing in a script may end it.
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _tables(kinds: dict[str, Any]) -> dict[str, Any]:
    """Give what is fixed about each kind, and the form of its payload, as the models say it."""
    from batterypass.domain.events.amendable import AMENDABLE
    from batterypass.domain.events.common import UnknownEvent
    from batterypass.domain.events.enrolment import DETAILS
    from batterypass.texts.findings import CODES, title

    shapes: dict[str, Any] = {}
    found = {}
    for name, model in kinds.items():
        kind = model.KIND
        found[name] = {
            "lane": kind.lane, "first": kind.first, "rest": kind.rest, "creates": kind.creates,
            "roles": sorted(kind.roles), "integrity": kind.signer_is_integrity,
            "changes": _changes(model),
            "shape": _shape(model, shapes),
        }  # fmt: skip
    shapes["Unknown"] = _shape(UnknownEvent, shapes)
    amendable = {
        name: {
            "fields": _shape(one.fields, shapes),
            "line": _shape(one.line, shapes) if one.line else None,
            "changes": one.changes if one.changes == "any" else sorted(one.changes),
        }
        for name, one in AMENDABLE.items()
    }
    whole = {
        "kinds": found,
        "forms": {"amendable": amendable, "details": list(DETAILS)},
        "shapes": shapes,
    }
    counted = Counter(_forms(whole))
    shared = {
        text: f"S{place}"
        for place, text in enumerate(
            sorted(one for one, count in counted.items() if count > 1 and len(one) > _WORTH_SHARING)
        )
    }
    result: dict[str, Any] = _share(whole, shared)
    result["qr"] = _symbols()
    result["titles"] = {
        code: [title(code, "es"), title(code, "en")] for code in CODES if code.startswith(_TITLED)
    }
    for text, name in shared.items():
        result["shapes"][name] = {
            key: _share(value, shared) for key, value in json.loads(text).items()
        }
    return result


def _symbols() -> dict[str, Any]:
    """Give how QR symbols divide their codewords, and where their alignment patterns are."""
    from qrcode.util import pattern_position

    from batterypass.documents.qr_grid import VERSIONS, blocks

    levels: dict[str, list[list[int]]] = {}
    for level in ("L", "M", "Q", "H"):
        levels[level] = []
        for version in VERSIONS:
            parts = blocks(version, level)
            short = min(parts.data_counts)
            longer = len(parts.data_counts) - parts.data_counts.count(short)
            levels[level].append(
                [len(parts.data_counts) - longer, longer, short, parts.correction_count]
            )
    return {"blocks": levels, "alignment": [pattern_position(one) for one in VERSIONS]}


class _Path:
    """Stands for an event while it says what it changes: notes which fields it reads."""

    def __init__(self, path: str) -> None:
        self.path = path

    def __getattr__(self, name: str) -> _Path:
        return _Path(f"{self.path}.{name}".lstrip("."))

    def __iter__(self) -> Iterator[_Path]:
        yield _Path(f"{self.path}[]")


def _changes(model: Any) -> list[str] | None:  # noqa: ANN401 - a pydantic model
    """Give the fields that name what an event changes; None where names are made of several."""
    try:
        return [one.path for one in model.changes(_Path(""))]
    except (AttributeError, TypeError):
        return None


def _shape(model: Any, shapes: dict[str, Any]) -> object:  # noqa: ANN401 - a pydantic model
    schema = model.model_json_schema()
    for name, one in schema.pop("$defs", {}).items():
        shapes[name] = _plain(one)
    return _plain(schema)


def _plain(schema: Any, *, is_map: bool = False) -> Any:  # noqa: ANN401 - JSON
    """Leave out what is there for people; names of fields are never left out."""
    if isinstance(schema, dict):
        return {
            key: _plain(value, is_map=key in ("properties", "patternProperties") and not is_map)
            for key, value in schema.items()
            if is_map or key not in _WORDS_FOR_PEOPLE
        }
    if isinstance(schema, list):
        return [_plain(one) for one in schema]
    return schema


def _is_form(value: Any) -> bool:  # noqa: ANN401 - JSON
    return (
        isinstance(value, dict)
        and ("type" in value or "anyOf" in value)
        and isinstance(value.get("type", ""), str)
    )


def _forms(value: Any) -> Iterator[str]:  # noqa: ANN401 - JSON
    """Give every form within a value as text."""
    if isinstance(value, dict):
        if _is_form(value):
            yield json.dumps(value)
        for one in value.values():
            yield from _forms(one)
    elif isinstance(value, list):
        for one in value:
            yield from _forms(one)


def _share(value: Any, shared: dict[str, str]) -> Any:  # noqa: ANN401 - JSON
    """Put a reference in place of each form that is shared."""
    if isinstance(value, dict):
        if _is_form(value) and (name := shared.get(json.dumps(value))):
            return {"$ref": f"#/$defs/{name}"}
        return {key: _share(one, shared) for key, one in value.items()}
    if isinstance(value, list):
        return [_share(one, shared) for one in value]
    return value


if __name__ == "__main__":
    main()
