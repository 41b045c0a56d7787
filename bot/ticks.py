"""What the service does by itself, and how often it looks whether there is something to do."""

from bot.scheduler import Tick
from domain.services.answering import release_replies
from domain.services.dispatching import offer_packs
from domain.services.monthly_reporting import draft_reports
from domain.services.planning import plan_duties
from domain.services.recounting import recount
from domain.services.reminding import remind
from domain.services.tallying import catch_up
from domain.services.tidying import tidy

TICKS = {
    "plan duties": Tick(plan_duties, every=3600),
    "recount deadlines": Tick(recount, every=3600, repeats=True),
    "remind": Tick(remind, every=30, repeats=True),
    "release replies": Tick(release_replies, every=5, repeats=True),
    "draft reports": Tick(draft_reports, every=600),
    "offer packs": Tick(offer_packs, every=600),
    "catch up figures": Tick(catch_up, every=600, repeats=True),
    "tidy up": Tick(tidy, every=3600, repeats=True),
}
