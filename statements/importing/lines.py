"""Documents as JSON lines: read one by one, each good or with the reason why not."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from statements.importing.sidecars import known_day


@dataclass(frozen=True, slots=True)
class Document:
    """One line: what it calls itself, its text, and the day of publication if it has one."""

    doc: str
    text: str
    published: str = ""


def read_documents(lines: Iterable[str]) -> Iterator[Document | ValueError]:
    """Yield the document of each line that is not empty, or what is wrong with the line.

    >>> list(read_documents(['{"doc": "a", "text": "Yes.", "outlet": "ignored"}']))
    [Document(doc='a', text='Yes.', published='')]
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield _read(line)
            except ValueError as error:
                yield ValueError(f"line {number}: {error}")


def _read(line: str) -> Document:
    if not encodable(line):
        raise ValueError("is not UTF-8")
    try:
        values = json.loads(line)
    except RecursionError:
        raise ValueError("is nested too deeply") from None
    if not isinstance(values, dict):
        raise ValueError('is not an object such as {"doc": "1", "text": "..."}')
    published = known_day(_text(values, "published", needed=False))
    return Document(_text(values, "doc"), _text(values, "text"), published)


def encodable(text: str) -> bool:
    """Return whether `text` holds no half of a surrogate pair."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _text(values: dict[str, Any], key: str, *, needed: bool = True) -> str:
    value = values.get(key)
    if value is None and not needed:
        return ""
    if not isinstance(value, str):
        raise ValueError(f'its "{key}" is not a text')
    return value


def write_line(values: dict[str, Any]) -> str:
    """Return an object as one line that any output can carry.

    Text stays readable, except where it holds half a surrogate pair.
    """
    line = json.dumps(values, ensure_ascii=False)
    return line if encodable(line) else json.dumps(values)
