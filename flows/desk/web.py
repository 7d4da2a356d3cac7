"""The web server of the desk, which answers only a browser on this machine that knows the secret address.

- Other machines cannot connect: the server listens on the loopback interface.
- Other pages in the same browser do not know the token in the address.
- Requests that other pages make the browser send anyway (a form, or a host name that resolves to this machine) are
  recognised by the headers `Host`, `Origin` and `Sec-Fetch-Site`.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

from flows.desk.handling import Answer, Handling

ADDRESS = "127.0.0.1"
# Refuse forms with more bytes or more fields.
MOST_BYTES = 256 * 1024
_MOST_FIELDS = 500
_FORM = "application/x-www-form-urlencoded"
# Close a connection that sends nothing for so many seconds.
_IDLE_SECONDS = 60
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    # With "no-referrer" the browser would send forms with `Origin: null`.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Forbidden(Exception):
    """A request that is refused; the message, which is sent back, is the reason and reveals nothing else."""


def check(token: str, host: str, headers: Message, method: str, path: str) -> str:
    """Check the headers and the token of a request, and return its path behind the token, unquoted. Raises `Forbidden`.

    `host` is the host with port that the `Host` header must have.
    """
    if headers.get_all("Host") != [host]:
        raise Forbidden("another host")
    site = headers.get("Sec-Fetch-Site")
    if site not in (None, "same-origin", "none") or (method == "POST" and site == "none"):
        raise Forbidden("a request of another site")
    if headers.get("Origin", f"http://{host}" if method == "GET" else None) != f"http://{host}":
        raise Forbidden("another origin")
    first, _, place = path.removeprefix("/").partition("/")
    if not hmac.compare_digest(first.encode("utf-8", "replace"), token.encode()):
        raise Forbidden("the address lacks its token")
    return unquote(place)


def serve(handling: Handling, port: int = 0) -> tuple[ThreadingHTTPServer, str]:
    """Return a server that is ready to `serve_forever`, and the address to open.

    Port 0 takes any free port. Raises OSError if the port is taken.
    """
    token = secrets.token_urlsafe(32)
    server = ThreadingHTTPServer((ADDRESS, port), _handler(handling, token))
    server.daemon_threads = True
    handling.host, handling.root = f"{ADDRESS}:{server.server_port}", f"/{token}/"
    return server, f"http://{ADDRESS}:{server.server_port}/{token}/"


def _handler(handling: Handling, token: str) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = _IDLE_SECONDS

        def version_string(self) -> str:
            return "inspection-facts"

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Log nothing: the lines would contain the token."""

        def do_GET(self) -> None:
            """Answer with a page."""
            self._answer(lambda place, query: handling.get(place, _fields(query)))

        def do_POST(self) -> None:
            """Act on a form."""
            content = self._content()
            if content is not None:
                self._answer(lambda place, query: handling.post(place, _fields(content)))

        def _content(self) -> str | None:
            """Return the body of the request; if it is no form or too large, answer with an error and return None."""
            size = self.headers.get("Content-Length", "")
            kind = self.headers.get_content_type()
            if not size.isdecimal() or int(size) > MOST_BYTES or kind != _FORM:
                self.close_connection = True
                self._send(Answer(413 if size.isdecimal() and kind == _FORM else 400, b"No form.", "text/plain"))
                return None
            return self.rfile.read(int(size)).decode("utf-8", "replace")

        def _answer(self, answer: Callable[[str, str], Answer]) -> None:
            try:
                parts = urlsplit(self.path)
                place = check(token, handling.host, self.headers, self.command, parts.path)
                self._send(answer(place, parts.query))
            except Forbidden as why:
                self.close_connection = True
                self._send(Answer(403, f"Forbidden: {why}.".encode(), "text/plain"))
            except ConnectionError:
                self.close_connection = True  # the browser closed the connection
            except ValueError:
                self._send(Answer(400, b"Bad request.", "text/plain"))
            except Exception as error:
                says = f"{type(error).__name__}: see under Decisions what was written. --debug shows where it happened."
                self._send(Answer(500, says.encode(), "text/plain"))
                if handling.debug:
                    raise

        def _send(self, answer: Answer) -> None:
            self.send_response(answer.status)
            for name, value in _HEADERS.items():
                self.send_header(name, value)
            if answer.place is not None:
                self.send_header("Location", f"{handling.root}{answer.place}")
            self.send_header("Content-Type", f"{answer.kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

    return Handler


def _fields(text: str) -> dict[str, list[str]]:
    return parse_qs(text, keep_blank_values=True, max_num_fields=_MOST_FIELDS, errors="replace")
