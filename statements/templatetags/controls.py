"""Fields of the search form. In Python, because each page of results carries all of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from django import template
from django.forms import BoundField, ChoiceField
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

SELECTED = format_html(" {}", "selected")


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """Return a field with its label, and below it what was wrong with its value."""
    attributes = format_html(' id="{}" name="{}"', field.id_for_label, field.html_name)
    if field.errors:
        attributes += format_html(
            ' aria-invalid="true" aria-describedby="{}_error"', field.id_for_label
        )
    value = str(field.value() or "")
    return format_html(
        '<div class="field"><label for="{}">{}</label>{}{}</div>',
        field.id_for_label,
        field.label,
        _select(field.field, attributes, value)
        if isinstance(field.field, ChoiceField)
        else format_html('<input type="text"{} value="{}">', attributes, value),
        _errors(field),
    )


def _select(field: ChoiceField, attributes: SafeString, value: str) -> SafeString:
    options = (
        (choice, SELECTED if str(choice) == value else "", label)
        for choice, label in cast("Iterable[tuple[str, str]]", field.choices)
    )
    return format_html(
        "<select{}>{}</select>",
        attributes,
        format_html_join("", '<option value="{}"{}>{}</option>', options),
    )


def _errors(field: BoundField) -> SafeString | str:
    if not field.errors:
        return ""
    told = format_html_join(" ", "{}", ((error,) for error in field.errors))
    return format_html(
        '<p class="field-error" id="{}_error">{}</p>', field.id_for_label, told
    )
