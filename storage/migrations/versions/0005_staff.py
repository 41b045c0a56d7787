"""Work names, stand-ins, people not reached; for whom an invitation is and who made it."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_TABLES = ("badge", "stand_in", "unreached")
_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Build the tables; new columns may be missing, so that an older release still works beside this one."""
    _badge()
    _stand_in()
    _unreached()
    op.add_column("invitation", sa.Column("name", sa.LargeBinary, nullable=True))
    op.add_column("invitation", sa.Column("invited_by", sa.String, nullable=True))


def downgrade() -> None:
    """Take them away, the dependent ones first."""
    op.drop_column("invitation", "invited_by")
    op.drop_column("invitation", "name")
    for table in reversed(_TABLES):
        op.drop_table(table)


def _badge() -> None:
    op.create_table(
        "badge",
        sa.Column("person", sa.String, nullable=False),
        sa.Column("name", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("person", name="pk_badge"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_badge_person"),
    )


def _stand_in() -> None:
    op.create_table(
        "stand_in",
        sa.Column("person", sa.String, nullable=False),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("unit", sa.String, nullable=False),
        sa.Column("since", sa.BigInteger, nullable=False),
        sa.Column("instead_of", sa.String, nullable=False),
        sa.Column("until", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("person", "role", "unit", "since", "instead_of", name="pk_stand_in"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_stand_in_person"),
    )
    op.create_index("ix_stand_in_instead_of_until", "stand_in", ["instead_of", "until"])
    op.create_index("ix_stand_in_unit_role", "stand_in", ["unit", "role"])


def _unreached() -> None:
    op.create_table(
        "unreached",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("key", sa.String, nullable=False),
        sa.Column("person", sa.String, nullable=False),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("unit", sa.String, nullable=False),
        sa.Column("concern", sa.String, nullable=False),
        sa.Column("matter", sa.String, nullable=False),
        sa.Column("by", sa.Date, nullable=True),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("on_delivery", sa.String, nullable=False),
        sa.Column("told_by", sa.String, nullable=False),
        sa.Column("told_at", sa.BigInteger, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_unreached"),
        sa.UniqueConstraint("key", name="uq_unreached_key"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_unreached_person"),
    )
    op.create_index("ix_unreached_person_told_by", "unreached", ["person", "told_by"])
    op.create_index("ix_unreached_told_by_by", "unreached", ["told_by", "by"])
