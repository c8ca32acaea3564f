"""Words for addresses."""

from django.db import models
from django.utils.text import slugify


def free_slug(model: type[models.Model], wanted: str) -> str:
    """Return the slug of `wanted`, with a number behind it where that is taken.

    At most 100 characters. Two writers may still be given the same one at once;
    the unique constraint then refuses the second.
    """
    base = slugify(wanted)[:92].strip("-") or model._meta.model_name or "item"
    beginning = model._default_manager.filter(slug__startswith=base)
    taken = set(beginning.values_list("slug", flat=True))
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return (
        base if base not in taken else next(slug for slug in numbered if slug not in taken)
    )
