"""Fill the empty database that DATABASE_URL names, and print addresses worth asking for.

python -m tests.benchmarks.filling STATEMENTS
"""

from __future__ import annotations

import os
import sys
from random import Random

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402

from statements.models import Statement  # noqa: E402
from tests.benchmarks.corpus import count_rows, fill  # noqa: E402
from tests.benchmarks.language import word  # noqa: E402

SAMPLE = 200


def addresses(random: Random) -> list[str]:
    """Return as many pages to read as questions to answer, common and rare ones."""
    pks = list(Statement.objects.values_list("pk", flat=True))
    sample = Statement.objects.in_bulk(random.sample(pks, min(SAMPLE, len(pks)))).values()
    reading, asking = ["/", "/dates/", "/speakers/"], []
    for statement in sample:
        day = statement.earliest
        reading += [statement.get_absolute_url(), f"/articles/{statement.article_id}/"]
        reading += [f"/{day:%Y/%m/%d}/", f"/speakers/speaker-{random.randrange(500)}/"]
        one, two = random.choices(range(5_000), k=2)
        common = random.randrange(50)
        phrase = "+".join(statement.text.split()[3:6])
        asking += [f"/search/?q={word(one)}", f"/search/?q={word(common)}+{word(two)}"]
        asking += [
            f"/search/?q=%22{phrase}%22",
            f"/search/?q={word(common)}&since={day:%Y}",
        ]
    random.shuffle(reading)
    random.shuffle(asking)
    return [path for pair in zip(reading, asking, strict=False) for path in pair]


def main(size: int) -> None:
    settings.DEBUG = False
    call_command("migrate", verbosity=0)
    fill(size)
    call_command("reindex", only_missing=True, verbosity=0)  # it ends by tidying the index
    count_rows()
    print("\n".join(addresses(Random(2))))  # noqa: S311 - the same ones every time


if __name__ == "__main__":
    main(int(sys.argv[1]))
