"""Looks for what could tell who a person is, in any text: own rules, deterministic, in time linear in its length.

A check is not proof: it finds what is written in the usual ways. docs/identifier-screen.md lists what it misses.
"""
