from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statements.addresses import outward, passage

URL = "https://daily.example/1"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,x",
        "//daily.example/",
        "/etc",
        "https://",
        "http://[bad",
        "",
    ],
)
def test_only_web_addresses_are_linked(url: str) -> None:
    assert outward(url) == ""
    assert passage(url, ["words"]) == ""


@pytest.mark.parametrize(
    ("parts", "context", "expected"),
    [
        (["We hope that it ends well"], "", "text=We hope that it ends well"),
        (["“We hope that it ends,”"], "", "text=We hope that it ends"),
        (
            ["one two three four five six seven eight nine ten eleven"],
            "",
            "text=one two three four five,seven eight nine ten eleven",
        ),
        (["first line here\n\nlast line here"], "", "text=first line here,last line here"),
        (["Yes, we can do it", "No, we will not go"], "", "text=Yes%2C we can do it&text=No%2C we will not go"),
        (["non-public talks in the region"], "", "text=non%2Dpublic talks in the region"),
        (["“illogical,”"], "It is “illogical,” he said.", "text=It is “-,illogical,-,” he said"),
        (["illogical"], "illogical or not illogical", "text=illogical"),
        (["…"], "", ""),
    ],
)  # fmt: skip
def test_a_passage_is_named_by_its_words(
    parts: list[str], context: str, expected: str
) -> None:
    address = passage(URL, parts, context)
    found = (
        address.removeprefix(URL)
        .removeprefix("#:~:")
        .replace("%2C", "\0")
        .replace("%2D", "\1")
    )

    read = unquote(found).replace("\0", "%2C").replace("\1", "%2D")
    assert read == expected.replace("-,illogical,-,”", "-,illogical,-%2C”")


def test_an_address_with_a_fragment_keeps_it() -> None:
    assert passage(URL + "#part", ["five"]) == URL + "#part:~:text=five"


@given(st.text(max_size=200), st.text(max_size=200))
def test_a_fragment_has_only_characters_an_address_may_have(
    part: str, context: str
) -> None:
    address = passage(URL, [part], context)

    assert address.isascii()
    assert not set(address) & set(" \"<>'`\n\r\t")
    assert address.count("text=") <= 1 + part.count("text=")
