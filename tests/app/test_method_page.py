"""The page that says how statements are found: its figures are those of the program."""

import pytest
from django.test import Client
from django.urls import reverse

from statements.extraction.scoring import score
from statements.importing.gold import Gold, read_gold, rows_of, try_out
from statements.views.about import FIGURES, SETS
from tests.extraction.marked import GOLD


def reached() -> list[str]:
    lines = GOLD.read_text("utf-8").splitlines()
    texts = [gold for gold in read_gold(lines) if isinstance(gold, Gold)]
    rows = rows_of(score(map(try_out, texts)))
    joint = [rows[kind]["joint"] for kind in ("core", "direct", "mixed", "indirect")]
    return [f"{figure:.1f}" for figure in (*joint, rows["core"]["source"])]


def test_the_figures_of_the_five_articles_are_what_the_program_reaches() -> None:
    assert [values[-1] for _, values in FIGURES] == reached()


@pytest.mark.django_db
def test_the_page_shows_every_figure_and_is_found_from_the_page_about_the_record(
    client: Client,
) -> None:
    page = client.get(reverse("method")).content.decode()

    assert all(title in page for title in SETS)
    assert all(figure in page for _, values in FIGURES for figure in values)
    assert reverse("method") in client.get(reverse("about")).content.decode()
