"""One table of questions with their answers. It runs unchanged on both databases."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from statements.models import SpeakerName, Statement
from statements.search import Order, Paging, find, parse
from tests.factories import make_article, make_briefing, make_outlet, make_speaker

pytestmark = pytest.mark.django_db

ZAKHAROVA, HAJIYEV, LAVROV = "Maria Zakharova", "Hikmet Hajiyev", "Sergey Lavrov"
RECORD = {  # name: (words, speaker, outlet, day, more)
    "right": ("Supplying weapons is our sovereign right", ZAKHAROVA, "Mirror", "2021-08-19", {}),
    "ready": ("Our readiness remains, and so does Russia’s", ZAKHAROVA, "TASS", "2021-11-05",
              {"kind": "indirect"}),
    "peace": ("They advocate[s] peace with the U.S. in Nagorno-Karabakh", LAVROV, "OC Media",
              "2025-03", {"kind": "mixed"}),
    "baku": ("Əliyev’s answer on the balance of power: no", HAJIYEV, "TASS", "", {}),
    "gadzhiev": ("We agreed with Gadzhiev that the weapon stays", LAVROV, "Caliber.Az", "2024", {}),
    "power": ("The power of balance, not a balance of powers", None, "Mirror", "[..2020-01-01]", {}),
    "number": ("[T]he 1,000,000 soldiers cost 3.5 percent; they said “don't”", LAVROV, "TASS",
               "2022-02-24", {"state": "candidate"}),
    "other": ("Оружие и мир, сказал Гаджиев", HAJIYEV, "TASS", "2022-02-25", {"state": "rejected"}),
}  # fmt: skip

TABLE: list[tuple[str, str]] = [
    # words, by stem
    ("weapons", "gadzhiev right"),
    ("weapon", "gadzhiev right"),
    ("WEAPONS", "gadzhiev right"),
    ("weapons right", "right"),
    ("weapons peace", ""),
    ("supply", "right"),
    ("balance", "power baku"),
    ("powers", "power baku"),
    ("the", "peace gadzhiev number power baku"),
    ("ready", "ready"),
    ("nothing", ""),
    ("us", "peace"),
    ("U.S.", "peace"),
    ("u.s", "peace"),
    ("russia", "ready"),
    ("Russia's", "ready"),
    ("Russia’s", "ready"),
    ("russias", "ready"),
    ("1000000", "number"),
    ("1,000,000", "number"),
    ("3.5", "number"),
    ("dont", "number"),
    ("don’t", "number"),
    ("advocate", "peace"),
    ("advocates", "peace"),
    ("advocate[s]", "peace"),
    ("advocating", "peace"),
    ("[t]he soldier", "number"),
    ("оружие", "other"),
    ("ОРУЖИЕ", "other"),
    ("оружия", ""),
    # exactly as it stands
    ('"weapons"', "right"),
    ('"weapon"', "gadzhiev"),
    ('"sovereign right"', "right"),
    ('"right sovereign"', ""),
    ('"our sovereign right"', "right"),
    ('"balance of power"', "baku"),
    ('"balance of powers"', "power"),
    ("“balance of power”", "baku"),
    ('"balance of power', "power baku"),
    ('"advocate peace"', "peace"),
    ('"advocates peace"', "peace"),
    ('"karabakh they"', ""),
    ('"Russia"', ""),
    ('"Russia\'s"', "ready"),
    ('"so does"', "ready"),
    ('"does so"', ""),
    ('"is our sovereign"', "right"),
    ('"the power of balance"', "power"),
    ('"of the power"', ""),
    ('"so does" OR "is our"', "ready right"),
    ('weapons -"is our"', "gadzhiev"),
    ('weapons -"our is"', "gadzhiev right"),
    ("nagorno-karabakh", "peace"),
    ("Nagorno‑Karabakh", "peace"),
    ("karabakh-nagorno", ""),
    ("and/so", "ready"),
    # without, either, beginnings
    ("weapons -right", "gadzhiev"),
    ('weapons -"sovereign right"', "gadzhiev"),
    ("weapons NOT sovereign", "gadzhiev"),
    ("-the", "other ready right"),
    ("-the -our", "other"),
    ("weapons OR peace", "peace gadzhiev right"),
    ("weapons | peace", "peace gadzhiev right"),
    ('"sovereign right" OR "balance of power"', "right baku"),
    ("weapons OR peace the", "peace gadzhiev"),
    ("soldiers OR nothing OR nowhere", "number"),
    ("weap*", "gadzhiev right"),
    ("sove*", "right"),
    ("pow*", "power baku"),
    ("россия*", ""),
    ("оруж*", "other"),
    ("weap* -sove*", "gadzhiev"),
    # names in other spellings
    ("hajiyev", "gadzhiev other baku"),
    ("Gadzhiev", "gadzhiev other baku"),
    ("гаджиев", "gadzhiev other baku"),
    ("hajiyev balance", "baku"),
    ('"gadzhiev"', "gadzhiev"),
    ('"hajiyev"', ""),
    ("aliyev", "baku"),
    ("Əliyev", "baku"),
    ("hikmet", ""),
    ("hikmet hajiyev", "other baku"),
    ("Гаджиев, Hikmet", "other baku"),
    ("hikmet zakharova", ""),
    ("maria zakharova", "ready right"),
    ("zakharova weapons", "right"),
    # fields
    ("speaker:zakharova", "ready right"),
    ("speaker:maria-zakharova weapons", "right"),
    ('speaker:"Maria Zakharova"', "ready right"),
    ("by:Гаджиев", "other baku"),
    ("-speaker:zakharova weapons", "gadzhiev"),
    ("speaker:zakharova OR speaker:lavrov weapon*", "gadzhiev right"),
    ("speaker:nobody", ""),
    ("outlet:tass", "other number ready baku"),
    ("outlet:oc-media", "peace"),
    ('outlet:"OC Media"', "peace"),
    ("outlet:mirror balance", "power"),
    ("kind:indirect", "ready"),
    ("kind:mixed OR kind:indirect", "peace ready"),
    ("-kind:direct", "peace ready"),
    ("event:interview", "right"),
    ("event:call", ""),
    # days
    ("on:2021-08-19", "right"),
    ("on:2021-08", "right"),
    ("on:2021", "ready right"),
    ("on:2025-03", "peace"),
    ("on:2025-03-20", ""),
    ("on:2024", "gadzhiev"),
    ("from:2022", "peace gadzhiev other number"),
    ("to:2021-10", "right power"),
    ("to:2020", "power"),
    ("from:2021-09 to:2022-02-24", "number ready"),
    ("from:2022-02-24 to:2021-09", "number ready"),
    ("weapons on:2024", "gadzhiev"),
    ("is:undated", "power baku"),
    ("is:undated balance -powers", ""),
    ("is:undated outlet:tass", "baku"),
    # whatever else is typed
    ("", "peace gadzhiev other number ready right power baku"),
    ('" - * ( ) OR :', "peace gadzhiev other number ready right power baku"),
    ("weapons AND right", "right"),
    ("(weapons right)", "right"),
    ("weapons; DROP TABLE statements", ""),
    ("weapons' OR '1'='1", ""),
    ("\x00weapons\ud800", "gadzhiev right"),
    ("w*", ""),
    ("^weapons ~right +our", "right"),
    ("weapons:*", "gadzhiev right"),
    ("weapons & right | peace !our <-> \\", "right"),
]  # fmt: skip


@pytest.fixture
def record() -> dict[int, str]:
    for name in ("Гаджиев", "Gadzhiev"):
        SpeakerName.objects.create(
            speaker=make_speaker(HAJIYEV), name=f"Hikmet {name}", key=name, state="assigned"
        )
    interview = make_briefing(kind="interview")
    names: dict[int, str] = {}
    from tests.factories import make_statement  # noqa: PLC0415

    for name, (words, speaker, outlet, day, more) in RECORD.items():
        article = make_article(words, outlet=make_outlet(outlet))
        briefing = interview if name == "right" else None
        statement = make_statement(
            words, speaker=speaker, said=day, article=article, briefing=briefing, **more
        )
        names[statement.pk] = name
    return names


def test_every_question_has_its_answer(record: dict[int, str]) -> None:
    wrong = []
    for typed, expected in TABLE:
        found = find(parse(typed))
        names = " ".join(record[pk] for pk in found.statements)
        if (names, found.count) != (expected, len(expected.split())):
            wrong.append((typed, expected, names, found.count))

    assert wrong == []
    assert len(TABLE) >= 80


def test_a_queryset_gives_the_same_answers(record: dict[int, str]) -> None:
    for typed, expected in TABLE:
        found = Statement.objects.all().search(typed)

        assert " ".join(record[row.pk] for row in found) == expected, typed


def test_every_order_finds_the_same_statements(record: dict[int, str]) -> None:
    for typed, expected in TABLE:
        for order in Order:
            found = find(parse(typed), None, Paging(order))

            assert {record[pk] for pk in found.statements} == set(expected.split()), typed


PIECES = """
weapons right " ' - * ( ) : OR NOT AND \\ speaker: outlet: on: is:undated %s % NEAR { ^
<-> & | ! :* = Əliyev’s [s] 1,000 ;--
""".split()
SIGNS = st.sampled_from([*PIECES, " ", " ", "\x00", "\ud800", "\x1a", "\U0010ffff"])


@given(st.lists(SIGNS, max_size=25).map("".join) | st.text(max_size=200))
@settings(
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_nothing_typed_fails(record: dict[int, str], typed: str) -> None:
    found = find(parse(typed))
    again = find(parse(str(found.query)))

    assert again.statements == found.statements
    assert found.count <= len(record)


@pytest.mark.parametrize(
    "sign", ['"', "'", "-", "a ", "(", "a OR ", "\x00", "ə", "*", "[a]"]
)
def test_ten_thousand_characters_do_not_fail(record: dict[int, str], sign: str) -> None:
    find(parse((sign * 10_000)[:10_000]))
