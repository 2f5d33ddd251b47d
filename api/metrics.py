"""Figures for Prometheus: what this process saw, and what the book says for all processes together."""

import ipaddress
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric, SummaryMetricFamily
from prometheus_client.registry import Collector

from crm.conversations.troubles import Figures
from crm.reports.model_use import ModelDials


@dataclass(frozen=True)
class ModelFigures:
    """What models were used for, and how much of the day's budget is used."""

    dials: Sequence[ModelDials]
    shares: Mapping[str, float]  # tokens | money -> used share of the day's limit


class Meters:
    """What this process counts by itself."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._requests = Histogram(
            "serai_http_request_seconds",
            "Time to answer a request.",
            ("method", "route", "status"),
            buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
            registry=self.registry,
        )
        self._webhooks = Counter(
            "serai_webhooks",
            "Webhooks by channel and outcome.",
            ("channel", "outcome"),
            registry=self.registry,
        )

    def request(self, method: str, route: str, status: int, seconds: float) -> None:
        self._requests.labels(_known_method(method), route, str(status)).observe(seconds)

    def webhook(self, channel: str, outcome: str) -> None:
        self._webhooks.labels(channel, outcome).inc()

    def text(self, seen: Figures, now: datetime, models: ModelFigures) -> bytes:
        """Write everything in Prometheus's text format: the book's figures first, then our own."""
        book = CollectorRegistry()
        book.register(_BookFigures(seen, now))
        book.register(_ModelFigures(models))
        return generate_latest(book) + generate_latest(self.registry)


def _known_method(method: str) -> str:
    return method if method in ("GET", "POST", "PATCH", "PUT", "DELETE", "HEAD", "OPTIONS") else "other"


class _BookFigures(Collector):
    def __init__(self, seen: Figures, now: datetime) -> None:
        self._seen, self._now = seen, now

    def collect(self) -> Iterator[Metric]:
        seen = self._seen
        yield _family(
            CounterMetricFamily,
            "serai_turns",
            "Turns by status and by the engine that understood them.",
            ("status", "engine"),
            (((status, engine), count) for (status, engine), count in seen.turns.items()),
        )
        yield _family(
            CounterMetricFamily,
            "serai_turn_fallbacks",
            "Turns that the offline engine took because the model failed.",
            (),
            [((), seen.fallbacks)],
        )
        yield _family(
            GaugeMetricFamily,
            "serai_messages",
            "Messages of the outbox by channel and status.",
            ("channel", "status"),
            (((channel, status), count) for (channel, status), count in seen.sends.items()),
        )
        yield _family(
            GaugeMetricFamily,
            "serai_queue_oldest_seconds",
            "Age of the oldest work that is due and waits.",
            ("queue",),
            (((name,), _age(since, self._now)) for name, since in seen.oldest.items()),
        )


class _ModelFigures(Collector):
    def __init__(self, seen: ModelFigures) -> None:
        self._seen = seen

    def collect(self) -> Iterator[Metric]:
        dials = self._seen.dials
        calls = [((d.model, "ok"), d.calls - d.failed) for d in dials]
        calls += [((d.model, "failed"), d.failed) for d in dials]
        yield _family(
            CounterMetricFamily, "serai_model_calls", "Calls to models.", ("model", "outcome"), calls
        )
        tokens = [((d.model, "in"), d.tokens_in) for d in dials]
        tokens += [((d.model, "out"), d.tokens_out) for d in dials]
        yield _family(
            CounterMetricFamily, "serai_model_tokens", "Tokens read and written.", ("model", "way"), tokens
        )
        yield _family(
            CounterMetricFamily,
            "serai_model_cost",
            "What calls cost by the prices set at the time.",
            ("model", "currency"),
            [((d.model, code), float(cost)) for d in dials for code, cost in d.costs.items()],
        )
        latency = SummaryMetricFamily(
            "serai_model_seconds", "Time of the calls that went well.", labels=("model",)
        )
        for dial in dials:
            latency.add_metric((dial.model,), dial.calls - dial.failed, dial.seconds)
        yield latency
        yield _family(
            GaugeMetricFamily,
            "serai_model_budget_used",
            "Used share of the day's budget, by limit.",
            ("limit",),
            [((limit,), share) for limit, share in self._seen.shares.items()],
        )


def _age(since: datetime | None, now: datetime) -> float:
    return 0.0 if since is None else max(0.0, (now - since).total_seconds())


def _family(
    kind: type[CounterMetricFamily | GaugeMetricFamily],
    name: str,
    meaning: str,
    labels: tuple[str, ...],
    rows: Iterable[tuple[tuple[str, ...], float]],
) -> Metric:
    family = kind(name, meaning, labels=labels)
    for values, figure in rows:
        family.add_metric(values, figure)
    return family


def is_near(host: str) -> bool:
    """Say whether an address is of this machine or a private network, where Prometheus lives."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return address.is_loopback or address.is_private
