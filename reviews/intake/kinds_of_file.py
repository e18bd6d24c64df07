"""What a file is by its first bytes, for a name that promises something else. No Django in here."""

WORKBOOK, OLD_OFFICE = "a workbook or zip archive", "an Office document"
_STARTS = (
    (b"PK", WORKBOOK),
    (b"\xd0\xcf\x11\xe0", OLD_OFFICE),
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "a text document"),
    ((b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ"), "a compressed archive"),
    ((b"\x89PNG", b"\xff\xd8\xff", b"GIF8"), "a picture"),
    ((b"SQLite format 3", b"\0\1\0\0Standard"), "a database"),
    ((b"\x7fELF", b"MZ\x90"), "a program"),
)
_PAGES = (b"<!doctype", b"<html", b"<?xml")


def kind_of(start: bytes) -> str:
    """In words, from the first few hundred bytes; "" for what may be text."""
    for begins, kind in _STARTS:
        if start.startswith(begins):
            return kind
    return "a web page" if start.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_PAGES) else ""
