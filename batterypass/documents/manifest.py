"""Waste manifests on letter paper: the federal form for hazardous waste and a generic state sheet.

One core prints both: the generator's, transporter's and consignee's boxes in the official order
(1 to 19 on ``mx_semarnat``), then the signed record with a code that proves it, then, on further
pages, what is too long for the form. Boxes in black on white, nothing smaller than a photocopier
keeps, a dotted line where a value is not known. The words of the form are those in force on the day
of the offer (:mod:`batterypass.documents.forms`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.documents.amended import draw_watermark, is_amended
from batterypass.documents.content import Words
from batterypass.documents.forms import FormName, form_on
from batterypass.documents.ink import PdfInk
from batterypass.documents.manifest_annex import annex_pages
from batterypass.documents.manifest_boxes import draw_boxes
from batterypass.documents.manifest_frame import STATE_WIDTH, frame_of
from batterypass.documents.manifest_plan import FOOT, HEAD, LEFT, TOP, WIDTH, plan_for
from batterypass.documents.manifest_record import draw_record
from batterypass.documents.paper import Cell, Paper
from batterypass.documents.pdf import LETTER, write_pdf
from batterypass.documents.setting import ASCENT, LEADING, fit_line, width_of
from batterypass.documents.words import STATES, FormLang, check_lang, day_of, say, word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.documents.content import ManifestContent

_CHECK = Words("Compruebe con", "Check with")
_FILE = Words("ARCHIVO", "FILE")
_ROOT = Words("raíz de eventos", "event root")
_PAGE = Words("Página", "Page")


def render_manifest(
    content: ManifestContent,
    form: FormName = "mx_semarnat",
    lang: FormLang = "es",
    attachments: Sequence[tuple[str, bytes]] = (),
) -> bytes:
    """Make the PDF of a manifest, with ``attachments`` (file name, bytes) inside.

    ``lang`` ``es`` prints the form in Spanish; ``en`` and ``both`` add English under each title,
    and the parts that are not the form's are in English or in both. Raises InputError for a form
    that is not known on the day of the offer, for a state or condition that has no word, for CRETIB
    letters that do not exist and for a code that is too long.
    """
    check_lang(lang, ("es", "en", "both"))
    words = form_on(form, day_of(content.offered_on))
    plan = plan_for("cretib" in words.boxes)
    paper = Paper(lang)
    first = PdfInk(LETTER[1])
    draw_watermark(first, content.corrections, lang)
    first.raw(frame_of(words, lang).head)
    _draw_state(first, content, lang)
    draw_boxes(first, paper, content, words, plan, lang)
    is_listed = draw_record(first, paper, content, plan.record)
    pages = [first, *annex_pages(paper, content, words, is_listed=is_listed)]
    paper.value(first, plan.cells["page"], "", f"1 / {len(pages)}", bold=True)
    for number, page in enumerate(pages, start=1):
        _draw_foot(page, content, lang, f"{number} / {len(pages)}")
    return write_pdf(
        [page.content() for page in pages],
        title=f"{words.title.es} {content.number}",
        lang="en" if lang == "en" else "es-MX",
        attachments=attachments,
    )


def _draw_state(ink: PdfInk, content: ManifestContent, lang: FormLang) -> None:
    """Write the state large in a thick frame, over two lines where that makes it larger."""
    frame = Cell(LEFT + WIDTH - STATE_WIDTH, TOP, STATE_WIDTH, HEAD - 5)
    ink.box(frame.x, frame.y, frame.width, frame.height, 1.8)
    of_paper = "en" if lang == "en" else "es"
    # Under the state: that the paper was amended, then what both say in the other language.
    under = [(word(STATES, "amended", of_paper), 8.0)] if is_amended(content.corrections) else []
    if lang == "both":
        english = [word(STATES, content.state, "en")]
        english += [word(STATES, "amended", "en")] if is_amended(content.corrections) else []
        under.append((" · ".join(english), 6.0))
    height = frame.height - 4 - sum(size for _, size in under)
    lines, size = _largest(word(STATES, content.state, of_paper), height)
    y = frame.y + 2.5 + max(0.0, (height - len(lines) * size * LEADING) / 2)
    for line in lines:
        x = frame.x + (frame.width - width_of(line, size, bold=True)) / 2
        ink.text(x, y + ASCENT * size, line, size, bold=True)
        y += size * LEADING
    y = frame.bottom - 3
    for text, largest in reversed(under):
        is_bold = largest > 6
        line, size = fit_line(text, frame.width - 6, size=largest, smallest=4, bold=is_bold)
        x = frame.x + (frame.width - width_of(line, size, bold=is_bold)) / 2
        ink.text(x, y, line, size, bold=is_bold)
        y -= largest


def _largest(text: str, height: float) -> tuple[list[str], float]:
    """Break a short text where it can be set largest in the state's frame."""
    room = STATE_WIDTH - 8
    best: tuple[list[str], float] = ([text], 0.0)
    parts = text.split(" ")
    for cut in range(len(parts)):
        lines = [line for line in (" ".join(parts[:cut]), " ".join(parts[cut:])) if line]
        widest = max(width_of(line, 1, bold=True) for line in lines)
        size = min(17.0, room / widest, height / (LEADING * len(lines)))
        if size > best[1]:
            best = (lines, size)
    return best[0], int(best[1] * 4) / 4


def _draw_foot(ink: PdfInk, content: ManifestContent, lang: FormLang, pages: str) -> None:
    """Write how to check, the event root and the page number at the foot of every page."""
    file = say(_FILE, "en" if lang == "en" else "es")
    check = f"{say(_CHECK, lang)}: batterypass manifest check {file}"
    ink.text(LEFT, FOOT, check, 5.6, bold=True)
    last = f"{say(_PAGE, lang)} {pages}"
    end = LEFT + WIDTH - width_of(last, 6, bold=True)
    ink.text(end, FOOT, last, 6, bold=True)
    room = end - LEFT - width_of(check, 5.6, bold=True) - 16
    text = f"{say(_ROOT, lang)} {content.event_root}"
    root, size = fit_line(text, room, size=5.2, smallest=3.6)
    ink.text(end - 8 - width_of(root, size), FOOT, root, size)
