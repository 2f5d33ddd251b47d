"""Written-out SQL for the hot road, with typed parameters, for both databases.

The road runs a dozen statements for every message; the ORM would double what they cost.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Boolean, Integer, String, TextClause, TextualSelect, bindparam, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.types import TypeEngine

from crm.db import Id, Json, UTCDateTime

_TYPES: Mapping[type, TypeEngine[Any]] = {
    datetime: UTCDateTime(),
    int: Id,
    str: String(),
    dict: Json,
    bool: Boolean(),
}


def write(sql: str, **parameters: type) -> TextClause:
    """Prepare a statement; each parameter is named with its Python type (dict stands for JSON)."""
    return text(sql).bindparams(*(bindparam(name, type_=_TYPES[kind]) for name, kind in parameters.items()))


def read(statement: TextClause, **columns: type) -> TextualSelect:
    """Say of which type the columns of its answer are, in their order."""
    return statement.columns(**{name: _TYPES[kind] for name, kind in columns.items()})


def is_sqlite(session: AsyncSession) -> bool:
    return session.get_bind().dialect.name == "sqlite"


def listed(statement: TextClause, *names: str) -> TextClause:
    """Let parameters take lists of ids, for `IN :name`."""
    return statement.bindparams(*(bindparam(name, expanding=True, type_=Integer()) for name in names))
