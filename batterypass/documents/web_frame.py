"""The frame of a web page: head, language, skip link, foot. Plain HTML, no script, nothing loaded."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from batterypass.documents.content import Words
from batterypass.documents.web_style import STYLE
from batterypass.documents.words import say
from batterypass.texts.unseen import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.documents.words import Lang

#: Tongue of a page as its own readers call it.
TONGUES: Final = {"es": "Español", "en": "English"}
_SKIP: Final = Words("Ir al contenido", "Skip to content")
_OTHER: Final = Words("Idioma", "Language")
_ALIGNED: Final = Words(
    "Valores alineados con el Reglamento (UE) 2023/1542, anexo XIII. Página hecha"
    " a partir de un registro firmado, con batterypass; solo contiene lo que cualquiera puede ver.",
    "Values aligned with Regulation (EU) 2023/1542, Annex XIII. Page made from a"
    " signed ledger, with batterypass; it holds only what anybody may see.",
)
#: No script, no font, no picture from elsewhere: a browser need not ask anybody for anything.
_POLICY: Final = (
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src'
    " 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'\">"
)


def file_in(lang: str, first: str) -> str:
    """Name the file of a page in a language; that of the first language is what a host serves."""
    return "index.html" if lang == first else f"index.{lang}.html"


def frame(
    title: str, body: str, lang: Lang, langs: Sequence[str], *, head: str = "", name: str = ""
) -> bytes:
    """Put the frame around a body; ``name`` is the stem of its file where that is not ``index``."""
    links = "".join(
        f'<li><a href="{_named(other, langs[0], name)}" hreflang="{other}" lang="{other}">'
        f"{TONGUES[other]}</a></li>"
        for other in langs
        if other != lang
    )
    nav = f'<nav aria-label="{say(_OTHER, lang)}"><ul>{links}</ul></nav>' if links else ""
    page = (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f"{_POLICY}\n{head}<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        f'<a class="skip" href="#main">{say(_SKIP, lang)}</a>\n{nav}\n'
        f'<main id="main" tabindex="-1">\n{body}</main>\n'
        f"<footer><p>{escape(say(_ALIGNED, lang))}</p></footer>\n</body>\n</html>\n"
    )
    # What others wrote may not turn the line in which it stands.
    return shown(page, "&lt;", "&gt;").encode()


def _named(lang: str, first: str, name: str) -> str:
    file = file_in(lang, first)
    return file.replace("index", name, 1) if name else file
