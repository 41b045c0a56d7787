"""Sums over concerns by day and unit, what each concern adds to them, and the sections of monthly reports."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"


def upgrade() -> None:
    """Build the tables; concerns that are there already are marked, to be counted by and by."""
    op.create_table(
        "tally",
        sa.Column("concern", sa.String, nullable=False),
        sa.Column("counts", sa.Text, nullable=False),
        sa.Column("stale", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("concern", name="pk_tally"),
        sa.ForeignKeyConstraint(["concern"], ["concern.id"], name="fk_tally_concern"),
    )
    stale = sa.column("stale", sa.Boolean)
    op.create_index("ix_tally_stale", "tally", ["concern"], sqlite_where=stale, postgresql_where=stale)
    op.create_table(
        "figure",
        sa.Column("day", sa.Date, nullable=False),
        *(sa.Column(name, sa.String, nullable=False) for name in ("unit", "about", "what")),
        sa.Column("n", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("day", "unit", "about", "what", name="pk_figure"),
    )
    op.create_table(
        "report_section",
        sa.Column("unit", sa.String, nullable=False),
        sa.Column("month", sa.Date, nullable=False),
        sa.Column("section", sa.String, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("written_at", sa.BigInteger, nullable=False),
        sa.Column("sent_at", sa.BigInteger, nullable=True),
        sa.PrimaryKeyConstraint("unit", "month", "section", name="pk_report_section"),
    )
    op.execute("INSERT INTO tally (concern, counts, stale) SELECT id, '', true FROM concern")


def downgrade() -> None:
    """Take them away."""
    for name in ("report_section", "figure", "tally"):
        op.drop_table(name)
