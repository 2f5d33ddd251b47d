"""`serai worker --beat` of the story's desk; only the clock is the story's own.

The printing process begins by reading this file again, as it reads the small one behind `serai`: what the
desk needs is imported where it is used.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.composed import ComposedDesk
    from bot.settings import Settings


def put_together(settings: "Settings") -> "ComposedDesk":
    from bot.compose import compose
    from tests.life.desk import RunningClock

    return compose(settings, embedded=False, clock=RunningClock(Path(os.environ["STORY_CLOCK"])))


def main() -> None:
    from bot.celery_app import make_app, staff_worker
    from bot.settings import Settings
    from tests.life.place import keep_place

    keep_place()
    settings = Settings(_env_file=None)
    app = make_app(settings.redis_url, settings.sweep_seconds)
    staff_worker(app, settings, put_together)
    options = ["--beat", "--scheduler", "celery.beat:Scheduler", "--without-gossip", "--without-mingle"]
    app.worker_main(["worker", "--concurrency", "1", "--loglevel", "WARNING", *options])


if __name__ == "__main__":
    main()
