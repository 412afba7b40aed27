"""The bot's asynchronous way to its database: one writer, read-only readers, commits shared by what has arrived."""

import asyncio
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Self, TypeVar

import aiosqlite

from bot.connection import begin, open_reader, open_writer
from bot.errors import DatabaseError

T = TypeVar("T")

_READERS = 2
_Pending = tuple[Callable[[sqlite3.Connection], Any], "asyncio.Future[Any]"]


class _Connection(aiosqlite.Connection):
    """An aiosqlite connection that runs a whole function on its thread, in one hop instead of one a statement."""

    @classmethod
    async def open(cls, connector: Callable[[], sqlite3.Connection]) -> Self:
        connection = cls(connector, iter_chunk_size=64)
        try:
            await connection
        except BaseException:
            # Its thread still has an answer for this loop, which may be closed by the time that comes.
            await asyncio.to_thread(connection._thread.join)
            raise
        return connection

    async def run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        return await self._execute(work, self._conn)  # pyright: ignore[reportUnknownMemberType] - untyped there


class Database:
    """A Marquee database file, open for the running bot.

    Work is a plain function of a `sqlite3.Connection`. Reads run on read-only connections and see what was
    committed. Writes run one after another inside `BEGIN IMMEDIATE`; those that arrive while a commit is under
    way share the next one, each behind a savepoint of its own, so that one that fails leaves the others whole.
    """

    def __init__(self, path: Path, writer: _Connection, readers: list[_Connection]) -> None:
        self.path = path
        self._writer = writer
        self._readers = readers
        self._idle: asyncio.LifoQueue[_Connection] = asyncio.LifoQueue()
        for reader in readers:
            self._idle.put_nowait(reader)
        self._stopping = False
        self._pending: list[_Pending] = []
        self._flushing: asyncio.Task[None] | None = None

    @classmethod
    async def open(cls, path: Path) -> Self:
        """Open the file, made where it is missing and migrated where it is old.

        Raises:
            DatabaseError: the file cannot be used; the text says why.
        """
        writer = await _Connection.open(partial(open_writer, path))
        readers: list[_Connection] = []
        try:
            for _ in range(_READERS):
                readers += [await _Connection.open(partial(open_reader, path))]
        except BaseException:
            for connection in (*readers, writer):
                await connection.close()
            raise
        return cls(path, writer, readers)

    async def close(self) -> None:
        """Finish the reads under way and the writes that were asked for, then close every connection."""
        self._stopping = True
        while self._flushing is not None:
            await asyncio.wait({self._flushing})
        readers = [await self._idle.get() for _ in self._readers]
        for connection in (*readers, self._writer):
            await connection.close()
        for reader in readers:
            self._idle.put_nowait(reader)

    async def read(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Run `work` on a read-only connection, all of it on one state of the data, and return its result.

        Raises:
            DatabaseError: the database is closed or being closed.
            Exception: whatever `work` raised.
        """
        self._refuse_when_stopping()
        reader = await self._idle.get()
        if self._stopping:
            self._idle.put_nowait(reader)  # for the next that waits, to be refused as well
        self._refuse_when_stopping()
        reading = asyncio.create_task(reader.run(partial(_read_consistently, work)))
        # Where the asker goes away, the reader is busy with its question until that is answered.
        reading.add_done_callback(lambda _: self._idle.put_nowait(reader))
        return await asyncio.shield(reading)

    async def write(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Run `work` inside a transaction and return its result once that is committed.

        Raises:
            DatabaseError: another process kept the database locked, or the database is closed or being closed.
            Exception: whatever `work` raised; nothing that it wrote remains.
        """
        self._refuse_when_stopping()
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._pending.append((work, future))
        if self._flushing is None:
            self._flushing = asyncio.create_task(self._flush())
        return await future

    async def between_writes(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Run `work` on the writing connection outside transactions, as a checkpoint needs; other writes wait for it.

        Raises:
            DatabaseError: the database is closed or being closed.
            Exception: whatever `work` raised.
        """
        self._refuse_when_stopping()
        return await self._writer.run(work)

    def _refuse_when_stopping(self) -> None:
        if self._stopping:
            raise DatabaseError("Marquee is stopping.")

    async def _flush(self) -> None:
        try:
            while self._pending:
                group, self._pending = self._pending, []
                try:
                    results: list[Any] = await self._writer.run(partial(_commit_group, [work for work, _ in group]))
                except Exception as error:  # noqa: BLE001 - handed to each of those who wait
                    results = [_Failure(error) for _ in group]
                for (_, future), result in zip(group, results, strict=True):
                    if future.done():  # the asker has gone away; what it asked for stands
                        continue
                    if isinstance(result, _Failure):
                        future.set_exception(result.error)
                    else:
                        future.set_result(result)
        finally:
            self._flushing = None


def _read_consistently(work: Callable[[sqlite3.Connection], T], connection: sqlite3.Connection) -> T:
    connection.execute("BEGIN")
    try:
        return work(connection)
    finally:
        connection.execute("ROLLBACK")


@dataclass(frozen=True, slots=True)
class _Failure:
    """What a piece of work raised, told apart from an exception that it returned."""

    error: Exception


def _commit_group(group: list[Callable[[sqlite3.Connection], Any]], connection: sqlite3.Connection) -> list[Any]:
    """Run each piece of work behind a savepoint, commit once, and return each one's result or error."""
    begin(connection)
    results: list[Any] = []
    try:
        for work in group:
            connection.execute("SAVEPOINT work")
            try:
                results.append(work(connection))
            except Exception as error:
                if not connection.in_transaction:  # such as a full disk: SQLite has undone all of the group
                    raise
                connection.execute("ROLLBACK TO work")
                results.append(_Failure(error))
            connection.execute("RELEASE work")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return results
