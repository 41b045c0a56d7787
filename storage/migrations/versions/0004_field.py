"""Files, observations, marks of duties done."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_TABLES = ("file", "observation", "duty_mark")
_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Build the tables."""
    _file()
    _observation()
    _duty_mark()


def downgrade() -> None:
    """Take them away, the dependent ones first."""
    for table in reversed(_TABLES):
        op.drop_table(table)


def _file() -> None:
    op.create_table(
        "file",
        sa.Column("position", _NUMBER, nullable=False),
        sa.Column("id", sa.String, nullable=False),
        sa.Column("owner", sa.String, nullable=False),
        sa.Column("handle", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("type", sa.String, nullable=False),
        sa.Column("name", sa.LargeBinary, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("added_at", sa.BigInteger, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("not_before", sa.BigInteger, nullable=True),
        sa.PrimaryKeyConstraint("position", name="pk_file"),
        sa.UniqueConstraint("id", name="uq_file_id"),
    )
    op.create_index("ix_file_owner", "file", ["owner"])
    waiting = sa.text("state = 'named'")
    op.create_index("ix_file_waiting", "file", ["position"], sqlite_where=waiting, postgresql_where=waiting)


def _observation() -> None:
    op.create_table(
        "observation",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("person", sa.String, nullable=False),
        sa.Column("unit", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=True),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("area", sa.String, nullable=False),
        sa.Column("latitude", sa.Float, nullable=True),
        sa.Column("longitude", sa.Float, nullable=True),
        sa.Column("album", sa.String, nullable=False),
        sa.Column("observed_at", sa.BigInteger, nullable=False),
        sa.Column("saved_at", sa.BigInteger, nullable=False),
        sa.Column("undone_at", sa.BigInteger, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_observation"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_observation_person"),
    )
    op.create_index("ix_observation_person_album", "observation", ["person", "album"])
    op.create_index("ix_observation_person_saved_at", "observation", ["person", "saved_at"])


def _duty_mark() -> None:
    op.create_table(
        "duty_mark",
        sa.Column("rule", sa.String, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("person", sa.String, nullable=False),
        sa.Column("mark", sa.String, nullable=False),
        sa.Column("unit", sa.String, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("rule", "day", "person", "mark", name="pk_duty_mark"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_duty_mark_person"),
    )
