"""What is wrong with a passport value, said in both languages."""

from __future__ import annotations

from dataclasses import dataclass

from batterypass.texts.bilingual import Text, filled
from batterypass.texts.messages import MESSAGES

_EMPTY = Text("", "")
#: Characters of a value that a message shows.
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: a code, the attribute, what was found, what was expected.

    ``proposal`` is the value that was likely meant, in ``unit``; empty where nobody can tell. The
    value seems to be given in ``given_in``. ``member`` names the member of a record. What
    ``is_unusual`` may be right all the same.
    """

    code: str
    attribute: str
    found: str
    expected: Text
    proposal: str = ""
    unit: Text = _EMPTY
    given_in: Text = _EMPTY
    member: str = ""
    is_unusual: bool = False
    nothing: Text = _EMPTY

    def text(self, lang: str, place: str = "") -> str:
        """Say it in one sentence; ``place`` stands for the attribute where it is given."""
        where = place or self.attribute
        where += f".{self.member}" if self.member and self.member != self.attribute else ""
        sentence = _say(
            "problem", lang, where=where,
            found=self.nothing.in_language(lang) or _excerpt(self.found),
            expected=self.expected.in_language(lang),
        )  # fmt: skip
        if not self.proposal:
            return sentence
        meant = f"{self.proposal} {self.unit.in_language(lang)}".strip()
        given_in = self.given_in.in_language(lang)
        return sentence + _say(
            "meant-unit" if given_in else "meant", lang, meant=meant, unit=given_in
        )


def said(key: str, **values: str | Text) -> Text:
    """Give a text of the area in both languages."""
    return Text(*(_say(key, lang, **_in(values, lang)) for lang in ("en", "es")))


def _in(values: dict[str, str | Text], lang: str) -> dict[str, str]:
    return {
        name: value.in_language(lang) if isinstance(value, Text) else value
        for name, value in values.items()
    }


def _say(key: str, lang: str, **values: str) -> str:
    return filled(MESSAGES[f"passportvalue.{key}"].in_language(lang), values)


def _excerpt(text: str) -> str:
    """Give the beginning of a value, so that it can neither hide the rest nor move the cursor."""
    cut = text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
    return cut if cut.isprintable() else cut.encode("unicode_escape").decode()
