"""A search page asks the database eight times at most, whatever was typed and chosen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from statements.models import OldSlug, Speaker, SpeakerName, Statement, StatementIndex
from tests.factories import (
    make_article,
    make_briefing,
    make_outlet,
    make_speaker,
    make_statement,
)

pytestmark = pytest.mark.django_db

MOST = 8

WORDS = """armenia weapons peace border sovereign monopoly georgia people should corridor order on the
of and turkey wepons armeina xyzzyq qwrtp peaec sovreign balnce monoply coridor""".split()
NAMES = """zakharova maria ilham aliyev əliyev гаджиев hajiyev mirzoyan zakarova aliev m. v. ministry foreign
"foreign ministry" azbarez "oc media" oc-media tass azbarezz nobody ararat""".split()
ITEMS = [
    *WORDS,
    *NAMES,
    *WORDS,
    '"armenia wants"',
    '"balance of power"',
    '"peace on the border, she said"',
    "armenia-wants",
    "co-operation",
    "nagorno-karabakh",
    "weap*",
    "zakh*",
    "ar*",
    "armenia OR turkey",
    "armenia or turkey",
    "-weapons",
    '-"armenia wants"',
    "speaker:zakharova",
    "speaker:zakarova",
    'speaker:"maria zakharova"',
    "-speaker:ilham-aliyev",
    "outlet:oc-media",
    "outlet:azbarezz",
    "-outlet:tass",
    "kind:direct",
    "event:interview",
    "interview",
    "on:2021",
    "from:2021-08",
    "to:2022",
    "is:undated",
    "19 august",
    "14 august",
    "august 2021",
    "yesterday",
    "last year",
    "in 2021",
    "between march and july 2021",
    "president of azerbaijan",
    "russian spokeswoman",
    "what did zakharova say about",
    "https://oc-media.org/arms",
    "statements by maria zakharova containing weapons, in 2021",
]  # fmt: skip
CHOICES: dict[str, list[str]] = {
    "speaker": [
        "ilham-aliyev",
        "Maria Zakharova",
        "zakharova",
        "maria",
        "zakarova",
        "the x",
    ],
    "outlet": ["oc-media", "oc", "OC Media", "media", "azbarezz"],
    "since": ["2021", "2021-08", "19 August 2021"],
    "until": ["2021-08", "2022", "2030"],
    "kind": ["direct"],
    "event": ["interview"],
    "state": ["candidate"],
    "days": ["perhaps", "unknown"],
    "sort": ["newest", "oldest", "best"],
    "view": ["list", "context", "speaker", "outlet"],
    "place": [
        "a4294967296",
        "b9999999999999999",
        "o20",
        "a3172543168806912002",
        "nonsense",
    ],
}
LENGTHS = (0, 1, 1, 2, 2, 3, 3, 4, 6, 9)  # words and what else may be typed
FORMATS = ["", "", "", ".json", ".csv", ".jsonl", ".atom"]


@pytest.fixture(scope="module")
def record(module_record: None) -> None:
    """What was said in all ways that the index tells apart: certain days, rough ones and none."""
    zakharova = make_speaker("Maria Zakharova", description="Russian spokesperson")
    aliyev = make_speaker("Ilham Aliyev", description="President of Azerbaijan")
    for name in ("İlham Əliyev", "Ильхам Алиев"):
        SpeakerName.objects.create(speaker=aliyev, name=name, state="assigned")
    ministry = make_speaker("Russian Foreign Ministry", kind=Speaker.Kind.INSTITUTION)
    outlet = make_outlet("OC Media", domain="oc-media.org")
    url = "https://oc-media.org/arms"
    article = make_article("Armenia wants weapons, she said.", outlet=outlet, url=url)
    make_statement("Armenia wants weapons", speaker=zakharova, article=article)
    asked = make_briefing("An interview", kind="interview", held="2021-08-14")
    make_statement("stop arming Armenia", speaker=aliyev, said="", briefing=asked)
    make_statement("no monopoly in Georgia", speaker=ministry, said="2021-11-05")
    days = (
        "2021-08-19",
        "2021-08",
        "2021",
        "2022-03-01",
        "[2021-03-14..]",
        "XXXX-08-19",
        "",
    )
    for number in range(42):
        said = days[number % len(days)]
        speaker = (zakharova, aliyev, ministry)[number % 3]
        text = f"“peace on the border, and sovereign people should order {number},”"
        make_statement(text, speaker=speaker, said=said)


def questions(seed: int, count: int) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield a form of the page and what is asked, of every shape, the same for each seed."""
    random = Random(seed)  # noqa: S311 - the same each time is the point
    for _ in range(count):
        typed = " ".join(random.choice(ITEMS) for _ in range(random.choice(LENGTHS)))
        chosen = {
            name: random.choice(values)
            for name, values in CHOICES.items()
            if random.random() < 0.3
        }
        yield random.choice(FORMATS), {"q": typed, **chosen} if typed else chosen


def asked_of(client: Client, form: str, asked: dict[str, str]) -> list[str]:
    """Return the questions that the database was asked for a page."""
    with CaptureQueriesContext(connection) as captured:
        response = client.get(f"/search{form or '/'}", asked)
        list(getattr(response, "streaming_content", ()))
    return [query["sql"] for query in captured]


@pytest.mark.usefixtures("record")
def test_no_question_of_any_shape_takes_more_than_eight(client: Client) -> None:
    asked_of(
        client, "", {"q": "warm"}
    )  # PostgreSQL asks for its statistics once in a while
    for form, asked in questions(seed=8, count=200):
        queries = asked_of(client, form, asked)
        assert len(queries) <= MOST, (form, asked, queries)


# Whatever adds to them: names in the form and in the box, beginnings, a quotation, an order that
# walks twice, days that something may fall in, words that are mended, a day, an office.
WORST = [
    {
        "q": "wepons armeina peaec sovreign monoply",
        "speaker": "m. zakharova",
        "outlet": "media",
    },
    {
        "q": 'ar* zakh* weap* "armenia wants" xyzzyq speaker:zakharova -outlet:oc',
        "since": "2021",
    },
    {"q": "sovreign president of azerbaijan 14 august", "days": "perhaps", "since": "2021"},
    {
        "q": 'zakharova "on the border" order',
        "sort": "best",
        "since": "2021-08",
        "speaker": "maria",
    },
    {
        "q": "the peace on the border",
        "sort": "oldest",
        "since": "2021",
        "outlet": "example",
    },
    {"q": "peace", "sort": "oldest", "since": "2021", "place": "a1"},
    {"q": "monoply", "since": "2021-08", "sort": "best"},
    {"q": "", "speaker": "zakarova", "outlet": "azbarezz", "since": "2021"},
]


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize("asked", WORST)
def test_the_worst_questions_take_no_more_than_eight(
    client: Client, asked: dict[str, str]
) -> None:
    asked_of(client, "", {"q": "warm"})

    assert len(asked_of(client, "", asked)) <= MOST


@pytest.mark.usefixtures("record")
def test_all_that_was_typed_is_looked_up_at_once(client: Client) -> None:
    typed = 'weap* "armenia wants" zakharova speaker:maria'

    queries = asked_of(client, "", {"q": typed, "speaker": "maria", "outlet": "oc"})

    looks = [sql for sql in queries if "statements_nameword" in sql]

    assert (len(looks), len(queries)) == (1, 5)


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize("at", [0, 3, 19, 20, 38, 39])
@pytest.mark.parametrize("order", ["newest", "oldest"])
def test_a_page_whose_first_match_is_gone_begins_behind_it(
    client: Client, order: str, at: int
) -> None:
    asked = {"q": "peace", "sort": order}
    first = found_on(client, asked)
    whole = [*first, *found_on(client, {**asked, "place": f"a{sort_key(first[-1]):x}"})]
    assert len(whole) == 40
    key = sort_key(whole[at])
    Statement.objects.get(public_id=whole[at]).delete()

    assert (
        found_on(client, {**asked, "place": f"a{key:x}"})[: 39 - at]
        == whole[at + 1 : at + 21]
    )
    assert found_on(client, {**asked, "place": f"b{key:x}"}) == whole[max(0, at - 20) : at]


def found_on(client: Client, asked: dict[str, str]) -> list[str]:
    """Return the public names of the statements on a page."""
    page = client.get("/search/", asked).content.decode()
    return list(dict.fromkeys(re.findall(r'href="/statements/(\w{10})/"', page)))


def sort_key(public_id: str) -> int:
    return StatementIndex.objects.get(statement__public_id=public_id).sort_key


@pytest.mark.usefixtures("record")
def test_an_address_that_a_speaker_once_had_is_read_in_the_form(client: Client) -> None:
    OldSlug.objects.create(slug="zakharova-m", speaker=make_speaker("Maria Zakharova"))

    page = client.get("/search/", {"speaker": "zakharova-m"}).content.decode()

    assert "Statements by Maria Zakharova<" in page
