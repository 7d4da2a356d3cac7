"""Read and write objects in an object store by name, through obstore, with conditional writes.

Failed requests are tried again. If the answer to a conditional write is lost, the write may have been carried out: the
second attempt is then refused since the object exists, but the object has the content to write, so this is a success.
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

# Seconds to wait before the second and the third attempt. Within each attempt, obstore tries several times too.
WAITS = (0.5, 2.0)
_RETRIES: Any = {"max_retries": 2, "retry_timeout": timedelta(seconds=20)}
_CLIENT: Any = {"connect_timeout": "5s", "timeout": "300s"}
# Errors that answer the request, so that it is not tried again.
_THERE = (exceptions.AlreadyExistsError, exceptions.PreconditionError)
_MISSING = (FileNotFoundError, exceptions.NotFoundError)
_ANSWERS = (*_THERE, *_MISSING)
# Failures that another attempt would not mend.
_FINAL = (
    exceptions.PermissionDeniedError,
    exceptions.UnauthenticatedError,
    exceptions.InvalidPathError,
    exceptions.NotSupportedError,
    NotImplementedError,
    exceptions.UnknownConfigurationKeyError,
)
# The address where machines in a cloud get credentials. obstore asks it only if it has no other credentials.
_METADATA = "169.254.169.254"
_CREDENTIALS = {
    "s3": "AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_REGION",
    "gs": "GOOGLE_APPLICATION_CREDENTIALS",
    "az": "AZURE_STORAGE_ACCOUNT_NAME and AZURE_STORAGE_ACCOUNT_KEY",
}


@dataclass(frozen=True, slots=True)
class StoredObject:
    """The content of an object, with its version, so that it can be replaced only if it has not changed since."""

    content: bytes
    version: Any


@dataclass(frozen=True, slots=True)
class Objects:
    """The objects below an address.

    Every method raises `CannotRun`, with advice what to do, if the store does not answer or refuses the request.
    """

    store: ObjectStore
    address: str

    def read(self, name: str) -> StoredObject | None:
        """Return an object with its version, or None if it does not exist."""

        def request() -> StoredObject:
            answer = obstore.get(self.store, name)
            version = {key: value for key in ("e_tag", "version") if (value := answer.meta.get(key))}
            return StoredObject(bytes(answer.bytes()), version)

        return self._found(request)

    def download(self, name: str, path: Path) -> bool:
        """Write an object to a file, and return whether the object exists.

        If the process is killed meanwhile, the file may be incomplete.
        """

        def request() -> bool:
            answer = obstore.get(self.store, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as file:
                file.writelines(answer.stream())
            return True

        return self._found(request) is not None

    def create(self, name: str, path: Path) -> bool:
        """Create an object from a file, and return whether the object has this content now.

        An existing object is never changed.
        """
        try:
            self._tried(lambda: obstore.put(self.store, name, path, mode="create"))
        except _MISSING as error:
            raise refused(self.address, error) from error
        except _THERE:
            with path.open("rb") as file:
                return self._digest(name) == hashlib.file_digest(file, "sha256").hexdigest()
        return True

    def swap(self, name: str, content: bytes, seen: StoredObject | None) -> bool:
        """Replace an object if it is still as `seen`, or create it if `seen` is None and it does not exist.

        Returns whether the object has this content now; False, without any change, if another run was quicker.
        """
        mode: PutMode = seen.version if seen else "create"
        try:
            self._tried(lambda: obstore.put(self.store, name, content, mode=mode))
        except _ANSWERS:  # "not found" too: Amazon says so if the object was deleted meanwhile
            present = self.read(name)
            return present is not None and present.content == content
        return True

    def sizes(self, folder: str) -> dict[str, int]:
        """Return the size in bytes of every object below a folder, by name; of all objects if `folder` is ""."""
        found = self._tried(lambda: [*chain.from_iterable(obstore.list(self.store, prefix=folder or None))])
        return {each["path"]: each["size"] for each in found}

    def delete(self, names: list[str]) -> None:
        """Delete objects; missing objects are no error."""
        for name in names:
            self._found(partial(obstore.delete, self.store, name))

    def _digest(self, name: str) -> str | None:
        """Return the SHA-256 checksum of an object, or None if it does not exist."""

        def request() -> str:
            found = hashlib.sha256()
            for chunk in obstore.get(self.store, name).stream():
                found.update(chunk)
            return found.hexdigest()

        return self._found(request)

    def _found(self, request: Callable[[], T]) -> T | None:
        """Return the result of a request, or None if its object does not exist."""
        try:
            return self._tried(request)
        except _MISSING:
            return None

    def _tried(self, request: Callable[[], T]) -> T:
        """Return the result of a request, trying up to three times. Raises `CannotRun` or one of `_ANSWERS`."""
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
    """Return the objects below an address, without sending a request yet. Raises `CannotRun` for a wrong address.

    Credentials and region are taken from the environment variables that the store's own command line tools use.
    """
    client: Any = dict(_CLIENT)
    if os.environ.get("AWS_ENDPOINT_URL", "").startswith("http://"):
        client["allow_http"] = True  # a server given with http:// is meant to be used without TLS
    try:
        return Objects(from_url(address, client_options=client, retry_config=_RETRIES), address)
    except (exceptions.BaseError, ValueError) as error:
        raise refused(address, error) from error


def refused(address: str, error: BaseException) -> CannotRun:
    """Return an exception that says in one line why a store cannot be used, and what to do."""
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
