"""Notes that wait for somebody, and one row for each judgement of six choices."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Note(models.Model):
    text = models.TextField()
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True)

    class Meta:
        indexes = [models.Index(fields=["id"], condition=Q(taken_by=None), name="floor_open_notes")]


class Judgement(models.Model):
    note = models.ForeignKey(Note, models.CASCADE)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    level_of_need = models.CharField(max_length=40)
    best_pathway = models.CharField(max_length=40)
    proposed_pathway = models.CharField(max_length=40)
    main_reason = models.CharField(max_length=40)
    timing = models.CharField(max_length=40)
    achievability = models.CharField(max_length=40)
