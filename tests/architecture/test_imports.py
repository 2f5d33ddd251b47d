"""Heavy libraries wait until someone needs them."""

import subprocess
import sys

HEAVY = ("aiogram", "langchain", "langchain_core", "langchain_openai", "langgraph", "chromadb", "weasyprint",
         "onnxruntime", "lingua", "pyvrp", "twilio", "celery")  # fmt: skip


def test_the_web_application_starts_without_heavy_libraries() -> None:
    program = f"import sys, api.main; print(*[name for name in {HEAVY!r} if name in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert loaded.stdout.split() == []
