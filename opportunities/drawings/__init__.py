"""Figures as drawings: each module lays one kind out from plain rows, a template of the same name draws it. Pure.

Every drawing is a frozen dataclass with `name` (its template), `title`, `words` (what it shows, for who can't see it),
`width` and `height` in drawing units, which are px at the size it is meant for. A number that disclosure control hides
is drawn as `*`: it has no mark, and no scale, total or order is taken from it.
"""
