from __future__ import annotations

from typing import Any

import pytest

from config import env


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("true", True),
        ("YES", True),
        (" 1 ", True),
        ("off", False),
        ("False", False),
        ("", True),
    ],
)
def test_a_flag_is_read_in_the_usual_spellings(
    monkeypatch: pytest.MonkeyPatch, value: str, expected: bool
) -> None:
    monkeypatch.setenv("FLAG", value)

    assert env.flag("FLAG", default=True) is expected


@pytest.mark.parametrize("value", ["maybe", "2", "truee"])
def test_a_flag_that_is_neither_yes_nor_no_is_refused(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("FLAG", value)

    with pytest.raises(
        env.BadSettingError, match=f"FLAG is '{value}': write true or false"
    ):
        env.flag("FLAG", default=True)


@pytest.mark.parametrize("value", ["0", "11", "-1", "1.5", "ten", "٣", "1" * 400])
def test_a_number_outside_its_range_is_refused(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("NUMBER", value)

    with pytest.raises(env.BadSettingError, match="write a whole number from 1 to 10"):
        env.number("NUMBER", 5, least=1, most=10)


def test_a_number_in_its_range_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NUMBER", "10")

    assert env.number("NUMBER", 5, least=1, most=10) == 10
    assert env.number("MISSING_NUMBER", 5, least=1, most=10) == 5


def test_words_are_separated_by_commas_and_never_empty(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("WORDS", " a.example , ,b.example,")

    assert env.words("WORDS") == ["a.example", "b.example"]
    assert env.words("MISSING_WORDS") == []


def test_a_choice_is_read_in_any_case_and_refused_when_unknown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LEVEL", "info")
    monkeypatch.setenv("BAD_LEVEL", "loud")

    assert env.choice("LEVEL", "DEBUG", ("DEBUG", "INFO")) == "INFO"
    with pytest.raises(env.BadSettingError, match="write one of DEBUG, INFO"):
        env.choice("BAD_LEVEL", "DEBUG", ("DEBUG", "INFO"))


POSTGRESQL = {"USER": "", "PASSWORD": "", "HOST": "", "PORT": ""}


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("sqlite:///here.sqlite3", {"NAME": "here.sqlite3"}),
        ("sqlite:////var/lib/a%20b.sqlite3", {"NAME": "/var/lib/a b.sqlite3"}),
        ("postgres:///record", POSTGRESQL | {"NAME": "record"}),
        (
            "postgresql://me:p%40ss%2Fword@db.example:5433/record",
            {
                "NAME": "record",
                "USER": "me",
                "PASSWORD": "p@ss/word",
                "HOST": "db.example",
                "PORT": 5433,
            },
        ),
        ("postgres://me@[::1]/record", POSTGRESQL | {"USER": "me", "HOST": "::1"}),
        (
            "postgres://me@/record?host=%2Frun%2Fpostgresql&port=5434",
            {"NAME": "record", "HOST": "/run/postgresql", "PORT": "5434"},
        ),
    ],
)
def test_an_address_names_a_database(
    monkeypatch: pytest.MonkeyPatch, address: str, expected: dict[str, Any]
) -> None:
    monkeypatch.setenv("DATABASE_URL", address)

    database = env.database("DATABASE_URL", "sqlite:///default.sqlite3")

    assert {name: database[name] for name in expected} == expected


def test_what_follows_the_question_mark_reaches_the_driver(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://db.example/record?sslmode=require")

    options = env.database("DATABASE_URL", "")["OPTIONS"]

    assert options["sslmode"] == "require"
    assert "host" not in options


@pytest.mark.parametrize(
    "address",
    [
        "mysql://me:secret@db.example/record",
        "postgres://me:secret@db.example",
        "postgres://me:secret@db.example:port/record",
        "postgres://me:secret@[db.example/record",
        "sqlite://",
        "sqlite://record.sqlite3",
        "record.sqlite3",
    ],
)
def test_any_other_address_is_refused_without_repeating_its_password(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", address)

    with pytest.raises(env.BadSettingError, match=r"^DATABASE_URL ") as refusal:
        env.database("DATABASE_URL", "")

    assert "secret" not in str(refusal.value)
