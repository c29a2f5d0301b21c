"""Errors as text and exit codes: the one place where they become either.

An error whose ``code`` is in the catalogue is said in the language of the run. The others are about
bytes, or about a use that no command makes: in Spanish their English detail stands in a frame.
A refusal shows each finding of a rule: title, values, what can be done.
"""

from __future__ import annotations

import errno
import os
import textwrap
from typing import TYPE_CHECKING, Any

from batterypass import errors
from batterypass.errors import BatterypassError, RefusedError, in_spanish, spanish_values
from batterypass.texts.bilingual import short, shortened
from batterypass.texts.messages import MESSAGES
from batterypass_cli.output import Output, aligned, paint
from batterypass_cli.words import fill, language, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from batterypass.rules.base import Finding

#: Exit codes (``design/interface.md``), most particular class first.
CODES: tuple[tuple[type[BatterypassError], int], ...] = (
    (errors.InputError, 2),
    (errors.RefusedError, 3),
    (errors.BrokenError, 4),
    (errors.UndecidedError, 5),
    (errors.ConflictError, 6),
    (errors.DeclinedError, 7),
    (errors.FailedError, 1),
)
_WIDTH = 96
#: Values of a finding that are left out where there is none; of others - says that one is missing.
_MAY_BE_NONE = frozenset({"entry", "since", "to"})
#: Fields of one form whose problems are written out; a file may have ten thousand.
_PROBLEMS = 20
#: Values of errors that are words of the program, and the texts that say them.
_WORDS: Mapping[str, Mapping[str, str]] = {
    "letter.without": {"reason": "letter.reason"},
    "manifest.prints-later": {"law": "law.name"},
    "manifest.no-form-here": {"law": "law.name"},
    "outbox.not-dead": {"state": "outbox.state"},
    "un.life-ended": {"life": "un.ended"},
    "passport.issued-already": {"name": "passport.field"},
    "tlog.bom": {"what": "tlog.file"},
    "tlog.crlf": {"what": "tlog.file"},
    "outbox.other-type": {"found": "outbox.file", "expected": "outbox.file"},
}
#: Codes of errors whose value ``what`` is one of a field's words, as a place or a material.
_CHOSEN = frozenset(
    {"content.no-fraction", "secondlife.ended", "secondlife.gone", "secondlife.no-battery"}
)
#: Codes of errors that name a kind and a field of it, neither to be typed.
_REPEATED = frozenset({"write.other-value", "write.two-values", "write.other-reception"})
#: What a system says of a file, in English whatever the language, and the text that says it.
_SYSTEM = (
    (errno.ENOENT, "none"), (errno.EISDIR, "folder"), (errno.ENOTDIR, "no-folder"),
    (errno.EACCES, "forbidden"), (errno.EPERM, "forbidden"), (errno.EROFS, "read-only"),
    (errno.ENOSPC, "full"), (errno.EIO, "broken"), (errno.EEXIST, "exists"),
    (errno.EPIPE, "pipe"), (errno.ENAMETOOLONG, "long"),
)  # fmt: skip


def exit_code(error: BatterypassError) -> int:
    """Give the exit code of an error."""
    return next((code for kind, code in CODES if isinstance(error, kind)), 1)


def words_of(error: BatterypassError) -> str:
    """Say an error in the language of the run."""
    if error.code == "write.form":
        return _form_words(str(error.values["kind"]), error.values["problems"])  # type: ignore[arg-type]
    text = MESSAGES.known(error.code)
    if text is not None:
        return fill(text, _said(error))
    spanish = error.values.get("es")
    if language() == "es" and isinstance(spanish, str):
        return shortened(spanish, error.values)
    detail = in_spanish(error) if language() == "es" else str(error)
    return say(f"frame.{type(error).__name__}", detail=detail)


def _said(error: BatterypassError) -> dict[str, object]:
    """Give the values of an error with the words of the program, and of the system, in them."""
    said = dict(error.values)
    for name, area in _WORDS.get(error.code or "", {}).items():
        word = MESSAGES.known(f"{area}-{said.get(name)}")
        if word is not None:
            said[name] = word.in_language(language())
    if error.code in _CHOSEN:
        from batterypass_cli.answers import choice_words

        said["what"] = choice_words(str(said["what"])) or said["what"]
    if error.code in _REPEATED:
        said |= _repeated(str(said["kind"]), str(said["name"]))
    # What an error gives in Spanish itself is taken when the text is filled.
    if "why" in said and "why_es" not in said:
        said["why"] = system_words(str(said["why"]))
    return said


def _repeated(kind: str, name: str) -> dict[str, object]:
    """Say a kind and the name of its field as a person reads them."""
    from batterypass.domain.events import KINDS
    from batterypass.texts.findings_words import kind_in_words
    from batterypass_cli.fields import spec_at

    spec = spec_at(KINDS[kind], name) if kind in KINDS else None
    label = name if spec is None else spec.label.in_language(language())
    return {"kind": kind_in_words(kind, language()), "name": label}


def system_words(why: str) -> str:
    """Say what the operating system says of a file in the language of the run, where it is known."""
    known = () if language() == "en" else _SYSTEM
    name = next((name for number, name in known if why == os.strerror(number)), "")
    return say(f"system.{name}") if name else why


def tell_error(error: BatterypassError, out: Output) -> int:
    """Print an error; give its exit code."""
    code = exit_code(error)
    findings: list[Finding] = list(getattr(error, "findings", ()))
    if out.wants_json:
        out.document({"error": _as_object(error, code, findings)})
    if findings:
        for finding in findings:
            for line in teach(finding):
                out.talk(line)
        out.talk(say("refused.nothing-written"))
        return code
    out.talk(paint("✗ ", "r") + words_of(error))
    return code


def teach(finding: Finding) -> Iterator[str]:
    """Write a finding so that it teaches: title, what was found, what can be done."""
    from batterypass.texts import findings

    lang = language()
    explained = findings.CODES.get(finding.code)
    if explained is None:
        yield f"{paint(finding.code, 'r')}  {finding.message(lang)}"
        return
    said = explained.said(lang)
    entry = "" if finding.entry is None else str(finding.entry)
    own = spanish_values(finding.values) if lang == "es" else finding.values
    own = {name: value for name, value in own.items() if not name.endswith("_es")}
    values = {"subject": finding.subject, "entry": entry, **own}
    yield f"{paint(finding.code, 'r')}  {paint(said.title, 'b')}"
    message = findings.say(finding.code, lang, values).rsplit(" → ", 1)[0]
    yield from textwrap.wrap(
        message, _WIDTH, initial_indent="  ", subsequent_indent="  ",
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
    yield from aligned(_pairs(values, lang), indent="    ")
    yield f"  {say('refused.what-to-do')}"
    steps = list(said.todo)
    commands = [say("refused.see", command=findings.command(finding.code, values))]
    if finding.severity == "compliance":
        commands.append(say("refused.acknowledge", code=finding.code))
    commands.append(say("refused.explain", code=finding.code))
    for number, step in enumerate(steps, 1):
        yield from textwrap.wrap(
            step, _WIDTH, initial_indent=f"    {number}. ", subsequent_indent="       ",
            break_long_words=False, break_on_hyphens=False,
        )  # fmt: skip
    # A command stays in one line, so that it can be copied.
    for number, command in enumerate(commands, len(steps) + 1):
        yield f"    {number}. {command}"


def _pairs(values: Mapping[str, str], lang: str) -> Iterator[tuple[str, str]]:
    """Give the values of a finding with their labels."""
    from batterypass.texts.findings import phrase
    from batterypass.texts.findings_words import WORDS, kind_in_words, localised
    from batterypass.texts.labels import VALUE_LABELS

    for name, value in values.items():
        if not value or (value == "-" and name in _MAY_BE_NONE):
            continue
        label = VALUE_LABELS.get(name)
        shown = str(value)
        if name == "kind":
            shown = kind_in_words(shown, lang)
        if shown.startswith("~") and shown[1:] in WORDS:
            shown = phrase(shown[1:], lang, values)
        else:
            # Several words in one value, as the states from which a step follows.
            shown = str(short(localised(shown, lang, values)))
        yield (label.in_language(lang) if label else name), shown


def _as_object(error: BatterypassError, code: int, findings: list[Finding]) -> dict[str, Any]:
    value: dict[str, Any] = {"exit": code, "message": words_of(error)}
    if error.code:
        value["code"] = error.code
    if findings:
        if not error.code:
            value["message"] = "; ".join(one.message(language()) for one in findings)
        value["findings"] = [finding_object(finding) for finding in findings]
    return value


def finding_object(finding: Finding) -> dict[str, Any]:
    """Write a finding for programs."""
    value: dict[str, Any] = {
        "code": finding.code,
        "severity": finding.severity,
        "subject": short(finding.subject),
        "entry": finding.entry,
        "message": finding.message(language()),
    }
    if finding.acknowledged is not None:
        value["acknowledged"] = finding.acknowledged
    if finding.settled is not None:
        value["settled"] = finding.settled
    return value


def _form_words(kind: str, problems: Iterable[tuple[str, str, Any]]) -> str:
    """Say of each field of a form what it takes, in place of the model's own words."""
    from batterypass.domain.events import KINDS
    from batterypass.texts.parser_words import form_words
    from batterypass_cli.answers import form_hint, hint
    from batterypass_cli.fields import spec_at

    listed = list(problems)
    lines = [say("form.bad", kind=kind)]
    for name, what, found in listed[:_PROBLEMS]:
        where = str(short(name))
        spec = spec_at(KINDS[kind], where)
        if spec is None:
            says = form_hint(what) or form_words(what).in_language(language())
            lines.append(f"  {where}: {says}")
            continue
        label = spec.label.in_language(language())
        key = "form.missing" if found is None else "form.problem"
        lines.append("  " + say(key, where=where, label=label, found=found, hint=hint(spec)))
    if len(listed) > _PROBLEMS:
        lines.append("  " + say("form.more", count=len(listed) - _PROBLEMS))
    return "\n".join(lines)


def tell_usage(error: Any, out: Output) -> int:  # noqa: ANN401
    """Print what Typer found wrong with the words of a command; give exit code 2."""
    name = type(error).__name__
    path = error.ctx.command_path if error.ctx is not None else "batterypass"
    if name == "NoSuchOption":
        near = ", ".join(error.possibilities or _near_options(error))
        suggestion = say("cli.did-you-mean", names=near) if near else ""
        text = say("cli.unknown-option", name=error.option_name, hint=suggestion, path=path)
    elif name == "MissingParameter" and error.param is not None:
        shown = error.param.metavar or error.param.name.upper()
        if error.param.param_type_name == "option":
            shown = error.param.opts[0]
        text = say("cli.missing", name=shown, path=path)
    elif name == "BadOptionUsage":
        text = say("cli.option-needs-value", name=error.option_name, path=path)
    elif "unexpected extra argument" in error.format_message():
        extra = error.format_message().rsplit("(", 1)[-1].rstrip(").")
        text = say("cli.extra", extra=extra, path=path)
    elif "Missing command" in error.format_message():
        text = say("cli.no-command", path=path)
    else:
        param = getattr(error, "param", None)
        shown = (param.opts[0] if param.opts else param.name) if param is not None else ""
        text = say("cli.bad-value", name=shown, why=error.message, path=path)
    if out.wants_json:
        out.document({"error": {"exit": 2, "message": text}})
    out.talk(paint("✗ ", "r") + text)
    return 2


def _near_options(error: Any) -> list[str]:  # noqa: ANN401
    from difflib import get_close_matches

    known = [opt for param in error.ctx.command.get_params(error.ctx) for opt in param.opts]
    return get_close_matches(error.option_name, known, n=2)


__all__ = ["CODES", "RefusedError", "exit_code", "finding_object", "teach", "tell_error"]
