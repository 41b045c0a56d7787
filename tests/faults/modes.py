"""The playground's ways to fail, sorted by what the bot can know afterwards."""

from bot.playground.faults import MODES

REFUSED = frozenset({"400", "413", "403_blocked", "403_deactivated", "403_kicked"})
"""Never to be taken."""
LATER = frozenset({"429", "429_bare", "401", "404", "409"})
"""Not taken now."""
SLOW = frozenset({"silent", "done_silent", "drip", "slow_head"})
"""Nothing comes before the bot's patience ends."""
AMBIGUOUS = frozenset(MODES) - REFUSED - LATER
"""It may have been done or not."""
QUICK = AMBIGUOUS - SLOW
