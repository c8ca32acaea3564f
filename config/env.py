"""Typed readers of environment variables.

Each refuses a value it cannot use and says which variable it was and what to write instead.
A variable that is set but empty counts as not set, as in a shell's `${NAME:-default}`.
"""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

FLAGS = {"true": True, "1": True, "yes": True, "on": True} | {
    "false": False,
    "0": False,
    "no": False,
    "off": False,
}


class BadSettingError(ImproperlyConfigured):
    """An environment variable that is missing or cannot be understood."""

    def __init__(self, name: str, problem: str, cure: str) -> None:
        super().__init__(f"{name} {problem}: {cure}.")


def text(name: str, default: str = "") -> str:
    """Return the variable as it stands, without the white space around it."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, *, default: bool) -> bool:
    """Return the variable as a yes or no."""
    value = text(name).lower()
    if not value:
        return default
    if value not in FLAGS:
        raise BadSettingError(name, f"is {value!r}", "write true or false")
    return FLAGS[value]


def number(name: str, default: int, *, least: int, most: int) -> int:
    """Return the variable as a whole number from `least` to `most`, both allowed."""
    value = text(name) or str(default)
    if not (value.isascii() and value.isdigit() and least <= int(value) <= most):
        raise BadSettingError(
            name, f"is {value!r}", f"write a whole number from {least} to {most}"
        )
    return int(value)


def words(name: str) -> list[str]:
    """Return the comma-separated words of the variable, none of them empty."""
    return [word.strip() for word in text(name).split(",") if word.strip()]


def choice(name: str, default: str, allowed: tuple[str, ...]) -> str:
    """Return the variable when it is one of `allowed`, in upper case as they are."""
    value = text(name, default)
    if value.upper() not in allowed:
        raise BadSettingError(name, f"is {value!r}", f"write one of {', '.join(allowed)}")
    return value.upper()


def database(name: str, default: str) -> dict[str, Any]:
    """Return Django's settings for the database that an address names.

    `sqlite:///relative.sqlite3`, `sqlite:////absolute/path` (`?mode=ro` only reads) or
    `postgres://user:password@host:5432/name?sslmode=require`; each part may be
    percent-encoded, and a socket folder goes into `?host=/run/postgresql`.
    """
    value = text(name, default)
    parts = _split(name, value)
    path = unquote(parts.path.removeprefix("/"))
    if parts.scheme == "sqlite" and path and not parts.netloc:
        return _read_only(path, parts.query) if parts.query else _sqlite(path)
    if parts.scheme in {"postgres", "postgresql"} and path:
        return _postgresql(parts, path)
    raise BadSettingError(
        name,
        "is not an address of a database",
        "write sqlite:///FILE or postgres://USER:PASSWORD@HOST:PORT/NAME",
    )


def _split(name: str, value: str) -> SplitResult:
    try:
        parts = urlsplit(value)
        parts.port  # noqa: B018 - a bad port is only noticed when it is read
    except ValueError as error:
        # The value holds a password, so it is not repeated here.
        raise BadSettingError(
            name,
            f"cannot be read ({error})",
            "percent-encode what is special in its user name and password",
        ) from None
    return parts


def _sqlite(path: str) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        # Opening costs more than most questions; a restored file is noticed this late.
        "CONN_MAX_AGE": 60,  # seconds
        "OPTIONS": {
            # A write takes its lock at BEGIN and waits for it. In WAL mode a transaction
            # that begins as a reader and turns writer fails at once, whatever the timeout.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,  # seconds
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
                # 32 MiB, and 2 GiB, which takes no memory: a large index is read twice as
                # fast where its pages need not be copied.
                "PRAGMA cache_size=-32768; PRAGMA mmap_size=2147418112;"
                "PRAGMA temp_store=MEMORY; PRAGMA journal_size_limit=67108864;"
            ),
        },
    }


def _read_only(path: str, options: str) -> dict[str, Any]:
    """Return the settings for a file that nobody may write, or that lies on such a disk."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": f"file:{quote(path)}?{options}",
        "OPTIONS": {"timeout": 20, "init_command": "PRAGMA temp_store=MEMORY"},
    }


def _postgresql(parts: SplitResult, path: str) -> dict[str, Any]:
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    host = options.pop("host", "") or unquote(parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": path,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": parts.port or options.pop("port", ""),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "connect_timeout": "2",
            # Our fixed questions are planned once a connection: see `statements.models.questions`.
            "prepare_threshold": 1,
            # Compiling a question takes longer than answering one of ours.
            "options": "-c jit=off",
            **options,
            # A request that gets no connection within `timeout` seconds is answered with
            # "one moment" instead of waiting for ever; /readyz has to answer within 2.
            "pool": {
                "min_size": 1,
                "max_size": number("DATABASE_POOL", 8, least=1, most=1_000),
                "timeout": 1.5,
                # Try anew for each request: otherwise the pool waits longer and longer while
                # the server is away, and then as long again once it is back.
                "reconnect_timeout": 0.5,
            },
        },
    }
