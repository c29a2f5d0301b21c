"""Reasons that are no row of a table: refused answers, editions, missing answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from batterypass.regulations.tables import least
from batterypass.regulations.transport.decision import Reason
from batterypass.texts.bilingual import Text, filled
from batterypass.texts.messages import MESSAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from batterypass.regulations.tables import Confidence
    from batterypass.regulations.transport.answers import Answers
    from batterypass.regulations.transport.editions import Edition
    from batterypass.regulations.transport.tables import Entry
    from batterypass.texts.bilingual import Language

_YES_NO: Final = {True: Text("yes", "sí"), False: Text("no", "no")}
#: Where the order of the steps is described, for what no edition is asked about.
SHEET: Final = "docs/manual/transport.md"
NAME_ES_UNVERIFIED: Final = "NAME_ES_UNVERIFIED"
#: Answer -> the code under which its absence is told.
_MISSING: Final = {
    "wh": "WH_UNKNOWN", "condition": "CONDITION_UNKNOWN", "un38_3": "UN383_MISSING",
    "soc_percent": "SOC_UNKNOWN",
}  # fmt: skip


def make_reason(
    code: str,
    key: str,
    source: str,
    confidence: Confidence,
    values: Mapping[str, object],
) -> Reason:
    """Make a reason from the text ``un.<key>``."""
    text = MESSAGES[f"un.{key}"]
    said = Text(filled(text.en, _spoken(values, "en")), filled(text.es, _spoken(values, "es")))
    return Reason(code, said, source, confidence)


def _spoken(values: Mapping[str, object], lang: Language) -> dict[str, object]:
    """Give the values with yes and no in a language."""
    return {
        name: _YES_NO[value].in_language(lang) if isinstance(value, bool) else value
        for name, value in values.items()
    }


def missing_answer(name: str, source: str) -> Reason:
    """Say which answer is missing, by the row that waits for it."""
    text, label = MESSAGES["un.missing"], MESSAGES[f"unname.{name}"]
    said = Text(text.en.format(name=name, what=label.en), text.es.format(name=name, what=label.es))
    return Reason(_MISSING.get(name, "INPUT_MISSING"), said, source, "high")


def mode_not_covered(mode: str, edition: Edition) -> Reason:
    """Say that a set of rules is not for this way of travelling: one of both answers is wrong."""
    said = {
        lang: MESSAGES["un.mode"]
        .in_language(lang)
        .format(
            mode=MESSAGES[f"unword.{mode}"].in_language(lang),
            title=edition.title,
            modes=", ".join(MESSAGES[f"unword.{one}"].in_language(lang) for one in edition.modes),
        )
        for lang in ("en", "es")
    }
    return Reason("MODE_NOT_COVERED", Text(said["en"], said["es"]), edition.title, "high")


def no_edition(answers: Answers, unread: Edition | None) -> Reason:
    """Say that nothing holds on the day, or only what nobody has read."""
    values = {"regime": answers.regime, "day": answers.date, "wanted": answers.edition or ""}
    if unread is not None:
        values["title"] = unread.title
        return make_reason("EDITION_NOT_REVIEWED", "not-reviewed", unread.source, "high", values)
    key = "no-such-edition" if answers.edition else "no-rules"
    return make_reason("NO_RULES_FOR_DATE", key, "un-editions", "high", values)


def newer_edition(edition: Edition, unread: Edition) -> Reason:
    """Say that a newer edition may be used already, and has not been read."""
    values = {"title": unread.title, "used": edition.title, "day": unread.mandatory_from}
    return make_reason("EDITION_NOT_REVIEWED", "newer", unread.source, "high", values)


def doubtful_name(entry: Entry, edition: Edition) -> Reason:
    """Say that nobody has compared the Spanish name of an entry with an official translation."""
    values = {"name": entry.name.es}
    confidence = least(edition.confidence, entry.name_es_confidence)
    return make_reason(NAME_ES_UNVERIFIED, "name-unverified", entry.source, confidence, values)


def no_entry(answers: Answers, edition: Edition) -> Iterator[Reason]:
    """Say that the list of the edition does not have these goods, nor the SAT a key for them."""
    chem, config = (
        MESSAGES[f"unword.{answers.chem}"],
        MESSAGES[f"unword.{answers.config}"],
    )
    text = MESSAGES["un.no-entry"]
    said = Text(
        text.en.format(title=edition.title, chem=chem.en, config=config.en),
        text.es.format(title=edition.title, chem=chem.es, config=config.es),
    )
    yield Reason("NO_ENTRY_IN_EDITION", said, edition.title, "high")
    if edition.sat_keys is not None:
        yield no_sat_key()


def no_sat_key() -> Reason:
    """Say that the catalogue of the SAT ends before these goods."""
    return make_reason(
        "SAT_KEY_MISSING", "no-sat-key", "SAT Carta Porte 3.1, c_MaterialPeligroso", "high", {}
    )
