"""The graph of a turn: understand → decide → act → compose → gate."""

from typing import Any, Literal, Protocol

from agents.moves import Silent
from agents.state import State


class Nodes(Protocol):
    """The five steps. Each reads the state and gives what it adds to it; none writes anywhere else."""

    async def understand(self, state: State) -> State: ...
    async def decide(self, state: State) -> State: ...
    async def act(self, state: State) -> State: ...
    async def compose(self, state: State) -> State: ...
    async def gate(self, state: State) -> State: ...


async def after_decide(state: State) -> Literal["act", "__end__"]:
    """There is nothing to look up or to say for who stays silent. A plain function would run in a thread."""
    return "__end__" if any(isinstance(m, Silent) for m in state["decision"].moves) else "act"


def build(nodes: Nodes) -> Any:
    """Compile the graph. It has no saver: a turn that dies is thought again from its messages."""
    from langgraph.graph import END, START, StateGraph

    graph = StateGraph(State)
    for name in ("understand", "decide", "act", "compose", "gate"):
        graph.add_node(name, getattr(nodes, name))
    graph.add_edge(START, "understand")
    graph.add_edge("understand", "decide")
    graph.add_conditional_edges("decide", after_decide, {"act": "act", "__end__": END})
    graph.add_edge("act", "compose")
    graph.add_edge("compose", "gate")
    graph.add_edge("gate", END)
    return graph.compile()
