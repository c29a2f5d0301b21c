"""``batterypass explain`` for rows of law: deadlines, forms with their boxes, classification regimes.

Text, source and confidence stand in the row; what is doubtful is said to be so, as for transport.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from batterypass.texts.bilingual import Text
from batterypass.texts.messages import MESSAGES
from batterypass_cli.answers import choice_words
from batterypass_cli.output import Column, paint
from batterypass_cli.words import language, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from batterypass.regulations.deadlines import DeadlineRule
    from batterypass.regulations.manifest_fields import FormTable
    from batterypass_cli.context import Here

_SURE = Column("sure", Text("confidence", "confianza"))
_SOURCE = Column("source", Text("source", "fuente"))
_CHECK = Column("check", Text("check", "revisar"))
_DATES = (Column("since", Text("from", "desde")), Column("until", Text("until", "hasta")))
_OF_ROW = (Column("row", Text("row", "renglón")), *_DATES, _SURE, _SOURCE, _CHECK)
_OF_BOX = (
    Column("box", Text("box", "casilla")),
    Column("text", Text("what the form says", "qué dice el formato")),
    _SURE,
    _SOURCE,
    _CHECK,
)


def law_rows() -> list[dict[str, str]]:
    """List the ids of deadlines, forms and regimes, each with what it is about."""
    from batterypass.bootstrap import deadlines

    found = [(rule.rule_id, _deadline_text(rule)) for rule in deadlines().rules]
    found += [(form.name, _form_text(form)) for form in _forms()]
    found += [(str(row["id"]), _regime_text(row)) for row in _regimes()]
    return [{"code": code, "severity": "law", "title": text} for code, text in found]


def explain_law(here: Here, name: str) -> bool:
    """Explain a deadline, a form or a regime by its id; False where none has it."""
    from batterypass.bootstrap import deadlines

    rule = deadlines().rule(name.lower())
    if rule is not None:
        _show(here, rule.rule_id, "deadline", _deadline_text(rule), [_deadline_row(rule)], _OF_ROW)
        return True
    form = next((one for one in _forms() if one.name == name.lower()), None)
    if form is not None:
        _show(here, form.name, "form", _form_text(form), _box_rows(form), _OF_BOX)
        return True
    row = next((one for one in _regimes() if one["id"] == name.upper()), None)
    if row is not None:
        _show(here, str(row["id"]), "regime", _regime_text(row), [_regime_row(row)], _OF_ROW)
        return True
    return False


def _show(
    here: Here,
    code: str,
    sort: str,
    text: str,
    rows: Sequence[dict[str, Any]],
    columns: Sequence[Column],
) -> None:
    if here.out.wants_json:
        here.out.document({"code": code, "sort": sort, "text": text, "rows": list(rows)})
        return
    here.out.line(paint(code, "b"))
    here.out.line(f"  {text}")
    if not rows:
        here.out.line(f"  {say('law.no-doubt')}")
        return
    here.out.line()
    here.out.rows("rows", rows, columns)
    met = {row["confidence"] for row in rows}
    for confidence in ("medium", "low"):
        if confidence in met:
            here.out.talk(say(f"un.doubt-{confidence}"))


def _judged(confidence: str, *, verify: bool) -> dict[str, Any]:
    return {
        "confidence": confidence,
        "sure": say(f"un.sure-{confidence}"),
        "verify": verify,
        "check": say("deadline.check") if verify else "",
    }


def _deadline_text(rule: DeadlineRule) -> str:
    from batterypass_cli.deadline_view import action_words, span_words

    return f"{action_words(rule)}: {span_words(rule)}"


def _deadline_row(rule: DeadlineRule) -> dict[str, Any]:
    from batterypass_cli.deadline_view import ref_words

    return {
        "row": rule.rule_id,
        "since": rule.valid_from,
        "until": rule.valid_to or None,
        "source": ref_words(rule),
        "note": rule.note,
        **_judged(rule.confidence, verify=rule.verify),
    }


def _forms() -> list[FormTable]:
    from batterypass.bootstrap import manifest_fields
    from batterypass.regulations.manifest_fields import SPECIAL_HANDLING, form_named

    table = manifest_fields()
    return [*table.values(), form_named(table, SPECIAL_HANDLING)]


def _form_text(form: FormTable) -> str:
    key = f"field.version.{form.name}"
    return say(
        "law.form",
        version=say(key) if MESSAGES.known(key) else form.version,
        count=len(form.fields),
        doubtful=sum(one.is_doubtful for one in form.fields),
    )


def _box_rows(form: FormTable) -> list[dict[str, Any]]:
    """List the boxes that should be compared with a print before anybody relies on them."""
    return [
        {
            "box": one.box,
            "field_id": one.field_id,
            "text": one.label_es if language() == "es" else one.label_en,
            "source": one.source_id,
            "note": one.notes,
            **_judged(one.confidence, verify=True),
            "check": say("field.check"),
        }
        for one in form.fields
        if one.is_doubtful
    ]


def _regimes() -> Sequence[Mapping[str, Any]]:
    from batterypass.bootstrap import regulations

    return regulations().table("classification-regimes").rows


def _regime_text(row: Mapping[str, Any]) -> str:
    """Say how it stands and which class or code it gives each stream, or what it would bring."""
    status = say(f"law.status.{row['status']}")
    key = f"law.effect.{row['id']}"
    if MESSAGES.known(key):
        return f"{status}: {say(key)}"
    cells = [
        f"{_words('stream', stream)} → {_words('class', str(cell))}"
        for stream, cell in row.get("default", {}).items()
    ]
    cells += [
        f"{_when_words(override['when'])} → {_words('class', str(override['result']))}"
        for override in row.get("overrides", ())
    ]
    text = f"{status}: {'; '.join(cells)}"
    note = f"law.note.{row['id']}"
    return f"{text}. {say(note)}" if MESSAGES.known(note) else text


def _when_words(when: Mapping[str, Any]) -> str:
    """Say when a row gives another class than that of the stream."""
    return ", ".join(
        _words("damage", str(value)) if name == "damage" else say("law.declared")
        for name, value in when.items()
    )


def _words(about: str, value: str) -> str:
    key = f"law.{about}.{value}"
    return say(key) if MESSAGES.known(key) else choice_words(value) or value


def _regime_row(row: Mapping[str, Any]) -> dict[str, Any]:
    confidence = str(row["confidence"])
    return {
        "row": row["id"],
        "since": row.get("valid_from"),
        "until": row.get("valid_to"),
        "status": row["status"],
        "source": str(row.get("source", "")),
        "note": str(row.get("note", "")),
        **_judged(confidence, verify=confidence != "high"),
    }
