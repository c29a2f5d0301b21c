"""The trust file: which logs and witnesses one trusts, and how many witnesses are enough.

It is a C2SP tlog-policy with one comment of ours, ``# batterypass-entry-0 sha256:<64 hex>``, that
pins the first entry. People write these files, so ``TrustFile.parse`` takes any spacing and
comments that C2SP allows, and any order; ``encode`` gives one canonical form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

from batterypass.errors import InputError, MalformedError, refusal
from batterypass.tlog.keys import COSIGNATURE_V1, ED25519, Vkey, encode_vkey, parse_vkey
from batterypass.tlog.lines import demand_unix, find_unwritable, parse_decimal, shorten
from batterypass.tlog.merkle import HASH_SIZE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

NO_QUORUM: Final = "none"
"""The quorum that asks for no witness at all."""

MAX_POLICY_SIZE: Final = 262_144
"""Bytes of the longest trust file that is read."""

MAX_PARTS: Final = 256
"""Most logs, witnesses and groups, of each."""

_ENTRY_0: Final = re.compile(r"# batterypass-entry-0 sha256:([0-9a-f]{64})")
#: What a pin says, however it is misspelt: its own name, or a digest.
_LIKE_A_PIN: Final = re.compile(
    r"batterypass[^a-z0-9]*entry|^batterypass-|sha-?256[^a-z0-9]*[0-9a-f]{16}"
)
_BLANKS: Final = re.compile(r"[ \t]+")


@dataclass(frozen=True, slots=True)
class PolicyLog:
    """A log that is accepted. The name of its key is its origin."""

    vkey: Vkey
    url: str | None = None


@dataclass(frozen=True, slots=True)
class PolicyWitness:
    """A witness. ``name`` is how this file calls it; its key has a name of its own."""

    name: str
    vkey: Vkey
    url: str | None = None


@dataclass(frozen=True, slots=True)
class PolicyGroup:
    """A group has seen a checkpoint if at least ``threshold`` of its members have."""

    name: str
    threshold: int
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TrustFile:
    """Logs, witnesses, groups, quorum and, optionally, the SHA-256 of entry 0.

    Several logs may have one origin: the old and the new key of a log that changed it. A group
    may only name witnesses and groups before it, and each may be a member only once, so that no
    witness counts twice. Raises InputError, naming the part, for anything that C2SP tlog-policy
    forbids; also for a public key that stands in two lines, and for a witness whose key has the
    name of a log.
    """

    logs: tuple[PolicyLog, ...]
    witnesses: tuple[PolicyWitness, ...] = ()
    groups: tuple[PolicyGroup, ...] = ()
    quorum: str = NO_QUORUM
    entry_0: bytes | None = None

    def __post_init__(self) -> None:
        if max(len(self.logs), len(self.witnesses), len(self.groups)) > MAX_PARTS:
            raise refusal(InputError, "policy.many", most=MAX_PARTS)
        self._check_keys()
        self._check_names()
        if self.entry_0 is not None and len(self.entry_0) != HASH_SIZE:
            raise refusal(InputError, "policy.digest-length", found=len(self.entry_0))

    def _check_keys(self) -> None:
        origins = self.origins
        for log in self.logs:
            _demand_type(log.vkey, ED25519, "log")
        for witness in self.witnesses:
            _demand_type(witness.vkey, COSIGNATURE_V1, "witness")
            # Otherwise its cosignature could pass for the signature of that log.
            if witness.vkey.name in origins:
                raise refusal(InputError, "policy.like-a-log", name=shorten(witness.name))
        seen: set[bytes] = set()
        keyed: tuple[PolicyLog | PolicyWitness, ...] = (*self.logs, *self.witnesses)
        for part in keyed:
            if part.vkey.public_key in seen:
                raise refusal(InputError, "policy.key-twice", name=shorten(part.vkey.name))
            seen.add(part.vkey.public_key)
            if part.url is not None:
                _demand_word(part.url, "url")

    def _check_names(self) -> None:
        known: set[str] = set()
        free: set[str] = set()  # those that no group counts yet
        named: tuple[PolicyWitness | PolicyGroup, ...] = (*self.witnesses, *self.groups)
        for part in named:
            _demand_word(part.name, "name")
            if part.name == NO_QUORUM or part.name in known:
                raise refusal(InputError, "policy.name-twice", name=shorten(part.name))
            if isinstance(part, PolicyGroup):
                if not 1 <= part.threshold <= len(part.members):
                    raise refusal(
                        InputError, "policy.threshold",
                        name=shorten(part.name), found=part.threshold, members=len(part.members),
                    )  # fmt: skip
                for member in part.members:
                    if member not in free:
                        code = "policy.member" if member not in known else "policy.member-twice"
                        raise refusal(
                            InputError, code,
                            name=shorten(part.name), member=shorten(member),
                        )  # fmt: skip
                    free.remove(member)
            known.add(part.name)
            free.add(part.name)
        if self.quorum != NO_QUORUM and self.quorum not in known:
            raise refusal(InputError, "policy.quorum", name=shorten(self.quorum))

    @property
    def origins(self) -> frozenset[str]:
        """The logs that are accepted."""
        return frozenset(log.vkey.name for log in self.logs)

    def keys_of(self, origin: str) -> tuple[Vkey, ...]:
        """Give the keys that may sign for the log ``origin``; none if it is not accepted."""
        return tuple(log.vkey for log in self.logs if log.vkey.name == origin)

    def is_quorum(self, witnesses: Collection[str]) -> bool:
        """Tell whether ``witnesses``, named as this file calls them, are enough."""
        seen = {witness.name for witness in self.witnesses if witness.name in witnesses}
        # Groups only name what stands before them, so that one pass settles all.
        for group in self.groups:
            if sum(member in seen for member in group.members) >= group.threshold:
                seen.add(group.name)
        return self.quorum == NO_QUORUM or self.quorum in seen

    def encode(self) -> bytes:
        """Give the canonical file: our comment, logs, witnesses, groups, quorum."""
        return "".join(f"{line}\n" for line in self._lines()).encode()

    def _lines(self) -> Iterator[str]:
        if self.entry_0 is not None:
            yield f"# batterypass-entry-0 sha256:{self.entry_0.hex()}"
        for log in self.logs:
            yield " ".join(["log", encode_vkey(log.vkey), *filter(None, [log.url])])
        for witness in self.witnesses:
            words = ["witness", witness.name, encode_vkey(witness.vkey)]
            yield " ".join([*words, *filter(None, [witness.url])])
        for group in self.groups:
            yield " ".join(["group", group.name, _encode_threshold(group), *group.members])
        yield f"quorum {self.quorum}"

    @classmethod
    def parse(cls, data: bytes) -> Self:
        """Read a trust file. Raises MalformedError, naming the line (``trust.malformed``).

        Parsing what ``encode`` gives is the identity. A comment that looks like the one that we know
        has to be it: a misspelt pin is an error, not a comment. Lines may stand in any order.
        """
        demand_unix(data, "trust file")
        try:
            return cls._parse(data)
        except InputError as error:
            if _is_whole(error):
                raise
            raise refusal(MalformedError, "trust.malformed", why=error) from error

    @classmethod
    def _parse(cls, data: bytes) -> Self:
        if len(data) > MAX_POLICY_SIZE:
            raise refusal(MalformedError, "policy.too-long", found=len(data), most=MAX_POLICY_SIZE)
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            raise refusal(MalformedError, "policy.not-utf8", at=error.start) from error
        if find_unwritable(text, allowed="\n\t") is not None or "\x7f" in text:
            raise refusal(MalformedError, "policy.control")
        *lines, rest = text.split("\n")
        if rest:
            raise refusal(MalformedError, "policy.no-newline")
        reader = _Reader()
        for number, line in enumerate(lines, start=1):
            try:
                reader.read(number, line)
            except InputError as error:
                if _is_whole(error):
                    raise
                raise refusal(MalformedError, "policy.line", line=number, why=error) from error
        if reader.quorum is None:
            raise refusal(MalformedError, "trust.no-quorum")
        return cls(
            tuple(reader.logs),
            tuple(reader.witnesses),
            tuple(reader.groups_in_order()),
            reader.quorum,
            reader.entry_0,
        )


def _is_whole(error: InputError) -> bool:
    """Tell an error that names the file and what to do from one about a part of it."""
    return error.code is not None and error.code.startswith("trust.")


class _Reader:
    """Collects the lines of one file, and puts groups behind what they name."""

    def __init__(self) -> None:
        self.logs: list[PolicyLog] = []
        self.witnesses: list[PolicyWitness] = []
        self.groups: list[tuple[int, PolicyGroup]] = []
        self.quorum: str | None = None
        self.entry_0: bytes | None = None

    def read(self, number: int, line: str) -> None:
        """Take one line. Raises InputError or MalformedError."""
        match _BLANKS.split(line.strip(" \t")):
            case [""]:
                pass
            case [word, *_] if word.startswith("#"):
                self._read_comment(number, line.strip(" \t"))
            case ["log", vkey]:
                self.logs.append(PolicyLog(parse_vkey(vkey)))
            case ["log", vkey, url]:
                self.logs.append(PolicyLog(parse_vkey(vkey), url))
            case ["witness", name, vkey]:
                self.witnesses.append(PolicyWitness(name, parse_vkey(vkey)))
            case ["witness", name, vkey, url]:
                self.witnesses.append(PolicyWitness(name, parse_vkey(vkey), url))
            case ["group", name, threshold, *members]:
                self.groups.append((number, _parse_group(name, threshold, members)))
            case ["quorum", name]:
                if self.quorum is not None:
                    raise refusal(MalformedError, "policy.second-quorum", first=self.quorum[:60])
                self.quorum = name
            case _:
                raise refusal(MalformedError, "policy.no-such-line", found=shorten(line))

    def groups_in_order(self) -> list[PolicyGroup]:
        """Give the groups, each behind those that it names, and else as they stand.

        Raises MalformedError for a name that nobody has, and for groups that name each other.
        """
        names = {one.name for one in self.witnesses}
        placed: list[PolicyGroup] = []
        waiting = self.groups
        while waiting:
            still = []
            for number, group in waiting:
                if names.issuperset(group.members):
                    names.add(group.name)
                    placed.append(group)
                else:
                    still.append((number, group))
            if len(still) == len(waiting):
                number, group = still[0]
                name = next(one for one in group.members if one not in names)
                why = refusal(MalformedError, "policy.undefined", name=shorten(name))
                raise refusal(MalformedError, "policy.line", line=number, why=why)
            waiting = still
        return placed

    def _read_comment(self, number: int, comment: str) -> None:
        if not _LIKE_A_PIN.search(comment.lstrip("# \t").lower()):
            return
        match = _ENTRY_0.fullmatch(comment)
        if match is None or self.entry_0 is not None:
            raise refusal(MalformedError, "trust.pin", line=number, found=shorten(comment))
        self.entry_0 = bytes.fromhex(match[1])


def _parse_group(name: str, threshold: str, members: list[str]) -> PolicyGroup:
    if threshold == "all":
        needed = len(members)
    elif threshold == "any":
        needed = 1
    else:
        try:
            needed = parse_decimal(threshold, "threshold")
        except MalformedError as error:
            raise refusal(
                MalformedError, "policy.no-threshold", name=shorten(name), found=shorten(threshold)
            ) from error
    return PolicyGroup(name, needed, tuple(members))


def _encode_threshold(group: PolicyGroup) -> str:
    if group.threshold == 1:
        return "any"
    return "all" if group.threshold == len(group.members) else str(group.threshold)


def _demand_type(vkey: Vkey, key_type: int, role: str) -> None:
    if vkey.type != key_type:
        raise refusal(
            InputError, f"policy.key-of-{role}", name=shorten(vkey.name),
            expected=f"0x{key_type:02x}", found=f"0x{vkey.type:02x}",
        )  # fmt: skip


def _demand_word(text: str, what: str) -> None:
    """Refuse what would not come back as one word of a line."""
    blank = not text or " " in text or "\x7f" in text
    if blank or find_unwritable(text) is not None:
        raise refusal(InputError, f"policy.{what}", found=shorten(text))
