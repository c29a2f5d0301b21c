"""A passport value as people read it: words of a list in their language, units, records in a line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from batterypass.regulations.passport_shapes import shapes, unit_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.domain.passport_values import Value
    from batterypass.regulations.attributes import Attribute
    from batterypass.regulations.passport_shapes import Shape
    from batterypass.texts.bilingual import Text

#: Words of a citation, English and Spanish; the longer first.
_CITED: Final = (
    ("Regulation (EU)", "Reglamento (UE)"), ("Article", "artículo"), ("Art.", "art."),
    ("Annex", "anexo"), (" first subparagraph", ", párrafo primero"), (" and ", " y "),
    ("recommendation", "recomendación"),
)  # fmt: skip
#: A word; or how many, a word, and the number of the part.
_COUNTED: Final = re.compile(r"([0-9]+ )?([a-z_-]+)( \S+)?")


def value_lines(attribute: Attribute, value: Value, lang: str) -> list[str]:
    """Give the lines of a value: one, or one for each text or record of a list."""
    shape = shapes().attributes.get(attribute.id)
    if isinstance(value, str):
        return [_text(shape, attribute.unit, value, lang)]
    if isinstance(value, dict):
        return [_record(shape, value, lang)]
    return [
        _record(shape, one, lang) if isinstance(one, dict)
        else _text(shape, attribute.unit, one, lang)
        for one in value
    ]  # fmt: skip


def value_words(attribute: Attribute, value: Value, lang: str) -> str:
    """Give a value in one line."""
    return "; ".join(value_lines(attribute, value, lang))


def provision(text: str, lang: str) -> str:
    """Write what a table cites in a language: ``Regulation (EU) 2023/1542, Article 77(1)``."""
    if lang != "es":
        return text
    for english, spanish in _CITED:
        text = text.replace(english, spanish)
    return text


def _record(shape: Shape | None, record: dict[str, str], lang: str) -> str:
    if shape is not None and shape.sort == "multilingual":
        # The reader's own language where there is one; an address of many languages helps nobody.
        own = [text for name, text in record.items() if name.split("_")[0] == lang]
        return own[0] if own else " / ".join(record.values())
    members = shape.members if shape is not None else {}
    return ", ".join(
        _text(members.get(name), members[name].unit if name in members else "", text, lang)
        for name, text in record.items()
    )


def _text(shape: Shape | None, unit: str, text: str, lang: str) -> str:
    if shape is not None and shape.words:
        return _in_words(shape.words, text, lang)
    is_number = shape is not None and shape.sort in ("number", "numbers", "integer")
    # A description in place of a number has its units in its words.
    said = unit_name(unit, lang) if is_number else ""
    return f"{text} {said}".rstrip()


def _in_words(words: Mapping[str, Text], text: str, lang: str) -> str:
    """Say words of a list as people do, alone or as the log lists them: ``2 module SA-M1, 1 fuse``.

    A text that is not made of them stays as somebody wrote it.
    """
    if text in words:
        return words[text].in_language(lang)
    found = [_COUNTED.fullmatch(part) for part in text.split(", ")]
    if not all(one is not None and one[2] in words and (one[1] or not one[3]) for one in found):
        return text
    return ", ".join(
        f"{one[1] or ''}{words[one[2]].in_language(lang)}{one[3] or ''}"
        for one in found
        if one is not None
    )
