"""The addresses of the editors' desk, all under /review/."""

from __future__ import annotations

from django.urls import path

from statements.desk import (
    views_imports,
    views_merge,
    views_names,
    views_paste,
    views_quality,
    views_review,
)

urlpatterns = [
    path("", views_review.review, name="review"),
    path("articles/<int:pk>/rescue/", views_review.put_back, name="review-rescue"),
    path("undo/", views_review.take_back, name="review-undo"),
    path("imports/", views_imports.imports, name="imports"),
    path("imports/<int:pk>/", views_imports.import_run, name="import"),
    path("imports/<int:pk>/<slug:do>/", views_imports.import_do, name="import-do"),
    path("paste/", views_paste.paste, name="paste"),
    path("names/", views_names.names, name="names"),
    path("names/<int:pk>/", views_names.inspect, name="inspect-name"),
    path("merge/", views_merge.merge, name="merge"),
    path("history/", views_merge.history, name="history"),
    path("speakers/<slug:slug>/", views_merge.statements_of, name="move-statements"),
    path("speakers/<slug:slug>/move/", views_merge.move, name="move"),
    path("names.json", views_names.speaker_names, name="desk-speaker-names"),
    path("quality/", views_quality.quality, name="quality"),
    path("quality.csv", views_quality.quality_table, name="quality-table"),
    path("<slug:public_id>/<slug:do>/", views_review.act, name="review-act"),
]
