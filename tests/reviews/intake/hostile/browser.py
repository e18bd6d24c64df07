"""A browser of few words: it keeps cookies, sends forms as browsers do, and calls the site as its server does.

The file is streamed out of a folder and not held, so that the memory measured is the site's.
"""

import io
import re
import tempfile
from collections.abc import Iterable, Mapping
from http.cookies import SimpleCookie
from pathlib import Path
from typing import IO, Any, NamedTuple

_BOUNDARY = "----a-line-between-the-fields-of-a-form"
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
Fields = Iterable[tuple[str, str]]


class Answer(NamedTuple):
    status: int
    location: str
    text: str


class Browser:
    def __init__(self, cookies: Mapping[str, str]) -> None:
        from django.core.wsgi import get_wsgi_application

        self._cookies, self._token = dict(cookies), ""
        self._site = get_wsgi_application()

    def get(self, address: str) -> Answer:
        return self._ask("GET", address, io.BytesIO(), 0, "")

    def post(self, address: str, fields: Fields, file: tuple[str, Path] | None = None) -> Answer:
        """Send a form that was got before: `fields`, and the file under the name that it is handed in with."""
        with tempfile.TemporaryFile() as body:
            for name, value in [("csrfmiddlewaretoken", self._token), *fields]:
                value = re.sub(r"\r\n?|\n", "\r\n", value)  # as browsers send every value
                body.write(f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode())
                body.write(value.encode("utf-8", "replace") + b"\r\n")
            if file:
                self._write_file(body, *file)
            body.write(f"--{_BOUNDARY}--\r\n".encode())
            length = body.tell()
            body.seek(0)
            return self._ask("POST", address, body, length, f"multipart/form-data; boundary={_BOUNDARY}")

    def _write_file(self, body: IO[bytes], name: str, path: Path) -> None:
        sent = name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A").encode("utf-8", "replace")
        body.write(f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="'.encode() + sent)
        body.write(b'"\r\nContent-Type: application/octet-stream\r\n\r\n')
        with path.open("rb") as content:
            while block := content.read(1 << 20):
                body.write(block)
        body.write(b"\r\n")

    def _ask(self, method: str, address: str, body: IO[bytes], length: int, kind: str) -> Answer:
        path, _, query = address.partition("?")
        answered: dict[str, Any] = {}

        def start(status: str, headers: list[tuple[str, str]], _: Any = None) -> None:
            answered.update(status=int(status[:3]), headers=headers)

        environ = {
            "REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query, "SCRIPT_NAME": "",
            "SERVER_NAME": "localhost", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "HTTP_HOST": "localhost",
            "CONTENT_LENGTH": str(length), "CONTENT_TYPE": kind, "REMOTE_ADDR": "127.0.0.1",
            "HTTP_COOKIE": "; ".join(f"{name}={value}" for name, value in self._cookies.items()),
            "wsgi.version": (1, 0), "wsgi.url_scheme": "http", "wsgi.input": body, "wsgi.errors": io.StringIO(),
            "wsgi.multithread": False, "wsgi.multiprocess": True, "wsgi.run_once": False,
        }  # fmt: skip
        result = self._site(environ, start)
        content = b"".join(result)
        if hasattr(result, "close"):
            result.close()
        return self._read(answered, content)

    def _read(self, answered: dict[str, Any], content: bytes) -> Answer:
        location = ""
        for name, value in answered["headers"]:
            if name.casefold() == "set-cookie":
                self._cookies |= {each.key: each.value for each in SimpleCookie(value).values()}
            elif name.casefold() == "location":
                location = value
        text = content.decode("utf-8", "replace")
        if token := _TOKEN.search(text):
            self._token = token[1]
        return Answer(answered["status"], location, text)
