"""How a load and its papers are told: why not, the object for programs, the index in the folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from batterypass.app.transport_content import blanks_of
from batterypass.errors import InputError, RefusedError, UndecidedError
from batterypass.evidence.refusal import refusal
from batterypass.regulations.transport.answers import BOOLEANS, WORDS
from batterypass.texts.messages import MESSAGES
from batterypass.texts.words_sources import source_in
from batterypass_cli.un_rows import stowage_object
from batterypass_cli.words import language, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from batterypass.app.phones import Doubt
    from batterypass.app.transport_fields import FieldValue
    from batterypass.app.transport_load import Goods, Load
    from batterypass.app.transport_papers import Made, NotMade, Way
    from batterypass.documents.transport_content import TransportContent
    from batterypass.domain.states import ConsignmentState
    from batterypass.errors import BatterypassError
    from batterypass.regulations.transport.decision import Decision, Need, Reason


#: Needs of a decision -> the paper that they are, which the index names already.
_PAPERS = {
    "TRANSPORT_DOCUMENT": "transport_document", "MX_TRANSPORT_DOCUMENT": "transport_document",
    "MX_EMERGENCY_SHEET": "emergency_sheet", "CARTA_PORTE": "carta_porte",
    "WRITTEN_INSTRUCTIONS": "written_instructions",
}  # fmt: skip


def problem_of(consignment: ConsignmentState, load: Load) -> BatterypassError | None:
    """Give why no paper may be written for a load, or None."""
    name, governing = consignment.consignment, load.governing
    if consignment.state == "voided":
        return refusal(RefusedError, "roadpaper.voided", consignment=name)
    off = [one for goods in load.goods if goods.decision.outcome == "refused"
           for one in goods.decision.reasons]  # fmt: skip
    if off:
        why = _texts(off)
        return refusal(InputError, "roadpaper.cannot-be", consignment=name, why=why)
    stops = [goods for goods in load.goods if goods.decision.outcome == "forbidden"]
    if stops:
        why = _texts(stops[0].decision.reasons)
        title = stops[0].decision.edition_title
        return refusal(RefusedError, "roadpaper.prohibited", consignment=name, title=title, why=why)
    lost = [one.decision for one in load.goods if _is_lost(one.decision)]
    if lost:
        why = _texts(lost[0].reasons)
        return refusal(UndecidedError, "roadpaper.undecided", consignment=name, why=why)
    if load.missing:
        what = ", ".join(f"{answer_words(one)} ({one})" for one in load.missing)
        options = " ".join(f"--set {one}={_choices(one)}" for one in load.missing)
        return refusal(
            UndecidedError, "roadpaper.missing", consignment=name, what=what, options=options
        )
    for field, signed, decided in load.differs:
        return refusal(
            RefusedError, "roadpaper.differs", consignment=name, name=field, signed=signed,
            decided=decided, title=governing.edition_title,
        )  # fmt: skip
    return None


def _is_lost(decision: Decision) -> bool:
    """Tell whether no answer can decide it: without an entry or an edition nothing else is asked."""
    return decision.outcome == "undecided" and not decision.missing


def _texts(reasons: Iterable[Reason | Need]) -> str:
    return "; ".join(
        dict.fromkeys(
            f"{one.text.in_language(language())} ({source_in(language(), one.source)})"
            for one in reasons
        )
    )


def _choices(name: str) -> str:
    """Give the words that an answer may be, for a person to take one."""
    if name in BOOLEANS:
        return "yes|no"
    return "|".join(WORDS.get(name, ("…",)))


def answer_words(name: str) -> str:
    """Say what an answer is about, and of which item where it is of one alone."""
    item, colon, name = name.rpartition(":")
    if colon:
        return f"{item}, {answer_words(name)}"
    for key in (f"roadpaper.name-{name}", f"unname.{name}"):
        text = MESSAGES.known(key)
        if text is not None:
            return text.in_language(language())
    return name


def load_object(
    consignment: ConsignmentState,
    load: Load,
    way: Way,
    content: TransportContent,
    fields: Sequence[FieldValue],
    doubts: Sequence[Doubt],
) -> dict[str, Any]:
    """Give a load with its decisions and every field of its document as an object for programs."""
    governing = load.governing
    return {
        "consignment": consignment.consignment,
        "number": content.number,
        "for": way.name,
        "regime": way.regime,
        "mode": way.mode,
        "day": load.day,
        "edition": governing.edition,
        "edition_title": governing.edition_title,
        "tables_sha256": governing.tables_sha256,
        "outcome": _outcome(load),
        "missing": list(load.missing),
        "differs": [
            {"name": name, "signed": signed, "decided": decided}
            for name, signed, decided in load.differs
        ],
        "by_hand": dict(content.by_hand),
        "packages": load.packages,
        "package_kind": load.package_kind,
        "net_kg": load.net_kg,
        "goods": [_goods_object(one) for one in load.goods],
        "not_decided": list(load.others),
        "points": None
        if content.points is None
        else {
            "total": content.points.total,
            "limit": content.points.limit,
            # An estimated mass may not use the exemption (5.4.1.1.3.2).
            "over": content.points.is_over or not content.is_weighed,
            "weighed": content.is_weighed,
            "source": content.points.source,
            "confidence": content.points.confidence,
        },
        "fields": [
            {
                "field": one.field,
                "title": one.title.es if language() == "es" else one.title.en,
                "values": list(one.values),
                "known": one.is_known,
                "source": one.source.es if language() == "es" else one.source.en,
                "confidence": one.confidence,
                "verify": one.verify,
            }
            for one in fields
        ],
        "blanks": [
            {"field": one.field, "from": one.comes_from} for one in blanks_of(content, way.regime)
        ],
        "doubts": [say(one.code, **one.values) for one in doubts],
    }


def _outcome(load: Load) -> str:
    outcomes = [one.decision.outcome for one in load.goods]
    for word in ("refused", "forbidden", "undecided"):
        if word in outcomes:
            return word
    return "undecided" if load.missing else "allowed"


def _goods_object(goods: Goods) -> dict[str, Any]:
    from batterypass.app.transport_content import printed_statements

    decision = goods.decision
    return {
        "line": goods.line,
        "un": decision.un,
        "psn": decision.psn,
        "psn_en": decision.psn_en,
        "psn_es": decision.psn_es,
        "psn_es_confidence": decision.psn_es_confidence,
        "class": decision.transport_class,
        "transport_category": decision.transport_category,
        "tunnel_code": decision.tunnel_code,
        "outcome": decision.outcome,
        "level": decision.level,
        "condition": goods.condition,
        "waste": goods.is_waste,
        "items": list(goods.items),
        "packages": goods.packages,
        "net_kg": goods.net_kg,
        "energy_wh": goods.energy_wh,
        "packing_instructions": list(decision.packing_instructions),
        "special_provisions": list(decision.special_provisions),
        "marks": list(decision.marks),
        "statements": list(printed_statements(goods)),
        "stowage": stowage_object(decision),
        "missing": list(decision.missing),
        "confidence": decision.confidence,
        **{
            name: [
                {"code": one.code, "text": one.text.in_language(language()), "source": one.source,
                 "confidence": one.confidence}
                for one in found
            ]
            for name, found in (
                ("reasons", decision.reasons), ("warnings", decision.warnings),
                ("needs", decision.needs),
            )
        },
    }  # fmt: skip


def explained(load: Load, fields: Sequence[FieldValue], *, with_sheet: bool) -> Iterator[str]:
    """Say the decisions with their sources, then every field with how sure its form is."""
    for goods in load.goods:
        decision = goods.decision
        head = f"{len(goods.items)} × {goods.line or decision.un or '?'}"
        yield f"{head} · {' / '.join(decision.packing_instructions)}".rstrip(" ·")
        stowage = () if decision.stowage is None else (decision.stowage,)
        for reason in (*decision.reasons, *decision.warnings, *stowage):
            sure = say(f"un.sure-{reason.confidence}")
            text = reason.text.in_language(language())
            yield f"    {text} ({source_in(language(), reason.source)}; {sure})"
    yield ""
    for one in fields:
        title, source = (
            words.es if language() == "es" else words.en for words in (one.title, one.source)
        )
        source = source_in(language(), source)
        value = " · ".join(one.values) or say("roadpaper.unknown")
        sure = say("roadpaper.compare") if one.verify else say(f"un.sure-{one.confidence}")
        yield f"{title}: {value}"
        yield f"    {source} ({sure})"
    if with_sheet:
        yield from _sheet_lines()


def _sheet_lines() -> Iterator[str]:
    """Say the boxes of the emergency sheet, which has its own norm, and how sure they are."""
    from batterypass.documents.emergency_sheet import BOXES
    from batterypass.documents.transport_forms import emergency_form

    sheet, lang = emergency_form(), language()
    sure = say("roadpaper.compare") if sheet.verify else say(f"un.sure-{sheet.confidence}")
    source = sheet.source.es if lang == "es" else sheet.source.en
    yield ""
    yield sheet.title.es if lang == "es" else sheet.title.en
    for title in BOXES:
        yield f"  {title.es if lang == 'es' else title.en}"
        yield f"    {source} ({sure})"


def why_not(one: NotMade) -> str:
    """Say why a paper was not made."""
    if one.cause is not None:
        from batterypass_cli.exits import words_of

        return words_of(one.cause)
    return say(f"roadpaper.not-{one.why}", **one.values)


def file_names(made: Sequence[Made]) -> list[str]:
    """Number the papers in their order, with names in the language of the run."""
    return [
        f"{number}-{say(f'roadpaper.file-{one.paper}')}{one.suffix}"
        for number, one in enumerate(made, start=1)
    ]


def index_text(
    way: Way,
    load: Load,
    content: TransportContent,
    files: Mapping[str, Made],
    not_made: Sequence[NotMade],
    doubts: Sequence[Doubt],
) -> str:
    """Write the index of a folder of papers: what is there, what is not, what is still to be done."""
    from batterypass.documents.transport_page import answer_text

    title = content.edition
    named = {one.paper for one in files.values()} | {one.paper for one in not_made}
    parts: list[tuple[str, list[str]]] = [
        (
            say("roadpaper.index-files"),
            [
                f"{name}  {say(f'roadpaper.paper-{one.paper}')}\n      SHA-256 {one.digest}"
                for name, one in files.items()
            ],
        ),
        (
            say("roadpaper.index-missing"),
            [f"{say(f'roadpaper.paper-{one.paper}')}: {why_not(one)}" for one in not_made],
        ),
        (
            say("roadpaper.index-blanks"),
            [say(f"roadpaper.field-{one.field}") for one in blanks_of(content, way.regime)],
        ),
        (
            say("roadpaper.index-needs"),
            _each(
                need
                for one in load.goods
                for need in one.decision.needs
                if _PAPERS.get(need.code) not in named
            ),
        ),
        (
            say("roadpaper.index-warnings"),
            [
                *_each(warning for one in load.goods for warning in one.decision.warnings),
                *(say(one.code, **one.values) for one in doubts),
            ],
        ),
        (
            say("roadpaper.index-by-hand"),
            [f"{answer_text(name, value, language())} ({name})" for name, value in content.by_hand],
        ),
    ]
    way_words = say("roadpaper.index-way", way=say(f"roadpaper.way-{way.name}"), day=load.day,
                    title=title)  # fmt: skip
    lines = [say("roadpaper.index-title", number=content.number), way_words]
    lines += [row.line for row in content.rows if row.line]
    for head, rows in parts:
        if rows:
            lines += ["", head, *(f"  - {row}" for row in rows)]
    is_there = any(one.paper == "transport_document" for one in files.values())
    check = [say("roadpaper.index-check")] if is_there else []
    lines += ["", *check, say("roadpaper.index-advice")]
    return "\n".join(lines) + "\n"


def _each(reasons: Iterable[Reason | Need]) -> list[str]:
    return list(
        dict.fromkeys(
            f"{one.text.in_language(language())} ({source_in(language(), one.source)})"
            for one in reasons
        )
    )
