"""What the import of a list comes to, for people and for programs."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

from batterypass_cli.output import paint
from batterypass_cli.words import language, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from batterypass.app.directory_import import CheckedList
    from batterypass.app.directory_steps import FieldChange, Outcome
    from batterypass.app.record import Recorded
    from batterypass.exchange.problems import RowProblem
    from batterypass.exchange.source import Source
    from batterypass_cli.context import Here

#: More lines of one sort than this are counted; --json has them all.
_SHOWN: Final = 20
#: What a rule says of more rows than this is said once.
_ONE_BY_ONE: Final = 3
_SIGNS: Final = {"added": ("+", "g"), "changed": ("~", "y"), "gone": ("-", "r")}


class ListView:
    """Tells one run about one file."""

    def __init__(self, here: Here, given: Source) -> None:
        self._here = here
        self._given = given

    def tell(self, checked: CheckedList) -> None:
        """Print what a list comes to: how it was read, the counts, each change, each problem."""
        here = self._here
        if here.out.wants_json:
            return
        self._tell_file(checked)
        counts = {
            "rows": checked.rows, "added": checked.count("added"),
            "changed": checked.count("changed"), "unchanged": checked.count("unchanged"),
            "gone": len(checked.gone), "errors": len(checked.refused),
        }  # fmt: skip
        here.out.line(" · ".join(counted(key, count) for key, count in counts.items()))
        for what in _SIGNS:
            self._some([_outcome(one) for one in checked.outcomes if one.what == what])
        self._tell_parties(checked)
        for line, first in checked.repeats[:_SHOWN]:
            here.out.talk(say("dirimport.repeats", line=line, first=first))
        self._some([f"{paint('!', 'y')} {text}" for text in _lines(checked.notes)], aside=True)
        self._some(_lines(list(checked.problems())))

    def tell_kinds(self, checked: CheckedList) -> None:
        """Say what will be signed."""
        from batterypass_cli.plain import kind_title

        self._here.out.talk(say("dirimport.will"))
        for kind, count in checked.kinds().items():
            self._here.out.talk(f"  {number(count)} × {kind_title(kind)} ({kind})")

    def object(
        self, checked: CheckedList, done: Sequence[Recorded], path: Path | None
    ) -> dict[str, Any]:
        """Write what an import came to, for programs."""
        lang = language()
        table, origin = checked.table, checked.origin
        logged = [one.index for one in done if not one.place]
        return {
            "file": {
                "name": table.name,
                "sha256": origin.digest,
                "bytes": origin.size,
                "format": table.format,
                "encoding": table.encoding,
                "delimiter": table.delimiter,
                "sheet": table.sheet,
                "header_line": table.header_line,
            },
            "source": origin.source,
            "published_on": origin.published_on,
            "is_part": origin.is_part,
            "actor": checked.actor,
            "dry_run": self._here.given.dry_run,
            "rows": checked.rows,
            "added": checked.count("added"),
            "changed": checked.count("changed"),
            "unchanged": checked.count("unchanged"),
            "gone": len(checked.gone),
            "errors": len(checked.refused),
            "signed": len(done),
            "first_entry": logged[0] if logged else None,
            "last_entry": logged[-1] if logged else None,
            "list_entry": checked.transcribed_before,
            "will_sign": dict(checked.kinds()),
            "errors_file": str(path) if path and checked.refused else None,
            "changes": [_object(one) for one in checked.outcomes if one.what != "unchanged"],
            "parties": [
                {
                    "party": step.form["party"],
                    "told_only": step.is_told_only,
                    "changes": [_change_object(one) for one in step.changes],
                }
                for step in checked.steps
            ],
            "problems": [problem.row(lang) for problem in checked.problems()],
            "notes": [note.row(lang) for note in checked.notes],
            "repeats": [{"line": line, "first": first} for line, first in checked.repeats],
            "left_out": [
                {"column": one.name, "reason": one.reason(lang)} for one in checked.header.left_out
            ],
        }

    def _tell_file(self, checked: CheckedList) -> None:
        from batterypass.exchange.words import shown

        here, table, origin = self._here, checked.table, checked.origin
        here.out.talk(say("dirimport.read-as", name=table.name, form=_form(checked)))
        if origin.source is None:
            here.out.talk(say("dirimport.own", day=origin.published_on))
        else:
            text = say("dirimport.from", source=shown(origin.source), day=origin.published_on)
            here.out.talk(text)
        if origin.is_part:
            here.out.talk(say("dirimport.part"))
        for one in checked.header.left_out[:_SHOWN]:
            reason = one.reason(language())
            here.out.talk(say("dirimport.left-out", name=shown(one.name), reason=reason))

    def _tell_parties(self, checked: CheckedList) -> None:
        lines = []
        for step in checked.steps:
            said = "; ".join(map(_change, step.changes))
            mark = paint("!", "y") if step.is_told_only else paint("~", "y")
            tail = f" ({say('dirimport.told')})" if step.is_told_only else ""
            lines.append(f"{mark} {step.form['party']}  {said}{tail}")
        self._some(lines)

    def _some(self, lines: Sequence[str], *, aside: bool = False) -> None:
        """Print the first lines of many, and count the others."""
        tell = self._here.out.talk if aside else self._here.out.line
        for line in lines[:_SHOWN]:
            tell(line)
        if len(lines) > _SHOWN:
            tell("  " + say("dirimport.more", count=number(len(lines) - _SHOWN)))


def counted(key: str, count: int, **values: object) -> str:
    """Say a number of things; a text for one of them stands before a bar."""
    one, _, many = say(f"dirimport.{key}", n="{n}", **values).partition("|")
    said = one if count == 1 or not many else many
    return said.replace("{n}", number(count))


def number(count: int) -> str:
    """Write a count with blanks between thousands: ``1 197``."""
    return f"{count:,}".replace(",", " ")


def field_label(name: str) -> str:
    """Say what a field is, as the events say it; its own name where they do not."""
    if name == "status":
        return say("dirimport.status")
    return _labels(language()).get(name, name)


@cache
def _labels(lang: str) -> dict[str, str]:
    from batterypass.domain.events.authorisation import AuthorisationGranted, Scope
    from batterypass.domain.events.party import Address, PartyCard, Site

    found: dict[str, str] = {}
    for model in (Scope, AuthorisationGranted, PartyCard, Address, Site):
        for name, info in model.model_fields.items():
            extra = info.json_schema_extra
            spanish = extra.get("es") if isinstance(extra, dict) else None
            text = str(spanish) if lang == "es" and spanish else info.description
            if text:
                found[name] = text
    found["operations"] = found["operation"]
    return found


def _outcome(one: Outcome) -> str:
    sign, colour = _SIGNS[one.what]
    where = say("dirimport.line", line=one.line) + "  " if one.line else ""
    said = "; ".join(map(_change, one.changes))
    if one.what == "gone":
        action = say(f"dirimport.action-{one.action or 'none'}")
        said = f"{say('dirimport.is-gone')} → {action}"
    text = f"{where}{one.scheme} {one.number}  {one.holder}"
    return f"{paint(sign, colour)} {text}" + (f"  {said}" if said else "")


def _change(one: FieldChange) -> str:
    if one.field == "status":
        old, new = say(f"dirimport.status-{one.old}"), say(f"dirimport.status-{one.new}")
    else:
        old, new = _value(one.old), _value(one.new)
    return say("dirimport.change", field=field_label(one.field), old=old, new=new)


def _value(value: object) -> str:
    from batterypass.exchange.compare import value_text

    if not value:
        return "-"
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return " | ".join(
            ", ".join(
                value_text(inner) for inner in scope.values() if inner not in ([], False, None)
            )
            for scope in value
        )
    return value_text(value)


def _lines(problems: Sequence[RowProblem]) -> list[str]:
    """Write every problem on a line; what a rule says of many rows is said once."""
    lang = language()
    by_rule: dict[str, list[RowProblem]] = {}
    for problem in problems:
        by_rule.setdefault(problem.code, []).append(problem)
    others = by_rule.pop("", [])
    found = []
    for listed in by_rule.values():
        if len(listed) <= _ONE_BY_ONE:
            others += listed
            continue
        lines = ", ".join(str(one.line) for one in listed[:_ONE_BY_ONE])
        found.append(
            say(
                "dirimport.many",
                count=number(len(listed)),
                lines=lines,
                text=listed[0].expected(lang),
            )
        )
    others.sort(key=lambda problem: problem.line)
    return [*found, *(problem.text(lang) for problem in others)]


def _form(checked: CheckedList) -> str:
    """Say how a file was read: ``CSV, cp1252, ";", header on line 3``."""
    table = checked.table
    parts = [table.format.upper()]
    if table.format == "csv":
        parts.append(table.encoding)
    if table.delimiter:
        parts.append(f'"{table.delimiter}"' if table.delimiter != "\t" else '"\\t"')
    if table.sheet:
        parts.append(say("dirimport.sheet", sheet=table.sheet))
    if table.header_line > 1:
        parts.append(say("dirimport.header-at", line=table.header_line))
    return ", ".join(parts)


def _object(one: Outcome) -> dict[str, Any]:
    return {
        "what": one.what,
        "line": one.line or None,
        "scheme": one.scheme,
        "number": one.number,
        "holder": one.holder,
        "subject": one.subject,
        "changes": [_change_object(change) for change in one.changes],
        "action": one.action or None,
    }


def _change_object(one: FieldChange) -> dict[str, Any]:
    return {"field": one.field, "old": one.old or None, "new": one.new}
