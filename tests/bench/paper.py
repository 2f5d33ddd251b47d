"""How long a proposal takes and what it needs: `python -m tests.bench.paper [copies]`.

Prints one JSON line: seconds of the first PDF in a fresh process (imports and fonts included), of the later
ones in the same process, their pages and size, and the process's peak memory.
"""

import json
import multiprocessing
import resource
import sys
import time
from statistics import median
from typing import Any

from bot.paper.press import print_html, write_page
from tests.bot.paper.proposals import LINK, planned, priced, told


def _print(pages: list[str], out: Any) -> None:
    took = []
    for page in pages:
        began = time.perf_counter()
        made = print_html(page)
        took.append(time.perf_counter() - began)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    out.put((took, len(made), peak))


def main() -> None:
    copies = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    trip = planned("sri-lanka", 9)
    quote = priced(trip)
    began = time.perf_counter()
    page = write_page(told(trip, quote), LINK)
    first_story = time.perf_counter() - began
    began = time.perf_counter()
    write_page(told(trip, quote), LINK)
    story = time.perf_counter() - began
    context = multiprocessing.get_context("spawn")
    out = context.Queue()
    process = context.Process(target=_print, args=([page] * (copies + 1), out))
    process.start()
    took, size, peak = out.get(timeout=300)
    process.join()
    result = {
        "story_first_s": round(first_story, 3),
        "story_s": round(story, 3),
        "pdf_cold_s": round(took[0], 2),
        "pdf_warm_s": round(median(took[1:]), 2),
        "pdf_kb": round(size / 1024),
        "peak_mb": round(peak),
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
