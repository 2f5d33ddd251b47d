"""The network in whole numbers: a third of the processor time, at a likeness of 0.999 to the exact vectors.

Weights are rounded to 8 bits for each output, inputs to 8 bits for each text as it comes. A few inner values
grow many times as large as the rest and would make the steps of all coarse: before attention and the wide
layer they are levelled against their weights (SmoothQuant), and behind the wide layer those that grow largest
are reckoned apart, exactly. How large they grow is seen on everyday sentences when the model is built.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from knowledge.graph import Draft, Shape, Weights

Widest = Mapping[str, "np.ndarray[Any, Any]"]  # name of a dense layer -> the largest size of each input
LEVELLED = 0.6  # how much of an input's size is put upon its weights, 0 to 1
APART = 64  # of the inputs behind the wide layer that are reckoned exactly
# Processors without VNNI add two products of 8 bits in 16: full weights beside the largest inputs would
# overflow them.
MOST = 96
_TINY = 1e-4


class Rounded(Draft):
    """A draft whose dense layers reckon with 8 bits."""

    def __init__(self, weights: Weights, shape: Shape, widest: Widest) -> None:
        super().__init__(weights, shape)
        self._widest = widest

    def product(self, inputs: str, weight: Any, bias: Any, key: str) -> str:
        if key.endswith(".attention.output.dense"):
            return self._in_8_bits(inputs, weight, bias)
        if key.endswith(".output.dense"):
            return self._parted(inputs, weight[:, self._by_size(key)], bias)
        if key.endswith(".intermediate.dense"):  # what it gives comes in the order that the next one wants
            order = self._by_size(key.replace("intermediate", "output"))
            weight, bias = weight[order], bias[order]
        size, against = np.maximum(self._widest[key], _TINY), np.maximum(np.abs(weight).max(0), _TINY)
        factor = (size**LEVELLED / against ** (1 - LEVELLED)).astype(np.float32)
        levelled = self.node("Mul", inputs, self.constant(1 / factor))
        return self._in_8_bits(levelled, weight * factor, bias)

    def _by_size(self, key: str) -> Any:
        return np.argsort(self._widest[key], kind="stable")

    def _parted(self, inputs: str, weight: Any, bias: Any) -> str:
        cut = weight.shape[1] - APART
        usual, large = self.split(inputs, [cut, APART])
        exact = self.node("MatMul", large, self.constant(weight[:, cut:].T))
        return self.node("Add", self._in_8_bits(usual, weight[:, :cut], bias), exact)

    def _in_8_bits(self, inputs: str, weight: Any, bias: Any) -> str:
        step = (np.abs(weight).max(1) / MOST).astype(np.float32)
        whole = np.rint(weight / step[:, None]).astype(np.int8)
        fed = (inputs, self.constant(whole.T), self.constant(step), "", self.constant(bias))
        return self.node("DynamicQuantizeMatMul", *fed, domain="com.microsoft")
