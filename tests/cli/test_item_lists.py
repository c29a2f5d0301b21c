"""Lists of items from a file: what is off is told by line and column, whoever wrote the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from batterypass.errors import FailedError, InputError
from batterypass_cli.batch_table import read_rows

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = ("item", "mass_kg")


@pytest.mark.parametrize(
    ("text", "code", "where"),
    [
        ("", "batch.no-column", {"line": 1}),
        ("\n\nserial\n", "batch.unknown-column", {"line": 3, "name": "serial"}),
        ("item,\nA,\n", "batch.unknown-column", {"line": 1, "name": "-"}),
        ("mass_kg\n1\n", "batch.no-column", {"line": 1, "needed": "item"}),
        ("item,mass_kg,item\nA,1,B\n", "batch.column-twice", {"line": 1, "name": "item"}),
        ("item,mass_kg\n\n   \nA\n", "batch.bad-row", {"line": 4, "count": 2}),
        ("item,mass_kg\nA,1,2\n", "batch.bad-row", {"line": 2}),
        ("item,mass_kg\r\n\r\n,1\r\n", "batch.bad-cell", {"line": 3, "column": "item"}),
        # The cell in quotes has an end of line of its own.
        ('item,mass_kg\n"A\nB",1\nC\n', "batch.bad-row", {"line": 4}),
        ('item,mass_kg\nA,1\n"B,2\n', "batch.bad-csv", {"line": 3}),
    ],
)
def test_a_list_that_is_off_is_told_by_its_line(
    tmp_path: Path, text: str, code: str, where: dict[str, object]
) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(text.encode())

    with pytest.raises(InputError) as caught:
        read_rows(path, COLUMNS, "batterypass again")

    assert caught.value.code == code
    assert caught.value.values.items() >= {**where, "again": "batterypass again"}.items()


def test_spaces_and_empty_lines_say_nothing(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("\ufeff\r\n item , mass_kg\r\n\r\n A , 1 \r\nB,\r\n".encode())

    rows = read_rows(path, COLUMNS, "again")

    assert [one.said() for one in rows] == [{"item": "A", "mass_kg": "1"}, {"item": "B"}]
    with pytest.raises(InputError) as caught, rows[1].at("mass_kg"):
        raise InputError("no mass", es="sin masa")
    assert (caught.value.values["line"], caught.value.values["column"]) == (5, "mass_kg")


def test_what_is_no_file_of_the_disk_is_not_waited_for(tmp_path: Path) -> None:
    with pytest.raises(FailedError):
        read_rows(tmp_path, COLUMNS, "again")
