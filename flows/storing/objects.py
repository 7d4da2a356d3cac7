"""Objects of a store by name: read, created only where none is, swapped only for what was seen; through obstore.

Requests that fail are tried again. A conditional request whose answer was lost may have been carried out: whoever is
then told that the object is there already finds its own content in it, which is the same as success.
"""

from __future__ import annotations

import hashlib
import logging
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import obstore
from obstore import exceptions
from obstore.store import from_url

from flows.refusals import CannotRun, message

if TYPE_CHECKING:
    from obstore import PutMode
    from obstore.store import ObjectStore

log = logging.getLogger(__name__)
T = TypeVar("T")

# Seconds between attempts, beside those that obstore makes by itself.
WAITS = (0.5, 2.0)
_RETRIES: Any = {"max_retries": 2, "retry_timeout": timedelta(seconds=20)}
_CLIENT: Any = {"connect_timeout": "5s", "timeout": "300s"}
# Not failures but answers: another attempt would bring the same.
_THERE = (exceptions.AlreadyExistsError, exceptions.PreconditionError)
_MISSING = (FileNotFoundError, exceptions.NotFoundError)
_ANSWERS = (*_THERE, *_MISSING)
_FINAL = (
    exceptions.PermissionDeniedError,
    exceptions.UnauthenticatedError,
    exceptions.InvalidPathError,
    exceptions.NotSupportedError,
    NotImplementedError,
    exceptions.UnknownConfigurationKeyError,
)
# What clouds tell their own machines; it is asked only where there are no other credentials.
_METADATA = "169.254.169.254"
_CREDENTIALS = {
    "s3": "AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_REGION",
    "gs": "GOOGLE_APPLICATION_CREDENTIALS",
    "az": "AZURE_STORAGE_ACCOUNT_NAME and AZURE_STORAGE_ACCOUNT_KEY",
}


@dataclass(frozen=True, slots=True)
class Seen:
    """An object as it was read, to be swapped for another as long as it still is that."""

    content: bytes
    version: Any


@dataclass(frozen=True, slots=True)
class Objects:
    """The objects below an address. Every method raises `CannotRun`, with what to do, where the store does not answer
    or refuses."""

    store: ObjectStore
    address: str

    def read(self, name: str) -> Seen | None:
        """An object and its version, or None where there is none."""

        def request() -> Seen:
            answer = obstore.get(self.store, name)
            version = {key: value for key in ("e_tag", "version") if (value := answer.meta.get(key))}
            return Seen(bytes(answer.bytes()), version)

        return self._found(request)

    def download(self, name: str, path: Path) -> bool:
        """Write an object to a file; whether there is one. The file is whole or, where this is killed, is not."""

        def request() -> bool:
            answer = obstore.get(self.store, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as file:
                file.writelines(answer.stream())
            return True

        return self._found(request) is not None

    def create(self, name: str, path: Path) -> bool:
        """Make an object of a file; whether it is there with this content now. One that is there is never touched."""
        try:
            self._tried(lambda: obstore.put(self.store, name, path, mode="create"))
        except _MISSING as error:
            raise refused(self.address, error) from error
        except _THERE:
            with path.open("rb") as file:
                return self._digest(name) == hashlib.file_digest(file, "sha256").hexdigest()
        return True

    def put(self, name: str, path: Path, media_type: str) -> None:
        """Make an object of a file, whatever is there; `media_type` is what web servers say of it."""
        self._tried(lambda: obstore.put(self.store, name, path, attributes={"Content-Type": media_type}))

    def swap(self, name: str, content: bytes, seen: Seen | None) -> bool:
        """Have this content instead of what was seen, or where nothing was; whether it is there now.

        False where somebody else was quicker: then nothing has changed.
        """
        mode: PutMode = seen.version if seen else "create"
        try:
            self._tried(lambda: obstore.put(self.store, name, content, mode=mode))
        except _ANSWERS:  # Amazon says "not found" of one that was deleted meanwhile
            there = self.read(name)
            return there is not None and there.content == content
        return True

    def sizes(self, folder: str) -> dict[str, int]:
        """The names of all objects below a folder, or of all with "", and how large they are."""
        found = self._tried(lambda: [*chain.from_iterable(obstore.list(self.store, prefix=folder or None))])
        return {each["path"]: each["size"] for each in found}

    def delete(self, names: list[str]) -> None:
        """Remove objects; those that are not there are no error."""
        for name in names:
            self._found(partial(obstore.delete, self.store, name))

    def _digest(self, name: str) -> str | None:
        def request() -> str:
            found = hashlib.sha256()
            for chunk in obstore.get(self.store, name).stream():
                found.update(chunk)
            return found.hexdigest()

        return self._found(request)

    def _found(self, request: Callable[[], T]) -> T | None:
        """What comes of a request, or None where it asks for what is not there."""
        try:
            return self._tried(request)
        except _MISSING:
            return None

    def _tried(self, request: Callable[[], T]) -> T:
        for wait in (*WAITS, None):
            try:
                return request()
            except _ANSWERS:
                raise
            except (exceptions.BaseError, NotImplementedError) as error:
                if wait is None or isinstance(error, _FINAL):
                    raise refused(self.address, error) from error
                log.info("%s: %s: trying again", self.address, message(error)[:200])
                time.sleep(wait)
        raise AssertionError("the last attempt returns or raises")


def opened(address: str) -> Objects:
    """The objects below an address. Raises `CannotRun` where it is none. Nothing is asked of the store yet.

    Credentials and region are taken from the environment, by the names that the command line tools of each store use.
    """
    client: Any = dict(_CLIENT)
    if os.environ.get("AWS_ENDPOINT_URL", "").startswith("http://"):
        client["allow_http"] = True  # whoever names such a server wants it
    try:
        return Objects(from_url(address, client_options=client, retry_config=_RETRIES), address)
    except (exceptions.BaseError, ValueError) as error:
        raise refused(address, error) from error


def refused(address: str, error: BaseException) -> CannotRun:
    """One line on why a store cannot be used, and what to do."""
    text = " ".join(message(error).split())[:200]
    why = "no credentials were found" if _METADATA in text else f"cannot be reached ({text})"
    needs = _CREDENTIALS[address.partition("://")[0]]
    reasons: dict[type[BaseException], str] = {
        FileNotFoundError: "there is no such bucket",
        exceptions.PermissionDeniedError: "access is denied",
        exceptions.UnauthenticatedError: "the credentials are not accepted",
        NotImplementedError: "this store has no conditional writes, which releases need",
    }
    return CannotRun(f"{address}: {reasons.get(type(error), why)}: check the address, and set {needs}")
