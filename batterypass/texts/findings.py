"""The catalogue of codes: what each means, in Spanish and English, and its page in the manual.

Every refusal and every finding of the program has its text here and nowhere else; the command line,
the reports and the manual print it. A code never changes its meaning.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from batterypass.texts.findings_amend import AMENDMENTS
from batterypass.texts.findings_annul import ANNULMENTS
from batterypass.texts.findings_audit import AUDIT
from batterypass.texts.findings_authorisations import AUTHORISATIONS
from batterypass.texts.findings_batch import BATCHES
from batterypass.texts.findings_bundle import BUNDLE
from batterypass.texts.findings_chains import CHAINS
from batterypass.texts.findings_contents import CONTENTS
from batterypass.texts.findings_custody import CUSTODY
from batterypass.texts.findings_directory import DIRECTORY
from batterypass.texts.findings_documents import DOCUMENTS
from batterypass.texts.findings_enrolment import ENROLMENT
from batterypass.texts.findings_form import Explained, Said, placeholders
from batterypass.texts.findings_identity import IDENTITY
from batterypass.texts.findings_letting import LETTING
from batterypass.texts.findings_lineage import LINEAGE
from batterypass.texts.findings_paper import PAPER
from batterypass.texts.findings_parts import PARTS
from batterypass.texts.findings_passport import PASSPORT
from batterypass.texts.findings_people import PEOPLE
from batterypass.texts.findings_sight import SIGHT
from batterypass.texts.findings_statements import STATEMENTS
from batterypass.texts.findings_times import TIMES
from batterypass.texts.findings_told import TOLD
from batterypass.texts.findings_transport import TRANSPORT
from batterypass.texts.findings_waste import WASTE
from batterypass.texts.findings_words import fill, phrase, said_value
from batterypass.texts.words_cited import cited

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Code -> its explanation, in the order of the manual.
CODES: Mapping[str, Explained] = MappingProxyType(
    {
        one.code: one
        for one in (
            *STATEMENTS,
            *CHAINS,
            *TIMES,
            *CUSTODY,
            *WASTE,
            *BATCHES,
            *PAPER,
            *DOCUMENTS,
            *PARTS,
            *LETTING,
            *LINEAGE,
            *PASSPORT,
            *SIGHT,
            *CONTENTS,
            *ENROLMENT,
            *IDENTITY,
            *AUTHORISATIONS,
            *AMENDMENTS,
            *ANNULMENTS,
            *TRANSPORT,
            *DIRECTORY,
            *PEOPLE,
            *AUDIT,
            *TOLD,
            *BUNDLE,
        )
    }
)
_SETTLED = {"es": "resuelto por el asiento {entry}", "en": "settled by entry {entry}"}
_SHOW = "batterypass show"
_SEVERITIES = {
    "integrity": ("integridad", "integrity"),
    "compliance": ("cumplimiento", "compliance"),
    "notice": ("aviso", "notice"),
}

__all__ = [
    "CODES",
    "Explained",
    "Said",
    "command",
    "manual",
    "page",
    "phrase",
    "placeholders",
    "say",
    "title",
]


def title(code: str, lang: str) -> str:
    """Give the short name of a code in ``es`` or ``en``. Raises KeyError for no code."""
    return CODES[code].said(lang).title


def say(code: str, lang: str, values: Mapping[str, str], *, settled: int | None = None) -> str:
    """Say a finding: the thing, what was expected, what was found, and the next command.

    What was settled since asks for nothing: the entry by which it was is the next to look at. A value
    that the caller does not have shows as a dash. Raises KeyError for no code.
    """
    explained = CODES[code]
    shown = {name: said_value(name, str(value), lang, values) for name, value in values.items()}
    message = fill(explained.said(lang).message, shown)
    following = command(code, values)
    if settled is not None:
        return f"{message}; {fill(_SETTLED[lang], {'entry': str(settled)})} → {_SHOW} {settled}"
    return f"{message} → {following}"


def command(code: str, values: Mapping[str, str]) -> str:
    """Give the next command alone, in the words of the program. Raises KeyError for no code.

    ``command`` among the values is one that somebody who knows more has chosen.
    """
    if chosen := values.get("command"):
        return chosen
    said = {name: str(value).removeprefix("~") for name, value in values.items()}
    return fill(CODES[code].command, said)


def page(code: str, lang: str) -> str:
    """Give the manual page of a code as Markdown. Raises KeyError for no code."""
    explained = CODES[code]
    said = explained.said(lang)
    spanish = lang == "es"
    kind, message, why, todo, after, source = (
        ("Gravedad", "Dice", "Por qué", "Qué puede hacer", "Siguiente mandato", "Fuente")
        if spanish
        else ("Severity", "It says", "Why", "What you can do", "Next command", "Source")
    )
    steps = "\n".join(f"{number}. {step}" for number, step in enumerate(said.todo, 1))
    severity = _SEVERITIES[explained.severity][0 if spanish else 1]
    return (
        f"### {code} {said.title}\n\n"
        f"{kind}: {severity}. {source}: {cited(explained.source, lang)}.\n\n"
        f"{message}: {said.message}\n\n"
        f"{why}: {said.why}\n\n"
        f"{todo}:\n\n{steps}\n\n"
        f"{after}: `{explained.command}`\n"
    )


def manual() -> str:
    """Give ``docs/manual/CODES.md``: every code in both languages, Spanish first."""
    head = (
        "# Códigos / Codes\n\n"
        "Cada hallazgo tiene un código. `batterypass explain CÓDIGO` imprime su página.\n"
        "*Integridad*: nadie puede registrarlo a sabiendas, y en una auditoría hace que el\n"
        "registro no sea auténtico. *Cumplimiento*: se rechaza, salvo que quien firma lo\n"
        "reconozca con un motivo; queda como hallazgo. *Aviso*: sólo informa.\n\n"
        "Every finding has a code. `batterypass explain CODE` prints its page. *Integrity*: nobody\n"
        "can record it knowingly, and in an audit it makes the ledger not authentic. *Compliance*:\n"
        "it is refused unless the signer acknowledges it with a reason; it stays as a finding.\n"
        "*Notice*: it only tells. Words in braces are values of the finding.\n\n"
        "This page is generated from `batterypass/texts`; a test compares it.\n"
    )
    parts = [f"{page(code, 'es')}\n{page(code, 'en')}" for code in CODES]
    return head + "\n## " + "Catálogo / Catalogue\n\n" + "\n".join(parts)
