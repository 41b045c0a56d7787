"""What reporters were asked about aid; the day to which a deadline was moved."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Build the table; the new column may be missing, so that an older release still works beside this one."""
    op.create_table(
        "aid_offer",
        sa.Column("concern", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("words", sa.LargeBinary, nullable=False),
        sa.Column("asked_by", sa.String, nullable=False),
        sa.Column("asked_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("concern", "kind", name="pk_aid_offer"),
        sa.ForeignKeyConstraint(["concern"], ["concern.id"], name="fk_aid_offer_concern"),
    )
    op.add_column("clock", sa.Column("moved_to", sa.Date, nullable=True))


def downgrade() -> None:
    """Take both away."""
    op.drop_column("clock", "moved_to")
    op.drop_table("aid_offer")
