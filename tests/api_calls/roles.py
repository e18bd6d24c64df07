"""Who calls: each role with a token that may do whatever they may, a token that only reads, and nobody."""

from accounts.models import User
from accounts.tokens import Wanted, make_token
from tests.rights.rows import ROLES
from tests.rights.world import World

READS = "read-only"  # a token of the lead that only reads
CALLERS = (*ROLES, READS)


def headers_of(role: str, world: World) -> dict[str, str]:
    """What a program of this role sends with each call. KeyError for a role that is none."""
    user = world.people["lead" if role == READS else role]
    return {"Authorization": f"Token {_token(user, 'read' if role == READS else 'full')}"} if user else {}


def _token(user: User, scope: str) -> str:
    return make_token(wanted=Wanted("Calls", 7, scope), by=user)
