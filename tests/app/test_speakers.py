from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from statements.models import OldSlug, Speaker, SpeakerName, Statement
from statements.search import Filters, add_up
from tests.factories import (
    make_article,
    make_briefing,
    make_outlet,
    make_speaker,
    make_statement,
)

pytestmark = pytest.mark.django_db


def names_on(client: Client, address: str) -> list[str]:
    return [entry.name for entry in client.get(address).context["page"]]


def texts_on(client: Client, address: str) -> list[str]:
    return [statement.text for statement in client.get(address).context["page"]]


def test_the_list_has_the_most_quoted_first() -> None:
    make_statement("One", speaker="Anna Alpha")
    for words in ("Two", "Three"):
        make_statement(words, speaker="Zoe Zeta")
    make_speaker("Silent Sam")

    assert names_on(Client(), "/speakers/") == ["Zoe Zeta", "Anna Alpha"]
    assert names_on(Client(), "/speakers/?order=name") == ["Anna Alpha", "Zoe Zeta"]


def test_equally_many_stand_in_the_order_of_a_dictionary_and_begin_with_a_capital() -> None:
    for name in ("Zoe Zeta", "an official", "Anna Alpha"):
        make_statement(f"“{name},”", speaker=name, said="2021-08-19")

    page = Client().get("/speakers/")

    assert [entry.name for entry in page.context["page"]] == [
        "an official",
        "Anna Alpha",
        "Zoe Zeta",
    ]
    for address in ("/speakers/", "/2021/08/19/", "/search/"):
        assert b"<bdi>An official</bdi></a>" in Client().get(address).content


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("gadzhiev", ["Hikmet Hajiyev"]),
        ("Гаджиев", ["Hikmet Hajiyev"]),
        ("hajiyev", ["Hikmet Hajiyev"]),
        ("HIKMET", ["Hikmet Hajiyev"]),
        ("mistake", []),
        ("nobody", []),
        ("<b>", []),
        ("%", []),
    ],
)
def test_a_speaker_is_found_by_any_spelling(typed: str, found: list[str]) -> None:
    make_statement(speaker="Anna Alpha")
    statement = make_statement("Yes", speaker="Hikmet Hajiyev")
    for name, key, state in (
        ("Khikmet Gadzhiev", "khikmet gadzhiev", SpeakerName.State.ASSIGNED),
        ("A mistake", "a mistake", SpeakerName.State.IGNORED),
    ):
        SpeakerName.objects.create(
            speaker=statement.speaker, name=name, key=key, state=state
        )

    assert names_on(Client(), f"/speakers/?q={typed.replace('%', '%25')}") == found


def test_the_list_counts_only_what_readers_may_see() -> None:
    make_statement("Seen")
    make_statement("Rejected", state=Statement.State.REJECTED)
    make_statement("Replaced", current=False)

    (entry,) = Client().get("/speakers/").context["page"]

    assert entry.statement_count == 1


def test_a_page_has_the_statements_newest_first_and_the_undated_last() -> None:
    make_statement("Undated", said="")
    make_statement("Old", said="2019-05")
    make_statement("New", said="2021-08-19")
    make_statement("Another's", speaker="Anna Alpha")

    assert texts_on(Client(), "/speakers/maria-zakharova/") == ["New", "Old", "Undated"]


def test_a_page_names_every_spelling_but_those_an_editor_ignores() -> None:
    speaker = make_statement().speaker
    assert speaker is not None
    for name, state in (("M. Zakharova", "assigned"), ("M. Zaxarova", "ignored")):
        SpeakerName.objects.create(speaker=speaker, name=name, key=name, state=state)

    html = Client().get(speaker.get_absolute_url()).content.decode()

    assert "<bdi>M. Zakharova</bdi>" in html
    assert "M. Zaxarova" not in html


def test_a_page_counts_outlets_occasions_and_years() -> None:
    outlets = [make_outlet("Alpha News"), make_outlet("Beta News")]
    briefing = make_briefing("Weekly briefing")
    for number, outlet in enumerate([outlets[0], outlets[1], outlets[1]]):
        words = f"Words {number}"
        article = make_article(f"She said {words}.", outlet=outlet)
        make_statement(words, article=article, briefing=briefing)
    make_statement("Undated", said="")
    make_statement("A year", said="2020")

    portrait = Client().get("/speakers/maria-zakharova/").context["portrait"]

    assert [(each.name, each.statement_count) for each in portrait.outlets][:2] == [
        ("Beta News", 2),
        ("The Daily Example", 2),
    ]
    assert [(each.title, each.statement_count) for each in portrait.occasions] == [
        ("Weekly briefing", 3)
    ]
    assert portrait.time.years == ((2020, 1), (2021, 3))
    assert (portrait.time.undated_count, portrait.time.total) == (1, 5)
    assert [(bar.first.isoformat(), bar.number) for bar in portrait.time.chart.bars] == [
        ("2021-08-01", 3)
    ]


def test_many_outlets_stand_on_a_page_of_their_own() -> None:
    for number in range(13):
        article = make_article("He said yes.", outlet=make_outlet(f"Outlet {number}"))
        make_statement("yes", article=article)

    html = Client().get("/speakers/maria-zakharova/").content.decode()

    link = '<a href="/search/?speaker=maria-zakharova&amp;view=outlet">All 13 outlets</a>'
    assert link in html
    assert html.split('id="outlets"')[1].split("</ul>")[0].count("/outlets/") == 12


def test_an_institution_names_those_who_speak_for_it() -> None:
    ministry = make_speaker("The Ministry", kind="institution")
    make_statement("One", on_behalf_of=ministry)
    make_statement("Two", on_behalf_of=ministry, speaker="Anna Alpha", current=False)
    make_statement("Three", speaker=ministry)

    portrait = Client().get("/speakers/the-ministry/").context["portrait"]

    assert [(each.name, each.statement_count) for each in portrait.voices] == [
        ("Maria Zakharova", 1)
    ]


def test_a_year_shows_what_was_certainly_said_in_it() -> None:
    make_statement("In March", said="2021-03")
    make_statement("In 2020", said="2020-12-31")
    make_statement("Undated", said="")

    address = "/speakers/maria-zakharova/?since=2021&until=2021"

    assert texts_on(Client(), address) == ["In March"]


def test_an_invalid_year_says_so_and_shows_nothing() -> None:
    make_statement()

    response = Client().get("/speakers/maria-zakharova/?since=yesteryear")

    assert response.status_code == 200
    assert list(response.context["page"]) == []
    assert "could not be read as a day" in response.content.decode()


def test_an_old_address_leads_to_the_new_one_for_ever() -> None:
    speaker = make_speaker()
    OldSlug.objects.create(slug="mariya-zaharova", speaker=speaker)

    for old, new in (
        ("/speakers/mariya-zaharova/?since=2021", "/speakers/maria-zakharova/?since=2021"),
        ("/speakers/mariya-zaharova.json", "/speakers/maria-zakharova.json"),
    ):
        response = Client().get(old)
        assert (response.status_code, response["Location"]) == (301, new)


def test_an_old_slug_that_stands_elsewhere_in_the_address_is_left_alone() -> None:
    OldSlug.objects.create(slug="speakers", speaker=make_speaker())

    response = Client().get("/speakers/speakers/?q=speakers")

    assert response["Location"] == "/speakers/maria-zakharova/?q=speakers"


def test_nobody_is_not_found() -> None:
    assert Client().get("/speakers/nobody/").status_code == 404


def test_pages_are_numbered() -> None:
    for number in range(21):
        make_statement(f"Words {number:02}")

    assert len(texts_on(Client(), "/speakers/maria-zakharova/")) == 20
    assert len(texts_on(Client(), "/speakers/maria-zakharova/?page=2")) == 1
    assert len(texts_on(Client(), "/speakers/maria-zakharova/?page=999")) == 1


@pytest.mark.parametrize("many", [1, 7])
def test_the_list_costs_four_queries(
    many: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(many):
        make_statement(speaker=f"Speaker {number}")

    with django_assert_num_queries(4):  # edition, counts, names, those on the page
        Client().get("/speakers/")


@pytest.mark.parametrize("many", [1, 7])
def test_a_page_costs_thirteen_queries(
    many: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(many):
        make_statement(f"Words {number}", briefing=make_briefing(f"Briefing {number}"))

    add_up(
        Filters(speakers=(1,))
    )  # what PostgreSQL knows of its terms is read now and then
    # edition, speaker, spellings, what they said as the index has it, outlets, occasions, voices,
    # words of theirs and of others, others of that name, its spellings, statements about them,
    # statements, and what these point to
    with django_assert_num_queries(13) as queries:
        Client().get("/speakers/maria-zakharova/")

    assert not any('"statements_article"."text"' in each["sql"] for each in queries)


@pytest.fixture
def talked_about() -> Speaker:
    """Hajiyev, whom others name under two spellings, and who names himself."""
    hajiyev = make_speaker("Hikmet Hajiyev")
    SpeakerName.objects.create(
        speaker=hajiyev, name="Khikmet Gadzhiev", state=SpeakerName.State.ASSIGNED
    )
    make_statement("Hajiyev was wrong", said="2021-08-19")
    make_statement("I spoke to Gadzhiev’s office", said="2021-08-18")
    make_statement("Somebody else was wrong")
    make_statement("I, Hajiyev, was right", speaker=hajiyev)
    return hajiyev


ABOUT = "/speakers/hikmet-hajiyev/about/"


def test_a_tab_has_what_others_say_of_a_speaker(talked_about: Speaker) -> None:
    own, about = Client().get("/speakers/hikmet-hajiyev/"), Client().get(ABOUT)

    assert [row.text for row in about.context["page"]] == [
        "Hajiyev was wrong",
        "I spoke to Gadzhiev’s office",
    ]
    assert f'<a href="{ABOUT}">About Hikmet Hajiyev <span class="tab-count num">2<' in (
        own.content.decode()
    )
    assert "<mark>Gadzhiev’s</mark>" in about.content.decode()


@pytest.mark.parametrize(
    ("address", "found"),
    [
        (f"{ABOUT}?q=wrong", ["Hajiyev was wrong"]),
        (f"{ABOUT}?q=right", []),
        (f"{ABOUT}?until=2021-08-18", ["I spoke to Gadzhiev’s office"]),
        ("/speakers/hikmet-hajiyev/?q=right", ["I, Hajiyev, was right"]),
        ("/speakers/hikmet-hajiyev/?q=wrong", []),
    ],
)
def test_either_tab_can_be_searched(
    talked_about: Speaker, address: str, found: list[str]
) -> None:
    assert texts_on(Client(), address) == found


def test_what_is_said_of_a_speaker_is_also_data(talked_about: Speaker) -> None:
    data = Client().get("/speakers/hikmet-hajiyev/about.json").json()

    assert [row["text"] for row in data["statements"]] == texts_on(Client(), ABOUT)


def test_an_old_address_of_either_tab_leads_to_the_new_one(talked_about: Speaker) -> None:
    OldSlug.objects.create(slug="gadzhiev", speaker=talked_about)

    response = Client().get("/speakers/gadzhiev/about/?q=wrong")

    assert (response.status_code, response["Location"]) == (301, f"{ABOUT}?q=wrong")


def test_nobody_can_speak_of_a_source_without_a_name() -> None:
    make_statement(speaker=make_speaker("A diplomat", kind=Speaker.Kind.ANONYMOUS))
    make_statement("A diplomat was here", speaker="Anna Alpha")

    page = Client().get("/speakers/a-diplomat/")

    assert b"About A diplomat" not in page.content


def test_names_cannot_bring_markup() -> None:
    nasty = "<script>alert(1)</script>\u202e"
    speaker = Speaker.objects.create(slug="nasty", name=nasty, description=nasty)
    SpeakerName.objects.create(speaker=speaker, name=nasty, key="nasty", state="assigned")
    make_statement(nasty, speaker=speaker, speaker_as_written=nasty)

    for address in (
        "/speakers/",
        "/speakers/?q=<script>alert(1)</script>",
        "/speakers/nasty/",
    ):
        assert b"<script>alert" not in Client().get(address).content
