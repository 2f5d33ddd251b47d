"""Which worker of the suite gets which files, and when.

What shares a desk stays together. Half of the workers begin with the files that mostly wait for processes, so
that the cores are busy with the files that compute meanwhile; among each the longest goes first.
"""

from collections.abc import Iterable
from typing import Any

from xdist.scheduler import LoadScopeScheduling

# Files of one desk that takes long to open, once for each column of dials, told at the end of a test's name.
STORY = frozenset(
    f"tests/life/test_{name}.py"
    for name in ("story", "story_chat", "story_prices_moved", "story_staff", "replay")
)
COLUMNS = ("embedded", "production")
# What waits for other processes, longest first.
WAITING = (
    *(f"the story, {column}" for column in reversed(COLUMNS)),
    "tests/life/test_faults_road.py",
    "tests/life/test_faults_model.py",
    "tests/life/test_faults_twilio.py",
    "tests/life/test_faults_stores.py",
    "tests/api/test_browser.py",
    "tests/api/trips/test_in_the_browser.py",
    "tests/life/test_exactly_once.py",
    "tests/life/test_faults_telegram.py",
    "tests/crm/test_queue_plans.py",
    "tests/knowledge/test_store.py",
    "tests/bot/paper/test_rendering.py",
)
# What computes, longest first: begun last, it would keep one core busy while the others are idle.
COMPUTING = (
    "tests/api/test_any_request.py",
    "tests/agents/test_budget.py",
    "tests/bot/staff/test_busy_words.py",
    "tests/bot/staff/test_pricing.py",
    "tests/agents/test_dialogues.py",
    "tests/bot/staff/test_mailing.py",
    "tests/api/test_plan_by_road.py",
    "tests/bot/staff/test_commands.py",
    "tests/knowledge/test_library.py",
    "tests/crm/trips/test_first_and_last.py",
    "tests/bot/staff/test_typed_yes.py",
    "tests/bot/staff/test_for_whom.py",
    "tests/api/test_bad_input.py",
    "tests/crm/catalogue/test_sample.py",
    "tests/api/test_plan_command.py",
    "tests/agents/test_gate.py",
    "tests/api/test_plan_refused.py",
    "tests/api/test_burdens.py",
)


class Longest(LoadScopeScheduling):
    """Files stay whole, and the tests of one desk together."""

    def _split_scope(self, nodeid: str) -> str:
        return scope_of(nodeid)

    def _assign_work_unit(self, node: Any) -> None:
        waits = self.nodes.index(node) < len(self.nodes) // 2
        self.workqueue.move_to_end(next_of(self.workqueue, waits=waits), last=False)
        super()._assign_work_unit(node)


def scope_of(nodeid: str) -> str:
    """Give the name under which a test goes to a worker together with others."""
    file, _, test = nodeid.partition("::")
    column = next((name for name in COLUMNS if test.endswith(f"[{name}]")), None)
    return f"the story, {column}" if file in STORY and column else file


def next_of(queue: Iterable[str], *, waits: bool) -> str:
    """Choose what a worker is given next: `waits` for one that begins with what waits for processes."""
    left = dict.fromkeys(queue)
    plain = [name for name in left if name not in WAITING and name not in COMPUTING]
    order = (*WAITING, *COMPUTING, *plain) if waits else (*COMPUTING, *plain, *WAITING)
    return next(name for name in order if name in left)
