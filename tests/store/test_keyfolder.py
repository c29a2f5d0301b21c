"""The key folder: one passphrase, files that say what is wrong with them."""

from __future__ import annotations

import errno
import json
import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from batterypass.errors import BatterypassError, FailedError, InputError
from batterypass.statements.openssh import encode_openssh, passphrase_bytes
from batterypass.store import keyfolder
from batterypass.store.keyfolder import ROUNDS, KeyFolder
from statements.samples import counted, counted_p256

PASSPHRASE = "cuatro palabras sin sentido"
OTHER_PASSPHRASE = "otra frase distinta"
PARTY = "https://planta-apodaca.example"
OTHER = "https://recicladora.example"


def open_folder(path: Path) -> KeyFolder:
    # One round makes the tests quick; the real number is asserted below.
    return KeyFolder(path, random=lambda size: bytes(range(size)), rounds=1)


@pytest.fixture
def folder(tmp_path: Path) -> KeyFolder:
    made = open_folder(tmp_path / "keys")
    made.init(PASSPHRASE)
    made.add(counted(1), party=PARTY, role="daily", passphrase=PASSPHRASE)
    made.add(counted(2), party=PARTY, role="recovery", passphrase=PASSPHRASE)
    made.add(counted_p256(3), party=OTHER, role="daily", passphrase=PASSPHRASE)
    return made


def test_keys_are_listed_without_a_passphrase_and_unlocked_with_it(folder: KeyFolder) -> None:
    again = open_folder(folder.path)
    assert [(info.party, info.role, info.alg) for info in again.list()] == [
        (info.party, info.role, info.alg)
        for info in sorted(again.list(), key=lambda info: info.path.name)
    ]
    assert {info.kid for info in again.list()} == {
        counted(1).kid,
        counted(2).kid,
        counted_p256(3).kid,
    }
    keys = again.unlock(again.list(), PASSPHRASE)
    assert keys.keys() == {info.kid for info in again.list()}
    assert keys[counted(1).kid].sign(b"m") == counted(1).sign(b"m")
    assert keys[counted_p256(3).kid].alg == -9
    assert again.unlock([], "anything") == {}


def test_keys_are_found_by_party_and_role(folder: KeyFolder) -> None:
    assert [info.kid for info in folder.find(PARTY, "recovery")] == [counted(2).kid]
    assert folder.find(OTHER, "recovery") == ()
    folder.add(counted(9), party=PARTY, role="daily", passphrase=PASSPHRASE)
    assert {info.kid for info in folder.find(PARTY, "daily")} == {counted(1).kid, counted(9).kid}


def test_files_and_folder_are_for_their_owner_alone(folder: KeyFolder) -> None:
    assert stat.S_IMODE(folder.path.stat().st_mode) == 0o700
    names = sorted(path.name for path in folder.path.iterdir())
    kid = counted(1).kid.hex()[:16]
    assert {f"daily-{kid}.key", f"daily-{kid}.json", "folder.json"} <= set(names)
    assert len(names) == 7
    for path in folder.path.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_no_file_holds_the_seed_or_the_passphrase(folder: KeyFolder) -> None:
    for path in folder.path.iterdir():
        data = path.read_bytes()
        assert bytes(range(1, 33)) not in data
        assert PASSPHRASE.encode() not in data
        assert b"cuatro" not in data


def test_new_keys_are_locked_with_enough_rounds(tmp_path: Path) -> None:
    real = KeyFolder(tmp_path / "keys", random=os.urandom)
    real.init(PASSPHRASE)
    assert json.loads((real.path / "folder.json").read_text())["rounds"] == ROUNDS >= 16


def test_a_wrong_passphrase_names_the_folder(folder: KeyFolder) -> None:
    for wrong in ("cuatro palabras con sentido", PASSPHRASE + " ", "", PASSPHRASE.upper()):
        with pytest.raises(InputError, match="wrong passphrase for this key folder") as caught:
            open_folder(folder.path).unlock(folder.list(), wrong)
        assert str(folder.path) in str(caught.value)


def test_a_second_key_with_another_passphrase_is_refused(folder: KeyFolder) -> None:
    before = sorted(path.name for path in folder.path.iterdir())
    for opened in (folder, open_folder(folder.path)):
        with pytest.raises(InputError, match="wrong passphrase"):
            opened.add(counted(5), party=PARTY, role="label", passphrase=OTHER_PASSPHRASE)
    assert sorted(path.name for path in folder.path.iterdir()) == before


def test_a_passphrase_typed_on_another_keyboard_opens_it(tmp_path: Path) -> None:
    made = open_folder(tmp_path / "keys")
    made.init("contrase\u00f1a larga y tonta")
    decomposed = "contrasen\u0303a larga y tonta"
    made.add(counted(1), party=PARTY, role="daily", passphrase=decomposed)
    assert open_folder(made.path).unlock(made.list(), decomposed)


def test_setting_the_passphrase_twice(folder: KeyFolder) -> None:
    assert not folder.is_new()
    with pytest.raises(InputError, match="has a passphrase already"):
        folder.init("otra frase muy distinta")


def test_a_key_before_the_passphrase_is_set(tmp_path: Path) -> None:
    empty = open_folder(tmp_path / "keys")
    assert empty.is_new()
    assert empty.list() == ()
    with pytest.raises(InputError, match="set the passphrase"):
        empty.add(counted(1), party=PARTY, role="daily", passphrase=PASSPHRASE)
    assert not empty.path.exists()


def test_a_weak_passphrase_makes_no_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="at least 12 characters or 4 words"):
        open_folder(tmp_path / "keys").init("secreto")
    assert not (tmp_path / "keys").exists()


def test_adding_a_key_again_changes_nothing(folder: KeyFolder) -> None:
    path = folder.find(PARTY, "daily")[0].path
    before = path.read_bytes()
    again = folder.add(counted(1), party=PARTY, role="daily", passphrase=PASSPHRASE)
    assert again == folder.find(PARTY, "daily")[0]
    assert path.read_bytes() == before


def test_a_key_belongs_to_one_party_for_ever(folder: KeyFolder) -> None:
    with pytest.raises(InputError, match=f"belongs to {PARTY}, not to {OTHER}"):
        folder.add(counted(1), party=OTHER, role="daily", passphrase=PASSPHRASE)


def test_only_the_keys_asked_for_are_opened(folder: KeyFolder) -> None:
    folder.find(OTHER, "daily")[0].path.write_bytes(b"damaged")
    assert folder.unlock(folder.find(PARTY, "daily"), PASSPHRASE)


@pytest.mark.parametrize("cut", [0, 1, 40, 100, 200, -2, -37])
def test_a_torn_key_file_is_named(folder: KeyFolder, cut: int) -> None:
    path = folder.find(PARTY, "daily")[0].path
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(FailedError, match="damaged") as caught:
        folder.unlock(folder.find(PARTY, "daily"), PASSPHRASE)
    assert str(path) in str(caught.value)


def test_every_changed_byte_of_a_key_file_opens_the_right_key_or_is_named(
    folder: KeyFolder,
) -> None:
    info = folder.find(PARTY, "daily")[0]
    data = info.path.read_bytes()
    for place in range(0, len(data), 3):
        changed = bytearray(data)
        changed[place] ^= 1
        info.path.write_bytes(changed)
        message = ""
        try:
            keys = folder.unlock([info], PASSPHRASE)
        except FailedError as error:
            message = str(error)
        else:
            assert keys[info.kid].sign(b"m") == counted(1).sign(b"m")
        assert message == "" or str(info.path) in message


def test_a_key_file_that_was_swapped_for_another(folder: KeyFolder) -> None:
    daily, recovery = folder.find(PARTY, "daily")[0], folder.find(PARTY, "recovery")[0]
    shutil.copy(recovery.path, daily.path)
    with pytest.raises(FailedError, match="another key") as caught:
        folder.unlock([daily], PASSPHRASE)
    assert str(daily.path) in str(caught.value)


def test_a_key_file_from_a_folder_with_another_passphrase(folder: KeyFolder) -> None:
    info = folder.find(PARTY, "daily")[0]
    info.path.write_bytes(encode_openssh(counted(1), passphrase_bytes("otra frase larga"), 1))
    with pytest.raises(FailedError, match="does not open") as caught:
        folder.unlock([info], PASSPHRASE)
    assert str(info.path) in str(caught.value)


def test_a_missing_key_file_is_named(folder: KeyFolder) -> None:
    info = folder.find(PARTY, "daily")[0]
    info.path.unlink()
    with pytest.raises(FailedError, match="No such file") as caught:
        folder.unlock([info], PASSPHRASE)
    assert str(info.path) in str(caught.value)


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda text: "", id="empty"),
        pytest.param(lambda text: text[:-9], id="torn"),
        pytest.param(lambda text: text.replace("daily", "weekly"), id="unknown-role"),
        pytest.param(lambda text: text.replace('"daily"', '"label"'), id="other-role"),
        pytest.param(lambda text: text.replace("-19", "-8"), id="other-alg"),
        pytest.param(lambda text: text.replace('"version": 1', '"version": 2'), id="version"),
        pytest.param(lambda text: text.replace(f'"{PARTY}"', "7"), id="party-is-a-number"),
        pytest.param(lambda text: text.replace('"kid": "', '"kid": "0'), id="other-kid"),
        pytest.param(lambda text: text + " ", id="one-space-more"),
        pytest.param(lambda text: "[" * 100_000, id="nested"),
        pytest.param(lambda text: "[]", id="a-list"),
        pytest.param(lambda text: text.replace('"public": "', '"public": "_'), id="other-public"),
    ],
)
def test_a_damaged_description_is_named(folder: KeyFolder, damage: Callable[[str], str]) -> None:
    path = folder.find(PARTY, "daily")[0].path.with_suffix(".json")
    path.write_text(damage(path.read_text()))
    with pytest.raises(FailedError, match="damaged") as caught:
        folder.list()
    assert str(path) in str(caught.value)


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda text: "", id="empty"),
        pytest.param(lambda text: text[:-5], id="torn"),
        pytest.param(lambda text: text.replace('"rounds": 1', '"rounds": 99999999'), id="rounds"),
        pytest.param(lambda text: text.replace('"rounds": 1', '"rounds": 1.0'), id="float"),
        pytest.param(lambda text: text.replace('"salt": "00', '"salt": "'), id="short-salt"),
        pytest.param(lambda text: text.upper(), id="upper-case"),
        pytest.param(lambda text: "null", id="null"),
    ],
)
def test_a_damaged_passphrase_check_is_named(
    folder: KeyFolder, damage: Callable[[str], str]
) -> None:
    path = folder.path / "folder.json"
    path.write_text(damage(path.read_text()))
    again = open_folder(folder.path)
    with pytest.raises(FailedError, match=r"folder\.json.*damaged"):
        again.add(counted(5), party=PARTY, role="label", passphrase=PASSPHRASE)
    # The keys themselves need it not.
    assert len(again.unlock(again.list(), PASSPHRASE)) == 3


def test_a_crash_between_the_two_files_of_a_key_leaves_it_unlisted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = open_folder(tmp_path / "keys")
    made.init(PASSPHRASE)
    replace = Path.replace

    def lost(self: Path, target: Path) -> Path:
        if target.suffix == ".json":
            raise OSError(errno.ENOSPC, "No space left on device", str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", lost)
    with pytest.raises(FailedError, match="No space left on device"):
        made.add(counted(1), party=PARTY, role="daily", passphrase=PASSPHRASE)
    monkeypatch.undo()
    assert open_folder(made.path).list() == ()
    assert not [path for path in made.path.iterdir() if path.suffix == ".tmp"]
    # The next attempt completes it.
    made.add(counted(1), party=PARTY, role="daily", passphrase=PASSPHRASE)
    assert open_folder(made.path).unlock(made.list(), PASSPHRASE).keys() == {counted(1).kid}


@pytest.mark.parametrize("failing", ["open", "fsync", "replace"])
def test_a_failing_disk_leaves_the_folder_as_it_was(
    folder: KeyFolder, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    before = {path.name: path.read_bytes() for path in folder.path.iterdir()}

    def fails(*_: object, **__: object) -> int:
        raise OSError(errno.EIO, "Input/output error")

    target = Path if failing == "replace" else os
    monkeypatch.setattr(target, failing, fails)
    with pytest.raises(FailedError, match="Input/output error") as caught:
        folder.add(counted(7), party=PARTY, role="label", passphrase=PASSPHRASE)
    monkeypatch.undo()
    assert str(folder.path) in str(caught.value)
    assert {path.name: path.read_bytes() for path in folder.path.iterdir()} == before


def test_a_folder_that_may_not_be_read_is_named(
    folder: KeyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    infos = folder.list()

    def denied(self: Path, *_: object) -> bytes:
        raise PermissionError(errno.EACCES, "Permission denied", str(self))

    for target, name in ((Path, "iterdir"), (keyfolder, "read_regular")):
        with monkeypatch.context() as patch:
            patch.setattr(target, name, denied)
            with pytest.raises(FailedError, match="Permission denied") as caught:
                folder.list()
            assert str(folder.path) in str(caught.value)
    with monkeypatch.context() as patch:
        patch.setattr(keyfolder, "read_regular", denied)
        with pytest.raises(FailedError, match=r"\.key: Permission denied"):
            folder.unlock(infos, PASSPHRASE)


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text("not a folder")
    with pytest.raises(BatterypassError, match="keys"):
        open_folder(tmp_path / "keys").init(PASSPHRASE)
