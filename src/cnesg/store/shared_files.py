"""Files that several machines share, in a folder or in object storage: read, put, or put only where none is.

The conditional put is one step everywhere: of several who want one name the storage lets one have it.
"""

import os
import stat
import tempfile
import uuid
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from cnesg.errors import OvertakenError, StoreError
from cnesg.store.durable import flush_folder, write_atomically

AT_ONCE = 64
"""Files asked for together."""


class SharedFiles:
    """What is kept at an address, by names relative to it.

    Args:
        address: as fsspec takes it: `s3://bucket/place`, `file:///net/place`. Credentials come from the environment,
            as the storage's library reads them; none is kept.
    """

    def __init__(self, address: str) -> None:
        self.address = address.rstrip("/")
        self._opened: tuple[Any, str] | None = None

    @classmethod
    def of_folder(cls, folder: Path) -> "SharedFiles":
        """Those in a folder of this machine, or one that it has mounted."""
        return cls(f"file://{folder.absolute()}")

    def content(self, name: str) -> bytes | None:
        """What a file holds; None where there is none.

        Raises:
            StoreError: the storage does not answer.
        """
        with self._answering():
            return self._get(name)

    def contents(self, names: Collection[str]) -> list[bytes | None]:
        """What files hold; None where there is none. Errors as for `content`."""
        wanted, found = list(names), list[bytes | None]()
        with self._answering():
            for start in range(0, len(wanted), AT_ONCE):
                found += self._get_all(wanted[start : start + AT_ONCE])
        return found

    def create(self, name: str, content: bytes) -> bool:
        """Put a file where none is; False if there is one that holds something else.

        Raises:
            StoreError: the storage does not answer or lets nobody write.
        """
        with self._answering():
            return self._create(name, content)

    def replace(self, name: str, content: bytes, *, durable: bool = True) -> None:
        """Put a file whether there is one or not; readers see the old one or the whole new one.

        Args:
            name: of the file.
            content: what it is to hold.
            durable: whether it must survive a power cut when this returns.

        Raises:
            StoreError: the storage does not answer or lets nobody write.
        """
        with self._answering():
            system, _ = self._system()
            path = Path(self._key(name))
            if not _on_disk(system):
                system.pipe_file(self._key(name), content)
                return
            path.parent.mkdir(parents=True, exist_ok=True)
            if durable:
                write_atomically(path, [content])
                return
            part = path.with_name(f".{path.name}.{uuid.uuid4().hex}.part")  # two threads may sign at once
            part.write_bytes(content)
            part.replace(path)

    def changed(self, folder: str) -> dict[str, float]:
        """The files below a folder and when each was put, in seconds, by the storage's own clock.

        Raises:
            StoreError: the storage does not answer.
        """
        with self._answering():
            system, root = self._system()
            if _on_disk(system):
                return dict(_changed_below(Path(root), folder))
            found = system.find(self._key(folder), detail=True)
            names = {key: told for key, told in found.items() if not key.rpartition("/")[2].startswith(".")}
            # where the first file comes just after none was found, s3fs answers with the folder, which has no time
            return {
                key.removeprefix(f"{root}/"): float(told["LastModified"].timestamp())
                for key, told in names.items()
                if told["type"] != "directory"
            }

    def delete(self, names: Collection[str]) -> None:
        """Delete files; what is gone already is passed over.

        Raises:
            StoreError: the storage does not answer or lets nobody delete.
        """
        with self._answering():
            for name in names:
                with suppress(FileNotFoundError):
                    self._system()[0].rm_file(self._key(name))

    def _system(self) -> tuple[Any, str]:
        if self._opened is None:
            import fsspec

            # A listing remembered would hide what other machines have written since.
            options = {"use_listings_cache": False, "skip_instance_cache": True}
            system, root = fsspec.core.url_to_fs(self.address, **options)
            self._opened = system, root.rstrip("/")
        return self._opened

    def _key(self, name: str) -> str:
        return f"{self._system()[1]}/{name}"

    def _get(self, name: str) -> bytes | None:
        try:
            return bytes(self._system()[0].cat_file(self._key(name)))
        except FileNotFoundError:
            return None

    def _get_all(self, names: list[str]) -> list[bytes | None]:
        keys = [self._key(name) for name in names]
        found = self._system()[0].cat(keys, on_error="return")
        for answer in found.values():
            if isinstance(answer, Exception) and not isinstance(answer, FileNotFoundError):
                raise answer
        return [found[key] if isinstance(found.get(key), bytes) else None for key in keys]

    def _put(self, path: Path, name: str) -> None:
        system, _ = self._system()
        key = self._key(name)
        if _on_disk(system):
            Path(key).parent.mkdir(parents=True, exist_ok=True)
            write_atomically(Path(key), [path.read_bytes()])
        else:
            system.put_file(str(path), key)

    def _create(self, name: str, content: bytes) -> bool:
        """Put an object where none is; whether what stands there now is this one."""
        system, _ = self._system()
        key = self._key(name)
        try:
            if _on_disk(system):
                _link(Path(key), content)
            else:
                system.pipe_file(key, content, mode="create")
        except Exception:
            # Refused, or done and the answer lost on the way: what stands there tells.
            standing = self._get(name)
            if standing is None:
                raise
            return standing == content
        return True

    @contextmanager
    def _answering(self) -> Iterator[None]:
        try:
            yield
        except (OvertakenError, StoreError):
            raise
        except Exception as error:  # every storage has errors of its own
            raise StoreError.of(
                "store.origin_failed", address=self.address, what=error or type(error).__name__
            ) from error


def _on_disk(system: Any) -> bool:
    return "file" in (system.protocol if isinstance(system.protocol, tuple | list) else (system.protocol,))


def _link(path: Path, content: bytes) -> None:
    """Put a file where none is, whole or not at all: a link is made or refused, nothing in between.

    Raises:
        FileExistsError: one is there.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.link(name, path)
    finally:
        Path(name).unlink()
    flush_folder(path.parent)


def _changed_below(root: Path, folder: str) -> Iterator[tuple[str, float]]:
    """Files and when they were put; one that goes while we look is not there."""
    for path in (root / folder).rglob("*"):
        with suppress(FileNotFoundError):
            told = path.stat()
            if not path.name.startswith(".") and stat.S_ISREG(told.st_mode):
                yield path.relative_to(root).as_posix(), told.st_mtime
