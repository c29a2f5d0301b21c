"""One document in the making: leaves by path, and the losses on the way.

A writer is handed what a reader may see, and nothing else. Each value is written, written in another
form, or left out; what the model demands beside is noted as lacking. Nothing is invented: what
nobody knows stays away, and a document may be invalid for that.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from batterypass.errors import MalformedError
from batterypass.exchange.compare import value_text
from batterypass.exchange.json_rows import JsonNumber, parse_json
from batterypass.exchange.losses import Loss
from batterypass.exchange.words import input_error

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from batterypass.domain.passport_values import Value
    from batterypass.exchange.losses import Kind

_STEP: Final = re.compile(r"([^.\[\]]+)((?:\[[0-9]+\])*)(?:\.|$)")
_URI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[!-~]+")
#: Elements that a filled path may add to a list.
_MOST: Final = 100


@dataclass(frozen=True, slots=True)
class Facts:
    """What stands beside the values that a reader sees: when each was said, and the passport issued.

    Times are event times; empty where nobody knows.
    """

    since: Mapping[str, str] = field(default_factory=dict)
    issued: str = ""
    #: Leaves that somebody gives because the model demands them: path -> text.
    fills: Mapping[str, str] = field(default_factory=dict)


class Writer:
    """Leaves and losses of one passport in the form of one model."""

    def __init__(self, model: str, values: Mapping[str, Value], facts: Facts) -> None:
        self.model = model
        self.values = values
        self.facts = facts
        self.tree: dict[str, Any] = {}
        self.losses: list[Loss] = []
        self._open = set(values)

    def text(self, attribute: str) -> str:
        """Give the value of an attribute that is one text, empty where there is none."""
        value = self.values.get(attribute, "")
        return value if isinstance(value, str) else ""

    def records(self, attribute: str) -> list[Mapping[str, str]]:
        """Give the value of an attribute as records; a description is left out, and that is said."""
        value = self.values.get(attribute)
        if isinstance(value, dict):
            return [value]
        if isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
            return [one for one in value if isinstance(one, dict)]
        if value is not None and attribute in self._open:
            self.lose("left_out", attribute, "", "lose_shape")
        return []

    def texts(self, attribute: str) -> list[str]:
        """Give the value of an attribute as texts."""
        value = self.values.get(attribute)
        if value is None:
            return []
        if isinstance(value, str):
            return [value]
        return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []

    def put(self, path: str, value: object, attribute: str = "") -> None:
        """Write a leaf, or a whole part; ``attribute`` is carried with it."""
        node: Any = self.tree
        steps = list(_steps(path))
        for step, after in pairwise(steps):
            node = _inside(node, step, [] if isinstance(after, int) else {})
        last = steps[-1]
        # Makes sure that there is such a place in what stands there.
        _inside(node, last, value)
        node[last] = value
        if attribute:
            self.carried(attribute)

    def carried(self, attribute: str) -> None:
        """Note that an attribute is written; lines about it may still say in what form."""
        self._open.discard(attribute)

    def lose(
        self, kind: Kind, attribute: str, path: str, key: str, value: str = "", **values: str
    ) -> None:
        """Add a line; of an attribute without a value it shows the attribute's."""
        if attribute:
            self._open.discard(attribute)
            value = value or value_text(self.values.get(attribute))
        self.losses.append(Loss(kind, attribute, path, value, key, {"model": self.model, **values}))

    def lack(self, path: str, key: str = "lack_value", attribute: str = "") -> None:
        """Note a leaf that the model demands and that is not written; a given one is."""
        value = value_text(self.values[attribute]) if attribute in self.values else ""
        self.losses.append(Loss("lacking", attribute, path, value, key, {"model": self.model}))

    def fill(self, path: str, value: object, key: str, **values: str) -> None:
        """Write a leaf that the model demands and that says nothing of the pack."""
        self.put(path, value)
        said = {"model": self.model, **values}
        self.losses.append(Loss("filled", "", path, str(value), key, said))

    def number(
        self, path: str, attribute: str, value: str | None = None, *, is_required: bool = True
    ) -> bool:
        """Write a number: the attribute's own, or ``value``, a part of it (empty: it has no such part).

        One that is not there is lacking. Tell whether it was written.
        """
        text = self.text(attribute) if value is None else value
        if text and is_number(text):
            self.put(path, JsonNumber(text), attribute)
            return True
        self._missing(
            path, attribute, "lack_form" if text else "lack_value", is_required=is_required
        )
        return False

    def word(self, path: str, attribute: str, value: str = "", *, is_required: bool = True) -> bool:
        """Write a text. Tell whether there was one."""
        text = value or self.text(attribute)
        if text:
            self.put(path, text, attribute)
            return True
        self._missing(path, attribute, "lack_value", is_required=is_required)
        return False

    def uri(self, path: str, attribute: str, value: str = "", *, is_required: bool = True) -> bool:
        """Write a web address; another text is left out, because the model takes none."""
        text = value or self.text(attribute)
        if text and not is_uri(text):
            self.lose("left_out", attribute, path, "lose_no_uri", text)
            if is_required:
                self.lack(path, "lack_form", attribute)
            return False
        return self.word(path, attribute, text, is_required=is_required)

    def _missing(self, path: str, attribute: str, key: str, *, is_required: bool) -> None:
        if is_required:
            self.lack(path, key, attribute)

    def finish(self) -> None:
        """Say of everything that was not written that the model has no place for it; take in fills.

        Raises InputError for a fill whose path is none, or that would replace a value.
        """
        for attribute in self.values:
            if attribute in self._open:
                self.lose("left_out", attribute, "", "lose_no_place")
        for path, text in self.facts.fills.items():
            self._fill_given(path, text)

    def _fill_given(self, path: str, text: str) -> None:
        if not path or "".join(f"{step}" for step in _spelt(path)) != path:
            raise input_error("fill_path", found=path[:80])
        if _get(self.tree, path) is not None:
            raise input_error("fill_there", found=path[:80])
        try:
            value = parse_json(text)
        except MalformedError:
            value = text
        self.put(path, value)
        self.losses = [
            one for one in self.losses if not (one.kind == "lacking" and one.path == path)
        ]
        self.losses.append(Loss("filled", "", path, text, "fill_given", {"model": self.model}))


def is_number(text: str) -> bool:
    """Tell whether a text can stand as a JSON number as it is."""
    return re.fullmatch(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?", text) is not None


def is_uri(text: str) -> bool:
    """Tell whether a text has the form of a URI (RFC 3986)."""
    return _URI.fullmatch(text) is not None


def encode_document(value: object) -> bytes:
    """Write a document as JSON, numbers in the very digits that the ledger has."""
    return ("".join(_json(value, "\n")) + "\n").encode()


def _json(value: object, line: str) -> Iterator[str]:
    if isinstance(value, JsonNumber):
        yield str(value)
    elif isinstance(value, dict) and value:
        yield "{"
        for place, (name, inner) in enumerate(value.items()):
            yield f"{',' if place else ''}{line}  {json.dumps(name, ensure_ascii=False)}: "
            yield from _json(inner, line + "  ")
        yield line + "}"
    elif isinstance(value, list) and value:
        yield "["
        for place, inner in enumerate(value):
            yield f"{',' if place else ''}{line}  "
            yield from _json(inner, line + "  ")
        yield line + "]"
    else:
        yield json.dumps(value, ensure_ascii=False)


def _spelt(path: str) -> Iterable[str]:
    """Give a path as it is understood, to be held against what was written."""
    for place, step in enumerate(_steps(path)):
        yield f"[{step}]" if isinstance(step, int) else f"{'.' if place else ''}{step}"


def _steps(path: str) -> Iterator[str | int]:
    for name, places in _STEP.findall(path):
        yield name
        for place in re.findall(r"[0-9]+", places):
            yield int(place)


def _inside(node: Any, step: str | int, empty: object) -> Any:  # noqa: ANN401 - a JSON tree
    if isinstance(step, int):
        if not isinstance(node, list) or step > min(len(node), _MOST):
            raise input_error("fill_path", found=f"[{step}]")
        if step == len(node):
            node.append(empty)
        return node[step]
    if not isinstance(node, dict):
        raise input_error("fill_path", found=step[:80])
    return node.setdefault(step, empty)


def _get(tree: Any, path: str) -> Any:  # noqa: ANN401 - a JSON tree
    node = tree
    for step in _steps(path):
        if isinstance(step, int):
            node = node[step] if isinstance(node, list) and step < len(node) else None
        else:
            node = node.get(step) if isinstance(node, dict) else None
        if node is None:
            return None
    return node
