"""Write the tables of ``docs/formats/epcis.md`` from the packaged table: run it after a change."""

from __future__ import annotations

from pathlib import Path

from batterypass.exchange.epcis_table import Row, table

PAGE = Path(__file__).resolve().parents[2] / "docs" / "formats" / "epcis.md"


def kinds_table() -> list[str]:
    """Give a line for each kind."""
    lines = ["| kind | row | EPCIS | confidence |", "|---|---|---|---|"]
    for row in table().kinds.values():
        if row.internal is not None:
            lines.append(f"| `{row.kind}` | – | internal: {row.internal.en} | – |")
        else:
            lines.append(f"| `{row.kind}` | {row.row} | {_told(row)} | {row.confidence} |")
    return lines


def terms_table() -> list[str]:
    """Give a line for each term of our namespace."""
    lines = ["| term | form | says |", "|---|---|---|"]
    lines += [
        f"| `bp:{name}` | {one.form} | {one.says.en} |" for name, one in table().terms.items()
    ]
    return lines


def _told(row: Row) -> str:
    words = [row.words["type"], *(row.words.get(name, "") for name in ("action",))]
    told = " ".join(word for word in words if word)
    for name in ("step", "disposition"):
        if row.words.get(name):
            told += f", `{row.words[name]}`"
    for value, case in row.cases.items():
        told += f"; {value}: " + ", ".join(
            f"`{word}`" if word else "none" for word in case.values()
        )
    if row.waste:
        told += f"; waste: `{row.waste['step']}`, `{row.waste['disposition']}`"
    if row.attribute:
        told += f"; for who may see `{row.attribute}`"
    return told + (f" ({row.note.en})" if row.note is not None else "")


def rendered(text: str) -> str:
    """Give the page with both tables made anew between their marks."""
    for name, lines in (("kinds", kinds_table()), ("terms", terms_table())):
        first, last = f"<!-- {name} -->\n", f"<!-- end of {name} -->"
        head, _, rest = text.partition(first)
        _, _, tail = rest.partition(last)
        text = head + first + "\n" + "\n".join(lines) + "\n\n" + last + tail
    return text


if __name__ == "__main__":
    PAGE.write_text(rendered(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
