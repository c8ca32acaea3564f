"""The addresses of the editors' desk, all under /review/."""

from __future__ import annotations

from django.urls import path

from statements.desk import views_names, views_quality, views_review

urlpatterns = [
    path("", views_review.review, name="review"),
    path("articles/<int:pk>/rescue/", views_review.put_back, name="review-rescue"),
    path("undo/", views_review.take_back, name="review-undo"),
    path("names.json", views_names.speaker_names, name="desk-speaker-names"),
    path("quality/", views_quality.quality, name="quality"),
    path("quality.csv", views_quality.quality_table, name="quality-table"),
    path("<slug:public_id>/<slug:do>/", views_review.act, name="review-act"),
]
