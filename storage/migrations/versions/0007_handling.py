"""Extensions of a clock, the unit complained about, and the claims that are split out of a concern."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Build the tables; new columns may be missing, so that an older release still works beside this one."""
    op.add_column("concern", sa.Column("asked_days", sa.Integer, nullable=True))
    op.add_column("concern", sa.Column("about_unit", sa.String, nullable=True))
    op.add_column("clock", sa.Column("extended_by", sa.Integer, nullable=True))
    op.create_table(
        "claim",
        sa.Column("concern", sa.String, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("concern", "place", name="pk_claim"),
        sa.ForeignKeyConstraint(["concern"], ["concern.id"], name="fk_claim_concern"),
    )


def downgrade() -> None:
    """Take them away, the dependent ones first."""
    op.drop_table("claim")
    op.drop_column("clock", "extended_by")
    op.drop_column("concern", "about_unit")
    op.drop_column("concern", "asked_days")
