"""Draw every page, form and label in both languages as PNG: ``make pictures``.

The documents are those of the demonstration, printed by the installed command; the manifests follow
in every state that they can be in, from the samples of the tests.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2

from batterypass.documents.manifest import render_manifest
from batterypass.web.verifier.build import PAGE
from batterypass.web.verifier.page import page_with
from documents.samples_states import STATES
from pictures_drawn import FOUND, PAPERS
from web import chromium

COMMAND = str(Path(sys.executable).parent / "batterypass")
#: Enough for a person to read the smallest print.
SCALE = 1.8
#: Documents that are signed for, or carry a signature.
_DOCUMENTS = {
    "labels": ("label", "print", "--all"),
    "passport": ("passport", "pdf", "SA26-000001"),
    "passport-full": (
        "passport", "pdf", "SA26-000001", "--full", "--for", "responsible_operator",
    ),
    "manifest-special-handling": ("manifest", "pdf", "TV-0042", "--as", "taller-volta"),
    "manifest-hazardous": ("manifest", "pdf", "CA-0007", "--as", "recicladora-norte"),
    "manifest-residue": ("manifest", "pdf", "RN-0101", "--as", "desierto-claro"),
}  # fmt: skip
#: Papers that nobody signs: letters and books, for a day long after the demonstration.
_PAPERS_OF_A_DAY = {
    "letter-semarnat": ("manifest", "letter", "CA-0007", "--on", "2027-01-31"),
    "letter-consignee": (
        "manifest", "letter", "CA-0007", "--on", "2027-01-31", "--rule", "mx.return_original",
    ),
    "logbook": ("logbook", "export", "--party", "recicladora-norte"),
    "annual": ("annual", "export", "--party", "recicladora-norte", "--year", "2026"),
}  # fmt: skip
#: Yearly reports on both papers.
_REPORTS = {
    f"report-{name}": ("report", name, "--year", "2026", "--paper", paper)
    for name, paper in (
        ("recovery", "letter"), ("circularity", "a4"), ("producer", "letter"), ("site", "a4"),
    )
}  # fmt: skip
#: What the drivers of the demonstration carry: a load by Mexican rules, and the same by ADR.
_LOADS = {
    "load-mx": ("TV-0042", "--for", "mx-road"),
    "load-damaged-mx": ("CA-0007", "--for", "mx-road"),
    "load-adr": ("TV-0042", "--for", "adr", "--set", "casing=strong"),
}
#: A test summary of UN 38.3, and what is left out of it to see how a gap looks.
_SUMMARY = Path(__file__).parents[1] / "examples/papers-for-the-road/forms/ensayos.json"
_LEFT_OUT = {"summary": (), "summary-incomplete": ("laboratory_phone", "report", "mass_kg")}
#: Pages of the public site, and the widths in CSS pixels at which they are looked at.
_WIDTHS = (320, 1000)
_SHOT_HEIGHT = 4000
VECTORS = Path(__file__).parent / "vectors/verifier"
#: What verify.html is shown with: a vector, a trust file, and whether it has the parties' keys.
_ANSWERS = {
    "empty": ("", "", False),
    "authentic": ("item.bpz", "good.trust", False),
    "false": ("signature.bpz", "good.trust", False),
    "withheld": ("withheld.bpz", "good.trust", False),
    "no-trust": ("item.bpz", "", False),
    "other-log": ("item.bpz", "other-log.trust", False),
    "no-quorum": ("item.bpz", "witness.trust", False),
    "hidden": ("hidden.bpz", "good.trust", False),
    "unreadable": ("cut.bpz", "good.trust", False),
    "paper": ("manifest.pdf", "good.trust", True),
    "paper-no-keys": ("manifest.pdf", "good.trust", False),
    "paper-changed": ("changed.pdf", "good.trust", True),
    "draft": ("draft.pdf", "good.trust", False),
    "photo": ("photo.png", "good.trust", True),
    "photo-no-code": ("no-code.png", "good.trust", False),
}
_CHROMIUM = (
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-quic",
)  # fmt: skip
#: Marks and labels of packages, and what a cargo transport unit shows.
_MARKS = {
    "marks-package": (
        "--mark", "9A", "--mark", "BM", "--mark", "UNNO", "--mark", "PSN", "--mark", "CAO",
        "--mark", "OVERPACK", "--mark", "TXT[DAMAGED/DEFECTIVE LITHIUM-ION BATTERIES]",
        "--mark", "TXT[LITHIUM BATTERIES FOR RECYCLING]",
        "--mark", "TXT[LITHIUM BATTERIES FOR DISPOSAL]",
        "--un", "UN3480", "--un", "UN3481", "--name", "LITHIUM ION BATTERIES",
    ),
    "marks-small": (
        "--mark", "BM", "--mark", "UNNO", "--un", "UN3481", "--size", "100x70", "--small-package",
    ),
    "marks-phone": ("--mark", "BM", "--un", "UN3480", "--phone", "55 5555 0142"),
    "marks-unit": ("--mark", "PLACARD9", "--mark", "ORANGE", "--mark", "UNNO", "--un", "UN3536"),
    "marks-vehicle": ("--mark", "ORANGE", "--size", "300x120"),
}  # fmt: skip
#: Names of all pictures but of forms in their states and of reports of other years.
NAMES = frozenset(
    {
        *PAPERS, *_DOCUMENTS, *_PAPERS_OF_A_DAY, *_REPORTS, *_LOADS, *_MARKS, *_LEFT_OUT,
        "directory", "site", "verify",
    }
)  # fmt: skip


def run(*words: str, folder: Path, env: dict[str, str], code: int = 0) -> None:
    """Run the command; its talk is shown only when it ends with another exit code than ``code``."""
    done = subprocess.run(
        [COMMAND, *words], cwd=folder, env=env, capture_output=True, text=True, check=False
    )
    if done.returncode != code:
        sys.exit(
            f"batterypass {' '.join(words)}: exit {done.returncode}\n{done.stdout}{done.stderr}"
        )


def draw(pdf: Path, out: Path, stem: str = "") -> list[Path]:
    """Draw the pages of a PDF, under its own name or another one."""
    pictures = []
    document = pypdfium2.PdfDocument(pdf)
    for number, page in enumerate(document, start=1):
        picture = out / f"{stem or pdf.stem}-{number}.png"
        page.render(scale=SCALE).to_pil().save(picture)
        pictures.append(picture)
    document.close()
    return pictures


def draw_papers(demo: Path, out: Path, lang: str, env: dict[str, str]) -> list[Path]:
    """Draw what else the commands write: sheets, verdicts, trees, dossiers, labels on every stock."""
    drawn = []
    for name, words in PAPERS.items():
        stem = f"{name}-{lang}"
        kind = next(word for word in words if word in ("{pdf}", "{svg}", "{dir}")).strip("{}")
        made = demo / "documents" / (stem if kind == "dir" else f"{stem}.{kind}")
        run(
            *(word.format(**{kind: made}) if "{" in word else word for word in words),
            "--lang", lang, folder=demo, env=env, code=FOUND.get(name, 0),
        )  # fmt: skip
        if kind == "pdf":
            drawn += draw(made, out)
        elif kind == "svg":
            drawn += draw_svg(made, out)
        else:
            for pdf in sorted(made.rglob("*.pdf")):
                drawn += draw(pdf, out, f"{stem}-{pdf.stem}")
    return drawn


def draw_svg(svg: Path, out: Path) -> list[Path]:
    """Draw a picture as a browser shows it; nothing without a browser."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    if browser is None:
        sys.stdout.write(f"{svg.name} is not drawn: chromium is not installed\n")
        return []
    picture = out / f"{svg.stem}.png"
    size = re.search(r'width="(\d+)" height="(\d+)"', svg.read_text("utf-8"))
    width, height = size.groups() if size is not None else ("1000", "1000")
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [
                browser, *_CHROMIUM, f"--user-data-dir={folder}/profile",
                f"--screenshot={picture.resolve()}", f"--window-size={width},{height}",
                svg.resolve().as_uri(),
            ],
            capture_output=True, check=True, timeout=120,
        )  # fmt: skip
    return [picture]


def draw_states(out: Path) -> list[Path]:
    """Draw both manifests in every state, and the first page as an office machine copies it."""
    out.mkdir()
    drawn = []
    for form in ("mx_semarnat", "mx_special_handling"):
        for name, content in STATES.items():
            for lang in ("es", "en", "both"):
                pdf = out / f"{form}-{name}-{lang}.pdf"
                pdf.write_bytes(render_manifest(content, form, lang))
                drawn += draw(pdf, out)
                if lang == "both":
                    drawn.append(copied(pdf, out))
    return drawn


def draw_reports(out: Path) -> list[Path]:
    """Draw yearly reports of an ordinary year, an empty and a crowded one, and how a copy looks."""
    from cli.test_report_papers import ALL, drawn

    out.mkdir()
    found = []
    for name, make in ALL.items():
        for lang in ("es", "en"):
            pdf = out / f"{name}-{lang}.pdf"
            pdf.write_bytes(drawn(make(), lang))
            found += draw(pdf, out)
            found.append(copied(pdf, out))
    return found


def draw_site(site: Path, out: Path) -> list[Path]:
    """Draw the public pages as a browser shows them, narrow and wide; nothing without a browser."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    if browser is None:
        sys.stdout.write("the pages of the public site are not drawn: chromium is not installed\n")
        return []
    drawn = []
    for page in sorted(site.rglob("*.html")):
        stem = "site-" + "-".join(page.relative_to(site).with_suffix("").parts)
        for width in _WIDTHS:
            # A window is never narrower than 500 pixels, so the page stands in a frame.
            with tempfile.TemporaryDirectory() as folder:
                frame = Path(folder) / "frame.html"
                frame.write_text(
                    f"<body style='margin:0'><iframe src='{page.resolve().as_uri()}'"
                    f" style='border:0;width:{width}px;height:{_SHOT_HEIGHT}px'></iframe>"
                )
                picture = out / f"{stem}-{width}.png"
                subprocess.run(
                    [
                        browser, *_CHROMIUM, f"--user-data-dir={folder}/profile",
                        f"--screenshot={picture.resolve()}",
                        f"--window-size={max(500, width)},{_SHOT_HEIGHT}", frame.as_uri(),
                    ],
                    capture_output=True, check=True, timeout=120,
                )  # fmt: skip
            drawn.append(picture)
    return drawn


def draw_verifier(out: Path) -> list[Path]:
    """Draw verify.html empty and with each of its answers, narrow and wide; nothing without a browser."""
    if chromium.BINARY is None:
        sys.stdout.write(f"verify.html is not drawn: {chromium.WHY_NOT}\n")
        return []
    drawn = []
    keys = json.loads((VECTORS / "parties.keys.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        with_keys = Path(folder) / "verify.html"
        with_keys.write_bytes(page_with(None, keys))
        for name, (file, trust, has_keys) in _ANSWERS.items():
            data = chromium.as_script((VECTORS / file).read_bytes() if file else None)
            given = chromium.as_script((VECTORS / trust).read_bytes() if trust else None)
            with chromium.Chromium(with_keys if has_keys else PAGE) as browser:
                for lang in ("es", "en"):
                    browser.run(f"batterypass.show('{file}', {data}, {given}, '{lang}')")
                    for width in _WIDTHS:
                        browser.size(width, 600)
                        picture = out / f"verify-{name}-{lang}-{width}.png"
                        browser.picture(picture)
                        drawn.append(picture)
    return drawn


def copied(pdf: Path, out: Path) -> Path:
    """Draw the first page coarse, every dot black or white."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[0].render(scale=150 / 72, grayscale=True).to_pil()
    document.close()
    picture = out / f"{pdf.stem}-copied.png"
    page.point(lambda grey: 255 if grey > 150 else 0).save(picture)
    return picture


def main(out: Path) -> None:
    """Make the documents in a folder beside the pictures, and draw them."""
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    demo = (out / "demo").resolve()
    run("demo", "--folder", str(demo), folder=out, env=dict(os.environ))
    from batterypass_cli.commands.demo import PASSPHRASE

    env = {
        **os.environ,
        "BATTERYPASS_HOME": "home",
        "BATTERYPASS_KEYS": "keys",
        "BATTERYPASS_LEDGER": "demo.bp",
        "BATTERYPASS_PASSPHRASE": PASSPHRASE,
        "BATTERYPASS_CLOCK": "2026-11-12T14:00:00-06:00",
    }
    drawn: list[Path] = []
    for lang in ("es", "en"):
        for name, words in _DOCUMENTS.items():
            pdf = demo / "documents" / f"{name}-{lang}.pdf"
            run(*words, "-o", str(pdf), "--lang", lang, "--yes", folder=demo, env=env)
            drawn += draw(pdf, out)
        for name, left_out in _LEFT_OUT.items():
            made, form = (demo / "documents" / f"{name}-{lang}{end}" for end in (".json", ".form"))
            told = json.loads(_SUMMARY.read_text("utf-8"))
            form.write_text(json.dumps({k: v for k, v in told.items() if k not in left_out}))
            run("un", "summary", "new", "--from", str(form), "-o", str(made), folder=demo, env=env)
            pdf = made.with_suffix(".pdf")
            run(
                "un", "summary", "print", str(made), "-o", str(pdf), "--lang", lang,
                folder=demo, env=env,
            )  # fmt: skip
            drawn += draw(pdf, out)
        pdf = demo / "documents" / f"directory-{lang}.pdf"
        run("recycler", "export", "-o", str(pdf), "--lang", lang, folder=demo, env=env)
        drawn += draw(pdf, out)
        for name, words in _LOADS.items():
            folder = demo / "documents" / f"{name}-{lang}"
            run(
                "transport", "papers", *words, "-o", str(folder), "--lang", lang, "--as",
                "recicladora-norte", "--yes", folder=demo, env=env,
            )  # fmt: skip
            for paper in sorted(folder.glob("*.pdf")):
                drawn += draw(paper, out, f"{name}-{lang}-{paper.stem}")
        for name, words in _MARKS.items():
            pdf = demo / "documents" / f"{name}-{lang}.pdf"
            run("transport", "marks", *words, "-o", str(pdf), "--lang", lang, folder=demo, env=env)
            drawn += draw(pdf, out)
        drawn += draw_papers(demo, out, lang, env)
        for name, words in {**_PAPERS_OF_A_DAY, **_REPORTS}.items():
            pdf = demo / "documents" / f"{name}-{lang}.pdf"
            run(*words, "-o", str(pdf), "--lang", lang, folder=demo, env=env)
            drawn += draw(pdf, out)
    run("export", "site", "site", folder=demo, env=env)
    drawn += draw_site(demo / "site", out)
    drawn += draw_verifier(out)
    drawn += draw_states(out / "states")
    drawn += draw_reports(out / "reports")
    for picture in drawn:
        sys.stdout.write(f"{picture}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "pictures"))
