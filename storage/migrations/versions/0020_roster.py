"""Who does a duty where, and the wishes to swap."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0014"


def upgrade() -> None:
    """Build the tables."""
    op.create_table(
        "duty_roster",
        sa.Column("rule", sa.String, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("person", sa.String, nullable=False),
        sa.Column("unit", sa.String, nullable=False),
        sa.Column("place", sa.String, nullable=False),
        sa.Column("taker", sa.String, nullable=False),
        sa.Column("away", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("rule", "day", "person", name="pk_duty_roster"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_duty_roster_person"),
    )
    op.create_table(
        "duty_swap",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("rule", sa.String, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("asker", sa.String, nullable=False),
        sa.Column("other_day", sa.Date, nullable=False),
        sa.Column("other", sa.String, nullable=False),
        sa.Column("asked_at", sa.BigInteger, nullable=False),
        sa.Column("ended_at", sa.BigInteger, nullable=True),
        sa.Column("end", sa.String, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_duty_swap"),
        sa.ForeignKeyConstraint(["asker"], ["person.id"], name="fk_duty_swap_asker"),
        sa.ForeignKeyConstraint(["other"], ["person.id"], name="fk_duty_swap_other"),
    )
    op.create_index("ix_duty_swap_rule_ended_at", "duty_swap", ["rule", "ended_at"])


def downgrade() -> None:
    """Take them away."""
    op.drop_index("ix_duty_swap_rule_ended_at", "duty_swap")
    op.drop_table("duty_swap")
    op.drop_table("duty_roster")
