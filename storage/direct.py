"""Runs statements that come again and again through the driver itself: compiled once, then a tenth of the cost."""

from collections import namedtuple
from collections.abc import Callable, Iterator, KeysView, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import Any
from weakref import WeakValueDictionary

from sqlalchemy import Boolean, Connection, Dialect, Select
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import ClauseElement
from sqlalchemy.types import TypeEngine

_SHAPED: Callable[..., Any] = namedtuple
"""Rows are shaped by their statement, which no checker can know beforehand."""
_NUMBER = 701
"""PostgreSQL's name for a float, our only kind of number whose reading depends on such a name."""

Values = Mapping[str, Any]
Change = Callable[[Any], Any]


class Found:
    """What a statement found; as much of SQLAlchemy's Result as we use."""

    def __init__(self, rows: list[Any], rowcount: int) -> None:
        self._rows = rows
        self.rowcount = rowcount

    def __iter__(self) -> Iterator[Any]:
        return iter(self._rows)

    def all(self) -> list[Any]:
        """Every row."""
        return self._rows

    def one_or_none(self) -> Any:
        """The only row, or None; ValueError for more."""
        [row] = self._rows or [None]
        return row

    def one(self) -> Any:
        """The only row; ValueError for none or more."""
        [row] = self._rows
        return row

    def scalar_one(self) -> Any:
        """The first value of the only row."""
        return self.one()[0]

    def scalar_one_or_none(self) -> Any:
        """The first value of the only row, or None."""
        row = self.one_or_none()
        return None if row is None else row[0]


@dataclass(frozen=True, slots=True)
class Prepared:
    """One statement for one driver.

    `names`: of the values it is given; `fixed`: values that stand in the statement; `order`: all names in the order
    of the text; `pick`: takes their values; `changes`: what the driver wants otherwise, by place in that order.
    """

    statement: ClauseElement
    sql: str
    names: KeysView[str]
    fixed: Values
    order: tuple[str, ...]
    pick: Callable[[Values], tuple[Any, ...]]
    changes: tuple[tuple[int, Change], ...]
    named: bool
    row: Callable[[Any], Any] | None

    def parameters(self, values: Values) -> Any:
        """The values as the driver wants them."""
        given = list(self.pick({**self.fixed, **values} if self.fixed else values))
        for place, change in self.changes:
            given[place] = change(given[place])
        return dict(zip(self.order, given, strict=True)) if self.named else given


class Direct:
    """Stands in for a connection. A statement met a second time, being one that stands in the code, is prepared.

    Statements built anew for each use, and those with lists of any length, go SQLAlchemy's own way.
    """

    def __init__(self, known: "Known", connection: Connection) -> None:
        self._known = known
        self._connection = connection
        self.dialect = connection.dialect
        self.exec_driver_sql = connection.exec_driver_sql
        self.get_execution_options = connection.get_execution_options

    def execute(self, statement: Any, values: Any = None) -> Any:
        """Run it. Errors are those of SQLAlchemy."""
        prepared = self._known.prepared(statement, values, self._connection.dialect)
        if prepared is None:
            return self._connection.execute(statement, values)
        try:
            return self._run(prepared, values)
        except self._connection.dialect.loaded_dbapi.Error as error:
            self._connection._handle_dbapi_exception(error, prepared.sql, None, None, None)

    def _run(self, prepared: Prepared, values: Any) -> Found:
        raw: Any = self._connection.connection.dbapi_connection
        if isinstance(values, list):
            cursor = raw.cursor()
            cursor.executemany(prepared.sql, [prepared.parameters(one) for one in values])
            return Found([], cursor.rowcount)
        cursor = raw.execute(prepared.sql, prepared.parameters(values or {}))
        if prepared.row is None:
            return Found([], cursor.rowcount)
        return Found([prepared.row(row) for row in cursor.fetchall()], cursor.rowcount)


def tell(connection: Connection, order: str) -> None:
    """An order without values or answer, straight to the driver. Errors are those of SQLAlchemy."""
    raw: Any = connection.connection.dbapi_connection
    try:
        raw.execute(order)
    except connection.dialect.loaded_dbapi.Error as error:
        connection._handle_dbapi_exception(error, order, None, None, None)


@cache
def known_to(_kind: str) -> "Known":
    """The statements for one kind of database, however many of it this process opens."""
    return Known()


class Known:
    """The statements for one kind of database, by what they are and which values they are given."""

    def __init__(self) -> None:
        self._prepared: dict[int, Prepared | None] = {}
        self._met: WeakValueDictionary[int, Any] = WeakValueDictionary()

    def on(self, connection: Connection) -> Direct:
        """A connection that uses what is known."""
        return Direct(self, connection)

    def prepared(self, statement: Any, values: Any, dialect: Dialect) -> Prepared | None:
        """The prepared statement; None at the first meeting, and for what cannot be prepared."""
        key = id(statement)
        names = (values[0] if isinstance(values, list) else values or {}).keys()
        found = self._prepared.get(key)
        if found is not None and found.names == names:
            return found
        if self._met.get(key) is not statement:
            self._met[key] = statement
            return None
        if key in self._prepared:  # it cannot be, or it was for other values
            return None
        self._prepared[key] = _prepare(statement, names, dialect)
        return self._prepared[key]


def _prepare(statement: Any, names: KeysView[str], dialect: Dialect) -> Prepared | None:
    compiled = statement.compile(dialect=dialect, column_keys=list(names))
    assert isinstance(compiled, SQLCompiler)
    if compiled.post_compile_params or compiled.literal_execute_params:
        return None
    order = tuple(compiled.positiontup or () if compiled.positional else compiled.bind_names.values())
    binds = [compiled.binds[name] for name in order]
    changes = [_change(bind.type, dialect) for bind in binds]
    return Prepared(
        statement=statement,
        sql=str(compiled),
        names=dict.fromkeys(names).keys(),
        fixed={
            name: bind.effective_value for name, bind in zip(order, binds, strict=True) if name not in names
        },
        order=order,
        pick=_picker(order),
        changes=tuple((place, change) for place, change in enumerate(changes) if change is not None),
        named=not compiled.positional,
        row=_row(statement, dialect) if isinstance(statement, Select) else None,
    )


def _change(kind: TypeEngine[Any], dialect: Dialect) -> Change | None:
    """What the driver wants otherwise; yes and no both drivers take as they are."""
    change: Change | None = _impl(kind, dialect).bind_processor(dialect)
    return None if isinstance(kind, Boolean) else change


def _picker(names: tuple[str, ...]) -> Callable[[Values], tuple[Any, ...]]:
    """Takes the values of these names; itemgetter gives a tuple only for two or more."""
    if len(names) > 1:
        return itemgetter(*names)
    return lambda values: tuple(values[name] for name in names)


def _impl(kind: TypeEngine[Any], dialect: Dialect) -> Any:
    return kind.dialect_impl(dialect)


def _row(statement: Select[Any], dialect: Dialect) -> Callable[[Any], Any]:
    columns = list(statement.selected_columns)
    shape = _SHAPED("shape", [column.key or "_" for column in columns], rename=True)
    changes = [_impl(column.type, dialect).result_processor(dialect, _NUMBER) for column in columns]
    changed = [(place, change) for place, change in enumerate(changes) if change is not None]
    make = shape._make

    def row(values: Sequence[Any]) -> Any:
        if not changed:
            return make(values)
        own = list(values)
        for place, change in changed:
            own[place] = change(own[place])
        return make(own)

    return row
