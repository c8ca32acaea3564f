"""What the attribution tests share: a text in, one line a statement out."""

from statements.extraction.attribution import find_statements
from statements.extraction.model import Found, Zone, ZoneKind
from statements.extraction.spans import join_spans

NOTHING = "Weather report from the coast.\n\n"  # keeps the text from being a headline


def found_in(text: str, kind: ZoneKind = ZoneKind.BODY) -> list[Found]:
    """Return the statements of a text that is one zone."""
    return find_statements(text, [Zone(0, len(text), kind, "")])


def lines(text: str) -> list[str]:
    """Return each statement of running text as "source: content … content"."""
    whole = NOTHING + text
    return [
        f"{found.source.of(whole) if found.source else '-'}: {join_spans(whole, found.spans)}"
        for found in found_in(whole)
    ]
