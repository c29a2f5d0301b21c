"""``batterypass explain`` for codes of transport decisions: the rows behind them, with sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from batterypass.texts.bilingual import Text
from batterypass.texts.messages import MESSAGES
from batterypass_cli.output import Column, paint
from batterypass_cli.words import language, say

if TYPE_CHECKING:
    from batterypass.regulations.transport.lookup import Behind
    from batterypass_cli.context import Here

_COLUMNS = (
    Column("edition", Text("edition", "edición")),
    Column("row", Text("row", "renglón")),
    Column("since", Text("from", "desde")),
    Column("until", Text("until", "hasta")),
    Column("sure", Text("confidence", "confianza")),
    Column("source", Text("source", "fuente")),
)


def transport_codes() -> list[dict[str, str]]:
    """List the codes of transport with the first of what is said of each, for a list of all codes."""
    from batterypass.bootstrap import transport_tables
    from batterypass.regulations.transport.tables import STEPS

    told: dict[str, str] = {}
    for name in sorted(MESSAGES):
        if name.startswith("uncode."):
            told[name.removeprefix("uncode.")] = MESSAGES[name].in_language(language())
    for rules in transport_tables().rules.values():
        for step in STEPS:
            for row in rules.steps[step]:
                told.setdefault(row.reason.code, row.reason.text.in_language(language()))
    return [
        {"code": code, "severity": "transport", "title": told[code]} for code in sorted(told)
    ]  # fmt: skip


def explain_transport(here: Here, code: str) -> bool:
    """Explain a code of transport decisions; False where no decision has it."""
    from batterypass.bootstrap import transport_tables
    from batterypass.regulations.transport.lookup import rows_behind

    found = list(rows_behind(transport_tables(), code))
    about = MESSAGES.known(f"uncode.{code}")
    if not found and about is None:
        return False
    said = "" if about is None else about.in_language(language())
    if here.out.wants_json:
        here.out.document({"code": code, "text": said, "rows": [_row(one) for one in found]})
        return True
    here.out.line(paint(code, "b"))
    if said:
        here.out.line(f"  {said}")
    if not found:
        return True
    for text in dict.fromkeys(one.reason.text.in_language(language()) for one in found):
        here.out.line(f"  {text}")
    here.out.line()
    here.out.rows("rows", map(_row, found), _COLUMNS)
    met = {one.reason.confidence for one in found}
    for confidence in ("medium", "low"):
        if confidence in met:
            here.out.talk(say(f"un.doubt-{confidence}"))
    return True


def _row(one: Behind) -> dict[str, Any]:
    return {
        "edition": one.edition.title,
        "row": one.row,
        "since": one.since,
        "until": one.until or None,
        "text": one.reason.text.in_language(language()),
        "source": one.reason.source,
        "confidence": one.reason.confidence,
        "sure": say(f"un.sure-{one.reason.confidence}"),
    }
