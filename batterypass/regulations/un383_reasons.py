"""What speaks against a UN 38.3 test summary, and which article it covers.

Pure functions over a summary and the table of :mod:`batterypass.regulations.un383`. Each reason has
its place in the law and how far that row can be trusted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from batterypass.domain.un383 import TESTS
from batterypass.regulations.transport.articles import COVERED_BY
from batterypass.regulations.un383 import field_label
from batterypass.texts.bilingual import Text, filled
from batterypass.texts.messages import MESSAGES
from batterypass.texts.values import VALUE_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from batterypass.domain.un383 import Un383Summary
    from batterypass.regulations.tables import Confidence, Row
    from batterypass.regulations.un383 import Un383Law

_ZERO: Final = frozenset({"0", "0.0", "0.00", "0.000", "0.0000", "0.00000", "0.000000"})
_AMOUNTS: Final = ("mass_kg", "energy_wh", "lithium_g")
#: Article of a summary -> the kind of item that it is.
_KINDS: Final = {"cell": "cell_lot", "module": "module", "pack": "pack", "assembled": "pack"}
_CHEMISTRIES: Final = {"energy_wh": ("li_ion", "na_ion"), "lithium_g": ("li_metal",)}


@dataclass(frozen=True, slots=True)
class Reason:
    """Something that speaks against a summary, with the place in the law."""

    code: str
    text: Text
    source: str
    confidence: Confidence


def reasons_against(
    law: Un383Law, summary: Un383Summary, *, on: str, made_on: str = ""
) -> tuple[Reason, ...]:
    """Give what speaks against a summary besides what is missing from it.

    A test that failed, one that applies and was left out, amounts that cannot be, a report that is
    later than the day ``on``, and a Manual that is too old for what was made on ``made_on`` (a day
    or a month; empty where nobody knows: then the stricter edition is asked for).
    """
    return (
        *_of_tests(law, summary),
        *_of_description(law, summary),
        *_of_dates(law, summary, on, made_on),
    )


def covers(law: Un383Law, summary: Un383Summary, article: str, *, model: str = "") -> Reason | None:
    """Tell why a summary does not cover an article that is shipped; None where it does.

    ``article`` is ``cell``, ``module``, ``pack`` or ``assembled`` (a pack re-built from parts, such
    as one for second life). ``model`` is the article's own model number: a summary that names other
    models is of another type, and what is asked of by model alone is covered only if it is named.
    Raises ValueError for another word.
    """
    row = next((one for one in law.of("covers") if one["article"] == article), None)
    if row is None:
        raise ValueError(f"article {article!r}: expected cell, module, pack or assembled")
    found, tested = summary.article, _tested_as(summary)
    if found is None or tested is None:
        return _reason("UN383_WRONG_ARTICLE", "summary.no-article", row, article=_said(article))
    if tested not in COVERED_BY[_KINDS[article]]:
        return _reason(
            "UN383_WRONG_ARTICLE", "summary.wrong-article", row,
            article=_said(article), found=_said(found),
        )  # fmt: skip
    names_others = bool(model and summary.models) or found in row["by_model"]
    if not names_others or (model and model in summary.models):
        return None
    return _reason(
        "UN383_WRONG_ARTICLE", "summary.wrong-model", row,
        model=model or "-", models=", ".join(summary.models) or "-",
    )  # fmt: skip


def other_report(
    law: Un383Law, summary: Un383Summary, evidence: Mapping[str, str]
) -> Reason | None:
    """Tell how a summary differs from the report that an entry says there is; None where it is it.

    ``evidence`` has ``report``, ``tested_on`` and ``article`` as the entry has them; empty where no
    entry says anything, and then any summary is another one's.
    """
    row = law.row_of_item("d")
    found = (summary.report or "-", summary.reported_on or "-")
    wanted = (evidence.get("report", "-"), evidence.get("tested_on", "-"))
    article = _tested_as(summary)
    if evidence and found == wanted and article in (None, evidence.get("article")):
        return None
    return _reason(
        "UN383_OTHER_REPORT", "summary.other-report", row,
        found=" · ".join((*found, str(summary.article or "-"))),
        wanted=" · ".join((*wanted, evidence.get("article", "-"))),
    )  # fmt: skip


def _tested_as(summary: Un383Summary) -> str | None:
    """Give the article as entries name it: one that was assembled from tested ones is a pack."""
    return "pack" if summary.article == "assembled" else summary.article


def _of_tests(law: Un383Law, summary: Un383Summary) -> Iterator[Reason]:
    for name in TESTS:
        result = getattr(summary, name)
        rows = [row for row in law.of("test") if row["field"] == name]
        if result == "fail":
            yield _reason("UN383_TEST_FAILED", "summary.test-failed", rows[0], test=_test(name))
        elif result == "not_applicable":
            rows += [row for row in law.of("assembled") if row["field"] == name]
            for row in rows:
                if _applies(row, summary):
                    yield _reason(
                        "UN383_TEST_LEFT_OUT", "summary.test-left-out", row,
                        test=_test(name), article=_said(str(summary.article)),
                    )  # fmt: skip


def _test(name: str) -> str:
    return f"T.{name[1:]}"


def _applies(row: Row, summary: Un383Summary) -> bool:
    if summary.chemistry not in row["chemistries"]:
        return False
    if row["row"] == "assembled":
        return summary.article == "assembled" and summary.assembled_under in row["assembled_under"]
    return summary.article in row["articles"]


def _of_description(law: Un383Law, summary: Un383Summary) -> Iterator[Reason]:
    row = law.row_of_item("f")
    for name in _AMOUNTS:
        amount = getattr(summary, name)
        if amount in _ZERO:
            yield _reason("UN383_NOTHING", "summary.nothing", row, label=field_label(name))
        wanted = _CHEMISTRIES.get(name)
        if amount and wanted and summary.chemistry and summary.chemistry not in wanted:
            yield _reason(
                "UN383_CONTRADICTS", "summary.amount-contradicts", row,
                label=field_label(name), found=_said(summary.chemistry),
            )  # fmt: skip
    if summary.assembled_under and summary.article not in (None, "assembled"):
        yield _reason(
            "UN383_CONTRADICTS", "summary.not-assembled", law.row_of_item("h"),
            paragraph=summary.assembled_under, found=_said(str(summary.article)),
        )  # fmt: skip


def _of_dates(law: Un383Law, summary: Un383Summary, on: str, made_on: str) -> Iterator[Reason]:
    if summary.reported_on and summary.reported_on > on:
        yield _reason(
            "UN383_LATER", "summary.later", law.row_of_item("e"),
            day=summary.reported_on, today=on,
        )  # fmt: skip
    if summary.manual_revision is None:
        return
    edition = (summary.manual_revision, summary.manual_amendment or 0)
    rows = law.of("edition")
    is_enough = any(
        edition >= (row["revision"], row["amendment"])
        and (not row["made_before"] or (made_on and _last_day(made_on) < row["made_before"]))
        for row in rows
    )
    if not is_enough:
        yield _reason(
            "UN383_OLD_EDITION", "summary.old-edition", rows[0],
            revision=edition[0], amendment=edition[1],
            wanted=rows[0]["revision"], wanted_amendment=rows[0]["amendment"],
        )  # fmt: skip


def _last_day(moment: str) -> str:
    return f"{moment}-31" if len(moment) == len("2003-06") else moment


def _reason(code: str, key: str, row: Row, **values: object) -> Reason:
    text = MESSAGES[key]
    whole = Text(
        filled(text.en, {name: _in(value, "en") for name, value in values.items()}),
        filled(text.es, {name: _in(value, "es") for name, value in values.items()}),
    )
    return Reason(code, whole, row["source"], row["confidence"])


def _in(value: object, lang: str) -> object:
    return value.in_language(lang) if isinstance(value, Text) else value


def _said(word: str) -> Text:
    """Give the plain words for a word of the record."""
    return VALUE_WORDS[word]
