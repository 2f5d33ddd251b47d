"""The graph of a turn: understand → decide, and from there act → compose → gate, or silence.

A node is where the way may part. What always follows stands in one node: each of LangGraph's own steps costs
half a millisecond, more than most of ours.
"""

from collections.abc import Awaitable, Callable
from typing import Any, Literal, Protocol

from agents.deciding.moves import Silent
from agents.turn.state import State


class Steps(Protocol):
    """The five steps. Each reads the state and gives what it adds to it; none writes anywhere else."""

    async def understand(self, state: State) -> State: ...
    async def decide(self, state: State) -> State: ...
    async def act(self, state: State) -> State: ...
    async def compose(self, state: State) -> State: ...
    async def gate(self, state: State) -> State: ...


async def after_listening(state: State) -> Literal["answer", "__end__"]:
    """There is nothing to look up or to say for who stays silent. A plain function would run in a thread."""
    return "__end__" if any(isinstance(m, Silent) for m in state["decision"].moves) else "answer"


def build(steps: Steps) -> Any:
    """Compile the graph. It has no saver: a turn that dies is thought again from its messages."""
    from langgraph.graph import END, START, StateGraph

    graph = StateGraph(State)
    graph.add_node("listen", in_a_row(steps.understand, steps.decide))
    graph.add_node("answer", in_a_row(steps.act, steps.compose, steps.gate))
    graph.add_edge(START, "listen")
    graph.add_conditional_edges("listen", after_listening, {"answer": "answer", "__end__": END})
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
