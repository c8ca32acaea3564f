"""Extractions in, rows out: who is who, which occasion, which version, and nothing twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from statements.extraction.model import Event, EventKind, Named, SpeakerKind
from statements.importing.sources import About, Source
from statements.importing.store import Outcome, Stored, store
from statements.models import (
    Article,
    Briefing,
    Outlet,
    Speaker,
    SpeakerName,
    Statement,
)
from statements.models.dating import Basis
from tests.factories import make_briefing, make_speaker
from tests.importing.made import (
    OFFICIAL,
    ZAKHAROVA,
    made_event,
    made_extraction,
    made_source,
    made_statement,
    person,
    stored_article,
)

pytestmark = pytest.mark.django_db

TEXT = (
    "Intro. “It is our right,” Zakharova said, “and will stay so.” More.\n\n“No,” he said."
)
RIGHT = "“It is our right,” … “and will stay so.”"


def put(
    text: str,
    *statements: tuple[str, Named],
    events: tuple[Event, ...] = (),
    **source: str,
) -> Stored:
    """Store an article with these words of these speakers, all on the first occasion."""
    event = 0 if events else None
    made = [
        made_statement(
            text, words, speaker, written=speaker.name.split(" ")[-1], event=event
        )
        for words, speaker in statements
    ]
    return store(made_source(text, **source), made_extraction(text, *made, events=events))


def test_an_article_is_stored_with_its_statement_anchored_in_its_text() -> None:
    stored = put(TEXT, (RIGHT, ZAKHAROVA), events=(made_event(),))

    article = stored_article(stored)
    statement = article.statements.get()
    assert (stored.outcome, stored.statement_count) == (Outcome.IMPORTED, 1)
    assert article.text == TEXT
    assert article.outlet.name == "TASS"
    assert article.edtf == "2021-08-20"
    assert article.basis == Basis.EDITOR
    assert article.zones == [[0, len(TEXT), "body", "nothing else"]]
    assert statement.text == RIGHT
    assert [TEXT[start:end] for start, end in statement.spans] == RIGHT.split(" … ")
    assert statement.context == "“It is our right,” Zakharova said, “and will stay so.”"
    assert statement.speaker is not None
    assert statement.speaker.name == "Maria Zakharova"
    assert statement.on_behalf_of == statement.speaker.institution
    assert statement.state == Statement.State.CANDIDATE
    assert statement.briefing is not None
    assert statement.briefing.slug == "russian-foreign-ministry-press-briefing-2021-08-19"
    assert statement.briefing.title == "Press briefing of the Russian Foreign Ministry"
    assert statement.basis == Basis.BRIEFING
    assert statement.edtf == "2021-08-19"


def test_the_same_article_again_changes_nothing() -> None:
    first = put(TEXT, (RIGHT, ZAKHAROVA), events=(made_event(),))
    rows = {
        model: model.objects.count() for model in (Article, Statement, Speaker, Briefing)
    }

    again = put(TEXT, (RIGHT, ZAKHAROVA), events=(made_event(),))

    assert again == Stored(Outcome.UNCHANGED, first.article)
    assert {model: model.objects.count() for model in rows} == rows


def test_a_dry_run_leaves_no_row_behind() -> None:
    extraction = made_extraction(TEXT, made_statement(TEXT, RIGHT), events=(made_event(),))

    stored = store(made_source(TEXT), extraction, keep=False)

    assert stored == Stored(Outcome.IMPORTED, None, 1)
    for model in (Article, Statement, Speaker, SpeakerName, Briefing, Outlet):
        assert model.objects.count() == 0


@pytest.mark.parametrize(
    ("about", "name", "domain"),
    [
        (About(outlet="tass"), "TASS", "tass.com"),
        (About(url="https://www.tass.com/2"), "TASS", "tass.com"),
        (About(outlet="Asbarez", url="https://asbarez.com/1"), "Asbarez", "asbarez.com"),
        (About(outlet="Reprinter", url="https://tass.com/3"), "Reprinter", ""),
        (About(url="https://oc-media.org/1"), "oc-media.org", "oc-media.org"),
        (About(), "Unknown outlet", ""),
    ],
)
def test_an_outlet_is_found_by_name_or_domain_else_made(
    about: About, name: str, domain: str
) -> None:
    Outlet.objects.create(name="TASS", slug="tass", domain="tass.com")

    stored = store(Source("a.txt", TEXT, about), made_extraction(TEXT))

    outlet = stored_article(stored).outlet
    assert (outlet.name, outlet.domain) == (name, domain)
    assert Outlet.objects.filter(name__iexact="TASS").count() == 1


def test_an_outlet_known_by_its_domain_alone_gets_its_name_when_it_comes() -> None:
    store(Source("a.txt", "One.", About(url="https://a.org/1")), made_extraction("One."))
    about = About(outlet="The A", url="https://a.org/2")

    store(Source("b.txt", "Two.", about), made_extraction("Two."))

    assert list(Outlet.objects.values_list("name", "domain")) == [("The A", "a.org")]


def test_the_starting_table_brings_its_spellings_with_their_source() -> None:
    put(TEXT, (RIGHT, ZAKHAROVA))

    speaker = Speaker.objects.get(name="Maria Zakharova")
    spelling = speaker.names.get(name="Мария Захарова")
    assert speaker.country == "RU"
    assert spelling.state == SpeakerName.State.ASSIGNED
    assert spelling.source


@pytest.mark.parametrize(
    "name", ["Захарова", "MARIA ZAKHAROVA", "Мария Захарова", "Zakharova"]
)
def test_spellings_of_the_table_mean_one_speaker(name: str) -> None:
    put(TEXT, (RIGHT, ZAKHAROVA))

    put(f"{TEXT} {name}", ("“No,”", person(name)), url="https://tass.com/2")

    assert Speaker.objects.filter(kind=Speaker.Kind.PERSON).count() == 1
    assert Statement.objects.values("speaker").distinct().count() == 1


def test_two_names_of_one_article_that_the_table_joins_make_one_speaker() -> None:
    put(TEXT, (RIGHT, person("Zakharova")), ("“No,”", person("Мария Захарова")))

    assert Speaker.objects.get().name == "Maria Zakharova"


def test_the_table_defers_to_a_speaker_that_an_editor_entered() -> None:
    editors = make_speaker("Maria Zakharova", description="as the editor has it")

    put(TEXT, (RIGHT, person("Мария Захарова")), ("“No,”", person("Zakharova")))

    editors.refresh_from_db()
    assert set(Statement.objects.values_list("speaker", flat=True)) == {editors.pk}
    assert editors.description == "as the editor has it"


def test_a_speaker_without_any_spelling_is_found_by_name() -> None:
    entered = Speaker.objects.create(slug="anna-arden", name="Anna Arden")

    put(TEXT, (RIGHT, person("Anna Arden")))

    assert Statement.objects.get().speaker == entered


def test_an_unknown_name_makes_a_speaker_that_waits_to_be_inspected() -> None:
    put(TEXT, (RIGHT, person("Anna Arden", role="a farmer")))
    put(f"{TEXT} Again.", ("“No,”", person("ANNA ARDEN")), url="https://tass.com/2")

    speaker = Speaker.objects.get(kind=Speaker.Kind.PERSON)
    spelling = speaker.names.get(name="Anna Arden")
    assert (speaker.slug, speaker.description) == ("anna-arden", "a farmer")
    assert (spelling.state, spelling.source) == (
        SpeakerName.State.NEW,
        made_source("").about.url,
    )
    assert speaker.statements.count() == 2


def test_two_people_of_one_name_are_not_chosen_between() -> None:
    for slug in ("john-smith", "john-smith-2"):
        speaker = Speaker.objects.create(slug=slug, name="John Smith")
        SpeakerName.objects.create(
            speaker=speaker, name="John Smith", key="john smith", state="assigned"
        )

    put(TEXT, (RIGHT, person("John Smith")))

    statement = Statement.objects.get()
    assert statement.speaker is None
    assert "none was chosen" in statement.speaker_reason
    assert Speaker.objects.count() == 2


def test_a_surname_that_was_only_seen_names_nobody_in_another_article() -> None:
    put(TEXT, (RIGHT, replace(person("John Smith"))))
    put(f"{TEXT} Again.", ("“No,”", person("Smith")), url="https://tass.com/2")

    names = set(Statement.objects.values_list("speaker__name", flat=True))
    assert names == {"John Smith", "Smith"}


def test_a_spelling_that_an_editor_set_aside_names_nobody() -> None:
    SpeakerName.objects.create(name="Sources", key="sources", state="ignored")

    put(TEXT, (RIGHT, Named("Sources", SpeakerKind.GROUP, "", "", "")))

    assert Statement.objects.get().speaker is None
    assert Speaker.objects.count() == 0


def test_a_person_and_a_body_of_one_name_are_two() -> None:
    put(
        TEXT,
        (RIGHT, person("Kremlin")),
        ("“No,”", Named("Kremlin", SpeakerKind.INSTITUTION, "", "", "")),
    )

    assert set(Speaker.objects.values_list("kind", "slug")) == {
        ("institution", "kremlin"),
        ("person", "kremlin-2"),
    }


def test_a_name_with_a_foreign_letter_is_never_merged() -> None:
    put(TEXT, (RIGHT, ZAKHAROVA))
    for number in (2, 3):
        put(
            f"{TEXT} {number}",
            ("“No,”", person("Maria Zаkharova")),
            url=f"https://tass.com/{number}",
        )

    disguised = Speaker.objects.get(name="Maria Zаkharova")
    assert disguised.names.get().state == SpeakerName.State.NEW
    assert disguised.statements.count() == 2
    assert Speaker.objects.get(name="Maria Zakharova").statements.count() == 1


def test_unnamed_sources_are_one_an_article_and_never_meet() -> None:
    put(TEXT, (RIGHT, OFFICIAL), ("“No,”", OFFICIAL))
    put(f"{TEXT} Again.", (RIGHT, OFFICIAL), url="https://tass.com/2")

    speakers = Speaker.objects.filter(kind=Speaker.Kind.ANONYMOUS)
    assert sorted(speaker.statements.count() for speaker in speakers) == [1, 2]
    assert {speaker.name for speaker in speakers} == {"a defence official"}


def test_the_spelling_an_article_uses_is_recorded_under_the_speaker() -> None:
    written = "Russian Foreign Ministry spokeswoman María Zakharova"
    text = f"“Yes,” {written} said. “No,” Smith said."
    statements = [
        made_statement(text, "“Yes,”", ZAKHAROVA, written=written),
        made_statement(text, "“No,”", person("John Smith"), written="Smith"),
    ]

    store(made_source(text), made_extraction(text, *statements))

    assert (
        SpeakerName.objects.get(name="María Zakharova").state == SpeakerName.State.ASSIGNED
    )
    assert SpeakerName.objects.get(name="Smith").state == SpeakerName.State.NEW


@pytest.mark.parametrize(
    ("origin", "title"), [("editor", "As the editor has it"), ("import", "Imported before")]
)
def test_a_briefing_of_the_same_host_kind_and_day_is_joined_unchanged(
    origin: str, title: str
) -> None:
    host = make_speaker("Russian Foreign Ministry", kind=Speaker.Kind.INSTITUTION)
    there = make_briefing(title, host=host, origin=origin, place="")

    put(TEXT, (RIGHT, ZAKHAROVA), events=(made_event(),))

    there.refresh_from_db()
    assert Statement.objects.get().briefing == there
    assert (there.title, there.place, Briefing.objects.count()) == (title, "", 1)


@pytest.mark.parametrize(
    ("event", "used", "briefings"),
    [
        (made_event(), False, 1),
        (made_event(known=""), True, 1),
        (made_event(known=""), False, 0),
        (made_event(known="XXXX-07-24"), True, 1),
        (made_event(EventKind.PHONE_CALL, host=""), True, 1),
        (made_event(EventKind.PHONE_CALL, host=""), False, 0),
        (made_event(EventKind.OTHER, host=""), True, 0),
        (made_event(EventKind.OTHER), True, 1),
    ],
)
def test_which_occasions_become_briefings(event: Event, used: bool, briefings: int) -> None:
    statement = made_statement(TEXT, RIGHT, event=0 if used else None)

    store(made_source(TEXT), made_extraction(TEXT, statement, events=(event,)))

    assert Briefing.objects.count() == briefings
    assert (Statement.objects.get().briefing is not None) == (used and briefings > 0)


def test_undated_occasions_of_two_articles_stay_two() -> None:
    event = made_event(known="")
    put(TEXT, (RIGHT, ZAKHAROVA), events=(event,))
    put(f"{TEXT} Again.", (RIGHT, ZAKHAROVA), events=(event,), url="https://tass.com/2")

    assert Briefing.objects.count() == 2


def test_a_person_who_holds_an_occasion_is_no_institution() -> None:
    speech = made_event(EventKind.SPEECH, host="Anna Arden")

    put(TEXT, (RIGHT, person("Anna Arden")), events=(speech,))

    speaker = Speaker.objects.get()
    briefing = Briefing.objects.get()
    assert (speaker.kind, briefing.host) == (Speaker.Kind.PERSON, speaker)
    assert briefing.title == "Speech of Anna Arden"


def test_an_agency_known_by_name_gets_its_domain_from_its_own_article() -> None:
    Outlet.objects.create(name="TASS", slug="tass", kind=Outlet.Kind.AGENCY)

    put(TEXT)

    assert Outlet.objects.get().domain == "tass.com"
