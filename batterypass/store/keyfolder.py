"""The folder of private keys: OpenSSH files under one passphrase (D2, ``bytes.md`` 6).

::

    keys/                                 0700
      folder.json                         a check of the passphrase
      daily-8cb46c0f98440da3.key          0600, OpenSSH private key, locked by the passphrase
      daily-8cb46c0f98440da3.json         who and what it is for; listing needs no passphrase
"""

from __future__ import annotations

import json
import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from threading import get_ident
from typing import TYPE_CHECKING, Literal, get_args

from batterypass.errors import BrokenError, FailedError, InputError, MalformedError
from batterypass.statements.openssh import encode_openssh, parse_openssh, passphrase_bytes
from batterypass.statements.verifiers import PublicKey
from batterypass.store.passphrase import PassphraseCheck, check_strength
from batterypass.store.regular import read_regular

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from batterypass.statements.private import PrivateKey

KeyRole = Literal["daily", "recovery", "label", "checkpoint", "operator", "receipt", "witness"]

#: Rounds of bcrypt for a new key: about 0.12 s a key on a machine of 2024.
ROUNDS = 24
_CHECK_FILE = "folder.json"


@dataclass(frozen=True, slots=True)
class KeyInfo:
    """What is known of a stored key without its passphrase."""

    party: str
    role: KeyRole
    public: PublicKey
    path: Path

    @property
    def kid(self) -> bytes:
        """The thumbprint of the key, 32 bytes."""
        return self.public.kid

    @property
    def alg(self) -> int:
        """The COSE algorithm of the key: -19 or -9."""
        return self.public.alg


class KeyFolder:
    """The keys below ``path``. ``random`` gives salt; key files draw theirs from the system.

    Every method raises FailedError, naming the path, where the disk or a permission stops it.
    """

    def __init__(self, path: Path, *, random: Callable[[int], bytes], rounds: int = ROUNDS) -> None:
        self.path = path
        self._random = random
        self._rounds = rounds
        self._checked: bytes | None = None

    def is_new(self) -> bool:
        """Tell whether no passphrase was set yet."""
        with _disk(self.path):
            return not any(
                path.name == _CHECK_FILE or path.suffix == ".key" for path in self._paths()
            )

    def init(self, passphrase: str) -> None:
        """Make the folder and set its one passphrase.

        Raises InputError for a weak passphrase, saying what to do, or a folder that has one.
        """
        check_strength(passphrase)
        if not self.is_new():
            raise InputError(
                f"{self.path}: this key folder has a passphrase already",
                code="keyfolder.has-passphrase", folder=self.path,
            )  # fmt: skip
        secret = passphrase_bytes(passphrase)
        check = PassphraseCheck.make(secret, salt=self._random(16), rounds=self._rounds)
        with _disk(self.path):
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.path.chmod(0o700)
        _write(self.path / _CHECK_FILE, check.encode())
        self._checked = secret

    def add(self, private: PrivateKey, *, party: str, role: KeyRole, passphrase: str) -> KeyInfo:
        """Store a key, locked by the folder's passphrase; again is no change.

        Raises InputError for another passphrase than the folder's, or for a key that is stored for
        another party (one thumbprint belongs to one party for ever). A crash leaves either the
        whole key or, before the last step, a ``.key`` file that is not listed and is written
        again next time.
        """
        secret = self._check(passphrase)
        for info in self.list():
            if info.kid == private.kid and info.party != party:
                raise InputError(
                    f"{info.path}: this key belongs to {info.party}, not to {party}",
                    code="keyfolder.other-owner", path=info.path, owner=info.party, party=party,
                )  # fmt: skip
            if info.kid == private.kid and info.role == role:
                return info
        path = self.path / f"{role}-{private.kid.hex()[:16]}.key"
        info = KeyInfo(party, role, private.public, path)
        _write(path, encode_openssh(private, secret, self._rounds))
        # The key counts from here on.
        _write(path.with_suffix(".json"), encode_info(info))
        return info

    def list(self) -> tuple[KeyInfo, ...]:
        """Give the stored keys in the order of their file names; no passphrase is needed.

        Raises FailedError naming a file that is damaged.
        """
        with _disk(self.path):
            paths = [path for path in self._paths() if path.suffix == ".json"]
        return tuple(_read_info(path) for path in paths if path.name != _CHECK_FILE)

    def find(self, party: str, role: KeyRole) -> tuple[KeyInfo, ...]:
        """Give the keys of one party in one role: none, one, or several after a rotation."""
        return tuple(info for info in self.list() if info.party == party and info.role == role)

    def unlock(self, infos: Iterable[KeyInfo], passphrase: str) -> dict[bytes, PrivateKey]:
        """Unlock these keys, several in threads, and give them by their kid.

        Raises InputError naming the folder for a wrong passphrase, and FailedError naming the file
        for a key that is missing, damaged or not the one that its description says.
        """
        infos = [*infos]
        if not infos:
            return {}
        secret = passphrase_bytes(passphrase)
        if not secret:
            raise _wrong_passphrase(self.path)
        if len(infos) == 1:
            # No thread of a pool: at its end the interpreter would wait for it.
            key = self._unlock(infos[0], secret)
            return {key.kid: key}
        # bcrypt lets go of the interpreter's lock, so two cores unlock two keys at a time.
        with ThreadPoolExecutor(min(len(infos), os.cpu_count() or 1)) as pool:
            keys = [*pool.map(partial(self._unlock, secret=secret), infos)]
        return {key.kid: key for key in keys}

    def _paths(self) -> Iterable[Path]:
        """Give what is in the folder, sorted; nothing where there is no folder yet."""
        # A glob would hide a folder that may not be read.
        return sorted(self.path.iterdir()) if self.path.exists() else ()

    def _unlock(self, info: KeyInfo, secret: bytes) -> PrivateKey:
        try:
            private = parse_openssh(_read(info.path), secret)
        except MalformedError as error:
            raise _damaged(info.path, error) from error
        except BrokenError as error:
            # Either the passphrase or the file is wrong: the folder's check tells which.
            if self._read_check().fits(secret):
                raise _damaged(info.path, error) from error
            raise _wrong_passphrase(self.path) from error
        if private.public != info.public:
            raise _damaged(info.path, "it holds another key than its .json file says")
        return private

    def _check(self, passphrase: str) -> bytes:
        """Give the bytes of the passphrase. Raises InputError if it is not the folder's."""
        secret = passphrase_bytes(passphrase)
        if secret != self._checked:
            if self.is_new():
                raise InputError(
                    f"{self.path}: set the passphrase of this key folder first",
                    code="keyfolder.no-passphrase", folder=self.path,
                )  # fmt: skip
            if not self._read_check().fits(secret):
                raise _wrong_passphrase(self.path)
            self._checked = secret
        return secret

    def _read_check(self) -> PassphraseCheck:
        path = self.path / _CHECK_FILE
        try:
            return PassphraseCheck.parse(_read(path))
        except MalformedError as error:
            raise _damaged(path, error) from error


def _wrong_passphrase(folder: Path) -> InputError:
    return InputError(
        f"{folder}: wrong passphrase for this key folder. All keys in it share the one that was set"
        " when it was made; check the keyboard layout and Caps Lock",
        code="keyfolder.wrong-passphrase", folder=folder,
    )  # fmt: skip


def _damaged(path: Path, why: object) -> FailedError:
    return FailedError(
        f"{path}: this key file is damaged ({why}): put it back from your backup",
        code="keyfolder.damaged", path=path, why=str(why),
    )  # fmt: skip


def encode_info(info: KeyInfo) -> bytes:
    """Write the description that stands beside a key file."""
    members = {
        "version": 1,
        "party": info.party,
        "role": info.role,
        "kid": info.kid.hex(),
        "alg": info.alg,
        "public": info.public.text,
    }
    return (json.dumps(members, ensure_ascii=False, indent=1) + "\n").encode()


def _read_info(path: Path) -> KeyInfo:
    """Read the description of a key. Raises FailedError for anything but what we write."""
    data = _read(path)
    try:
        members = json.loads(data)
        public = PublicKey.parse_alg(members["alg"], members["public"])
        party: object = members["party"]
        if not isinstance(party, str):
            raise MalformedError("the party is not a text")
        info = KeyInfo(party, members["role"], public, path.with_suffix(".key"))
        if (
            info.role not in get_args(KeyRole)
            or path.stem != f"{info.role}-{info.kid.hex()[:16]}"
            or encode_info(info) != data
        ):
            raise MalformedError("not as batterypass writes it")
    except (ValueError, KeyError, TypeError, RecursionError, MalformedError) as error:
        raise _damaged(path, error) from error
    return info


@contextmanager
def _disk(path: Path) -> Iterator[None]:
    """Turn what the disk says into a FailedError that names the path."""
    try:
        yield
    except OSError as error:
        place, why = error.filename or path, error.strerror or str(error)
        raise FailedError(f"{place}: {why}", code="store.disk", path=place, why=why) from error


def _read(path: Path) -> bytes:
    with _disk(path):
        return read_regular(path)


def _write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, readable by its owner alone."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.{get_ident()}.tmp")
    with _disk(path):
        try:
            descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
        if os.name == "posix":  # elsewhere a folder cannot be opened, and the rename is durable
            descriptor = os.open(path.parent, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
