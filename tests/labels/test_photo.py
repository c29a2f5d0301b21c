"""Photos of labels: read where a person would expect it, and a clear word where not."""

from __future__ import annotations

import io
import sys
import warnings

import pytest
from PIL import Image

from batterypass.documents.labels import label_svg, render_labels
from batterypass.documents.photo import Photo, read_photo
from batterypass.errors import InputError, UndecidedError
from batterypass.texts.bilingual import filled
from batterypass.texts.messages import MESSAGES
from documents import samples
from labels import photos

LABELS = [samples.label(number) for number in range(4)]
TEXTS = tuple(one.signed_url for one in LABELS)
PICTURE = photos.label_of(render_labels(LABELS[:1], "es"))


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
@pytest.mark.parametrize("way", list(photos.SPOILT))
def test_a_bad_photo_of_a_good_label_is_read(way: str, form: str) -> None:
    spoilt = photos.SPOILT[way](PICTURE)
    assert read_photo(photos.encoded(spoilt, form), "photo") == Photo(TEXTS[:1], is_damaged=False)


def test_a_photo_that_the_camera_turned_is_turned_back() -> None:
    lying = PICTURE.rotate(90, expand=True)
    exif = Image.Exif()
    exif[0x0112] = 6
    out = io.BytesIO()
    lying.save(out, "JPEG", exif=exif)
    assert read_photo(out.getvalue(), "photo").texts == TEXTS[:1]


def test_every_code_of_a_picture_is_read_and_counted() -> None:
    sheet = photos.page(render_labels(LABELS, "es", copies=2))
    found = read_photo(photos.encoded(sheet), "sheet")
    assert sorted(found.texts) == sorted(TEXTS * 2)
    assert not found.is_damaged


def test_pages_of_a_scan_are_all_looked_at() -> None:
    pdf = render_labels(LABELS, "es", sheet="roll-50x30")
    assert sorted(read_photo(pdf, "scan").texts) == sorted(TEXTS)


def test_an_svg_is_read_from_what_it_draws() -> None:
    drawing = label_svg(LABELS[0], "es")
    assert read_photo(drawing.encode(), "svg").texts == TEXTS[:1]
    # One run of modules moved: the code corrects it. Half of them gone: nothing is guessed.
    start = drawing.index('d="M', drawing.index("crispEdges")) + 3
    end = drawing.index('"', start)
    path = drawing[start:end]
    cut = drawing[:start] + path[: path.index("M", len(path) // 3)] + drawing[end:]
    assert read_photo(cut.encode(), "svg").texts == ()


def test_a_smeared_code_is_told_from_no_code() -> None:
    smeared = read_photo(photos.encoded(photos.smeared(PICTURE)), "photo")
    assert smeared == Photo((), is_damaged=True)
    torn = read_photo(photos.encoded(photos.half_gone(PICTURE)), "photo")
    assert torn.texts == ()
    assert read_photo(photos.encoded(Image.new("L", (300, 200), 200)), "photo") == Photo(
        (), is_damaged=False
    )


def test_one_code_is_read_beside_one_that_cannot_be() -> None:
    both = Image.new("L", (PICTURE.width * 2, PICTURE.height), 255)
    both.paste(PICTURE, (0, 0))
    both.paste(photos.smeared(PICTURE), (PICTURE.width, 0))
    assert read_photo(photos.encoded(both), "photo").texts == TEXTS[:1]


@pytest.mark.parametrize("body", [
    b"", b"x", b"\x89PNG\r\n\x1a\n" + bytes(40), b"%PDF-1.4\nnothing", b"<svg></svg>",
    photos.encoded(PICTURE)[:2000], b"\xff\xd8\xff" + bytes(100),
])  # fmt: skip
def test_a_file_that_is_no_picture_is_named(body: bytes) -> None:
    with pytest.raises(InputError, match=r"photo\.bin: .*no picture"):
        read_photo(body, "photo.bin")


def test_a_picture_that_unpacks_to_fill_the_memory_is_refused() -> None:
    bomb = photos.encoded(Image.new("1", (20_000, 20_000)))
    assert len(bomb) < 100_000
    with pytest.raises(InputError, match="larger than any camera"):
        read_photo(bomb, "bomb.png")


def test_without_the_reader_the_printed_id_is_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "zxingcpp", None)
    with pytest.raises(UndecidedError, match="pip install zxing-cpp"):
        read_photo(photos.encoded(PICTURE), "photo")


def test_a_book_of_pages_is_told_in_pages_in_both_languages() -> None:
    book = render_labels(LABELS[:1], "es", sheet="roll-50x30", copies=201)
    with pytest.raises(InputError, match="201 pages, expected at most 200") as caught:
        read_photo(book, "book.pdf")
    assert "201 páginas" in filled(MESSAGES[str(caught.value.code)].es, caught.value.values)


def test_a_large_picture_is_read_without_a_word_of_the_library() -> None:
    """What is too large is said by us, and what is not needs no warning."""
    data = io.BytesIO()
    Image.new("1", (10_000, 9_500), 1).save(data, "PNG")
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        found = read_photo(data.getvalue(), "big.png")
    assert found.texts == ()
