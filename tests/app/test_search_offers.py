"""What a search page offers where nothing was found, or little: always what finds something."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from statements.models import Article, Speaker, SpeakerName
from statements.search import find, parse
from tests.factories import (
    make_article,
    make_briefing,
    make_outlet,
    make_speaker,
    make_statement,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def some() -> None:
    zakharova = make_speaker("Maria Zakharova")
    aliyev = make_speaker("Ilham Aliyev")
    ministry = make_speaker("Russian Foreign Ministry", kind=Speaker.Kind.INSTITUTION)
    outlet = make_outlet("OC Media", domain="oc-media.org")
    article = make_article("Armenia wants weapons, she said.", outlet=outlet)
    make_statement(
        "Armenia wants weapons", speaker=zakharova, article=article, said="2021-08-19"
    )
    make_statement("Supplies on order for Armenia", speaker=zakharova, said="2022-03-01")
    asked = make_briefing("An interview", kind="interview", held="2021-08-14")
    make_statement("stop arming Armenia", speaker=aliyev, said="", briefing=asked)
    make_statement("no monopoly in Georgia", speaker=ministry, said="2021-11-05")


def page_of(client: Client, typed: str, **asked: str) -> str:
    return client.get("/search/", {"q": typed, **asked}, follow=True).content.decode()


def offered(page: str) -> list[tuple[str, str, int]]:
    """Return address, words and number of everything that is offered."""
    found = re.findall(
        r'<a href="([^"]+)">([^<]+)</a>(?:\?? <span class="soft">| \()(\d+) statement', page
    )
    return [(unescape(a), unescape(told), int(number)) for a, told, number in found]


OFFERED = [
    ("maria", "statements by Maria Zakharova", 2),
    ("maria armenia", "statements by Maria Zakharova containing armenia", 2),
    ("oc media", "statements reported by OC Media", 1),
    ("oc-media weapons", "statements reported by OC Media containing weapons", 1),
    ("oc-media.org", "statements reported by OC Media", 1),
    ("aliyev interview", "statements at interview containing aliyev", 1),
    (
        "foreign ministry georgia",
        "statements by Russian Foreign Ministry containing georgia",
        1,
    ),
    ("zakharova 19 august", "statements containing zakharova, on 19 August 2021", 1),
    ("zakharova 14 august", "Without “14”", 0),
    ("armenia or turkey", "armenia OR turkey", 3),
    ("zakharovas", "zakharova", 2),
    ("zakharova's weapons, yesterday", "Without “yesterday”", 1),
    ("president aliyev", "aliyev", 1),
    ("zakharova stressed weapons", "zakharova weapons", 1),
    ("zakharova aliyev", "Any of these words, the best match first", 3),
    ('"Armenia wants the weapons," she said.', "armenia wants weapons", 1),
    ('"wants the arms"', "Any of these words, the best match first", 2),
    ("armenia-weapons", "armenia weapons", 1),
    ("zakharova-weapons", "zakharova weapons", 1),
    ('"zakharova wants weapons"', "zakharova wants weapons", 1),
    ("what did aliyev call armenia", "Without “call”", 1),
    ("weapons on:1990", "On any day", 1),
    ("georgia outlet:oc-media", "Without outlet:oc-media", 1),
    ("georgia -monopoly", "With “monopoly” as well", 1),
    # a word mended, and another left out: the question itself says both
    ("wepons armenia turkey", "weapons armenia", 1),
    ("wepons armenia turkey", "Without “turkey”", 0),
    # nothing that finds nothing
    ("from 2015 to 2020", "On any day", 0),
    ("arm-enia", "armenia", 3),
    ("aliyev ordr", "Without “ordr”", 1),  # though "order" is near
    ("zakharova weapons turkey", "Without “zakharova”", 0),
    ('"stop arming" turkey', 'Without "stop arming"', 0),
    ('"stop disarming" armenia', 'Without "stop disarming"', 3),
    ("weapons georgia turkey", "Without “turkey”", 0),
    ("turkey", "", 0),
    # little was found
    ("zakharova 2021", "statements containing zakharova, in 2021", 1),
    ("order-for", "order for", 0),
    ("stop-arming OR armenia-stop", "", 0),
    ("supplies on armenia", "supplies armenia", 0),
    ("zakharova on armenia", "zakharova armenia", 2),
]


@pytest.mark.usefixtures("some")
@pytest.mark.parametrize(("typed", "told", "number"), OFFERED)
def test_what_is_offered_finds_as_many_as_it_says(
    client: Client, typed: str, told: str, number: int
) -> None:
    offers = offered(page_of(client, typed))

    assert [n for _, words, n in offers if words == told] == ([number] if number else [])
    for address, _, count in offers:
        found = client.get(f"/search/{address}").content.decode()
        plural = "" if count == 1 else "s"
        assert f'<h2 id="results">{count} statement{plural}</h2>' in found, address


@pytest.mark.usefixtures("some")
@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("maria armenia", "?q=armenia+speaker%3A%22Maria+Zakharova%22"),
        ("oc media", "?q=outlet%3A%22OC+Media%22"),
        ('speaker:"Maria Zakarova" armenia', "?q=armenia+speaker%3A%22Maria+Zakharova%22"),
        (
            "zakarova speaker:maria wepons",
            "?q=zakharova+weapons+speaker%3A%22Maria+Zakharova%22",
        ),
    ],
)
def test_what_is_offered_names_people_as_they_are_on_record(
    client: Client, typed: str, address: str
) -> None:
    offers = offered(page_of(client, typed))

    assert address in [one for one, _, _ in offers]
    for offer, told, count in offers:
        page = client.get(f"/search/{offer}").content.decode()
        heading = re.search(r'told-sentence">([^<]+)<', page)
        assert heading
        read = find(parse(unescape(heading[1]))).count
        assert read == count, (told, heading[1])


@pytest.mark.usefixtures("some")
@pytest.mark.parametrize(
    ("others", "told", "address"),
    [
        (
            ["Maria Ivanova", "Maria or Anna"],
            "by Maria Ivanova or ‘Maria or Anna’ or Maria Zakharova",
            '"Maria Ivanova" speaker:"Maria or Anna" speaker:"Maria Zakharova"',
        ),
        (["Maria Ivanova", "Maria Petrova", "Maria X"], "by maria", "maria"),
    ],
)
def test_a_few_of_one_name_are_told_by_their_own(
    client: Client, others: list[str], told: str, address: str
) -> None:
    for name in others:
        make_speaker(name)

    offer = offered(page_of(client, "maria armenia"))[0]

    asked = urlencode({"q": f"armenia speaker:{address}"})
    assert offer == (f"?{asked}", f"statements {told} containing armenia", 2)


@pytest.mark.usefixtures("some")
def test_a_name_that_is_not_read_as_its_address_stays_as_it_was_typed(
    client: Client,
) -> None:
    Speaker.objects.filter(name="Maria Zakharova").update(slug="zakharova-2")

    told = [words for _, words, _ in offered(page_of(client, "maria armenia"))]

    assert told[0] == "statements by maria containing armenia"


@pytest.mark.usefixtures("some")
def test_the_words_alone_are_offered_where_they_find_something(client: Client) -> None:
    told = "The same words without the other conditions"

    assert told in page_of(client, "georgia", speaker="ilham-aliyev")
    assert told not in page_of(client, "turkey", speaker="ilham-aliyev")
    assert 'href="?q=georgia"' in page_of(client, "georgia", speaker="ilham-aliyev")


@pytest.mark.usefixtures("some")
def test_an_offer_keeps_what_was_chosen_beside_the_words(client: Client) -> None:
    page = page_of(client, "what about armenia", speaker="ilham-aliyev")

    assert offered(page)[0] == ("?speaker=ilham-aliyev&q=armenia", "armenia", 1)


@pytest.mark.usefixtures("some")
@pytest.mark.parametrize(
    ("typed", "count"), [("m. zakharova", 2), ("Zakharova, M.", 2), ("v. zakharova", 0)]
)
def test_an_initial_beside_a_family_name_is_read(typed: str, count: int) -> None:
    assert find(parse(typed)).count == count


@pytest.mark.usefixtures("some")
@pytest.mark.parametrize(
    ("typed", "shown"), [("ilham", 1), ("maria armenia", 1), ("armenia", 0), ("ilham aliyev", 1),
     ("ministry", 0), ("the ministry of foreign affairs", 1), ("foreign aliyev ministry", 1)]
)  # fmt: skip
def test_who_may_be_meant_by_a_part_of_a_name_is_shown(
    client: Client, typed: str, shown: int
) -> None:
    assert page_of(client, typed).count("Only what they said") == shown


@pytest.mark.usefixtures("some")
@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("https://oc-media.org/arms", "The article “A headline”"),
        ("http://oc-media.org/arms/#:~:text=Armenia", "The article “A headline”"),
        ("https://oc-media.org/other", "All statements reported by OC Media"),
        ("https://example.org/arms", ""),
        ("https://oc-media.org/arms armenia", ""),
    ],
)
def test_the_address_of_an_article_leads_to_it(
    client: Client, typed: str, told: str
) -> None:
    address = "https://oc-media.org/arms"
    Article.objects.filter(outlet__name="OC Media").update(
        url=address, headline="A headline"
    )

    offers = offered(page_of(client, typed))

    assert [words for _, words, _ in offers if not words.startswith("Any")] == [
        told
    ] * bool(told)


@pytest.mark.usefixtures("some")
def test_a_spelling_is_named_as_it_was_typed(client: Client) -> None:
    aliyev = Speaker.objects.get(name="Ilham Aliyev")
    for name in ("İlham Əliyev", "Ильхам Алиев"):
        SpeakerName.objects.create(speaker=aliyev, name=name, state="assigned")

    assert "“Əliyev” is also found as Алиев" in page_of(client, "Əliyev")


@pytest.mark.usefixtures("some")
@pytest.mark.parametrize(
    ("typed", "told", "number"),
    [
        ("president of azerbaijan", "statements by Ilham Aliyev", 1),
        (
            "azerbaijani president on armenia",
            "statements by Ilham Aliyev containing armenia",
            1,
        ),
        ("russian spokeswoman monopoly", "", 0),
        (
            "foreign ministry spokeswoman weapons",
            "statements by Maria Zakharova containing weapons",
            1,
        ),
        ("president of armenia", "", 0),
    ],
)
def test_an_office_is_taken_for_who_holds_it(
    client: Client, typed: str, told: str, number: int
) -> None:
    for name, description in (
        ("Ilham Aliyev", "President of Azerbaijan"),
        ("Maria Zakharova", "Russian Foreign Ministry spokesperson"),
        (
            "Russian Foreign Ministry",
            "Its head was at times in Azerbaijan with the president",
        ),
    ):
        Speaker.objects.filter(name=name).update(description=description)

    offers = offered(page_of(client, typed))

    assert [n for _, words, n in offers if words == told] == ([number] if number else [])


@pytest.mark.usefixtures("some")
@pytest.mark.parametrize(
    "typed",
    [
        "turkey",
        "ilham wepons",
        "aliyev 19 august",
        "aliyev xyzzy of weapns",
        "zakharova on armenia",
        "armenia-wants",
        '"wants the arms" she said',
        '"zakharova wants weapons" turkey',
        'Zakharova: "Armenia wants the arms" on order',
        "https://example.org/nothing",
    ],
)
def test_offers_are_counted_with_eight_queries_a_page(client: Client, typed: str) -> None:
    page_of(client, "warm")  # PostgreSQL asks for its statistics once in a while

    with CaptureQueriesContext(connection) as captured:
        page_of(client, typed)

    # Edition, names, counts if kept, matches, names around; words known; names, counts of offers.
    assert len(captured) <= 8, "\n".join(query["sql"] for query in captured)


@pytest.mark.usefixtures("some")
@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"speaker": "maria"}, "Statements by Maria Zakharova<"),
        ({"speaker": "Zakharova, Maria"}, "Statements by Maria Zakharova<"),
        ({"speaker": "the foreign ministry of russia"}, "No speaker called"),
        ({"speaker": "zakarova"}, "is on record. Did you mean “zakharova”?"),
        ({"outlet": "oc"}, "reported by OC Media<"),
        ({"outlet": "oc-media.org"}, "reported by OC Media<"),
        (
            {"outlet": "media oc nonsense"},
            "No outlet called “media oc nonsense” is on record.",
        ),
        ({"outlet": "–"}, "No outlet called “–” is on record."),
        ({"since": "8/9/2021"}, "can be 8 September 2021 or 9 August 2021"),
    ],
)
def test_the_form_reads_names_as_the_box_does(
    client: Client, asked: dict[str, str], told: str
) -> None:
    assert told in client.get("/search/", asked).content.decode()


def test_a_name_of_too_many_is_asked_back(client: Client) -> None:
    for number in range(11):
        make_speaker(f"Ann Number{number}")

    told = "More than 10 speakers are called “ann”: add another word of the name."
    assert told in client.get("/search/", {"speaker": "ann"}).content.decode()


@pytest.mark.usefixtures("some")
def test_a_feed_of_a_search_is_called_by_what_was_asked(client: Client) -> None:
    def title(address: str) -> str:
        return str(client.get(address).json()["title"])

    feed = client.get("/search.atom", {"q": "armenia", "since": "2021"}).content.decode()
    assert "<title>Statements containing armenia, from 1 January 2021</title>" in feed
    assert title("/search.json") == "Everything on record"
    assert len(title("/search.json?q=" + "armenia+" * 200 + "x" * 300)) == 200


@pytest.mark.usefixtures("some")
def test_the_list_of_speakers_asks_whether_a_near_name_was_meant(client: Client) -> None:
    page = client.get("/speakers/?q=zakarova").content.decode()

    assert 'Did you mean <a href="?q=zakharova">zakharova</a>?' in page
    assert "Did you mean" not in client.get("/speakers/?q=nobody").content.decode()


def test_paper_says_which_page_it_is(client: Client) -> None:
    page = client.get("/search/?q=arms&since=2021").content.decode()

    printed = '<p class="print-only">http://testserver/search/?q=arms&amp;since=2021</p>'
    assert printed in page
