"""What a judging page sends besides its answers: where its draft stands, and the note to self."""

from hashlib import sha256

from django.http import QueryDict

from reviews.forms import judging
from reviews.workshops.unsent import Unsent


def unsent(post: QueryDict, *, over_all: bool = False) -> Unsent:
    """The form as it stands. `over_all`: it replaces a draft from elsewhere, as somebody pressed a button for it."""
    return Unsent(
        about=post.get("about", ""),
        form=judging.plain(judging.from_post(post)),
        made_from=judging.whole_number(post, "revision"),
        version=None if over_all else judging.whole_number(post, "draft"),
        page=post.get("page", "")[:40],
        step=judging.whole_number(post, "step"),
    )


def private_note(post: QueryDict) -> str | None:
    """The note to self; None where it stands as the page got it, so that an old page never undoes a newer one."""
    text = post.get("private_note")
    return None if text is None or post.get("private_note_from") == mark(text) else text


def mark(text: str) -> str:
    """Short for a note to self, to know it again."""
    return sha256(text.replace("\r\n", "\n").strip().encode("utf-8", "replace")).hexdigest()[:16]
