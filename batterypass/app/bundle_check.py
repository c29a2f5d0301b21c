"""Verifying a bundle without any ledger: both verdicts, and what the file cannot decide.

The entries are judged by the same rules and the same fold as in every audit. What a bundle proves of
a log that it has only a part of, and what it leaves open, is decision 33.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final

from batterypass.app.audit import take_in
from batterypass.app.audit_rest import (
    check_sections,
    note_disputed,
    note_settled,
    note_unconfirmed,
)
from batterypass.app.bundle_asking import Asking, NotJudged
from batterypass.app.bundle_making import line_of
from batterypass.app.bundle_world import BundleWorld, EverySubject, known_subjects
from batterypass.app.collector import no_collector
from batterypass.app.judge import Judged, Reading, judge, open_statements, read_events
from batterypass.app.rulebooks import Rulebooks
from batterypass.app.trust import TrustStart, check_trust, trust_of
from batterypass.app.verdict import Check, Gathered, Verdict, verdict_of
from batterypass.domain.events.ledger import HeadsCommitted, LedgerOpened, RulebookAdopted
from batterypass.domain.ids import audience_of
from batterypass.errors import BrokenError, MalformedError, UndecidedError
from batterypass.ports import Batch, Content, Section
from batterypass.regulations.media import media_type_of
from batterypass.rules.settled import LogEnd
from batterypass.statements.notekeys import NoteVerifier
from batterypass.statements.verifiers import parse_base64url
from batterypass.tlog.checkpoint import Checkpoint, open_checkpoint
from batterypass.tlog.heads import NO_HEAD, heads_of, verify_heads
from batterypass.tlog.merkle import leaf_hash, root_of, verify_inclusion
from batterypass.tlog.note import parse_note
from batterypass.tlog.tree import Frontier, nodes_in, root_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from batterypass.app.session import Surroundings
    from batterypass.domain.states import Chain
    from batterypass.evidence.bundle_file import BundleFile
    from batterypass.regulations.tables import Regulations

#: Rules that ask every entry for what only the whole log has; told once and not for each entry.
_OF_EVERY_ENTRY: Final = (("BP-S005", "lookup"), ("marks", "marks"), ("heads", "lookup"))


def verify_bundle(
    file: BundleFile,
    around: Surroundings,
    *,
    trust_file: bytes | None = None,
    first_use: bool = False,
    old: bytes | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Verdict:
    """Verify a bundle that was read. Steps as in ``docs/formats/bundle.md``; reading it is the first.

    2. Entry 0 opens the ledger that it names, and the key in
    it signed the checkpoint. 3. Trust file, remembered checkpoint and ``old`` (a signed checkpoint)
    agree with it. 4. Every statement is in the log. 5. Old roots are consistent. 6. The index says
    what the statements say. 7. Every statement is judged: bytes, signature, key, chains, rules, fold.
    8. Heads: nothing of a subject is left out, and who is absent is. 9. The bundle has what it says
    it is about. 10. Sections, content and attachments are those that statements name.

    Whatever is false is a finding. Raises MalformedError or BrokenError for an ``old`` that is no
    checkpoint of this log, MalformedError for a trust file that does not parse. A checkpoint of a bundle
    that proves authentic is remembered where none is, or an older one that it extends.
    """
    with no_collector():
        return _Verifier(file, around, trust_file, old, progress).verify(first_use=first_use)


class _Verifier:
    """One verification of one bundle."""

    def __init__(
        self,
        file: BundleFile,
        around: Surroundings,
        trust_file: bytes | None,
        old: bytes | None,
        progress: Callable[[int, int], None],
    ) -> None:
        self._file = file
        self._around = around
        self._trust_file = trust_file
        self._old = old
        self._progress = progress
        self._tip = file.tip()
        self._found = Gathered(self._tip.size, origin=file.origin, root=self._tip.root)
        self._found.entry_0 = file.statements[0]
        self._asking = Asking(file.origin)
        self._readings = dict(
            zip(file.statements, open_statements(file.statements.values()), strict=True)
        )
        read_events(list(self._readings.values()))
        #: Whether the checkpoint can be compared with what this person remembers.
        self._is_comparable = False

    def verify(self, *, first_use: bool) -> Verdict:
        """Go through the steps and give the verdict."""
        file = self._file
        verifier = self._check_checkpoint()  # 2
        roots = self._check_consistency()  # 5
        self._check_trust(verifier, roots)  # 3
        self._check_proofs()  # 4
        self._check_index()  # 6
        world = self._judge(roots)  # 7
        if not file.is_whole_log:
            self._check_heads(world)  # 8
        self._check_scope(world)  # 9
        self._check_rest(world)  # 10
        return self._verdict(first_use=first_use)

    # 2

    def _check_checkpoint(self) -> NoteVerifier | None:
        file, found = self._file, self._found
        event = self._readings[0].event
        audience = audience_of(file.origin, sha256(file.statements[0]).digest())
        try:
            if not isinstance(event, LedgerOpened) or audience != file.ledger:
                raise BrokenError(f"entry 0 does not open {file.ledger}")
            public = parse_base64url(event.checkpoint_key.public, "checkpoint key")
            verifier = NoteVerifier(file.origin, public)
            open_checkpoint(file.checkpoint, [verifier], file.origin)
        except (BrokenError, MalformedError) as error:
            found.add("BP-V005", file.origin, size=str(self._tip.size), problem=str(error))
            return None
        found.notes = 1
        return verifier

    # 3

    def _check_trust(self, verifier: NoteVerifier | None, roots: Mapping[int, bytes]) -> None:
        """Compare with what is known of the ledger outside the file (D16)."""
        file, found, memory = self._file, self._found, self._around.memory
        start = found.start = trust_of(memory, file.origin, self._trust_file)
        try:
            mismatch = check_trust(start, file.origin, file.checkpoint, found.entry_0)
            note = memory.checkpoint(file.origin)
            if note is not None and verifier is not None:
                # Who has seen a checkpoint knows the log's key by it.
                open_checkpoint(note, [verifier], file.origin)
        except (BrokenError, MalformedError) as error:
            mismatch = str(error)
        except UndecidedError as error:
            found.trust_is_open = str(error)
            mismatch = None
        if mismatch is not None:
            found.add("BP-V010", file.origin, problem=mismatch)
        known = [start.remembered] if start.remembered is not None else []
        if self._old is not None:
            known.append(self._given_checkpoint(verifier))
        for one in known:
            self._compare(one, roots)

    def _given_checkpoint(self, verifier: NoteVerifier | None) -> Checkpoint:
        """Read ``--old``. Raises MalformedError or BrokenError where it is not this log's."""
        given = self._old or b""
        if verifier is None:
            return Checkpoint.parse(parse_note(given).text)
        return open_checkpoint(given, [verifier], self._file.origin)

    def _compare(self, known: Checkpoint, roots: Mapping[int, bytes]) -> None:
        """Compare with a checkpoint of another time, where the file proves how they hang together."""
        tip = self._tip
        root = tip.root if known.size == tip.size else self._root_at(known.size, roots)
        if root is None:
            self._asking.note("trust", self._file.origin, "old-checkpoint")
            return
        self._is_comparable = True
        if root != known.root:
            self._found.add(
                "BP-V006", self._file.origin,
                size=str(known.size), root=known.root.hex(), found=str(tip.size),
            )  # fmt: skip

    def _root_at(self, size: int, roots: Mapping[int, bytes]) -> bytes | None:
        if self._file.is_whole_log and 0 < size < self._tip.size:
            raws = list(self._file.statements.values())[:size]
            return root_of(leaf_hash(raw) for raw in raws)
        return roots.get(size)

    # 4

    def _check_proofs(self) -> None:
        file, tip, found = self._file, self._tip, self._found
        if file.is_whole_log:
            root = root_of(leaf_hash(raw) for raw in file.statements.values())
            if root != tip.root:
                found.add(
                    "BP-V001", file.origin,
                    size=str(tip.size), expected=tip.root.hex(), found=root.hex(),
                )  # fmt: skip
            return
        for entry, raw in file.statements.items():
            try:
                verify_inclusion(leaf_hash(raw), entry, tip.size, file.paths[entry], tip.root)
            except BrokenError as error:
                found.add("BP-B001", file.origin, entry, problem=str(error))

    # 5

    def _check_consistency(self) -> dict[int, bytes]:
        roots = {}
        for one in self._file.consistency:
            try:
                one.verify(self._tip)
            except BrokenError as error:
                self._found.add(
                    "BP-B005", self._file.origin, size=str(one.size), problem=str(error)
                )
            else:
                roots[one.size] = one.root
        return roots

    # 6

    def _check_index(self) -> None:
        for line in self._file.lines:
            says = line_of(line.entry, self._readings[line.entry])
            if says == line:
                continue
            name = next(
                name
                for name in type(line).model_fields
                if getattr(says, name) != getattr(line, name)
            )
            self._found.add(
                "BP-B004", self._file.origin, line.entry,
                field=name, expected=str(getattr(says, name)), found=str(getattr(line, name)),
            )  # fmt: skip

    # 7

    def _judge(self, roots: Mapping[int, bytes]) -> BundleWorld:
        """Judge every statement in its place, by the rulebook that is in force there."""
        file, found, asking = self._file, self._found, self._asking
        world = BundleWorld(
            EverySubject()
            if file.is_whole_log
            else known_subjects(file.whole, file.absent, file.origin),
            lambda entry: sha256(file.statements[entry]).digest(),
            self._all_roots() if file.is_whole_log else roots,
            is_whole_log=file.is_whole_log,
        )
        around = self._around
        rulebooks = Rulebooks(
            around.regulations, around.rulebook, around.known_rulebooks, self._content
        )
        in_force = rulebooks.in_force("")
        total = len(self._readings)
        for done, (index, reading) in enumerate(self._readings.items(), 1):
            world.skip(index - world.size())
            one = self._judge_one(reading, world, in_force)
            if world.size() == index:
                world.skip()
            if type(one.event) is RulebookAdopted:
                ledger = world.ledger()
                digest = ledger.rulebook if ledger is not None else ""
                in_force = rulebooks.in_force(digest)
                if in_force is None:
                    self._note_unknown_rulebook(index, digest)
            take_in(found, one)
            if sealed := getattr(one.event, "sealed", None):
                found.sealed += len(sealed)
            self._progress(done, total)
        world.end()
        if not file.is_whole_log:
            for what, why in _OF_EVERY_ENTRY:
                asking.note(what, file.origin, why, "notice")  # type: ignore[arg-type]
        return world

    def _judge_one(
        self, reading: Reading, world: BundleWorld, in_force: Regulations | None
    ) -> Judged:
        event = reading.event
        is_known = event is None or self._file.is_whole_log or not world.begin(event)
        # Where its actor is not here there is no key to check it by: the entry stays open.
        good = None if is_known else True
        return judge(
            reading,
            world,
            in_force,
            good=good,
            asked=self._asking.findings,
        )

    def _note_unknown_rulebook(self, index: int, digest: str) -> None:
        judged = [one for one in self._readings if one > index]
        later = [one for one in judged if isinstance(self._readings[one].event, RulebookAdopted)]
        if judged and judged[0] not in later[:1]:
            self._found.unknown_rulebooks += 1
            self._found.tell("BP-U001", self._file.origin, index, digest=digest)

    def _all_roots(self) -> Callable[[int], bytes]:
        frontier = Frontier()
        frontier.extend([leaf_hash(raw) for raw in self._file.statements.values()])
        nodes = {(at, number): one for at, number, one in nodes_in(frontier.take_completed())}
        return lambda size: root_at(size, lambda at, number: nodes[at, number])

    def _content(self, digest: str) -> Content | None:
        body = self._file.content.get(digest)
        return None if body is None else Content(digest, media_type_of(body), body)

    # 8

    def _check_heads(self, world: BundleWorld) -> None:
        """Compare what the statements give with the heads that the log committed to."""
        file, found, size = self._file, self._found, self._tip.size
        last = self._readings.get(size - 1)
        event = last.event if last is not None else None
        if not isinstance(event, HeadsCommitted) or event.size != size - 1:
            found.add("BP-B002", file.origin, problem="~heads-none")
            return
        root = bytes.fromhex(event.root)
        proven: dict[int, bool] = {}
        for name in sorted(file.heads):
            proof = file.heads[name]
            try:
                if id(proof) not in proven:
                    verify_heads(proof, root)
                    proven[id(proof)] = True
                self._compare_heads(name, heads_of(proof, name), world.chain_of(name))
            except BrokenError as error:
                found.add("BP-B002", name, problem=str(error))
        for name in self._without_heads():
            found.add("BP-B002", name, problem="~heads-missing")

    def _without_heads(self) -> Iterator[str]:
        """Give the subjects that the file calls whole or absent without a proof; parsing sees to it."""
        for name in (*self._file.whole, *self._file.absent):
            if name not in self._file.heads:
                yield name

    def _compare_heads(
        self, name: str, heads: Mapping[str, tuple[int, bytes]], chain: Chain
    ) -> None:
        have = {
            "main": (chain.main_count, chain.main_acc),
            "record": (chain.record_count, chain.record_acc),
        }
        if self._file.scope.of == "party" and name in (self._file.scope.subjects):
            have["acted"] = (chain.acted_count, chain.acted_acc)
        for lane, (count, acc) in have.items():
            expected = heads.get(lane, NO_HEAD)
            if (count, acc) != expected:
                self._found.add(
                    "BP-B003", name,
                    lane=lane, expected=str(expected[0]), found=str(count),
                    acc=expected[1].hex(), found_acc=acc.hex(),
                )  # fmt: skip

    # 9

    def _check_scope(self, world: BundleWorld) -> None:
        """See that what the bundle is about is in it, and say within what it is complete."""
        scope, file = self._file.scope, self._file
        for name in scope.subjects:
            if not world.knows(name) or name in file.absent:
                self._asking.note("scope", name, "missing", missing=name)
        if scope.of == "consignment":
            self._check_consignment(world, scope.subjects[0])
        if scope.of == "period":
            self._check_period()

    def _check_consignment(self, world: BundleWorld, name: str) -> None:
        consignment = world.consignment(name)
        for item in consignment.items if consignment is not None else ():
            if not world.knows(item):
                self._asking.note("scope", item, "missing", missing=item)

    def _check_period(self) -> None:
        """A period has every entry from its first to its last."""
        scope, have = self._file.scope, self._file.statements
        first, last = scope.first or 0, scope.last or 0
        here = sum(first <= entry <= last for entry in have)
        if last >= self._tip.size or here != last - first + 1:
            self._found.add(
                "BP-B006", self._file.origin,
                first=str(first), last=str(last), expected=str(last - first + 1), found=str(here),
            )  # fmt: skip

    # 10

    def _check_rest(self, world: BundleWorld) -> None:
        found, file = self._found, self._file
        carried = _Carried(file)
        batch = Batch(0)
        world.fill(batch)
        mains = {(one.subject, one.seq): one.entry for one in batch.links if one.lane == 0}
        events = {
            one.event.event_id: index
            for index, one in self._readings.items()
            if one.event is not None
        }
        check_sections(carried, found, events.get)  # type: ignore[arg-type]
        self._check_content(world)
        self._check_files()
        note_disputed(carried, found)  # type: ignore[arg-type]
        note_unconfirmed(found, world)
        note_settled(
            found,
            LogEnd(
                world,
                found.annulments,
                lambda entry: sha256(file.statements[entry]).digest(),
                lambda subject, seq: mains.get((subject, seq)),
            ),
        )

    def _check_content(self, world: BundleWorld) -> None:
        """Content is a rulebook that was adopted, or a table of one; digests were compared."""
        from batterypass.regulations.rulebook import parse_rulebook

        found, content = self._found, self._file.content
        named = set()
        for _, digest in found.rulebooks:
            named.add(digest)
            if digest in content:
                try:
                    named |= {table.sha256 for table in parse_rulebook(content[digest]).tables}
                except MalformedError:
                    continue
        for digest in content:
            found.contents += 1
            if digest not in named:
                found.add("BP-V008", digest, expected="-", found=digest)

    def _check_files(self) -> None:
        """Attachments are those that a statement names; digests were compared."""
        named = {
            document.digest
            for one in self._readings.values()
            for document in getattr(one.event, "documents", None) or ()
        }
        for digest in self._file.files:
            if digest not in named:
                self._found.add("BP-B004", digest, field="files", expected="-", found=digest)

    # The verdict.

    def _verdict(self, *, first_use: bool) -> Verdict:
        found, file = self._found, self._file
        if not found.rulebooks and found.counts == {}:
            # A ledger that never adopted a rulebook is judged by this program's own rules.
            found.unknown_rulebooks += 1
        verdict = verdict_of(found, first_use=first_use)
        verdict.not_judged = self._asking.not_judged()
        is_open = [one for one in verdict.not_judged or () if one.is_open]
        if verdict.authentic and any(one.severity == "integrity" for one in is_open):
            verdict.authentic = None
        if verdict.compliant and is_open:
            verdict.compliant = None
        start = found.start or TrustStart("first-use")
        verdict.checks = _checks(found, file, verdict, start, first_use=first_use)
        if verdict.authentic:
            self._remember(start)
        return verdict

    def _remember(self, start: TrustStart) -> None:
        """Remember the checkpoint, unless one is remembered that it cannot be shown to extend."""
        known = start.remembered
        if known is None or (self._is_comparable and known.size < self._tip.size):
            self._around.memory.remember(self._file.origin, self._file.checkpoint)


def _checks(
    found: Gathered, file: BundleFile, verdict: Verdict, start: TrustStart, *, first_use: bool
) -> list[Check]:
    """Name each check with what it rests on; details are counts, the words are the caller's."""

    def check(name: str, number: int, *codes: str) -> Check:
        bad = found.count(*codes)
        return Check(name, bad == 0, f"{number}" if not bad else f"{bad}/{number}")

    trusted: bool | None = found.count("BP-V006", "BP-V010") == 0
    if trusted and (found.trust_is_open or (start.kind == "first-use" and not first_use)):
        trusted = None
    count = len(file.statements)
    breaches = found.severities.get("compliance", 0)
    missing = sum(one.is_open for one in verdict.not_judged or ())
    judged: bool | None = breaches == 0
    if judged and (missing or found.unknown_rulebooks or found.unknown_kinds):
        judged = None
    notices = found.severities.get("notice", 0)
    notices -= sum(one.settled is not None for one in found.findings)
    complete: bool | None = found.count("BP-B003", "BP-B006", "BP-V001") == 0
    if complete and missing:
        complete = None
    return [
        Check("trust", trusted, found.trust_is_open or start.kind),
        check("checkpoint", 1, "BP-V005"),
        check("proofs", count, "BP-B001", "BP-V001", "BP-B005"),
        check("content", count, "BP-S001", "BP-S002", "BP-B004"),
        check("signatures", count, "BP-S004", "BP-K0"),
        check("envelopes", count, "BP-S003", "BP-S005"),
        check("chains", count, "BP-L"),
        check("signers", count, "BP-P"),
        check("heads", len(file.heads), "BP-B002", "BP-B003"),
        Check("complete", complete, file.scope.of if complete else f"{missing}"),
        check("sealed", found.sections, "BP-V007"),
        check("tables", found.contents, "BP-V008"),
        check("files", len(file.files), "BP-B004"),
        Check("rules", judged, f"{breaches}" if breaches else f"{count}"),
        Check("notices", True, f"{notices}"),
    ]


class _Carried:
    """The statements and sections of a bundle, as what looks at a log reads them."""

    is_replica = True

    def __init__(self, file: BundleFile) -> None:
        self._file = file

    def statement(self, index: int) -> bytes:
        return self._file.statements[index]

    def statements(self, start: int, stop: int) -> Iterator[tuple[int, bytes]]:
        return (
            (index, raw) for index, raw in self._file.statements.items() if start <= index < stop
        )

    def sections(self) -> Iterator[Section]:
        for (event_id, point), body in self._file.sections.items():
            yield Section(event_id, point, body)


def not_judged_object(one: NotJudged) -> dict[str, object]:
    """Write one line of ``not_judged`` for programs."""
    key = "code" if one.what.startswith("BP-") else "check"
    found: dict[str, object] = {
        key: one.what, "subject": one.subject, "why": one.why, "entries": one.entries,
    }  # fmt: skip
    if one.missing:
        found["missing"] = one.missing
    return found
