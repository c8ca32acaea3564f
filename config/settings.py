"""The settings, all of them, read from the environment.

A checkout works with no variable set. With DEBUG=false whatever is missing for a safe
start stops it with one line. `docs/operating.md` lists the variables.
"""

from __future__ import annotations

from pathlib import Path

from django.utils.csp import CSP

from config import env

BASE_DIR = Path(__file__).resolve().parent.parent

# Safety

DEBUG = env.flag("DEBUG", default=True)
SECRET_KEY = env.text("SECRET_KEY", "only-for-a-checkout-on-one-machine" if DEBUG else "")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS")
KEY_LENGTH = 50  # what Django calls long enough
LOCAL_HOSTS = {"localhost", "127.0.0.1", "[::1]"}

if DEBUG and set(ALLOWED_HOSTS) - LOCAL_HOSTS:
    raise env.BadSettingError(
        "ALLOWED_HOSTS", "names a public host while DEBUG is on", "set DEBUG=false"
    )
if not DEBUG and len(SECRET_KEY) < KEY_LENGTH:
    raise env.BadSettingError(
        "SECRET_KEY",
        f"is shorter than {KEY_LENGTH} characters" if SECRET_KEY else "is not set",
        f"with DEBUG=false it must hold {KEY_LENGTH} or more random characters",
    )
if not DEBUG and not ALLOWED_HOSTS:
    raise env.BadSettingError(
        "ALLOWED_HOSTS", "is not set", "with DEBUG=false name the hosts to answer for"
    )

# HTTPS=false is for a private network without certificates.
HTTPS = env.flag("HTTPS", default=not DEBUG)
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = env.number("HSTS_SECONDS", 31_536_000, least=0, most=10**9) * HTTPS
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")
# Only behind proxies that set these headers themselves, because a visitor can send them too.
PROXIES = env.number("BEHIND_PROXY", 0, least=0, most=9)
if PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}

# The application

INSTALLED_APPS = [
    "statements",
    "whitenoise.runserver_nostatic",
    "config.admin.EditorsConfig",  # django.contrib.admin
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_filters",
    "allauth",
    "allauth.account",
    "config.admin.SecondFactorsConfig",  # allauth.mfa
]

MIDDLEWARE = [
    # First: what it keeps are pages with all their headers, and what it answers needs no more.
    "statements.views.repeats.answer_repeats",
    # Before WhiteNoise, so that static files carry the same headers as pages.
    "config.headers.add_headers",
    "config.health.answer_probes",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "config.health.Outage",
    "config.limits.Throttle",
    "config.replica.ReplicaForReaders",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.site",
            ],
        },
    },
]

# A read takes no lock this way, and a write says itself how far its transaction goes.
DATABASES = {
    "default": env.database("DATABASE_URL", f"sqlite:///{BASE_DIR / 'db.sqlite3'}")
    | {"ATOMIC_REQUESTS": False},
}
# What anonymous readers see may come from a copy that follows the database.
if env.text("REPLICA_URL"):
    DATABASES["replica"] = env.database("REPLICA_URL", "") | {"TEST": {"MIRROR": "default"}}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

CACHES = {
    # Bad tries to sign in and used codes, which all processes have to know of.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "statements_tries",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
}

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"  # also where a sign-in would lead to another site

# Signing in, see statements.signin. Nobody but an administrator makes accounts.
ACCOUNT_ADAPTER = "statements.signin.Accounts"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_RATE_LIMITS = {
    # Bad tries, of passwords and of codes, from one address and for one account.
    "login_failed": "5/5m/ip,20/h/ip,5/5m/key,20/h/key",
    "login": "",  # good tries are not counted
    "reauthenticate": "5/5m/user,20/h/user",
}
MFA_ADAPTER = "statements.signin.SecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
# Steps of 30 seconds, for clocks that differ and codes that are typed a moment too late.
MFA_TOTP_TOLERANCE = 1

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_TZ = True

# Index entries leave with their row in the database itself, as no other row does: Django
# would rather have all rows leave one way, but nobody listens for these.
SILENCED_SYSTEM_CHECKS = ["fields.E323"]

# Static files: from the source folders in a checkout, hashed and compressed otherwise

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_ALLOW_ALL_ORIGINS = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {
        "handlers": ["console"],
        "level": env.choice("LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR")),
    },
}

# Limits for visitors who are not signed in; 0 is none. See config.limits.

SEARCHES_PER_MINUTE = env.number(
    "SEARCHES_PER_MINUTE", 60 * (not DEBUG), least=0, most=10**6
)
EXPORTS_PER_MINUTE = env.number("EXPORTS_PER_MINUTE", 30 * (not DEBUG), least=0, most=10**6)

# Milliseconds for which a process answers readers without asking whether the record has
# changed; 0 asks each time. See statements.views.editions.
FRESHNESS_MS = env.number("FRESHNESS_MS", 200 * (not DEBUG), least=0, most=10_000)

# The site

SITE_NAME = env.text("SITE_NAME", "On the Record")
# Articles belong to their outlets: without this only signed-in staff read them whole.
PUBLIC_FULL_TEXT = env.flag("PUBLIC_FULL_TEXT", default=False)
# Show statements that nobody has reviewed yet, with a mark on each.
PUBLISH_UNREVIEWED = env.flag("PUBLISH_UNREVIEWED", default=True)
# Let an import fetch pages from the public network.
ALLOW_URL_IMPORT = env.flag("ALLOW_URL_IMPORT", default=False)
# The folder below which staff may choose what to import, and where uploads are kept.
IMPORT_ROOT = env.text("IMPORT_ROOT")
# Staff without an authenticator app are asked to set one up before anything else.
REQUIRE_SECOND_FACTOR = env.flag("REQUIRE_SECOND_FACTOR", default=False)
# What an editor typed is shown only once somebody else has accepted it.
FOUR_EYES = env.flag("FOUR_EYES", default=False)
