"""The language of this run, and the texts in it.

``--lang`` chooses, else ``LANG``: ``es*`` is Spanish, anything else English. The choice is made
before anything is parsed, because help pages and usage errors are texts too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.errors import spanish_values
from batterypass.texts.bilingual import filled
from batterypass.texts.messages import MESSAGES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from batterypass.texts.bilingual import Language, Text

#: Stands between the two languages of one help text; never part of a text.
_BETWEEN = "\x1e"


class _Run:
    """What the whole process speaks."""

    language: Language = "en"


def choose_language(argv: Sequence[str], environ: Mapping[str, str]) -> Language:
    """Find the language of a run from its words and its surroundings; a wrong one is not judged."""
    wanted = environ.get("LANG", "")
    for place, word in enumerate(argv):
        if word == "--":
            break
        named = ""
        if word == "--lang" and place + 1 < len(argv):
            named = argv[place + 1]
        elif word.startswith("--lang="):
            named = word[7:]
        # A paper may be in both languages; the program speaks one.
        if named and named != "both":
            wanted = named
    return "es" if wanted.lower().startswith("es") else "en"


def speak(lang: Language) -> None:
    """Set the language of everything that is said from here on."""
    _Run.language = lang


def language() -> Language:
    """Give the language of this run."""
    return _Run.language


def say(key: str, /, **values: object) -> str:
    """Give the text of the catalogue under ``key`` in the language of this run."""
    return fill(MESSAGES[key], values)


def fill(text: Text, values: Mapping[str, object]) -> str:
    """Put values into a text of the language of this run.

    In Spanish a value ``why_es`` stands where the text names ``why``.
    """
    if _Run.language == "es":
        values = spanish_values(values)
    return filled(text.in_language(_Run.language), values)


def both(en: str, es: str) -> str:
    """Write a help text in both languages; :func:`pick` reads it when a page is made."""
    return f"{en}{_BETWEEN}{es}"


def pick(text: str) -> str:
    """Give the part of a :func:`both` text that is in the language of this run."""
    en, _, es = text.partition(_BETWEEN)
    return es if es and _Run.language == "es" else en
