"""The graph of a turn: understand → decide, and from there act → compose → gate, or silence.

A node is where the way may part. What always follows stands in one node: each of LangGraph's own steps costs
half a millisecond, more than most of ours.
"""

from collections.abc import Awaitable, Callable
from typing import Any, Protocol

from agents.deciding.moves import Silent
from agents.turn.state import State


class Steps(Protocol):
    """The five steps. Each reads the state and gives what it adds to it; none writes anywhere else."""

    async def understand(self, state: State) -> State: ...
    async def decide(self, state: State) -> State: ...
    async def act(self, state: State) -> State: ...
    async def compose(self, state: State) -> State: ...
    async def gate(self, state: State) -> State: ...


def build(steps: Steps) -> Any:
    """Compile the graph. It has no saver: a turn that dies is thought again from its messages."""
    from langgraph.graph import END, START, StateGraph
    from langgraph.types import Command

    listening = in_a_row(steps.understand, steps.decide)

    async def listen(state: State) -> Any:
        """There is nothing to look up or to say for who stays silent."""
        added = await listening(state)
        is_silent = any(isinstance(move, Silent) for move in added["decision"].moves)
        return Command(update=added, goto=END if is_silent else "answer")

    graph = StateGraph(State)
    graph.add_node("listen", listen, destinations=("answer", END))
    graph.add_node("answer", in_a_row(steps.act, steps.compose, steps.gate))
    graph.add_edge(START, "listen")
    graph.add_edge("answer", END)
    return graph.compile()


def in_a_row(*steps: Callable[[State], Awaitable[State]]) -> Any:
    """Make one node of steps that follow one another, each knowing what those before it added."""

    async def node(state: State) -> State:
        added = State()
        for step in steps:
            added.update(await step(State(**{**state, **added})))
        return added

    return node
