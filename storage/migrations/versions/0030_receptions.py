"""Reception days, and the places booked on them."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0022"


def upgrade() -> None:
    """Build the tables."""
    _build_days()
    _build_bookings()


def _build_days() -> None:
    op.create_table(
        "reception",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("leader", sa.String, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("start", sa.String, nullable=False),
        sa.Column("venue", sa.Text, nullable=False),
        sa.Column("places", sa.Integer, nullable=False),
        sa.Column("minutes", sa.Integer, nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.Column("made_by", sa.String, nullable=False),
        sa.Column("called_off_at", sa.BigInteger, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_reception"),
        sa.ForeignKeyConstraint(["leader"], ["person.id"], name="fk_reception_leader"),
    )
    op.create_index("ix_reception_day", "reception", ["day"])


def _build_bookings() -> None:
    """A number, and a person, only once among the bookings that hold."""
    op.create_table(
        "booking",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("reception", sa.String, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("person", sa.String, nullable=False),
        sa.Column("concern", sa.String, nullable=False),
        sa.Column("matter", sa.LargeBinary, nullable=False),
        sa.Column("called", sa.LargeBinary, nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.Column("ended_at", sa.BigInteger, nullable=True),
        sa.Column("ending", sa.String, nullable=True),
        sa.Column("outcome", sa.String, nullable=True),
        sa.Column("said", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_booking"),
        *(
            sa.ForeignKeyConstraint([to], [f"{to}.id"], name=f"fk_booking_{to}")
            for to in ("reception", "person")
        ),
    )
    op.create_index("ix_booking_person_made_at", "booking", ["person", "made_at"])
    holds = sa.text("ended_at IS NULL")
    for name, columns in (("number", ["reception", "number"]), ("person", ["reception", "person"])):
        op.create_index(
            f"ix_booking_{name}_once",
            "booking",
            columns,
            unique=True,
            sqlite_where=holds,
            postgresql_where=holds,
        )


def downgrade() -> None:
    """Take them away."""
    op.drop_table("booking")
    op.drop_table("reception")
