"""What deploys the site names only commands, files and settings that exist."""

from __future__ import annotations

import configparser
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from django.core.management import execute_from_command_line

ROOT = Path(__file__).resolve().parent.parent
UNITS = sorted((ROOT / "deploy").iterdir())
SETTINGS = set(
    re.findall(
        r"^\| `([A-Z_]+)` \|", (ROOT / "docs/operating.md").read_text("utf-8"), re.MULTILINE
    )
)
SERVED_WITH = set(
    re.findall(r"\$\{([A-Z]+):-", (ROOT / "scripts/serve").read_text("utf-8"))
)
OF_OTHERS = {"PYTHONUNBUFFERED", "PATH"}
COMMANDS = {
    path.stem for path in (ROOT / "statements/management/commands").glob("[a-z]*.py")
} | {"migrate", "collectstatic", "check", "createsuperuser"}


def read(path: str) -> str:
    return (ROOT / path).read_text("utf-8")


def unit(path: Path) -> dict[str, list[tuple[str, str]]]:
    """Return the sections of a unit; a name may stand several times in one."""
    sections: dict[str, list[tuple[str, str]]] = {}
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("["):
            current = sections.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            name, _, value = line.partition("=")
            current.append((name, value))
    return sections


def dockerfile() -> list[tuple[str, str]]:
    text = re.sub(r"\\\n\s*", " ", read("Dockerfile"))
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [(line.partition(" ")[0], line.partition(" ")[2]) for line in lines]


def manage_commands(text: str) -> set[str]:
    return set(re.findall(r"manage\.py\"? ([a-z_]+)", text))


def test_every_setting_that_is_given_is_one() -> None:
    site = yaml.safe_load(read("compose.yaml"))["services"]["site"]
    given = set(site["environment"])
    for name, value in dockerfile():
        if name == "ENV":
            given |= {part.partition("=")[0] for part in shlex.split(value)}
    for path in UNITS:
        for name, value in unit(path).get("Service", []):
            if name == "Environment":
                given |= {part.partition("=")[0] for part in shlex.split(value)}

    assert {"DATABASE_URL", "SECRET_KEY", "ALLOWED_HOSTS", "WORKERS"} <= given
    assert given - SETTINGS - SERVED_WITH - OF_OTHERS == set()


@pytest.mark.parametrize(
    "path",
    ["Dockerfile", "scripts/serve", "docs/operating.md", "SECURITY.md", "README.md",
     *(str(path.relative_to(ROOT)) for path in UNITS)],
)  # fmt: skip
def test_every_command_that_is_named_exists(path: str) -> None:
    assert manage_commands(read(path)) - COMMANDS == set()


def test_the_image_copies_what_is_there_and_starts_what_it_copied() -> None:
    steps = dockerfile()
    copied = [
        word for name, value in steps if name == "COPY" for word in value.split()[:-1]
    ]

    assert [path for path in copied if not (ROOT / path).exists()] == []
    assert {
        "config",
        "statements",
        "manage.py",
        "requirements.txt",
        "scripts/serve",
    } <= set(copied)
    assert dict(steps)["CMD"] == '["scripts/serve"]'
    assert steps[-1][0] == "CMD"
    assert [name for name, _ in steps].index("USER") < len(steps) - 1
    assert "://" not in "".join(value for name, value in steps if name != "HEALTHCHECK")


def test_the_containers_fit_together() -> None:
    composed = yaml.safe_load(read("compose.yaml"))
    services, site = composed["services"], composed["services"]["site"]

    database = services["database"]["environment"]
    expected = (
        "postgres://{POSTGRES_USER}:${{DATABASE_PASSWORD}}@database:5432/{POSTGRES_DB}"
    )
    assert site["environment"]["DATABASE_URL"] == expected.format(**database)
    assert set(site["depends_on"]) <= set(services)
    named = {
        volume.partition(":")[0]
        for service in services.values()
        for volume in service["volumes"]
    }
    assert named == set(composed["volumes"])
    assert site["ports"] == ["127.0.0.1:8000:8000"]
    assert "ports" not in services["database"]


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_a_unit_is_read_and_starts_what_is_there(path: Path) -> None:
    configparser.ConfigParser(strict=False, interpolation=None).read_string(
        path.read_text("utf-8")
    )
    for name, value in unit(path).get("Service", []):
        if name == "ExecStart":
            named = re.findall(r"/srv/record/((?!\.venv)\S+)", value)
            assert [file for file in named if not (ROOT / file).exists()] == []
            assert named or "manage.py" in value
    if path.suffix == ".timer":
        assert path.with_suffix(".service") in UNITS


@pytest.mark.parametrize("command", ["backup", "verify"])
def test_the_backup_of_the_night_is_what_the_commands_take(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="0"):
        execute_from_command_line(["manage.py", command, "--help"])

    assert f"manage.py {command}" in capsys.readouterr().out


def test_what_serves_is_installed_and_starts() -> None:
    script = read("scripts/serve")

    assert (ROOT / "scripts/serve").stat().st_mode & 0o111
    subprocess.run(["/bin/sh", "-n", ROOT / "scripts/serve"], check=True)
    told = subprocess.run(
        [sys.executable, "-m", "granian", "--help"],
        capture_output=True,
        text=True,
        check=True,
    )
    for option in re.findall(r"(--[a-z0-9-]+)", script.partition("granian")[2]):
        assert option in told.stdout
