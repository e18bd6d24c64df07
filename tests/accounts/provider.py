"""A small OpenID Connect provider on loopback: real HTTP, real signed tokens, and a person of one's choice."""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs, urlencode
from wsgiref.simple_server import WSGIRequestHandler, make_server

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Quiet(WSGIRequestHandler):
    def log_message(self, *line: Any) -> None:
        pass


class Provider:
    """`claims` are of whoever signs in; `token` changes what the signed token says, `key` what it is signed with."""

    client, secret = "pathway-review", "a secret of the provider"

    def __init__(self) -> None:
        self.claims: dict[str, Any] = {"sub": "1", "email": "lead@example.org", "email_verified": True, "name": "L"}
        self.token: dict[str, Any] = {}
        self.key = KEY
        self.codes: dict[str, dict[str, str]] = {}
        self.url = ""

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        asked = parse_qs(environ["QUERY_STRING"])
        length = int(environ.get("CONTENT_LENGTH") or 0)
        sent = parse_qs(environ["wsgi.input"].read(length).decode())
        name = environ["PATH_INFO"].rstrip("/").rpartition("/")[2].replace("-", "_")
        name = "token_" if name == "token" else name
        status, body, headers = getattr(self, name)({k: v[0] for k, v in {**asked, **sent}.items()}, environ)
        start(status, [("Content-Type", "application/json"), *headers])
        return [json.dumps(body).encode()]

    def openid_configuration(self, asked: dict[str, str], environ: dict[str, Any]) -> Any:
        told = {
            "authorization_endpoint": "authorize",
            "token_endpoint": "token",
            "userinfo_endpoint": "userinfo",
            "jwks_uri": "jwks",
        }
        return "200 OK", {"issuer": self.url, **{name: f"{self.url}/{path}" for name, path in told.items()}}, []

    def authorize(self, asked: dict[str, str], environ: dict[str, Any]) -> Any:
        code = secrets.token_urlsafe()
        self.codes[code] = asked
        return (
            "302 Found",
            {},
            [("Location", f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}")],
        )

    def token_(self, asked: dict[str, str], environ: dict[str, Any]) -> Any:
        promised = self.codes.pop(asked["code"])["code_challenge"]
        kept = base64.urlsafe_b64encode(hashlib.sha256(asked["code_verifier"].encode()).digest()).decode().rstrip("=")
        if kept != promised or asked["client_secret"] != self.secret:
            return "400 Bad Request", {"error": "invalid_grant"}, []
        now = int(time.time())
        told = {"iss": self.url, "aud": self.client, "exp": now + 300, "iat": now, "jti": secrets.token_hex(8)}
        signed = jwt.encode({**told, **self.claims, **self.token}, self.key, "RS256", headers={"kid": "1"})
        return "200 OK", {"access_token": "opaque", "token_type": "Bearer", "id_token": signed}, []

    def userinfo(self, asked: dict[str, str], environ: dict[str, Any]) -> Any:
        assert environ["HTTP_AUTHORIZATION"] == "Bearer opaque"
        return "200 OK", self.claims, []

    def jwks(self, asked: dict[str, str], environ: dict[str, Any]) -> Any:
        told = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
        return "200 OK", {"keys": [{**told, "kid": "1", "alg": "RS256", "use": "sig"}]}, []

    def settings(self) -> dict[str, Any]:
        app = {
            "provider_id": "provider", "name": "NHS CIS2", "client_id": self.client, "secret": self.secret,
            "settings": {"server_url": self.url, "oauth_pkce_enabled": True},
        }  # fmt: skip
        return {"openid_connect": {"APPS": [app]}}


@contextmanager
def running() -> Iterator[Provider]:
    provider = Provider()
    server = make_server("127.0.0.1", 0, provider, handler_class=Quiet)  # type: ignore[arg-type]
    provider.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield provider
    server.shutdown()
    server.server_close()
