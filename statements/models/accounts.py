"""Keeping the desk's door: tries to sign in, and the second factor of an account."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from statements import totp

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# So many bad tries in so long, for an account and for an address alike.
LIMITS = ((5, timedelta(minutes=5)), (20, timedelta(hours=1)))
RECOVERY_CODES = 10
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # nothing to misread


class SignInAttempt(models.Model):
    """A try to sign in that has not succeeded. Rows are shared by all processes."""

    account = models.CharField(max_length=150)
    network = models.CharField(max_length=60)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [
            models.Index(fields=["account", "at"], name="attempt_by_account"),
            models.Index(fields=["network", "at"], name="attempt_by_network"),
        ]

    def __str__(self) -> str:
        return f"{self.account} from {self.network}"

    @classmethod
    def begin(cls, account: str, network: str) -> SignInAttempt | None:
        """Return a new try, or None after too many. It counts until it is forgotten."""
        account, now = account.casefold()[:150], timezone.now()
        with transaction.atomic():
            attempt = cls.objects.create(account=account, network=network)
            cls.objects.filter(at__lt=now - LIMITS[-1][1]).delete()
            earlier = cls.objects.filter(pk__lt=attempt.pk)
            same = [Q(account=account), *([Q(network=network)] if network else [])]
            refused = any(
                earlier.filter(one, at__gt=now - period).count() >= most
                for one in same
                for most, period in LIMITS
            )
            if refused:
                attempt.delete()
        return None if refused else attempt

    def forget(self) -> None:
        """Take a try back that succeeded, with the bad ones of this account before it."""
        type(self).objects.filter(Q(pk=self.pk) | Q(account=self.account)).delete()


class SecondFactor(models.Model):
    """An authenticator app that an account asks for besides the password."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="second_factor"
    )
    secret = models.CharField(max_length=32, default=totp.make_secret, editable=False)
    confirmed = models.BooleanField(default=False, editable=False)
    last_step = models.BigIntegerField(default=0, editable=False)
    recovery = models.JSONField("hashes of recovery codes", default=list, editable=False)

    def __str__(self) -> str:
        return f"Second factor of {self.user}"

    @classmethod
    def of(cls, user: User) -> SecondFactor | None:
        """Return what this account has confirmed; None without one."""
        return cls.objects.filter(user=user, confirmed=True).first()

    def accept(self, code: str) -> bool:
        """Tell whether a code is good, and use it up."""
        typed = "".join(code.split()).replace("-", "").lower()
        with transaction.atomic():
            row = type(self).objects.select_for_update().get(pk=self.pk)
            step = totp.find_step(
                row.secret, typed, timezone.now().timestamp(), row.last_step
            )
            hashed = _hash(typed)
            known = [one for one in row.recovery if hmac.compare_digest(one, hashed)]
            if step:
                row.last_step = step
            elif known:
                row.recovery = [one for one in row.recovery if one not in known]
            row.save(update_fields=["last_step", "recovery"])
        return bool(step or known)

    def confirm(self, code: str) -> list[str]:
        """Begin to ask for codes; returns the recovery codes, which are shown once.

        Nothing is returned, and nothing begins, for a code that is not good.
        """
        if not self.accept(code):
            return []
        codes = [
            "".join(secrets.choice(ALPHABET) for _ in range(10))
            for _ in range(RECOVERY_CODES)
        ]
        self.refresh_from_db()
        self.confirmed, self.recovery = True, [_hash(one) for one in codes]
        self.save()
        return [f"{one[:5]}-{one[5:]}" for one in codes]


def _hash(code: str) -> str:
    """Return the hash of a code; of 50 random bits a plain one is enough."""
    return hashlib.sha256(code.encode("utf-8", "surrogatepass")).hexdigest()
