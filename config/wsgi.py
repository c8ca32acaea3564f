"""The door for a WSGI server: `granian --interface wsgi config.wsgi:application`."""

from __future__ import annotations

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

django_application = get_wsgi_application()

# What the site consists of can be imported only now that Django is set up.
from statements.views.repeats import answer_at_once  # noqa: E402

application = answer_at_once(django_application)

# What is there by now stays, so the collector need not look through it again and again; and
# a page leaves little behind that only the collector finds.
gc.freeze()
gc.set_threshold(20_000, 20, 20)
