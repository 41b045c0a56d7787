"""Who reviews a concern, what its reporter answered about a reply, which message a supplement was."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Build the tables; new columns may be missing, so that an older release still works beside this one."""
    op.add_column("concern", sa.Column("review_unit", sa.String, nullable=True))
    op.add_column("concern", sa.Column("reviewer", sa.String, nullable=True))
    op.create_index("ix_concern_review_unit", "concern", ["review_unit"])
    _rating()
    _said()


def downgrade() -> None:
    """Take them away, the dependent ones first."""
    op.drop_table("said")
    op.drop_table("rating")
    op.drop_index("ix_concern_review_unit", "concern")
    op.drop_column("concern", "reviewer")
    op.drop_column("concern", "review_unit")


def _rating() -> None:
    op.create_table(
        "rating",
        sa.Column("concern", sa.String, nullable=False),
        sa.Column("reply", sa.Integer, nullable=False),
        sa.Column("unit", sa.String, nullable=False),
        sa.Column("contacted", sa.Boolean, nullable=False),
        sa.Column("solved", sa.String, nullable=False),
        sa.Column("satisfied", sa.String, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("concern", "reply", name="pk_rating"),
        sa.ForeignKeyConstraint(["concern"], ["concern.id"], name="fk_rating_concern"),
    )
    op.create_index("ix_rating_unit_at", "rating", ["unit", "at"])


def _said() -> None:
    op.create_table(
        "said",
        sa.Column("person", sa.String, nullable=False),
        sa.Column("message", sa.BigInteger, nullable=False),
        sa.Column("concern", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("person", "message", name="pk_said"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_said_person"),
        sa.ForeignKeyConstraint(["concern"], ["concern.id"], name="fk_said_concern"),
    )
