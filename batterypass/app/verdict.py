"""What an audit says: two verdicts, each check by its name, and every finding.

*Authentic*: nobody changed or hid anything. *Compliant*: the rules of the day were followed. They
are never mixed (``design/architecture.md`` 1), and each may be undecided.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field, replace
from operator import itemgetter
from typing import TYPE_CHECKING

from batterypass.app.trust import TrustKind, TrustStart
from batterypass.app.witnessed import SeenBy, Witnessed
from batterypass.errors import both_said
from batterypass.rules.base import Finding
from batterypass.texts.findings import command
from batterypass.tlog.merkle import EMPTY_ROOT

if TYPE_CHECKING:
    from batterypass.app.bundle_asking import NotJudged
    from batterypass.domain.events.annulment import EntryAnnulled
    from batterypass.domain.events.party import KeyAdded, KeyRevoked
    from batterypass.errors import BrokenError
    from batterypass.texts.bilingual import Text

#: The command that makes tables again from the entries.
REBUILD = "batterypass rebuild"
#: Computed from the entries, and wrong where the entries are not those that were signed.
_OF_THE_LOG = ("BP-V001", "BP-V004", "BP-V005", "BP-V006", "BP-V010")
#: What is wrong with entries themselves: statements, keys, signers and chains.
_OF_ENTRIES = ("BP-S", "BP-K", "BP-P", "BP-L")
#: A damaged ledger can have a finding per row; more than this helps nobody.
MAX_FINDINGS = 10_000


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at. ``ok`` is None where it could not be decided.

    ``why`` is the reason where that is a sentence and no figure or word; ``detail`` has its English.
    """

    name: str
    ok: bool | None
    detail: str
    why: Text | None = None

    def said(self, lang: str) -> str:
        """Give the detail in a language."""
        return self.detail if self.why is None else self.why.in_language(lang)


@dataclass(frozen=True, slots=True)
class RegistrarsWord:
    """How many judgements of an audit rest on nothing but the registrar's word.

    ``signatures`` by keys that the party itself has not confirmed; ``authorisations`` that count only
    because the registrar copied a published list.
    """

    signatures: int = 0
    authorisations: int = 0

    @property
    def total(self) -> int:
        """Give the number of both."""
        return self.signatures + self.authorisations


@dataclass(slots=True)
class Verdict:
    """The result of an audit. ``authentic`` and ``compliant`` may be None: cannot be decided."""

    authentic: bool | None
    compliant: bool | None
    trust: TrustKind
    origin: str
    size: int
    root: bytes
    checks: list[Check] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    registrars_word: RegistrarsWord = RegistrarsWord()
    #: Who cosigned its checkpoints; None where no trust file names a witness.
    witnessed: Witnessed | None = None
    #: Which parties signed over checkpoints of this log.
    seen: SeenBy = field(default_factory=SeenBy)
    #: Where the proof of a fork was kept; empty for none.
    evidence: str = ""
    #: Time of the operator's clock at the end of what a file has of a log; empty for a ledger.
    as_of: str = ""
    #: What a file that is only a part of a log could not decide; None where all of it was judged.
    not_judged: list[NotJudged] | None = None
    #: Entry and digest of every rulebook that was adopted among what was judged.
    rulebooks: list[tuple[int, str]] = field(default_factory=list)

    def exit_code(self) -> int:
        """Give the exit code of bytes.md 11."""
        if self.authentic is False:
            return 4
        if self.authentic is None:
            return 5
        if self.compliant is False:
            return 3
        return 5 if self.compliant is None else 0


@dataclass(slots=True)
class Gathered:
    """What an audit gathers on its way."""

    #: The size that the log claims.
    entries: int
    start: TrustStart | None = None
    origin: str = ""
    entry_0: bytes = b""
    root: bytes = EMPTY_ROOT
    findings: list[Finding] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    severities: dict[str, int] = field(default_factory=dict)
    #: Index and digest of every rulebook that was adopted.
    rulebooks: list[tuple[int, str]] = field(default_factory=list)
    unknown_rulebooks: int = 0
    unknown_kinds: int = 0
    unknown_events: set[str] = field(default_factory=set)
    #: How many sealed sections the entries of known kinds name.
    sealed: int = 0
    #: Why the trust file decides nothing about this log; None where it does.
    trust_is_open: Text | None = None
    revoked: list[tuple[int, KeyRevoked]] = field(default_factory=list)
    #: Index and event of every key that was added to a registered party.
    added: list[tuple[int, KeyAdded]] = field(default_factory=list)
    #: Index and event of every annulment.
    annulments: list[tuple[int, EntryAnnulled]] = field(default_factory=list)
    #: Item and passport -> the entry of the item's first new passport that names that one.
    followed: dict[tuple[str, str], int] = field(default_factory=dict)
    #: Index and instant of every time mark, ascending.
    marks: list[tuple[int, int]] = field(default_factory=list)
    #: Sizes at which the checkpoint has to be kept.
    kept_sizes: set[int] = field(default_factory=set)
    #: Sizes at which an older version kept a checkpoint for ever.
    once_kept_sizes: set[int] = field(default_factory=set)
    #: How many checkpoints, sections and contents were looked at.
    notes: int = 0
    sections: int = 0
    contents: int = 0
    #: By party: the newest checkpoint that it named as seen, and the first entry that named it.
    seen: dict[str, tuple[int, int]] = field(default_factory=dict)
    witnessed: Witnessed | None = None

    def mark_below(self, entry: int) -> int:
        """Give the instant of the last time mark below an entry; 0 where there is none."""
        place = bisect_left(self.marks, entry, key=itemgetter(0))
        return self.marks[place - 1][1] if place else 0

    def seen_by(self) -> SeenBy:
        """Sum up what parties other than the operator say to have seen."""
        others = {party: at for party, at in self.seen.items() if party != f"https://{self.origin}"}
        if not others:
            return SeenBy()
        # The first entry that names the newest checkpoint.
        party = min(others, key=lambda one: (-others[one][0], others[one][1]))
        return SeenBy(len(others), others[party][0], others[party][1], party)

    def add(self, code: str, subject: str = "", entry: int | None = None, **values: object) -> None:
        """Note an integrity finding of the audit itself; an error or a text says its language's words."""
        said = {name: str(value) for name, value in both_said(values).items()}
        self.keep(Finding(code, "integrity", subject, said, entry))

    def tell(self, code: str, subject: str = "", entry: int | None = None, **values: str) -> None:
        """Note a notice of the audit itself."""
        self.keep(Finding(code, "notice", subject, values, entry))

    def keep(self, finding: Finding) -> None:
        """Note a finding; all are counted, the first many are kept."""
        code, severity = finding.code, finding.severity
        self.counts[code] = self.counts.get(code, 0) + 1
        self.severities[severity] = self.severities.get(severity, 0) + 1
        if len(self.findings) < MAX_FINDINGS:
            self.findings.append(finding)

    def count(self, *prefixes: str) -> int:
        """Count the findings whose code starts with one of these."""
        return sum(n for code, n in self.counts.items() if code.startswith(prefixes))


def verdict_of(found: Gathered, *, first_use: bool) -> Verdict:
    """Decide from what was gathered."""
    start = found.start or TrustStart("first-use")
    integrity = found.severities.get("integrity", 0) > 0
    undecided = bool(found.unknown_rulebooks or found.unknown_kinds or not found.rulebooks)
    authentic: bool | None = not integrity
    if authentic and (found.trust_is_open or (start.kind == "first-use" and not first_use)):
        authentic = None
    compliant: bool | None
    if integrity:
        compliant = None
    elif found.severities.get("compliance"):
        compliant = False
    else:
        compliant = None if undecided else True
    return Verdict(
        authentic,
        compliant,
        start.kind,
        found.origin,
        found.entries,
        found.root,
        _checks(found, start, first_use=first_use),
        found.findings if _entries_are_sound(found) else [*map(_without_rebuild, found.findings)],
        RegistrarsWord(found.count("BP-K101"), found.count("BP-A005")),
        found.witnessed,
        found.seen_by(),
        rulebooks=found.rulebooks,
    )


def _entries_are_sound(found: Gathered) -> bool:
    """Tell whether the entries are those that were signed, so that tables may be made from them."""
    return not found.count(*_OF_THE_LOG) and not any(
        one.severity == "integrity" and one.code.startswith(_OF_ENTRIES) for one in found.findings
    )


def _without_rebuild(finding: Finding) -> Finding:
    """Give a finding whose next command does not overwrite evidence.

    Tables that were made again from forged entries say what the forger wanted.
    """
    if command(finding.code, finding.values) != REBUILD:
        return finding
    return replace(
        finding, values={**finding.values, "command": f"batterypass explain {finding.code}"}
    )


def verdict_of_damage(error: BrokenError) -> Verdict:
    """Give the verdict on a file that is so damaged that no entry of it could be judged.

    It is not what was signed, whatever is still in it. Of its rules nothing is known, and it was
    compared with nothing.
    """
    found = Gathered(0)
    values = {name: str(value) for name, value in error.values.items()}
    if error.code == "store.cut":
        found.add("BP-V009", problem="~file-cut", size=values["size"], whole=values["whole"])
    else:
        found.add("BP-V009", problem="~file-unread", why=values.get("why", str(error)))
    verdict = verdict_of(found, first_use=False)
    # Of an entry that nobody could read no check may say that it is sound.
    verdict.checks = [one for one in verdict.checks if one.name in ("trust", "file")]
    return verdict


def trust_checks(found: Gathered, start: TrustStart, *, first_use: bool) -> list[Check]:
    """Name what is known from outside: where trust starts, and who has witnessed."""
    trusted: bool | None = found.count("BP-V006", "BP-V010") == 0
    if trusted and (found.trust_is_open or (start.kind == "first-use" and not first_use)):
        trusted = None
    why = found.trust_is_open
    checks = [Check("trust", trusted, start.kind if why is None else why.en, why)]
    if found.witnessed is not None:
        names = found.witnessed.names
        detail = f"{len(names)}/{found.witnessed.of}"
        checks.append(Check("witnesses", found.witnessed.is_quorum or None, detail))
    return checks


def _checks(found: Gathered, start: TrustStart, *, first_use: bool) -> list[Check]:
    """Name each check with what it rests on; details are counts, the words are the caller's."""

    def check(name: str, number: int, *codes: str) -> Check:
        bad = found.count(*codes)
        return Check(name, bad == 0, f"{number}" if not bad else f"{bad}/{number}")

    size = found.entries
    breaches = found.severities.get("compliance", 0)
    judged: bool | None = breaches == 0
    if judged and (found.unknown_rulebooks or found.unknown_kinds):
        judged = None
    notices = found.severities.get("notice", 0)
    notices -= sum(one.settled is not None for one in found.findings)
    return [
        *trust_checks(found, start, first_use=first_use),
        check("file", 1, "BP-V009"),
        check("content", size, "BP-S001", "BP-S002", "BP-V004"),
        check("signatures", size, "BP-S004", "BP-K0"),
        check("envelopes", size, "BP-S003", "BP-S005"),
        check("chains", size, "BP-L"),
        check("signers", size, "BP-P"),
        check("checkpoint", found.notes, "BP-V001", "BP-V005"),
        check("nodes", 2 * size, "BP-V002"),
        check("derived", size, "BP-V003"),
        check("sealed", found.sections, "BP-V007"),
        check("tables", found.contents, "BP-V008"),
        check("clock", size, "BP-V011", "BP-V013"),
        Check("rules", judged, f"{breaches}" if breaches else f"{size}"),
        Check("notices", True, f"{notices}"),
    ]
