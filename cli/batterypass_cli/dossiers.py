"""The folder that ``audit pack`` writes: cover, dossiers, index, root, and what they rest on."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

from batterypass.app.dossier import make_dossier
from batterypass.documents.dossier import Cover, render_cover, render_dossier
from batterypass.domain.ids import printed_id
from batterypass.exchange.sheet import encode_sheet
from batterypass_cli.dossier_paper import count_exceptions, pages_of, source_of
from batterypass_cli.words import language, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from batterypass.app.bundle_check import Verified
    from batterypass.app.dossier import Dossier
    from batterypass.documents.audit_flow import Mark
    from batterypass.documents.words import Lang
    from batterypass.domain.states import ItemState
    from batterypass.exchange.audit_sample import Sample

INDEX_COLUMNS = (
    "entry", "event_id", "digest", "item", "printed_id", "kind", "event_time", "recorded_after",
    "actor", "consignment", "findings", "file",
)  # fmt: skip
_MARKS: dict[bool | None, Mark] = {True: "good", False: "wrong", None: "open"}
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]")
_MEDIA = {
    "application/pdf": ".pdf", "application/json": ".json", "image/jpeg": ".jpg",
    "image/png": ".png", "text/csv": ".csv", "text/plain": ".txt",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Job:
    """What is packed: a verified bundle (its name and bytes), the packs, and the sample they are of.

    ``is_from_ledger`` says that the bundle was made for this and goes into the folder; nothing that is
    told may change when that ledger grows.
    """

    verified: Verified
    items: Sequence[ItemState]
    name: str
    data: bytes
    is_from_ledger: bool = False
    sample: Sample | None = None
    sample_data: bytes = b""
    #: Manifests that the ledger prints again as they were issued: digest -> number and PDF.
    manifests: Mapping[str, tuple[str, bytes]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Folder:
    """The files by path, and what is told of them."""

    files: dict[str, bytes]
    papers: int
    exceptions: int


def make_folder(job: Job) -> Folder:
    """Make every file of the folder. The same job gives the same bytes."""
    lang: Lang = "es" if language() == "es" else "en"
    drawn = {one.item: one for one in job.sample.drawn} if job.sample is not None else {}
    dossiers = [make_dossier(job.verified, item) for item in job.items]
    files, here = _papers(job, dossiers)
    for one in dossiers:
        pages = pages_of(job.verified, one, drawn.get(one.item.item), here)
        files[_path(one)] = render_dossier(pages, lang)
    files["00-cover.pdf"] = render_cover(_cover(job, dossiers), lang)
    files["index.csv"] = encode_sheet(
        INDEX_COLUMNS, [row for one in dossiers for row in _rows(one)]
    )
    files["root.txt"] = _root(job)
    if job.sample is not None:
        files["sample.csv"] = job.sample_data
    if job.is_from_ledger:
        files["evidence.bpz"] = job.data
    return Folder(
        files, sum(len(one.papers) for one in dossiers), sum(map(count_exceptions, dossiers))
    )


def _papers(job: Job, dossiers: Sequence[Dossier]) -> tuple[dict[str, bytes], dict[str, str]]:
    """Give the papers that are here by path, and the path of each by its digest."""
    files, paths = {}, {}
    attached = job.verified.case.file.files
    for paper in (paper for one in dossiers for paper in one.papers):
        if paper.digest in job.manifests:
            number, body = job.manifests[paper.digest]
            # A number is what somebody typed: no path of his goes into ours.
            safe = _UNSAFE.sub("_", number).strip("._") or "paper"
            path = f"manifests/{safe}-{paper.digest[:8]}.pdf"
        elif paper.digest in attached:
            body = attached[paper.digest]
            path = f"files/{paper.digest}{_MEDIA.get(paper.media_type, '')}"
        else:
            continue
        files[path], paths[paper.digest] = body, path
    return files, paths


def _path(one: Dossier) -> str:
    return f"packs/{printed_id(one.item.item)}.pdf"


def _rows(one: Dossier) -> list[tuple[str, ...]]:
    found: dict[int | None, list[str]] = {}
    for finding in one.findings:
        if finding.settled is None:
            found.setdefault(finding.entry, []).append(finding.code)
    return [
        (
            str(step.entry), step.event_id, step.digest, one.item.item, printed_id(one.item.item),
            step.kind, step.event_time, step.recorded_after, step.actor, step.consignment,
            " ".join(sorted(set(found.get(step.entry, [])))), _path(one),
        )
        for step in one.steps
    ]  # fmt: skip


def _root(job: Job) -> bytes:
    """Write what an auditor notes in his working papers, and the signed checkpoint under it."""
    tip = job.verified.case.tip
    name = "evidence.bpz" if job.is_from_ledger else job.name
    lines = [
        f"origin {tip.origin}", f"size {tip.size}", f"root {tip.root.hex()}",
        f"evidence {name} sha256:{sha256(job.data).hexdigest()}",
    ]  # fmt: skip
    if job.sample is not None:
        sample = job.sample
        lines += [
            f"seed {sample.seed}",
            f"sample {len(sample.drawn)} of {sample.population} at size {sample.size} root"
            f" {sample.root} sha256:{sha256(job.sample_data).hexdigest()}",
        ]
    return "\n".join([*lines, "", ""]).encode() + job.verified.case.file.checkpoint


def _cover(job: Job, dossiers: Sequence[Dossier]) -> Cover:
    verdict = job.verified.verdict
    count = sum(map(count_exceptions, dossiers))
    strata = Counter(one.stratum for one in job.sample.drawn) if job.sample is not None else {}
    drawn = {one.item: one for one in job.sample.drawn} if job.sample is not None else {}
    sizes = {one.stratum: one.in_stratum for one in drawn.values()}
    return Cover(
        title=say("audit.cover"),
        words=tuple(
            (_MARKS[value], say(f"verify.{name}-{str(value).lower()}"))
            for name, value in (("authentic", verdict.authentic), ("compliant", verdict.compliant))
        ),
        sentence=say("audit.cover-sentence", count=len(dossiers), exceptions=count),
        about=tuple(_about(job)),
        strata=tuple(
            (name, str(sizes[name]), str(strata[name])) for name in sorted(strata) if name
        ),
        dossiers=tuple(
            (
                str(place), printed_id(one.item.item), one.item.serial,
                drawn[one.item.item].stratum if one.item.item in drawn else "",
                str(len(one.steps)), str(len(one.papers)), str(count_exceptions(one)), _path(one),
            )
            for place, one in enumerate(dossiers, 1)
        ),
        notes=(say("audit.cover-note"),),
        source=source_of(job.verified),
    )  # fmt: skip


def _about(job: Job) -> list[tuple[str, str]]:
    from batterypass import __version__
    from batterypass_cli.verify_file import about_words

    verdict, tip, sample = job.verified.verdict, job.verified.case.tip, job.sample
    digest = sha256(job.data).hexdigest()
    made = "audit.source-ledger" if job.is_from_ledger else "audit.source-bundle"
    found = [
        (say("audit.scope"), about_words(job.verified.case.file.scope)),
        (say("verdictpaper.file"), say(made, name=job.name, digest=digest)),
        (say("verdictpaper.ledger"), tip.origin),
        (say("verdictpaper.entries"), str(tip.size)),
        (say("verdictpaper.root"), tip.root.hex()),
        (say("verdictpaper.trust"), say(f"verify.trust.{verdict.trust}")),
        (say("verdictpaper.program"), f"batterypass {__version__}"),
    ]
    if sample is None:
        return [*found, (say("audit.population"), say("audit.named"))]
    told = say("audit.population-of", count=len(sample.drawn), population=sample.population)
    by = say(f"audit.by.{sample.by}") if sample.by else say("audit.none")
    redone = "audit.redone-ledger" if job.is_from_ledger else "audit.redone-yes"
    return [
        *found,
        (say("audit.population"), told),
        (say("audit.seed"), sample.seed),
        (say("audit.by"), by),
        (say("audit.redone"), say(redone, size=sample.size)),
    ]
