"""One-time codes from an authenticator app: TOTP, RFC 6238, six digits every thirty seconds."""

import base64
import hmac
import secrets
import struct
from urllib.parse import quote, urlencode

STEP = 30  # seconds
DIGITS = 6
DRIFT = 1  # steps that a clock may be off either way
SECRET = 20  # bytes


def make_secret() -> str:
    """Return a new secret in base 32, as authenticator apps take it."""
    return base64.b32encode(secrets.token_bytes(SECRET)).decode()


def code_at(secret: str, step: int) -> str:
    """Return the code of one step of thirty seconds since 1970.

    >>> code_at("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", 1111111109 // 30)
    '081804'
    """
    mac = hmac.digest(base64.b32decode(secret), struct.pack(">Q", step), "sha1")
    offset = mac[-1] & 0x0F
    (number,) = struct.unpack(">I", mac[offset : offset + 4])
    return f"{(number & 0x7FFFFFFF) % 10**DIGITS:0{DIGITS}}"


def find_step(secret: str, code: str, now: float, used: int = 0) -> int:
    """Return the step a code belongs to, later than the last one used; 0 for none.

    `now` is in seconds since 1970. A code is good once, so that one that was
    looked over a shoulder opens nothing.
    """
    if not code.isascii():
        return 0
    present = int(now) // STEP
    for step in range(present - DRIFT, present + DRIFT + 1):
        if step > used and hmac.compare_digest(code_at(secret, step), code):
            return step
    return 0


def address_of(secret: str, account: str, site: str) -> str:
    """Return the address that an authenticator app opens.

    >>> address_of("ABC", "anna", "On the Record")
    'otpauth://totp/On%20the%20Record:anna?secret=ABC&issuer=On+the+Record'
    """
    label = f"{quote(site)}:{quote(account)}"
    return f"otpauth://totp/{label}?{urlencode({'secret': secret, 'issuer': site})}"
