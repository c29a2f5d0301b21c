"""Marks and statements: the words of the case sheet, and the gaps that the tables leave in them.

A mark is ``UNNO`` (UN number), ``PSN`` (name on the package), ``9A`` (label for lithium batteries),
``BM`` (battery mark), ``CAO`` (cargo aircraft only), ``PLACARD9``, ``ORANGE`` (plates), or
``TXT[words]``: words to be printed. The words are those of the law, with its dashes and section
signs; :func:`plain_words` gives them as the case sheet writes them.
"""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING, Final

from batterypass.errors import MalformedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from batterypass.regulations.transport.answers import Answers
    from batterypass.regulations.transport.editions import Edition
    from batterypass.regulations.transport.tables import Entry

MARKS: Final = ("UNNO", "PSN", "9A", "BM", "CAO", "PLACARD9", "ORANGE")
DECLARATION: Final = "Dangerous Goods as per associated Shipper's Declaration"
CARGO_AIRCRAFT_ONLY: Final = "Cargo Aircraft Only"
_TEXT: Final = "TXT["
_GAPS: Final = frozenset(
    {
        "package", "label", "line", "number", "declaration", "cao", "end", "damaged_mark",
        "damaged_words", "waste_words", "damaged_article", "section_words", "section_upper",
    }
)  # fmt: skip
_PLAIN: Final = str.maketrans({"—": "-", "–": "-", "§": None})


def check_template(template: str, where: str) -> None:
    """Raise MalformedError that names the row where a mark or statement has a gap nobody fills."""
    for _, gap, _, _ in Formatter().parse(template):
        if gap is not None and gap not in _GAPS:
            raise MalformedError(f"{where}: nobody fills {{{gap}}} in {template!r}")


def words_to_print(mark: str) -> str | None:
    """Give the words of a ``TXT[…]`` mark, None for a mark that is drawn."""
    return mark[len(_TEXT) : -1] if mark.startswith(_TEXT) else None


def plain_words(text: str) -> str:
    """Write a mark or statement as the case sheet does: hyphens, no section sign, single spaces."""
    return " ".join(text.translate(_PLAIN).split())


def gaps_of(entry: Entry, edition: Edition, answers: Answers) -> dict[str, str]:
    """Give what fills the gaps for goods of an entry."""
    end = end_of(answers)
    words = {
        **entry.words,
        "section_upper": entry.words["section_words"].upper(),
        "number": entry.un.removeprefix("UN"),
        "label": entry.label,
        "declaration": DECLARATION,
        "cao": CARGO_AIRCRAFT_ONLY,
        "end": {"recycling": "RECYCLING", "disposal": "DISPOSAL"}.get(end, ""),
    }
    words["damaged_mark"] = edition.damaged_mark.format_map(words)
    name = entry.name.in_language(edition.language)
    words["line"] = edition.line.format_map(
        {
            "number": words["number"],
            "name": name,
            "name_in_sentence": name.capitalize(),
            "class": entry.transport_class,
            "tunnel": entry.tunnel,
            # Where nobody said which, both words are the same, or it was asked for.
            "waste": (edition.waste_word or {}).get("disposal" if end == "unsaid" else end, ""),
        }
    )
    return words


def end_of(answers: Answers) -> str:
    """Give where waste goes: ``recycling``, ``disposal``, or nothing for what is no waste."""
    if answers.condition in ("waste_recycling", "waste_disposal"):
        return answers.condition.removeprefix("waste_")
    return answers.disposition or ""


def fill_marks(
    templates: Iterable[str], package: tuple[str, ...], gaps: Mapping[str, str]
) -> Iterator[str]:
    """Fill marks; ``{package}`` stands for the marks of the edition, a label that is none is left out."""
    for template in templates:
        if template == "{package}":
            yield from package
        else:
            mark = template.format_map(gaps)
            if mark:
                yield mark
