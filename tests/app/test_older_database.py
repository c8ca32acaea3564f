"""A database that is older than the program: what its commands say."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.db.migrations.recorder import MigrationRecorder

from statements.management.commands import export_statements


@pytest.mark.parametrize("command", [("import_articles", "seeds"), ("run_imports",)])
def test_a_database_without_tables_is_answered_with_the_cure_alone(
    command: tuple[str, ...], tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path}/new.sqlite3"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.endswith("is not up to date. Run: manage.py migrate\n")
    assert done.stderr.count("\n") == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("older", "told"), [(True, CommandError), (False, OperationalError)]
)
def test_a_failure_is_put_down_to_an_older_database_only_where_it_is_older(
    older: bool,
    told: type[Exception],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*args: object, **options: object) -> None:
        raise OperationalError("disk I/O error")

    monkeypatch.setattr(export_statements.Command, "handle", fail)
    if older:
        MigrationRecorder.Migration.objects.filter(app="statements").latest("id").delete()

    with pytest.raises(told, match="migrate" if older else "disk"):
        call_command("export_statements")
