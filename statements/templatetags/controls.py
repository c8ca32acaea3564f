"""Fields of the search form. In Python, because each page of results carries all of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from django import template
from django.forms import BoundField, ChoiceField
from django.utils.safestring import SafeString

from statements.markup import fill, fill_each, join

register = template.Library()

SELECTED = fill(" {}", "selected")


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """Return a field with its label, and below it what was wrong with its value."""
    attributes = fill(' id="{}" name="{}"', field.id_for_label, field.html_name)
    if field.errors:
        attributes += fill(
            ' aria-invalid="true" aria-describedby="{}_error"', field.id_for_label
        )
    value = str(field.value() or "")
    return fill(
        '<div class="field"><label for="{}">{}</label>{}{}</div>',
        field.id_for_label,
        str(field.label),
        _select(field.field, attributes, value)
        if isinstance(field.field, ChoiceField)
        else fill('<input type="text"{} value="{}">', attributes, value),
        _errors(field),
    )


def _select(field: ChoiceField, attributes: SafeString, value: str) -> SafeString:
    options = (
        (choice, SELECTED if str(choice) == value else "", label)
        for choice, label in cast("Iterable[tuple[str, str]]", field.choices)
    )
    return fill(
        "<select{}>{}</select>",
        attributes,
        fill_each("", '<option value="{}"{}>{}</option>', options),
    )


def _errors(field: BoundField) -> SafeString | str:
    if not field.errors:
        return ""
    told = join(map(str, field.errors), " ")
    return fill('<p class="field-error" id="{}_error">{}</p>', field.id_for_label, told)
