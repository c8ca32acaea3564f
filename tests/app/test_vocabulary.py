from __future__ import annotations

import pytest
from django.test import Client

from statements.vocabulary import count_words, telling_words
from tests.factories import make_statement

OTHERS = count_words(["The talks on the border go on."] * 40)


def test_a_word_is_told_by_how_much_more_often_it_stands() -> None:
    own = count_words(
        ["The treaty and the talks", "A treaty on transit", "Treaties, transit and talks"]
        * 5
    )

    assert telling_words(own, OTHERS) == ["treaty", "transit"]


@pytest.mark.parametrize(
    ("texts", "why"),
    [
        (["The treaty"] * 11, "too few statements"),
        (["The talks"] * 20, "others say it as often"),
        (["They said that this would have been"] * 20, "only function words"),
        (["On 2021 and to it"] * 20, "numbers and short words"),
    ],
)
def test_nothing_is_made_of_little(texts: list[str], why: str) -> None:
    assert telling_words(count_words(texts), OTHERS) == [], why


def test_a_name_is_not_a_word_of_its_bearer() -> None:
    own = count_words(["Zakharova on treaties"] * 20)

    assert telling_words(own, OTHERS, without=["zakharova"]) == ["treaties"]


@pytest.mark.django_db
def test_a_page_links_the_words_of_a_speaker_to_what_they_said() -> None:
    for number in range(12):
        make_statement(f"The treaty, number {number}")
        make_statement(f"The talks, number {number}", speaker="Anna Alpha")

    html = Client().get("/speakers/maria-zakharova/").content.decode()

    assert '<a href="/search/?speaker=maria-zakharova&amp;q=treaty">treaty</a>' in html
    assert "q=number" not in html
