"""The addresses of the editors' desk, all under /review/."""

from __future__ import annotations

from django.urls import path

from statements.desk import views_names

urlpatterns = [
    path("names.json", views_names.speaker_names, name="desk-speaker-names"),
]
