"""A small model of a workshop and the real one beside it, for `test_machine.py`.

`model` and `acts` say in plain Python what must happen; `world` does it to the real rows; `sight` says who may read
what. Both sides tell their whole state in the same words, and after each step these must be equal.
"""
