"""Ways that the law gives for matters which 信访 does not decide (条例 31): court, arbitration and the like."""

from enum import StrEnum


class LegalRoute(StrEnum):
    """Where somebody is pointed to; what to do there is the sentence `legal_route.<value>`."""

    COURT = "court"
    ARBITRATION = "arbitration"
    RECONSIDERATION = "reconsideration"
    DISCIPLINE = "discipline"
    HOTLINE = "hotline"
