"""The public passport of one item as a web page: what it is, what to do, every value, how to check."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Final

from batterypass.documents.content import Words
from batterypass.documents.safety import emergency_hints
from batterypass.documents.web_frame import frame
from batterypass.documents.words import STATUSES, moment, say, word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.documents.charts import Bar
    from batterypass.documents.passport_content import PassportContent
    from batterypass.documents.passport_full import Section
    from batterypass.documents.words import Lang

RECORD_FILE: Final = "record.json"
TITLE: Final = Words("Pasaporte de batería", "Battery passport")
_WHAT: Final = Words("Qué es", "What it is")
_MODEL: Final = Words("Modelo", "Model")
_SERIAL: Final = Words("Número de serie", "Serial number")
_CHEMISTRY: Final = Words("Química", "Chemistry")
_CATEGORY: Final = Words("Categoría", "Category")
_MAKER: Final = Words("Fabricante", "Manufacturer")
_OPERATOR: Final = Words("Responsable del pasaporte", "Responsible operator")
_ITEM: Final = Words("Identificador", "Identifier")
_STATUS: Final = Words("Pasaporte", "Passport")
_UPDATED: Final = Words("Actualizado", "Updated")
_SAFETY: Final = Words("Seguridad", "Safety")
_AGENT: Final = Words("Agente extintor", "Extinguishing agent")
_HAND_IN: Final = Words("Cómo entregarla", "How to hand it in")
_BECAME: Final = Words("Qué fue de ella", "What became of it")
_RECYCLED: Final = Words("Contenido reciclado", "Recycled content")
_CARBON: Final = Words("Huella de carbono por etapa", "Carbon footprint by stage")
_PART: Final = Words("Parte", "Part")
_SHARE: Final = Words("Porcentaje", "Percentage")
_VALUES: Final = Words("Todos los valores públicos", "All public values")
_REFERENCES: Final = Words(
    "Bajo cada valor está lo que lo pide; sin otro nombre, artículo o anexo del Reglamento (UE)"
    " 2023/1542.",
    "Under each value stands what asks for it; without another name, an article or annex of"
    " Regulation (EU) 2023/1542.",
)
_ATTRIBUTE: Final = Words("Atributo", "Attribute")
_VALUE: Final = Words("Valor y referencia", "Value and reference")
_WITHHELD: Final = Words(
    "Estado, mediciones e historia de uso no son públicos: los ve quien tiene un interés legítimo"
    " (Reglamento (UE) 2023/1542, anexo XIII, 4).",
    "Status, measured values and history of use are not public: they are for persons with a"
    " legitimate interest (Regulation (EU) 2023/1542, Annex XIII, 4).",
)
_CHECK: Final = Words("Cómo comprobarlo", "How to check it")
_BESIDE: Final = Words(
    "Junto a esta página están los valores como datos y los asientos firmados, cada uno con su prueba"
    " hasta un punto de control del registro.",
    "Beside this page are the values as data and the signed entries, each with its proof up to a"
    " checkpoint of the ledger.",
)
_ENTRY: Final = Words("asiento {n}", "entry {n}")
_PROOF: Final = Words("prueba del asiento {n}", "proof of entry {n}")
_DATA: Final = Words("valores públicos", "public values")
_SOME: Final = Words("Qué asientos no están aquí", "Which entries are not here")
_LEFT_OUT: Final = Words(
    "No están aquí, porque dicen en claro algo que no es público: asientos {entries}.",
    "Not here, because they say in clear what is not public: entries {entries}.",
)
_LEDGER: Final = Words("Registro", "Ledger")
_CHECKPOINT: Final = Words("Punto de control", "Checkpoint")
_ROOT: Final = Words("raíz", "root")
_ALL: Final = Words("Buscar otro pasaporte", "Find another passport")


@dataclass(frozen=True, slots=True)
class WebPassport:
    """What the page of an item says in one language; everything in it is public."""

    first: PassportContent
    sections: tuple[Section, ...]
    recycled: tuple[Bar, ...]
    carbon: tuple[Bar, ...]
    files: tuple[str, ...]
    """Names of the files with signed entries and proofs, beside the page."""
    left_out: tuple[int, ...]


def render_web_passport(
    content: WebPassport, lang: Lang, langs: Sequence[str], to_index: str
) -> bytes:
    """Make the page; ``to_index`` is the way to the index of the folder. The same gives the same bytes."""
    first = content.first
    title = f"{say(TITLE, lang)} {first.printed_id}"
    parts = [
        f'<h1>{say(TITLE, lang)} <span class="id">{first.printed_id}</span></h1>\n',
        f'<p>{say(_STATUS, lang)}: <span class="status">{word(STATUSES, first.status, lang)}</span>'
        "</p>\n",
        _what(first, lang),
        _safety(first, lang),
        _bars(content.recycled, _RECYCLED, lang),
        _bars(content.carbon, _CARBON, lang),
        _values(content.sections, lang),
        _check(content, lang),
        f'<p><a href="{escape(to_index)}">{say(_ALL, lang)}</a></p>\n',
    ]
    return frame(title, "".join(parts), lang, langs)


def _what(first: PassportContent, lang: str) -> str:
    rows = (
        (_MODEL, first.model),
        (_SERIAL, first.serial),
        (_CHEMISTRY, first.chemistry),
        (_CATEGORY, say(first.category, lang)),
        (_MAKER, ", ".join(filter(None, (first.maker.name, first.maker.address)))),
        (_OPERATOR, ", ".join(filter(None, (first.operator.name, first.operator.contact)))),
        (_ITEM, first.url),
        (_UPDATED, moment(first.updated_at)),
    )
    body = "".join(
        f'<tr><th scope="row">{say(name, lang)}</th><td>{_linked(value)}</td></tr>\n'
        for name, value in rows
        if value
    )
    return (
        f"<h2>{say(_WHAT, lang)}</h2>\n<table>\n<tbody>\n{body}</tbody>\n</table>\n"
        f"<p>{escape(say(_WITHHELD, lang))}</p>\n"
    )


def _safety(first: PassportContent, lang: str) -> str:
    guide, hints = emergency_hints()
    lines = [say(one, lang) for one in (*first.safety_notes, *hints, guide)]
    agent = say(first.extinguishing_agent, lang)
    if agent:
        lines.insert(0, f"{say(_AGENT, lang)}: {agent}")
    listed = "".join(f"<li>{escape(line)}</li>\n" for line in lines)
    title, text = (_BECAME, first.became) if first.became.es else (_HAND_IN, first.hand_in)
    return (
        f'<section class="warn" aria-labelledby="safety">\n<h2 id="safety">{say(_SAFETY, lang)}</h2>\n'
        f"<ul>\n{listed}</ul>\n</section>\n"
        f"<h2>{say(title, lang)}</h2>\n<p>{escape(say(text, lang))}</p>\n"
    )


def _bars(bars: Sequence[Bar], title: Words, lang: str) -> str:
    """Write shares as a table with a bar in each row: the number beside it is its text."""
    if not bars:
        return ""
    rows = "".join(
        f'<tr><th scope="row">{escape(bar.name)}</th><td>{escape(bar.text)}'
        '<svg class="bar" aria-hidden="true" viewBox="0 0 100 1" preserveAspectRatio="none">'
        f'<rect width="{max(0.0, min(100.0, bar.value)):g}" height="1"/></svg></td></tr>\n'
        for bar in bars
    )
    return (
        f'<h2>{say(title, lang)}</h2>\n<table class="chart">\n<thead><tr>'
        + "".join(f'<th scope="col">{say(one, lang)}</th>' for one in (_PART, _SHARE))
        + f"</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n"
    )


def _values(sections: Sequence[Section], lang: str) -> str:
    heads = "".join(f'<th scope="col">{say(one, lang)}</th>' for one in (_ATTRIBUTE, _VALUE))
    parts = [f"<h2>{say(_VALUES, lang)}</h2>\n<p>{escape(say(_REFERENCES, lang))}</p>\n"]
    for section in sections:
        rows = "".join(
            f'<tr><th scope="row">{escape(row.name)}</th><td>{_lines(row.lines)}'
            f'<span class="ref">{escape(row.reference)}</span></td></tr>\n'
            for row in section.rows
        )
        parts.append(
            f"<table>\n<caption>{escape(section.title)}</caption>\n<thead><tr>{heads}</tr></thead>\n"
            f"<tbody>\n{rows}</tbody>\n</table>\n"
        )
    return "".join(parts)


def _check(content: WebPassport, lang: str) -> str:
    source = content.first.source
    links = [f'<li><a href="{RECORD_FILE}">{RECORD_FILE}</a> ({say(_DATA, lang)})</li>\n']
    for name in content.files:
        says = say(_ENTRY if name.endswith(".cose") else _PROOF, lang)
        said = says.format(n=name.partition(".")[0])
        links.append(f'<li><a href="{name}" download>{name}</a> ({said})</li>\n')
    left_out = ""
    if content.left_out:
        listed = ", ".join(map(str, content.left_out))
        left_out = (
            f"<details>\n<summary>{escape(say(_SOME, lang))}</summary>\n"
            f"<p>{escape(say(_LEFT_OUT, lang).format(entries=listed))}</p>\n</details>\n"
        )
    return (
        f"<h2>{say(_CHECK, lang)}</h2>\n<p>{escape(say(_BESIDE, lang))}</p>\n"
        f"<ul>\n{''.join(links)}</ul>\n{left_out}"
        f"<p>{say(_LEDGER, lang)} <code>{escape(source.origin)}</code>. {say(_CHECKPOINT, lang)} "
        f"{source.size}, {say(_ROOT, lang)} <code>{source.root}</code>.</p>\n"
    )


def _lines(lines: Sequence[str]) -> str:
    return "<br>".join(map(_linked, lines))


def _linked(text: str) -> str:
    """Write a value; one that is an address of the web can be followed, and is told nothing."""
    shown = escape(text)
    if text.startswith("https://") and not set(text) & set(" \"'<>"):
        return f'<a href="{shown}" rel="noopener noreferrer nofollow">{shown}</a>'
    return shown
