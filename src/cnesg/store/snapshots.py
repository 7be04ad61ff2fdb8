"""The documents as they were taken in, each kept under the hash of its content."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from cnesg.errors import StoreError
from cnesg.store.durable import file_hash, flush_folder, write_atomically
from cnesg.store.origin import Origin

FOLDER = "snapshots"
_DEPTH = 3  # snapshots/ab/abcdef...: folders up to the workspace
_AT_ONCE = 8  # documents on their way to shared storage


class Snapshots:
    """Content-addressed files: `snapshots/ab/abcdef...`, named by the SHA-256 of what they hold.

    Putting the same content twice keeps one file, and needs no lock: two writers of one name write the same bytes.

    Args:
        workspace: its folder.
        origin: gives where a shared workspace keeps all of them; the folder has those that were put or read here.
    """

    def __init__(self, workspace: Path, origin: Callable[[], Origin | None] = lambda: None) -> None:
        self._workspace = workspace
        self._origin = origin

    @staticmethod
    def relative(document: str) -> str:
        """The place of a snapshot inside the workspace, as the table `documents` notes it."""
        return f"{FOLDER}/{document[:2]}/{document}"

    def path(self, document: str) -> Path:
        """Where a snapshot lies, or would lie."""
        return self._workspace / self.relative(document)

    def put(self, content: bytes | Path) -> str:
        """Keep a document.

        Args:
            content: its bytes, or the file to copy.

        Returns:
            Its SHA-256 in hexadecimal digits. When this returns, the snapshot is on the disk.

        Raises:
            OSError: the file can't be read.
            StoreError: the workspace can't be written to.
        """
        return self.put_all([content])[0]

    def put_all(self, contents: Iterable[bytes | Path]) -> list[str]:
        """Keep several documents, which costs less than one after the other; as `put` in all else."""
        documents = [self._kept(one.read_bytes() if isinstance(one, Path) else one) for one in contents]
        targets = [self.path(document) for document in documents]
        # also for one that was there: its writer may have died before it forced the names to the disk
        with self._writing():
            for folder in dict.fromkeys(parent for target in targets for parent in target.parents[:_DEPTH]):
                flush_folder(folder)
        origin = self._origin()
        if origin is not None and documents:
            with ThreadPoolExecutor(_AT_ONCE) as threads:
                list(threads.map(origin.keep, targets, map(self.relative, documents)))
        return documents

    def _kept(self, data: bytes) -> str:
        with self._writing():
            return self._written(data)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Turn a disk that refuses into an error of the store."""
        try:
            yield
        except OSError as error:
            what = error.strerror or error
            raise StoreError.of("store.write_failed", path=self._workspace, what=what) from error

    def _written(self, data: bytes) -> str:
        document = hashlib.sha256(data).hexdigest()
        target = self.path(document)
        target.parent.mkdir(parents=True, exist_ok=True)
        if not self.intact(document):  # absent, or damaged and mended by this copy
            write_atomically(target, [data])
        return document

    def get(self, document: str) -> bytes:
        """The content of a snapshot, verified against its name.

        Raises:
            StoreError: it is missing, or its content is not what was put.
        """
        try:
            data = self.here(document).read_bytes()
        except OSError as error:
            raise StoreError.of("store.missing_snapshot", document=document, path=self.path(document)) from error
        if hashlib.sha256(data).hexdigest() != document:
            raise StoreError.of("store.damaged_snapshot", document=document, path=self.path(document))
        return data

    def here(self, document: str) -> Path:
        """Where a snapshot lies; that of a shared workspace is copied here first where it is missing.

        Raises:
            StoreError: the shared storage does not answer, or what it has is not what was put.
        """
        path = self.path(document)
        origin = self._origin()
        if origin is not None and not path.is_file():
            data = origin.content(self.relative(document))
            if data is not None:
                if hashlib.sha256(data).hexdigest() != document:
                    raise StoreError.of("store.damaged_snapshot", document=document, path=origin.address)
                path.parent.mkdir(parents=True, exist_ok=True)
                write_atomically(path, [data])
        return path

    def shared(self) -> set[str]:
        """The hashes of the documents that a shared workspace keeps at its origin; none of one without."""
        origin = self._origin()
        return set() if origin is None else {name.rpartition("/")[2] for name in origin.names(FOLDER)}

    def intact(self, document: str) -> bool:
        """Whether the snapshot is there and holds what its name says."""
        path = self.path(document)
        return path.is_file() and file_hash(path) == document

    def all(self) -> Iterator[str]:
        """The hashes of all snapshots that are there, in order."""
        yield from sorted(path.name for path in (self._workspace / FOLDER).glob("??/*") if path.name[0] != ".")
