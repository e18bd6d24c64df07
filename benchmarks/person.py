"""One person with a browser: signs in, reads, submits, and asks the room what moved as static/js/live.js does."""

import gzip
import random
import re
import threading
import time
from collections.abc import Callable, Mapping
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.heard import Heard

EVERY = 1.0  # seconds, as live.js has it
MOMENT = re.compile(rb'data-moment="([^"]*)" data-go="([^"]*)"')


class Person:
    """`heard` holds every answer they got. `on_move` is called with where the room leads, from their own thread."""

    def __init__(self, port: int, email: str, seed: int) -> None:
        self.email, self.heard = email, list[Heard]()
        self._port, self._cookies, self._chance = port, dict[str, str](), random.Random(f"{seed} {email}")  # noqa: S311 - a reproducible run
        self._following: threading.Thread | None = None
        self._over = threading.Event()

    @property
    def cookies(self) -> Mapping[str, str]:
        return self._cookies

    def get(self, address: str, headers: Mapping[str, str] | None = None) -> Heard:
        return self._ask("GET", address, headers or {})[0]

    def post(self, address: str, form: Mapping[str, object], page: Heard) -> Heard:
        """Send a form with the token of the page it stood on."""
        token = re.search(rb'csrfmiddlewaretoken" value="([^"]+)"', page.text)
        body = urlencode({"csrfmiddlewaretoken": token[1].decode() if token else "", **form}, doseq=True)
        return self._ask("POST", address, {"Content-Type": "application/x-www-form-urlencoded"}, body)[0]

    def upload(self, address: str, form: Mapping[str, object], file: Path, page: Heard) -> Heard:
        """The same with a file, as browsers send one: multipart."""
        token = re.search(rb'csrfmiddlewaretoken" value="([^"]+)"', page.text)
        fields = {"csrfmiddlewaretoken": token[1].decode() if token else "", **form}
        edge = f"edge-{self._chance.getrandbits(64):x}"
        parts = [f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{fields[name]}' for name in fields]
        named = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{file.name}"\r\n\r\n'
        body = "\r\n".join([*parts, named]).encode() + file.read_bytes() + f"\r\n--{edge}--\r\n".encode()
        return self._ask("POST", address, {"Content-Type": f"multipart/form-data; boundary={edge}"}, body)[0]

    def sign_in(self, password: str) -> None:
        address = "/account/sign-in/"
        answer = self.post(address, {"username": self.email, "password": password}, self.get(address))
        if answer.status != 302:
            raise RuntimeError(f"{self.email} could not sign in.")

    def follow(self, address: str, on_move: Callable[[str, float], None]) -> None:
        """Ask `address` again and again until the room leads elsewhere; tell where, and when that was known."""
        self.stay()
        self._over = threading.Event()
        self._following = threading.Thread(target=self._follow, args=(address, on_move, self._over), daemon=True)
        self._following.start()

    def stay(self) -> None:
        """Ask no more."""
        self._over.set()
        if self._following and self._following is not threading.current_thread():
            self._following.join()

    def _follow(self, address: str, on_move: Callable[[str, float], None], over: threading.Event) -> None:
        tag, moment = "", None
        while not over.wait(EVERY * (0.9 + self._chance.random() * 0.2)):
            answer, headers = self._ask("GET", address, {"If-None-Match": tag} if tag else {})
            if answer.status != 200:
                continue
            tag, found = headers.get("etag", ""), MOMENT.search(answer.text)
            if found and moment not in {None, found[1]}:
                over.set()
                on_move(found[2].decode(), answer.at)
            moment = found[1] if found else moment

    def _connection(self) -> HTTPConnection:
        """A new one for each request."""
        return HTTPConnection("127.0.0.1", self._port, timeout=30)

    def _ask(
        self, method: str, address: str, headers: Mapping[str, str], body: str | bytes | None = None
    ) -> tuple[Heard, dict[str, str]]:
        begun = time.monotonic()
        connection = self._connection()
        try:
            cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
            more = {"Cookie": cookies, "Accept-Encoding": "gzip", **headers}
            connection.request(method, address, body, more)
            answer = connection.getresponse()
            raw, got = answer.read(), answer.getheaders()
        except (OSError, HTTPException) as error:
            raise RuntimeError(f"{method} {address} got no answer: {error}") from error
        finally:
            connection.close()
        named = {name.lower(): value for name, value in got}
        self._keep(got)
        whole = gzip.decompress(raw) if named.get("content-encoding") == "gzip" else raw
        head = "\n".join([f"HTTP/1.1 {answer.status} {answer.reason}", *(f"{name}: {value}" for name, value in got)])
        heard = Heard(
            self.email, f"{method} {address}", answer.status, head.encode() + b"\n\n" + whole, begun, time.monotonic()
        )
        self.heard.append(heard)
        return heard, named

    def _keep(self, headers: list[tuple[str, str]]) -> None:
        for name, value in headers:
            if name.lower() == "set-cookie":
                cookie, _, content = value.split(";")[0].partition("=")
                self._cookies[cookie] = content
