"""Nothing malformed in an address of the admin may crash it."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.app.test_admin import ADD, filled_in
from tests.app.test_admin_lists import LISTS
from tests.factories import make_article, make_briefing, make_statement

pytestmark = pytest.mark.django_db

DIGITS = "9" * 400
STATEMENTS, BRIEFINGS = "/admin/statements/statement/", "/admin/statements/briefing/"
COMPLETE = (
    "/admin/autocomplete/?app_label=statements&model_name=statement&field_name=speaker"
)


@pytest.fixture(scope="module")
def anna(module_record: None) -> User:
    """An administrator of a small record."""
    make_statement(briefing=make_briefing())
    make_article()
    return User.objects.create_superuser("anna", password="secret")


@pytest.fixture
def desk(anna: User, db: None) -> Client:
    client = Client()
    client.force_login(anna)
    return client


@pytest.mark.parametrize(
    "address",
    [
        f"{STATEMENTS}?latest__year={DIGITS}",
        f"{STATEMENTS}?latest__year=99999",
        f"{STATEMENTS}?latest__year=9999",
        f"{STATEMENTS}?latest__year=9999&latest__month=12&latest__day=31",
        f"{STATEMENTS}?latest__year=0",
        f"{STATEMENTS}?latest__year=-1",
        f"{STATEMENTS}?latest__year=abc",
        f"{STATEMENTS}?latest__year=",
        f"{STATEMENTS}?latest__month=99",
        f"{STATEMENTS}?latest__year__in=99999,1",
        f"{STATEMENTS}?latest__year__gte=99999",
        f"{STATEMENTS}?latest__gte=yesterday",
        f"{STATEMENTS}?latest__exact__gte=1",
        f"{STATEMENTS}?id__in={DIGITS}",
        f"{STATEMENTS}?id__in=1,{'9' * 25}",
        f"{STATEMENTS}?id__in=999999999999999999",
        f"{STATEMENTS}?id__in=x",
        f"{STATEMENTS}?id__exact={DIGITS}",
        f"{STATEMENTS}?pk__in={DIGITS}",
        f"{STATEMENTS}?text__regex=[",
        f"{STATEMENTS}?text__iregex=(",
        f"{STATEMENTS}?text__search=a",
        f"{STATEMENTS}?speaker__name__regex=[",
        f"{STATEMENTS}?rule__regex=[",
        f"{STATEMENTS}?spans__contains=[",
        f"{STATEMENTS}?via__0=x",
        f"{STATEMENTS}?state__regex=[",
        f"{STATEMENTS}?state=%00",
        f"{STATEMENTS}?%00=1",
        f"{STATEMENTS}?q=%00",
        f"{STATEMENTS}?q={'a ' * 5000}",
        f"{STATEMENTS}?q={'%27%22%5C%25_' * 9}",
        f"{STATEMENTS}?p={DIGITS}",
        f"{STATEMENTS}?p=-1",
        f"{STATEMENTS}?p=99999999",
        f"{STATEMENTS}?o={DIGITS}",
        f"{STATEMENTS}?o=1.-2.x.99",
        f"{STATEMENTS}?all=1&_facets=1&e=1",
        f"{STATEMENTS}?_to_field=%00",
        f"{STATEMENTS}?_to_field=text",
        f"{STATEMENTS}?_popup={DIGITS}",
        f"{STATEMENTS}?article__outlet__id__exact={DIGITS}",
        f"{STATEMENTS}?article__outlet__id__exact=x",
        f"{STATEMENTS}?_changelist_filters=%00",
        f"{STATEMENTS}{DIGITS}/change/",
        f"{STATEMENTS}{'9' * 5000}/change/",
        f"{STATEMENTS}%00/change/",
        f"{STATEMENTS}x/change/",
        f"{STATEMENTS}x/history/",
        f"{STATEMENTS}{DIGITS}/history/",
        f"{STATEMENTS}{DIGITS}/delete/",
        f"{BRIEFINGS}add/?host=x",
        f"{BRIEFINGS}add/?host={DIGITS}",
        f"{BRIEFINGS}add/?host=999999999",
        f"{BRIEFINGS}add/?host=-1&kind=x&edtf=08/09/2021&another=x",
        f"{BRIEFINGS}add/?edtf=%00",
        f"{BRIEFINGS}add/?_changelist_filters=x",
        f"{COMPLETE}&term=%00",
        f"{COMPLETE}&term={'a ' * 5000}",
        f"{COMPLETE}&term=a&page={DIGITS}",
        f"{COMPLETE}&term=a&page=x",
        f"{COMPLETE}&term=%25%27%22",
        "/admin/autocomplete/?app_label=%00&model_name=x&field_name=y",
        "/admin/autocomplete/",
        "/admin/autocomplete/?app_label=statements&model_name=statement&field_name=text",
        f"/admin/r/{DIGITS}/{DIGITS}/",
        "/admin/r/x/y/",
        "/admin/auth/user/?username__regex=[",
        f"/admin/auth/user/?id__in={DIGITS}",
        "/admin/auth/user/?password__startswith=md5",
        "/admin/auth/user/%00/password/",
        "/admin/login/?next=%00",
        f"/admin/?x={DIGITS}",
        "/admin/statements/%00/",
        f"/admin/statements/importrun/?started_at__year={DIGITS}",
        "/admin/statements/importrun/?started_at__year=1&started_at__month=1",
        "/admin/statements/importrun/?started_at__year=9998",
    ],
)
def test_a_malformed_address_is_no_server_error(desk: Client, address: str) -> None:
    response = desk.get(address, follow=True)

    assert response.status_code in {200, 400, 403, 404}


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"{STATEMENTS}?text__regex=[", 400),
        (f"{STATEMENTS}?latest__year={DIGITS}", 400),
        (f"{STATEMENTS}?q=%00", 400),
        (f"{COMPLETE}&term=%00", 400),
        (f"{STATEMENTS}?latest__year=99999", 302),
        ("/admin/auth/user/?password__startswith=md5", 400),
        (f"{STATEMENTS}?latest__year=2021&latest__month=8&state__exact=candidate", 200),
    ],
)
def test_nonsense_is_told_from_what_is_merely_not_there(
    desk: Client, address: str, status: int
) -> None:
    assert desk.get(address).status_code == status


NONSENSE = [
    "id__in=x", f"id__in={DIGITS}", f"id__exact={DIGITS}", "id__regex=[", "pk__in=%00",
    "name__regex=[", "text__iregex=(", "user__username__regex=[", "name__contains=%00",
    "latest__year=99999", "latest__year=x", f"latest__year={DIGITS}", "started_at__year=0",
    "started_at__month=99", f"created_at__year={DIGITS}", "state=%00", "kind__regex=[",
    "is_staff__exact=x", f"groups__id__exact={DIGITS}", "groups__id__exact=x", "q=%00",
    f"q={'9' * 300}", "q=%27%22%5C%25_", f"o={DIGITS}", "o=1.-2.x.99", f"p={DIGITS}", "p=-1",
    "all=1&_facets=1&e=1", "_to_field=%00", f"_popup={DIGITS}", "_changelist_filters=%00",
    "%00=1", "no__such__field=1",
]  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
def test_no_list_of_the_admin_can_be_crashed(desk: Client, name: str) -> None:
    places = ["", *(f"{key}/{page}/" for key in ("x", "%00", DIGITS) for page in PAGES)]

    answers = {
        place: desk.get(f"/admin/{name}/{place}").status_code
        for place in [*(f"?{query}" for query in NONSENSE), *places]
    }

    assert {place: it for place, it in answers.items() if it not in ANSWERS} == {}


PAGES = ["change", "delete", "history"]
ANSWERS = {200, 302, 400, 403, 404}


@pytest.mark.parametrize("term", ["%00", "%25%27%22[", f"a&page={DIGITS}", "a&page=x"])
def test_no_autocomplete_can_be_crashed(desk: Client, term: str) -> None:
    asked = [
        f"app_label=statements&model_name={model._meta.model_name}&field_name={field.name}"
        for model in apps.get_app_config("statements").get_models()
        for field in model._meta.fields
        if field.is_relation
    ]

    answers = {
        one: desk.get(f"/admin/autocomplete/?{one}&term={term}").status_code
        for one in asked
    }

    assert len(answers) > 10
    assert {one: it for one, it in answers.items() if it not in ANSWERS} == {}


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(
        [
            "latest__year",
            "latest__gte",
            "id__in",
            "state__exact",
            "q",
            "o",
            "p",
            "rule",
            "id",
        ]
    ),
    value=st.text(max_size=12) | st.integers().map(str),
)
def test_no_value_of_a_filter_crashes_a_list(desk: Client, name: str, value: str) -> None:
    assert desk.get(STATEMENTS, {name: value}).status_code in {200, 302, 400}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("host", "x"),
        ("host", DIGITS),
        ("host", "\x00"),
        ("kind", "nonsense"),
        ("kind", "\x00"),
        ("title", "\x00"),
        ("title", "x" * 5000),
        ("edtf", "\x00"),
        ("edtf", "9" * 50),
        ("official_url", "javascript:alert(1)"),
        ("official_url", "http://[bad"),
        ("statements-TOTAL_FORMS", "x"),
        ("statements-TOTAL_FORMS", "-1"),
        ("statements-TOTAL_FORMS", DIGITS),
        ("statements-INITIAL_FORMS", "3"),
        ("statements-0-speaker", DIGITS),
        ("statements-0-speaker", "x"),
        ("statements-0-id", DIGITS),
        ("statements-0-text", "\x00"),
        ("statements-0-edtf", "08/09/2021"),
    ],
)
def test_a_malformed_form_is_shown_again(desk: Client, field: str, value: str) -> None:
    response = desk.post(ADD, filled_in() | {field: value})

    assert response.status_code in {200, 302}


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("chosen", ["x", DIGITS, "\x00", "999999999"])
def test_a_malformed_choice_is_no_server_error(
    desk: Client, name: str, chosen: str
) -> None:
    form = {"action": "delete_selected", "_selected_action": chosen}

    response = desk.post(f"/admin/{name}/", form)

    assert response.status_code in {200, 302, 400}
