"""Ways to reach people. Every channel stands behind the one port of `bot.channels.port`."""
