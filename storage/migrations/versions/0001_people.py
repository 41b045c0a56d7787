"""Persons, roles, invitations, drafts, tries."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_TABLES = ("person", "binding", "invitation", "draft", "progress", "attempt")
_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Build the tables."""
    _person()
    _binding()
    _invitation()
    _draft()
    _progress()
    _attempt()


def downgrade() -> None:
    """Take them away, the dependent ones first."""
    for table in reversed(_TABLES):
        op.drop_table(table)


def _person() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("chat", sa.BigInteger, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("agreed_at", sa.BigInteger, nullable=True),
        sa.Column("reachable", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("chat", name="uq_person_chat"),
    )


def _binding() -> None:
    op.create_table(
        "binding",
        sa.Column("person", sa.String, nullable=False),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("unit", sa.String, nullable=False),
        sa.Column("since", sa.BigInteger, nullable=False),
        sa.Column("until", sa.BigInteger, nullable=True),
        sa.PrimaryKeyConstraint("person", "role", "unit", "since", name="pk_binding"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_binding_person"),
    )
    op.create_index("ix_binding_unit_role", "binding", ["unit", "role"])


def _invitation() -> None:
    op.create_table(
        "invitation",
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("unit", sa.String, nullable=False),
        sa.Column("expires_at", sa.BigInteger, nullable=False),
        sa.Column("used_by", sa.String, nullable=False),
        sa.Column("used_at", sa.BigInteger, nullable=True),
        sa.PrimaryKeyConstraint("digest", name="pk_invitation"),
    )


def _draft() -> None:
    op.create_table(
        "draft",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("person", sa.String, nullable=False),
        sa.Column("dialogue", sa.String, nullable=False),
        sa.Column("about", sa.String, nullable=False),
        sa.Column("answers", sa.LargeBinary, nullable=False),
        sa.Column("editing", sa.String, nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("changed_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_draft"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_draft_person"),
    )
    op.create_index("ix_draft_changed_at", "draft", ["changed_at"])
    op.create_index("ix_draft_person_changed_at", "draft", ["person", "changed_at"])


def _progress() -> None:
    op.create_table(
        "progress",
        sa.Column("person", sa.String, nullable=False),
        sa.Column("draft", sa.String, nullable=False),
        sa.Column("offered", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("person", name="pk_progress"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_progress_person"),
    )


def _attempt() -> None:
    op.create_table(
        "attempt",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("subject", sa.LargeBinary, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_attempt"),
    )
    op.create_index("ix_attempt_at", "attempt", ["at"])
    op.create_index("ix_attempt_subject_at", "attempt", ["subject", "at"])
