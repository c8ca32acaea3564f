from __future__ import annotations

import re
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client

from statements.signin import has_second_factor
from tests.signed_in import as_role

pytestmark = pytest.mark.django_db
TOO_MANY = "Too many tries"
SECRET = "secret"
HERE, APP, CODES = "/account/", "/account/app/", "/account/recovery-codes/"


@pytest.fixture
def anna() -> User:
    return User.objects.create_superuser("anna", password="secret")


def sign_in(
    client: Client,
    name: str = "anna",
    password: str = SECRET,
    code: str = "",
    **more: Any,
) -> str:
    """Try to sign in; returns "in", or the page that is shown instead."""
    form = {"login": name, "password": password}
    response: Any = client.post("/account/sign-in/?next=/review/", form, **more)
    if response.status_code == 302 and response["Location"].startswith("/account/"):
        asked = "/account/sign-in/code/"
        response = client.post(asked, {"code": code}, **more)
    return "in" if response.status_code == 302 else response.content.decode()


def code_of(secret: str, later: int = 0) -> str:
    """Return the code that an app shows, now or so many steps of 30 seconds later."""
    code: str = format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))
    return code


def confirmed(client: Client) -> Client:
    """Say the password once more, as whatever concerns the account's safety asks for."""
    client.post(f"/account/confirm/?next={HERE}", {"password": SECRET})
    return client


def set_up(user: User) -> tuple[str, list[str]]:
    """Set up an app as a user does; returns its secret and the recovery codes shown."""
    client = Client()
    client.force_login(user)
    page = confirmed(client).get(APP).content.decode()
    (secret,) = re.findall(r">([A-Z2-7]{32})<", page)
    page = client.post(APP, {"code": code_of(secret)}, follow=True).content.decode()
    return secret, re.findall(r"<li>(\d{8})</li>", page)


def test_the_right_password_opens_the_door(anna: User) -> None:
    assert sign_in(Client()) == "in"


def test_a_wrong_password_does_not(anna: User) -> None:
    assert "are not correct" in sign_in(Client(), password="wrong")
    assert "are not correct" in sign_in(Client(), name="nobody", password="wrong")


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_admin_has_no_door_of_its_own(anna: User, method: str) -> None:
    response = getattr(Client(), method)("/admin/login/?next=/admin/auth/user/")

    assert response["Location"] == "/account/sign-in/?next=/admin/auth/user/"


def test_who_is_no_editor_is_told_so() -> None:
    client = as_role("reader")

    assert client.get("/admin/", follow=True).status_code == 403
    assert "may not do this" in client.get("/admin/login/").content.decode()


def test_after_five_bad_tries_an_account_has_to_wait(anna: User) -> None:
    for number in range(5):
        page = sign_in(Client(), password="wrong", REMOTE_ADDR=f"192.0.2.{number}")
        assert TOO_MANY not in page

    assert TOO_MANY in sign_in(Client(), REMOTE_ADDR="192.0.2.99")
    assert TOO_MANY in sign_in(Client(), name="ANNA", REMOTE_ADDR="192.0.2.98")


def test_after_five_bad_tries_an_address_has_to_wait(anna: User) -> None:
    for number in range(5):
        sign_in(Client(), name=f"guess{number}")

    assert TOO_MANY in sign_in(Client())
    assert sign_in(Client(), REMOTE_ADDR="192.0.2.1") == "in"


def test_an_address_is_what_no_visitor_can_choose(anna: User) -> None:
    for number in range(5):
        sign_in(Client(), name=f"guess{number}", HTTP_X_FORWARDED_FOR=f"192.0.2.{number}")

    assert TOO_MANY in sign_in(Client(), HTTP_X_FORWARDED_FOR="192.0.2.77")


def test_another_name_of_the_host_brings_no_more_tries(anna: User, settings: Any) -> None:
    settings.ALLOWED_HOSTS = [".example.org"]
    for number in range(5):
        where = {"REMOTE_ADDR": f"192.0.2.{number}", "HTTP_HOST": f"x{number}.example.org"}
        sign_in(Client(), password="wrong", **where)

    where = {"REMOTE_ADDR": "192.0.2.99", "HTTP_HOST": "www.example.org"}
    assert TOO_MANY in sign_in(Client(), **where)


def test_twenty_slow_tries_in_an_hour_are_too_many(
    anna: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    began = time.time()
    for number in range(20):
        monkeypatch.setattr(time, "time", lambda at=began + 120 * number: at)
        page = sign_in(Client(), password="wrong", REMOTE_ADDR=f"192.0.2.{number}")
        assert TOO_MANY not in page

    assert TOO_MANY in sign_in(Client(), REMOTE_ADDR="192.0.2.99")
    monkeypatch.setattr(time, "time", lambda: began + 3601)
    assert sign_in(Client(), REMOTE_ADDR="192.0.2.99") == "in"


def test_good_tries_are_not_counted(anna: User) -> None:
    for _ in range(8):
        assert sign_in(Client()) == "in"


def test_bad_tries_are_kept_where_all_processes_see_them() -> None:
    assert type(cache._connections["default"]).__name__ == "DatabaseCache"  # type: ignore[attr-defined]


def test_an_account_with_a_second_factor_asks_for_a_code(anna: User) -> None:
    secret, _ = set_up(anna)

    assert "Incorrect code" in sign_in(Client(), code="000000")
    assert "are not correct" in sign_in(Client(), password="wrong", code=code_of(secret))
    assert sign_in(Client(), code=code_of(secret)) == "in"


def test_a_password_alone_opens_nothing_that_asks_for_a_code(anna: User) -> None:
    set_up(anna)
    client = Client()

    sign_in(client, code="000000")

    for page in ("/review/", "/admin/", HERE):
        assert client.get(page).status_code == 302


def test_a_code_opens_the_door_once(anna: User) -> None:
    secret, _ = set_up(anna)
    code = code_of(secret)

    assert sign_in(Client(), code=code) == "in"
    assert sign_in(Client(), code=code) != "in"


def test_a_code_typed_a_moment_too_late_still_opens_the_door(anna: User) -> None:
    secret, _ = set_up(anna)

    assert sign_in(Client(), code=code_of(secret, later=1)) == "in"


def test_an_old_code_opens_nothing(anna: User) -> None:
    secret, _ = set_up(anna)

    for later in (-3, -2, 3, 4):  # time may go on meanwhile
        assert sign_in(Client(), code=code_of(secret, later)) != "in"


def test_a_recovery_code_opens_the_door_once(anna: User) -> None:
    _, codes = set_up(anna)

    assert len(set(codes)) == 10
    assert sign_in(Client(), code=codes[3]) == "in"
    assert sign_in(Client(), code=codes[3]) != "in"
    assert sign_in(Client(), code=codes[4]) == "in"


def test_codes_cannot_be_guessed_at_length(anna: User) -> None:
    secret, _ = set_up(anna)
    for number in range(5):
        sign_in(Client(), code="000000", REMOTE_ADDR=f"192.0.2.{number}")

    page = sign_in(Client(), code=code_of(secret), REMOTE_ADDR="192.0.2.99")
    assert TOO_MANY in page


@pytest.mark.parametrize("page", [APP, f"{APP}remove/", CODES, f"{CODES}new/"])
def test_what_concerns_the_second_factor_asks_for_the_password_again(
    anna: User, page: str
) -> None:
    set_up(anna)
    client = Client()
    client.force_login(anna)

    assert client.get(page)["Location"].startswith("/account/confirm/?next=")
    confirmed(client)
    assert not client.get(page).get("Location", "").startswith("/account/confirm/")


def test_an_app_is_only_set_up_with_a_good_code(anna: User) -> None:
    client = Client()
    client.force_login(anna)
    confirmed(client).get(APP)

    client.post(APP, {"code": "123"})

    assert not has_second_factor(anna)
    set_up(anna)
    assert has_second_factor(anna)


def test_the_key_is_shown_as_a_picture_that_needs_no_script(anna: User) -> None:
    client = Client()
    client.force_login(anna)

    page = confirmed(client).get(APP).content.decode()

    assert 'src="data:image/svg+xml;base64,' in page
    assert "otpauth://totp/" in page
    assert "issuer=On%20the%20Record" in page


def test_an_account_can_do_without_the_app_again(anna: User, settings: Any) -> None:
    set_up(anna)
    client = Client()
    client.force_login(anna)
    confirmed(client)
    settings.REQUIRE_SECOND_FACTOR = True
    client.post(f"{APP}remove/")
    assert has_second_factor(anna)

    settings.REQUIRE_SECOND_FACTOR = False
    client.post(f"{APP}remove/")

    assert not Authenticator.objects.exists()
    assert sign_in(Client()) == "in"


def test_an_administrator_takes_a_second_factor_away_with_its_codes(anna: User) -> None:
    secret, _ = set_up(anna)
    client = as_role("administrator")
    row = Authenticator.objects.get(type="totp")
    address = f"/admin/mfa/authenticator/{row.pk}"

    for page in ("change", "history", "delete"):
        assert secret not in client.get(f"{address}/{page}/").content.decode()
    client.post(f"{address}/delete/", {"post": "yes"})

    assert not Authenticator.objects.exists()


@pytest.mark.parametrize("page", ["/admin/", "/admin/statements/statement/", "/review/"])
def test_staff_without_a_required_second_factor_set_it_up_first(
    anna: User, settings: Any, page: str
) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    client = Client()
    client.force_login(anna)

    assert client.get(page)["Location"] == APP
    set_up(anna)
    assert client.get(page).status_code == 200


@pytest.mark.parametrize("code", ["\x00", "x" * 5000, "９９９９９９", "-", " ", "9" * 400])
def test_a_malformed_code_is_no_server_error(anna: User, code: str) -> None:
    client = Client()
    client.force_login(anna)
    confirmed(client).get(APP)
    assert client.post(APP, {"code": code}).status_code in {200, 400}

    set_up(anna)
    assert sign_in(Client(), code=code) != "in"


@pytest.mark.parametrize(
    "address",
    [
        "sign-in/?next=%00",
        "sign-in/?next=//evil.example",
        "confirm/?next=%0d%0ax",
        "?x=%00",
    ],
)
def test_a_malformed_address_of_the_account_is_no_server_error(
    anna: User, address: str
) -> None:
    client = Client()
    client.force_login(anna)
    form = {"login": "\x00", "password": "\x00"}

    for one in (client, Client()):
        assert one.get(f"/account/{address}", follow=True).status_code in {200, 400}
        assert one.post(f"/account/{address}", form).status_code in {200, 302, 400, 405}


@pytest.mark.parametrize("path", ["signup/", "email/", "password/reset/", "sign-up/"])
def test_nobody_signs_up_or_resets_a_password_by_mail(path: str) -> None:
    assert Client().get(f"/account/{path}").status_code == 404


def test_a_new_password_ends_other_sessions(anna: User) -> None:
    here, elsewhere = Client(), Client()
    sign_in(here)
    sign_in(elsewhere)
    new = "a long new word"
    form = {"old_password": "secret", "new_password1": new, "new_password2": new}

    here.post("/admin/password_change/", form)

    assert here.get("/review/").status_code == 200
    assert elsewhere.get("/review/").status_code == 302


def test_a_deactivated_account_is_out_at_once(anna: User) -> None:
    client = Client()
    sign_in(client)

    User.objects.update(is_active=False)

    assert client.get("/review/").status_code == 302
    assert sign_in(Client()) != "in"


@pytest.mark.parametrize("address", ["/admin/logout/", "/account/sign-out/"])
def test_leaving_ends_the_session(anna: User, address: str) -> None:
    client = Client()
    sign_in(client)

    client.post(address)

    assert client.get("/review/").status_code == 302
