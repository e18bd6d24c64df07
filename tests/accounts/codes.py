"""The codes that an authenticator app shows (RFC 6238), worked out apart from what is tested."""

import base64
import hmac
import struct
import time


def app_code(secret: str, *, later: int = 0) -> str:
    """Six digits, of now or of `later` half minutes from now."""
    step = int(time.time()) // 30 + later
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", step), "sha1").digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at : at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"
