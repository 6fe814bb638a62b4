"""One database behind SQLAlchemy: connections, transactions, and what becomes of their faults.

One writer at a time, on either database: SQLite has it so, and on PostgreSQL each writing
transaction holds one advisory lock, so that two collectors that meet the same article see each
other's. Readers never wait. Every wait is bounded.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from hudna.errors import StoreError
from hudna.store.address import Address

PATIENCE = 30.0
"""Seconds for which a writer waits for another."""
_LOCK = 0x68_75_64_6E_61  # "hudna"
_NOT_NOW = {"55P03", "57014", "40P01"}  # lock_not_available, query_canceled, deadlock_detected
_NO_ROOM = {"53100", "53200"}  # disk_full, out_of_memory


class Database:
    """Connections to one database; safe to share between threads."""

    def __init__(self, address: Address, patience: float = PATIENCE) -> None:
        """``patience`` is in seconds."""
        self.address = address
        self._patience = patience
        self._local = threading.local()
        with self.faults():
            self._engine = self._connect()

    @property
    def on_postgresql(self) -> bool:
        """Whether the database is PostgreSQL's."""
        return self.address.kind == "postgresql"

    def _connect(self) -> Engine:
        if self.address.kind == "sqlite":
            assert self.address.path is not None
            self.address.path.parent.mkdir(parents=True, exist_ok=True)
            engine = sa.create_engine(
                sa.URL.create("sqlite", database=str(self.address.path)),
                connect_args={"timeout": self._patience},
            )
            event.listen(engine, "connect", _tune_sqlite)
            event.listen(engine, "begin", _begin_sqlite)
            return engine
        return sa.create_engine("postgresql+psycopg://", creator=self._open_postgresql)

    def _open_postgresql(self) -> Any:
        import psycopg

        wait = int(self._patience * 1000)
        db = psycopg.connect(self.address.url, connect_timeout=max(2, int(self._patience)))
        with db.cursor() as cursor:
            # In UTC, and a timestamp is read back as it was written.
            cursor.execute(f"SET lock_timeout = {wait}; SET TIME ZONE 'UTC'")
        db.commit()
        return db

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a snapshot, or go on in the transaction under way."""
        under_way = self._under_way()
        if under_way is not None:
            with self.faults():
                yield under_way
            return
        with self.faults(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open a transaction, or go on in the one under way; on any error nothing of it is kept."""
        under_way = self._under_way()
        if under_way is not None:
            with self.faults():
                yield under_way
            return
        with self.faults(), self._engine.connect() as connection:
            connection = connection.execution_options(hudna_writes=True)
            with connection.begin():
                if self.on_postgresql:
                    connection.execute(
                        sa.text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK}
                    )
                self._local.connection = connection
                try:
                    yield connection
                finally:
                    self._local.connection = None

    def _under_way(self) -> Connection | None:
        found: Connection | None = getattr(self._local, "connection", None)
        return found

    @contextmanager
    def faults(self) -> Iterator[None]:
        """Turn the driver's errors into one line that says what to do."""
        try:
            yield
        except DBAPIError as error:
            raise StoreError(f"{self.address.shown}: {self._reason(error.orig)}") from None
        except SQLAlchemyError as error:
            raise StoreError(f"{self.address.shown}: {type(error).__name__}") from error
        except OSError as error:
            raise StoreError(f"{self.address.shown}: {error.strerror or error}") from error

    def _reason(self, error: BaseException | None) -> str:
        message = " ".join(str(error).split())
        if self.address.secret:
            message = message.replace(self.address.secret, "…")
        code = getattr(error, "sqlstate", None)
        if code in _NOT_NOW or "database is locked" in message or "table is locked" in message:
            return (
                f"another process is writing; waited {self._patience:g} seconds. Try again when it"
                " is done"
            )
        if code in _NO_ROOM or "is full" in message or "disk I/O error" in message:
            return f"no room to write ({message}); what was stored before is unchanged"
        if "not a database" in message or "malformed" in message:
            return f"not a database of Hudna's, or broken ({message})"
        if "unable to open" in message:
            return "cannot be opened; check that the folder and the file can be written"
        if "readonly" in message:
            return "cannot be written: the file is read-only"
        return message


def _tune_sqlite(connection: Any, record: object) -> None:
    # The driver opens no transactions of its own: _begin_sqlite says which kind each one is.
    connection.isolation_level = None
    for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes its lock at once: one that reads first could not wait for it later.
    writes = connection.get_execution_options().get("hudna_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
