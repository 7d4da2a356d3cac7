"""An object store on this machine, of which single requests can be made to fail."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from werkzeug.serving import make_server

BUCKET = "releases"
CREDENTIALS = {
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
    "AWS_REGION": "us-east-1",
    "AWS_EC2_METADATA_DISABLED": "true",
}

# What becomes of the request of this number: None for what it should, or whether it is carried out before it fails.
Fault = Callable[[int], bool | None]


class Server:
    """Moto's S3. One request at a time: moto looks whether a condition holds, and does what was asked, in two steps."""

    def __init__(self) -> None:
        from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app

        self.requests = 0
        self.fault: Fault = lambda number: None
        self._application = DomainDispatcherApplication(create_backend_app)
        self._lock = threading.Lock()
        self._server = make_server("127.0.0.1", 0, self._answer, threaded=True)
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def _answer(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        with self._lock:
            self.requests += 1
            carried_out = self.fault(self.requests)
            if carried_out is None:
                return [*self._application(environ, start)]
            environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)) if not carried_out else [
                *self._application(environ, lambda *_: None)
            ]
        start("503 Service Unavailable", [("Content-Length", "0")])
        return []

    @contextmanager
    def running(self) -> Iterator[Server]:
        """Answers meanwhile."""
        import boto3

        thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        thread.start()
        try:
            boto3.client(
                "s3",
                endpoint_url=self.url,
                region_name="us-east-1",
                aws_access_key_id="test",
                aws_secret_access_key="test",
            ).create_bucket(Bucket=BUCKET)
            yield self
        finally:
            self._server.shutdown()
            self._server.server_close()
            thread.join()
