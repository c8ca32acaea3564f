from __future__ import annotations

import re
import time
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from statements import totp
from statements.models import SecondFactor, SignInAttempt

pytestmark = pytest.mark.django_db
TOO_MANY = "Too many tries"
SECRET = "secret"


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
    form = {"username": name, "password": password, "code": code}
    response: Any = client.post("/admin/login/?next=/review/", form, **more)
    return "in" if response.status_code == 302 else response.content.decode()


def code_of(factor: SecondFactor, later: int = 0) -> str:
    return totp.code_at(factor.secret, int(time.time()) // totp.STEP + later)


def set_up(client: Client) -> tuple[SecondFactor, list[str]]:
    """Confirm an app as a user does; returns the recovery codes shown."""
    client.get("/review/second-factor/")
    factor = SecondFactor.objects.get()
    page = client.post(
        "/review/second-factor/", {"code": code_of(factor, -1)}
    ).content.decode()
    return factor, re.findall(r"<li>(\w{5}-\w{5})</li>", page)


def test_the_right_password_opens_the_door(anna: User) -> None:
    assert sign_in(Client()) == "in"
    assert not SignInAttempt.objects.exists()


def test_a_wrong_password_does_not(anna: User) -> None:
    assert "Please enter the correct" in sign_in(Client(), password="wrong")


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


def test_twenty_slow_tries_in_an_hour_are_too_many(anna: User) -> None:
    for minutes in range(6, 46, 2):
        row = SignInAttempt.objects.create(account="anna", network="192.0.2.1")
        at = timezone.now() - timedelta(minutes=minutes)
        SignInAttempt.objects.filter(pk=row.pk).update(at=at)

    assert TOO_MANY in sign_in(Client())


def test_old_tries_are_forgotten(anna: User) -> None:
    for _ in range(30):
        SignInAttempt.objects.create(account="anna", network="192.0.2.1")
    SignInAttempt.objects.update(at=timezone.now() - timedelta(minutes=61))

    assert sign_in(Client()) == "in"
    assert not SignInAttempt.objects.exists()


def test_a_good_try_forgives_the_bad_ones_before_it(anna: User) -> None:
    for _ in range(3):
        for _ in range(4):
            sign_in(Client(), password="wrong")
        assert sign_in(Client()) == "in"


def test_an_account_with_a_second_factor_asks_for_a_code(anna: User) -> None:
    client = Client()
    client.force_login(anna)
    factor, _ = set_up(client)

    assert sign_in(Client()) != "in"
    assert sign_in(Client(), code="000000") != "in"
    assert sign_in(Client(), password="wrong", code=code_of(factor)) != "in"
    assert sign_in(Client(), code=code_of(factor)) == "in"


def test_a_code_opens_the_door_once(anna: User) -> None:
    client = Client()
    client.force_login(anna)
    factor, _ = set_up(client)
    code = code_of(factor)

    assert sign_in(Client(), code=code) == "in"
    assert sign_in(Client(), code=code) != "in"


def test_a_recovery_code_opens_the_door_once(anna: User) -> None:
    client = Client()
    client.force_login(anna)
    _, codes = set_up(client)

    assert len(set(codes)) == 10
    assert sign_in(Client(), code=codes[3].upper()) == "in"
    assert sign_in(Client(), code=codes[3]) != "in"
    assert sign_in(Client(), code=codes[4]) == "in"


def test_recovery_codes_are_not_kept_as_they_are(anna: User) -> None:
    client = Client()
    client.force_login(anna)
    factor, codes = set_up(client)

    factor.refresh_from_db()
    assert codes[0].replace("-", "") not in str(factor.recovery)
    assert codes[0] not in client.get("/review/second-factor/").content.decode()


def test_a_second_factor_is_only_set_up_and_taken_off_with_a_good_code(anna: User) -> None:
    client = Client()
    client.force_login(anna)
    client.get("/review/second-factor/")
    client.post("/review/second-factor/", {"code": "123"})
    assert not SecondFactor.objects.get().confirmed

    factor, _ = set_up(client)
    client.post("/review/second-factor/", {"code": "123"})
    assert SecondFactor.objects.get().confirmed

    client.post("/review/second-factor/", {"code": code_of(factor)})
    assert not SecondFactor.objects.filter(confirmed=True).exists()
    assert sign_in(Client()) == "in"


@pytest.mark.parametrize("page", ["/admin/", "/admin/statements/statement/", "/review/"])
def test_staff_without_a_required_second_factor_set_it_up_first(
    anna: User, settings: Any, page: str
) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    client = Client()
    client.force_login(anna)

    assert client.get(page)["Location"] == "/review/second-factor/"
    assert client.get("/review/second-factor/").status_code == 200
    set_up(client)
    assert client.get(page).status_code == 200


@pytest.mark.parametrize("code", ["\x00", "x" * 5000, "９９９９９９", "-", " "])
def test_a_malformed_code_is_no_server_error(anna: User, code: str) -> None:
    client = Client()
    client.force_login(anna)
    set_up(client)

    assert client.post("/review/second-factor/", {"code": code}).status_code in {200, 400}
    assert sign_in(Client(), code=code) != "in"


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


def test_leaving_ends_the_session(anna: User) -> None:
    client = Client()
    sign_in(client)

    client.post("/admin/logout/")

    assert client.get("/review/").status_code == 302


# The vectors of RFC 6238, appendix B, cut to six digits.
@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "287082"),
        (1111111109, "081804"),
        (1234567890, "005924"),
        (20000000000, "353130"),
    ],
)
def test_codes_are_those_of_the_standard(seconds: int, code: str) -> None:
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"

    assert totp.code_at(secret, seconds // 30) == code
    assert totp.find_step(secret, code, seconds + 29) == seconds // 30
    assert totp.find_step(secret, code, seconds + 90) == 0
    assert totp.find_step(secret, code, seconds, used=seconds // 30) == 0
