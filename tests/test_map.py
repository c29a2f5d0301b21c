"""The map in docs/ARCHITECTURE.md is the map of the folders, and the layers are all of it."""

from __future__ import annotations

import re
import tomllib

from shared import ROOT


def parts() -> set[str]:
    return {
        path.name
        for path in (ROOT / "batterypass").iterdir()
        if (path.is_dir() and path.name != "__pycache__")
        or (path.suffix == ".py" and path.name != "__init__.py")
    }


def test_the_architecture_page_names_every_part() -> None:
    page = (ROOT / "docs" / "ARCHITECTURE.md").read_text("utf-8")
    block = page.split("```")[1]
    named = {
        name.rstrip("/") for name in re.findall(r"^  ([a-z_]+(?:/|\.py)) ", block, re.MULTILINE)
    }
    assert named == parts()


def test_the_layers_are_the_parts() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contract = project["tool"]["importlinter"]["contracts"][0]
    layers = {name.strip(" ()") for line in contract["layers"] for name in line.split("|")}
    assert {part.removesuffix(".py") for part in parts()} <= layers


def test_every_formats_page_and_decision_is_there_with_a_title() -> None:
    for folder in ("formats", "decisions"):
        pages = sorted((ROOT / "docs" / folder).glob("*.md"))
        assert pages
        for page in pages:
            assert page.read_text("utf-8").startswith("# "), page.name


def test_every_file_that_the_pages_name_is_there() -> None:
    folders = "|".join(sorted(part for part in parts() if not part.endswith(".py")))
    for page in ("ARCHITECTURE.md", "PARTS.md"):
        named = re.findall(rf"`((?:{folders})/[^`]+)`", (ROOT / "docs" / page).read_text("utf-8"))
        assert named, page
        for name in named:
            assert [*(ROOT / "batterypass").glob(name)], f"{page}: {name}"
