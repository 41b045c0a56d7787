"""Entries of visits."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"

_INDEXES = {
    "ix_diary_author_visited_on": ["author", "visited_on"],
    "ix_diary_visited_on": ["visited_on"],
    "ix_diary_concern": ["concern"],
    "ix_diary_note_until": ["note_until"],
}


def upgrade() -> None:
    """Build the table."""
    op.create_table(
        "diary",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("author", sa.String, nullable=False),
        sa.Column("unit", sa.String, nullable=False),
        sa.Column("visited_on", sa.Date, nullable=False),
        sa.Column("area", sa.String, nullable=False),
        sa.Column("place", sa.String, nullable=False),
        sa.Column("parts", sa.String, nullable=False),
        sa.Column("matter", sa.Text, nullable=False),
        sa.Column("outcome", sa.String, nullable=False),
        sa.Column("written_at", sa.BigInteger, nullable=False),
        sa.Column("concern", sa.String, nullable=True),
        sa.Column("note", sa.LargeBinary, nullable=True),
        sa.Column("note_until", sa.Date, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_diary"),
        sa.ForeignKeyConstraint(["author"], ["person.id"], name="fk_diary_author"),
    )
    for name, columns in _INDEXES.items():
        op.create_index(name, "diary", columns)


def downgrade() -> None:
    """Take it away."""
    for name in _INDEXES:
        op.drop_index(name, "diary")
    op.drop_table("diary")
