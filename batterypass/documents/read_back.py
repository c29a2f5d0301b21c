"""Reading printed codes back from the picture of a page, with programs that did not draw them.

The readers (zxing-cpp, pypdfium2) are not needed to print; where they are not installed, nothing is
read and the caller says so.
"""

from __future__ import annotations

from contextlib import closing


def read_codes(pdf: bytes, *, dpi: int) -> list[str] | None:
    """Give the text of every QR code of every page, in no order; None without the readers."""
    try:
        import pypdfium2
        import zxingcpp
    except ModuleNotFoundError:
        return None
    found = []
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        for number in range(len(document)):
            with closing(document[number]) as page:
                bitmap = page.render(scale=dpi / 72, grayscale=True)
                rows = memoryview(bitmap.buffer).cast("B").cast("B", (bitmap.height, bitmap.stride))
                codes = zxingcpp.read_barcodes(
                    rows, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
                )
                found += [code.bytes.decode("utf-8", "replace") for code in codes]
                bitmap.close()
    return found
