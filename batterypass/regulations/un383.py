"""What the law wants of a UN 38.3 test summary, from ``un38-3.json``.

Pure functions over the record of :mod:`batterypass.domain.un383`: what is missing, what speaks
against it, which article it covers, and whether one has to be made available for what was made on a
day. The table is no part of a rulebook: it is told about a summary and judges no entry.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from batterypass.domain.un383 import TESTS, Un383Summary
from batterypass.errors import MalformedError
from batterypass.regulations.tables import Confidence, Row, Table
from batterypass.texts.bilingual import Text, filled
from batterypass.texts.messages import MESSAGES
from batterypass.texts.values import VALUE_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_ZERO: Final = frozenset({"0", "0.0", "0.00", "0.000", "0.0000", "0.00000", "0.000000"})
_AMOUNTS: Final = ("mass_kg", "energy_wh", "lithium_g")
_CHEMISTRIES: Final = {"energy_wh": ("li_ion", "na_ion"), "lithium_g": ("li_metal",)}
#: Members of each sort of row.
_MEMBERS: Final[Mapping[str, tuple[str, ...]]] = {
    "item": ("letter", "paragraph", "label_es", "label_en", "fields"),
    "need": ("field", "when"),
    "test": ("field", "articles", "chemistries"),
    "assembled": ("field", "assembled_under", "chemistries"),
    "signature": ("revision", "amendment"),
    "covers": ("article", "by", "by_model"),
    "cutoff": ("regime", "made_from"),
    "edition": ("revision", "amendment", "made_before"),
}
#: Regimes whose text follows the UN Model Regulations.
_OF_THE_UN: Final = frozenset({"UN", "ADR", "RID", "IMDG", "IATA", "NOM"})


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the paragraph: its letter, its words and the fields that hold it."""

    letter: str
    paragraph: str
    label: Text
    fields: tuple[str, ...]
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Missing:
    """A field that the summary does not have, and the item that wants it."""

    item: Item
    field: str
    label: Text


@dataclass(frozen=True, slots=True)
class Reason:
    """Something that speaks against a summary, with the place in the law."""

    code: str
    text: Text
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True, eq=False)
class Un383Law:
    """The table, by sort of row."""

    sha256: str
    items: tuple[Item, ...]
    rows: Mapping[str, tuple[Row, ...]]

    def of(self, sort: str) -> tuple[Row, ...]:
        """Give the rows of a sort."""
        return self.rows[sort]


def parse_un383(body: bytes) -> Un383Law:
    """Read the table. Raises MalformedError that names the row that is off."""
    table = Table.parse("un38-3", body)
    rows: dict[str, list[Row]] = {sort: [] for sort in _MEMBERS}
    for row in table.rows:
        members = _MEMBERS.get(str(row.get("row")))
        if members is None or any(member not in row for member in members):
            raise MalformedError(
                f"table un38-3: row {row['id']}: expected a row of {', '.join(_MEMBERS)} with all"
                " of its members"
            )
        rows[row["row"]].append(row)
    if len(rows["signature"]) != 1 or not rows["edition"]:
        raise MalformedError("table un38-3: expected one row of signature, and rows of edition")
    items = tuple(map(_item, rows["item"]))
    named = [field for item in items for field in item.fields]
    expected = set(Un383Summary.model_fields) - {"format"}
    if len(named) != len(set(named)) or set(named) != expected:
        raise MalformedError("table un38-3: the items do not name each field of a summary once")
    return Un383Law(table.sha256, items, {sort: tuple(one) for sort, one in rows.items()})


def field_label(field: str) -> Text:
    """Give the words for a field of a summary."""
    info = Un383Summary.model_fields[field]
    extra: Any = info.json_schema_extra
    return Text(str(info.description), str(extra["es"]))


def missing_of(law: Un383Law, summary: Un383Summary) -> tuple[Missing, ...]:
    """Name every field that is needed and not there, in the order of the items.

    A field that is needed only for some (the lithium content, the reference to 38.3.3) is not asked
    for while nobody says what the article is: then that is what is named.
    """
    return tuple(
        Missing(item, field, field_label(field))
        for item in law.items
        for field in item.fields
        if getattr(summary, field) in (None, []) and _is_needed(law, summary, field)
    )


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
    found = summary.article
    is_named = bool(model) and model in summary.models
    if found is None:
        return _reason("UN383_WRONG_ARTICLE", "summary.no-article", row, article=article)
    if found in row["by"]:
        if not model or not summary.models or is_named:
            return None
    elif found in row["by_model"] and is_named:
        return None
    elif found not in row["by_model"]:
        return _reason(
            "UN383_WRONG_ARTICLE", "summary.wrong-article", row, article=article, found=found
        )
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
    row = _row_of_item(law, "d")
    found = (summary.report or "-", summary.reported_on or "-")
    wanted = (evidence.get("report", "-"), evidence.get("tested_on", "-"))
    article = "pack" if summary.article == "assembled" else summary.article
    if evidence and found == wanted and article in (None, evidence.get("article")):
        return None
    return _reason(
        "UN383_OTHER_REPORT", "summary.other-report", row,
        found=" · ".join((*found, str(summary.article or "-"))),
        wanted=" · ".join((*wanted, evidence.get("article", "-"))),
    )  # fmt: skip


def is_summary_due(law: Un383Law, regime: str, made_on: str) -> bool | None:
    """Tell whether a summary has to be available for what was made on a day or in a month.

    ``regime`` is UN, ADR, RID, IMDG, IATA, NOM or 49CFR. None: it is not known when it was made.
    Raises ValueError for a regime that the table does not have.
    """
    wanted = "UN" if regime in _OF_THE_UN else regime
    row = next((one for one in law.of("cutoff") if one["regime"] == wanted), None)
    if row is None:
        raise ValueError(f"regime {regime!r}: no cut-off date is known")
    return None if not made_on else _first_day(made_on) >= row["made_from"]


def needs_signature(law: Un383Law, summary: Un383Summary) -> bool:
    """Tell whether the edition of the Manual asks for a signature; an unknown edition does."""
    (row,) = law.of("signature")
    edition = (summary.manual_revision or 0, summary.manual_amendment or 0)
    return edition < (row["revision"], row["amendment"])


def _item(row: Row) -> Item:
    label = Text(row["label_en"], row["label_es"])
    fields = tuple(row["fields"])
    return Item(row["letter"], row["paragraph"], label, fields, row["source"], row["confidence"])


def _is_needed(law: Un383Law, summary: Un383Summary, field: str) -> bool:
    conditions = _conditions(law).get(field, {})
    return all(getattr(summary, name, None) in values for name, values in conditions.items())


@lru_cache(maxsize=4)
def _conditions(law: Un383Law) -> Mapping[str, Mapping[str, Any]]:
    return {row["field"]: row["when"] for row in law.of("need")}


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
                        test=_test(name), article=str(summary.article),
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
    row = _row_of_item(law, "f")
    for name in _AMOUNTS:
        amount = getattr(summary, name)
        if amount in _ZERO:
            yield _reason("UN383_NOTHING", "summary.nothing", row, label=field_label(name))
        wanted = _CHEMISTRIES.get(name)
        if amount and wanted and summary.chemistry and summary.chemistry not in wanted:
            yield _reason(
                "UN383_CONTRADICTS", "summary.amount-contradicts", row,
                label=field_label(name), found=summary.chemistry,
            )  # fmt: skip
    if summary.assembled_under and summary.article not in (None, "assembled"):
        yield _reason(
            "UN383_CONTRADICTS", "summary.not-assembled", _row_of_item(law, "h"),
            paragraph=summary.assembled_under, found=str(summary.article),
        )  # fmt: skip


def _of_dates(law: Un383Law, summary: Un383Summary, on: str, made_on: str) -> Iterator[Reason]:
    if summary.reported_on and summary.reported_on > on:
        yield _reason(
            "UN383_LATER", "summary.later", _row_of_item(law, "e"),
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


def _row_of_item(law: Un383Law, letter: str) -> Row:
    return next(row for row in law.of("item") if row["letter"] == letter)


def _first_day(moment: str) -> str:
    """Give the first day that a day or month can mean."""
    return f"{moment}-01" if len(moment) == len("2003-06") else moment


def _last_day(moment: str) -> str:
    return f"{moment}-31" if len(moment) == len("2003-06") else moment


def _reason(code: str, key: str, row: Row, **values: object) -> Reason:
    text = MESSAGES[key]
    english = {name: _word(value, "en") for name, value in values.items()}
    spanish = {name: _word(value, "es") for name, value in values.items()}
    whole = Text(filled(text.en, english), filled(text.es, spanish))
    return Reason(code, whole, row["source"], row["confidence"])


def _word(value: object, lang: str) -> object:
    """Say a word of the record in a language; anything else stays."""
    if isinstance(value, Text):
        return value.in_language(lang)
    known = VALUE_WORDS.get(str(value))
    return known.in_language(lang) if known is not None else value


__all__ = [
    "TESTS", "Item", "Missing", "Reason", "Un383Law", "covers", "field_label", "is_summary_due",
    "missing_of", "needs_signature", "other_report", "parse_un383", "reasons_against",
]  # fmt: skip
