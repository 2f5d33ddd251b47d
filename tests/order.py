"""Which worker of the suite gets which files: what is shared stays together, the longest goes first."""

from collections import OrderedDict
from typing import Any

from xdist.scheduler import LoadScopeScheduling

# Files that share a desk which takes long to open go to one worker, one after the other.
TOGETHER = {
    "tests/life/test_story.py": "the story",
    "tests/life/test_story_chat.py": "the story",
    "tests/life/test_story_prices_moved.py": "the story",
    "tests/life/test_story_staff.py": "the story",
    "tests/life/test_replay.py": "the story",
}
# What takes longest, longest first: begun last, it would keep one worker busy while the others are done.
# Files that wait for processes stand between files that compute, so that the cores are never idle.
FIRST = (
    "the story",
    "tests/bot/staff/test_pricing.py",
    "tests/life/test_exactly_once.py",
    "tests/api/test_any_request.py",
    "tests/life/test_faults_road.py",
    "tests/bot/staff/test_commands.py",
    "tests/life/test_faults_twilio.py",
    "tests/agents/test_dialogues.py",
    "tests/life/test_faults_telegram.py",
    "tests/api/test_plan_refused.py",
    "tests/api/test_plan_command.py",
    "tests/life/test_faults_model.py",
    "tests/life/test_faults_stores.py",
    "tests/api/test_browser.py",
    "tests/api/trips/test_in_the_browser.py",
    "tests/knowledge/test_library.py",
    "tests/api/test_burdens.py",
    "tests/bot/staff/test_busy_words.py",
    "tests/agents/test_budget.py",
    "tests/crm/trips/test_first_and_last.py",
    "tests/api/test_plan_by_road.py",
)


class Longest(LoadScopeScheduling):
    """Files stay whole, and those of one group together."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return TOGETHER.get(file, file)

    def schedule(self) -> None:
        """Begin, or give a worker that is nearly done its next file."""
        if self.collection is None:
            self.workqueue = _Sorted()
        super().schedule()


class _Sorted(OrderedDict[str, Any]):
    """A queue that gives the long ones first, and the others in the order in which they came."""

    def popitem(self, last: bool = True) -> tuple[str, Any]:
        found = next((name for name in FIRST if name in self), None)
        if found is None:
            return super().popitem(last)
        return found, self.pop(found)
