"""Fields of the search form. In Python, because each page of results carries all of them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import cast

from django import template
from django.forms import BaseForm, ChoiceField
from django.utils.safestring import SafeString

from statements.filters import StatementFilter
from statements.markup import fill, fill_each, join

register = template.Library()

type Choices = tuple[tuple[str, str], ...]

ELSEWHERE = ("q", "sort")  # have a place of their own on the page
DAYS = ("since", "until")
SUCH_AS = fill(' placeholder="{}"', "such as Aug 2021")
SELECTED = fill(" {}", "selected")


@register.simple_tag
def controls(asked: StatementFilter) -> SafeString:
    """Return the fields, each with its label, and below it what was wrong with its value."""
    form = asked.form
    return join(
        (_control(form, name) for name in form.fields if name not in ELSEWHERE), "\n"
    )


def value_of(form: BaseForm, name: str) -> str:
    """Return what a field shows: what was typed, as the field would have it written."""
    return str(form.fields[name].prepare_value(form.data.get(name)) or "")


def _control(form: BaseForm, name: str) -> SafeString:
    field = form.fields[name]
    choices: Choices | None = None
    if isinstance(field, ChoiceField):
        choices = tuple(cast("Iterable[tuple[str, str]]", field.choices))
    told = " ".join(map(str, form.errors.get(name, ())))
    return _set(name, str(field.label), value_of(form, name), choices, told)


@lru_cache(maxsize=1_000)  # most of them are empty, and the same on every page
def _set(
    name: str, label: str, value: str, choices: Choices | None, error: str
) -> SafeString:
    such_as = SUCH_AS if name in DAYS else ""
    attributes = fill('{} id="id_{}" name="{}"', such_as, name, name)
    if error:
        attributes += fill(' aria-invalid="true" aria-describedby="id_{}_error"', name)
    return fill(
        '<div class="field"><label for="id_{}">{}</label>{}{}</div>',
        name,
        label,
        fill('<input type="text"{} value="{}">', attributes, value)
        if choices is None
        else _select(choices, attributes, value),
        fill('<p class="field-error" id="id_{}_error">{}</p>', name, error)
        if error
        else "",
    )


def _select(choices: Choices, attributes: SafeString, value: str) -> SafeString:
    options = (
        (choice, SELECTED if str(choice) == value else "", label)
        for choice, label in choices
    )
    return fill(
        "<select{}>{}</select>",
        attributes,
        fill_each("", '<option value="{}"{}>{}</option>', options),
    )
