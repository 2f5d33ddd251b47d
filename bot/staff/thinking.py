"""A staff turn: each update goes through the dispatcher, and what the handlers return is settled."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.channels.port import Channel
from bot.channels.telegram.channel import TelegramChannel
from bot.staff.desk import StaffDesk
from bot.staff.reading import viewer_of
from bot.staff.says import joined
from crm.conversations.effects import Release, Remember, Take
from crm.conversations.values import Heard, Outcome, Say, Scene

if TYPE_CHECKING:
    from aiogram import Dispatcher


class StaffThinker:
    """Answers staff. aiogram is imported at the first turn and not before."""

    def __init__(self, desk: StaffDesk, channels: Mapping[str, Channel]) -> None:
        self._desk, self._channels = desk, channels
        self._dispatcher: Dispatcher | None = None

    async def think(self, scene: Scene) -> Outcome:
        async with self._desk.book.reading() as session:
            viewer = await viewer_of(session, scene.user_id)
        outcomes: list[Outcome] = []
        just_taken: frozenset[int] = frozenset()
        for heard in scene.heard:
            outcome = await self._one(scene, heard, viewer, just_taken)
            outcomes.append(outcome)
            # The next message of the same turn must know what this one did; nothing is written yet.
            for effect in outcome.effects:
                if isinstance(effect, Remember):
                    scene = replace(scene, dialogue=effect.dialogue)
                elif isinstance(effect, Take):
                    just_taken |= {effect.lead_id}
                elif isinstance(effect, Release):
                    just_taken -= {effect.lead_id}
        return joined(outcomes)

    async def _one(self, scene: Scene, heard: Heard, viewer: object, just_taken: frozenset[int]) -> Outcome:
        from aiogram.types import Update

        from bot.staff.router import make_dispatcher

        if self._dispatcher is None:
            self._dispatcher = make_dispatcher()
        channel = self._channels["telegram"]
        if not isinstance(channel, TelegramChannel):
            raise TypeError("staff write in Telegram")
        bot = channel.bot
        update = Update.model_validate(heard.detail["update"], context={"bot": bot})
        found = await self._dispatcher.feed_update(
            bot, update, scene=scene, heard=heard, desk=self._desk, viewer=viewer, just_taken=just_taken
        )
        outcome = found if isinstance(found, Outcome) else Outcome()
        callback_id = heard.detail.get("callback_id")
        if callback_id is None:
            return outcome
        # Telegram shows a spinner on the button until it is answered.
        pressed = Say("callback", {"callback_id": callback_id}, sender="system")
        return replace(outcome, says=(pressed, *outcome.says))
