"""Bytes in, text out, or one clear reason why not. Nothing is guessed."""

from __future__ import annotations

import codecs

from statements.importing.sources import UnreadableError

_UTF_16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_CONTROLS = bytes([*range(0x01, 0x09), *range(0x0E, 0x20)])
_SHARE = 100  # one other control character in so many is more than a slip in a text
_SAVE_AGAIN = "Save it as plain text in UTF-8"


def decode(name: str, data: bytes) -> str:
    """Return the text of a file in UTF-8, with or without its mark, or in marked UTF-16.

    The text is exact to the character, line ends included, because statements
    point into it; only the byte order mark is dropped.

    >>> decode("a.txt", b"caf\\xc3\\xa9")
    'café'
    """
    text = _decode(name, data)
    check_text(name, text)
    return text


def check_text(name: str, text: str) -> None:
    """Refuse what no database can hold and no reader could read."""
    if not text.strip():
        raise UnreadableError(
            name, "is empty", "Save the article again, or remove the file"
        )
    if (nul := text.find("\x00")) >= 0:
        problem = f"is not text: it holds a NUL character, the first at {nul}"
        raise UnreadableError(name, problem, _SAVE_AGAIN)
    try:
        data = text.encode()
    except UnicodeEncodeError:
        raise UnreadableError(name, "holds half a surrogate pair", _SAVE_AGAIN) from None
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if controls * _SHARE > len(text):
        problem = f"is not text: {controls} of its characters are control characters"
        raise UnreadableError(name, problem, _SAVE_AGAIN)


def _decode(name: str, data: bytes) -> str:
    if data[:4] in {codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE}:
        raise UnreadableError(name, "is in UTF-32", _SAVE_AGAIN)
    encoding = _UTF_16.get(data[:2])
    try:
        if encoding:
            return data[2:].decode(encoding)
        return data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        raise _not_decodable(name, data, error) from None


def _not_decodable(name: str, data: bytes, error: UnicodeDecodeError) -> UnreadableError:
    if error.encoding != "utf-8":
        problem = (
            f"is marked as UTF-16 but cannot be read as such at byte {error.start + 2}"
        )
        return UnreadableError(name, problem, _SAVE_AGAIN)
    if b"\x00" in data:
        return UnreadableError(name, "is not text", _SAVE_AGAIN)
    problem = f"is not UTF-8: byte 0x{data[error.start]:02x} at {error.start}"
    cure = "Convert it, for example with: iconv -f WINDOWS-1251 -t UTF-8 (or what it is in)"
    return UnreadableError(name, problem, cure)
