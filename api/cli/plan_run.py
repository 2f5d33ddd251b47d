"""One run of `serai plan`: the planner asked for one plan or for options, and the price of each."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from api.cli.plan_watch import Interrupt, Progress
from crm.agency.rules import Agency
from crm.catalogue.importing import Loaded
from crm.money import Money
from crm.quotes.values import Quote
from crm.trips.asking import (
    OptionsAnswer,
    PlanAnswer,
    budget_counted,
    is_beyond,
    option_answer,
    priced,
    priced_within,
)
from crm.trips.buying import Door, Purse, trying, with_prices
from crm.trips.changes import describe_changes, sentences
from crm.trips.options import Variant, choose_options, plan_variants, saved_variant
from crm.trips.patience import FOR_A_PLAN, Patience
from crm.trips.planner import plan
from crm.trips.refusing import Infeasible
from crm.trips.travel import TravelTimes
from crm.trips.values import Catalogue, Itinerary, TripRequest


class NoneYet(Exception):
    """The search was stopped before it had a first plan."""


class _Unpriced(Exception):
    """A plan that was only tried has no price."""


@dataclass(frozen=True)
class Run:
    """What is asked, and what it is answered from. `seconds` are of CPU, shared by all options.

    The search ends by `steps`, counted as `Patience` does; None: the seconds end it. `further` rounds follow
    its usual ones; None: as many as these limits allow.
    """

    request: TripRequest
    loaded: Loaded
    catalogue: Catalogue
    seconds: float
    steps: int | None
    further: int | None
    priced_on: date
    travel: TravelTimes
    interrupt: Interrupt
    progress: Progress | None
    began: float = field(default_factory=time.thread_time)

    def __post_init__(self) -> None:
        if self.progress is not None:
            self.progress.begin()

    def one(self, html: Path | None = None) -> PlanAnswer:
        """Plan and price the trip as asked for; raises Infeasible, BadRequest, Unfit, NoneYet."""
        answer, quote = self.planned()
        answer = replace(answer, changes=self._moved(answer.itinerary))
        if html is not None:
            from api.cli.plan_page import write_page

            page = write_page(answer.itinerary, self.catalogue, quote, answer.unpriced)
            html.write_text(page, encoding="utf-8")
        return answer

    def planned(self) -> tuple[PlanAnswer, Quote | None]:
        """Plan and price the trip without a page or a comparison; raises as `one` does."""
        return self.planned_in(Patience(), self.interrupt.asked)

    def planned_in(
        self, patience: Patience, cancelled: Callable[[], bool], *, is_try: bool = False
    ) -> tuple[PlanAnswer, Quote | None]:
        """Plan and price the trip by lent steps; one only tried looks for no ways to keep its budget."""
        try:
            with trying(self.request, patience, self.steps) as lent:
                found = plan(
                    self.request,
                    self.catalogue,
                    seconds=self.seconds,
                    further=self.further,
                    patience=lent,
                    travel=self.travel,
                    cancelled=cancelled,
                    progress=self.progress.tell if self.progress else None,
                )
        except Infeasible as refused:
            raise self._why(refused) from None
        return self._within(found, patience if is_try else None, cancelled)

    def options(self) -> OptionsAnswer | PlanAnswer:
        """Plan and price up to three ways to do the trip; the plan alone where none can be priced."""
        try:
            variants = plan_variants(
                self.request,
                self.catalogue,
                seconds=self.seconds,
                further=self.further,
                patience=Patience(self.steps),
                travel=self.travel,
                cancelled=self.interrupt.asked,
                progress=self.progress.tell_of if self.progress else None,
            )
        except Infeasible as refused:
            raise self._why(refused) from None
        return self._chosen(variants)

    def _chosen(self, variants: Sequence[Variant]) -> OptionsAnswer | PlanAnswer:
        tried = [(variant, *self._priced(variant.itinerary, variant.request)) for variant in variants]
        quotes = [(variant, quote) for variant, _, quote in tried if quote is not None]
        if not quotes:
            return tried[0][1]
        request = self._counted(quotes[0][1].currency)
        if (saved := self._saved(quotes, request)) is not None:
            quotes.append(saved)
        chosen = choose_options([(variant, quote.total) for variant, quote in quotes], request)
        by_plan = {id(variant.itinerary): quote for variant, quote in quotes}
        return OptionsAnswer(tuple(option_answer(one, by_plan[id(one.itinerary)]) for one in chosen))

    def _counted(self, currency: str) -> TripRequest:
        """Give the request with its budget in the currency of the prices, where a rate tells."""
        exchange = self.loaded.exchange_rates
        return replace(self.request, budget=budget_counted(self.request, currency, exchange, self.priced_on))

    def _saved(
        self, quotes: Sequence[tuple[Variant, Quote]], request: TripRequest
    ) -> tuple[Variant, Quote] | None:
        """Give one more plan, which keeps the budget, where none does; nothing where it cannot be priced."""

        def cost(found: Itinerary) -> Money:
            _, quote = self._priced(found, self.request)
            if quote is None:
                raise _Unpriced
            return quote.total

        try:
            found = saved_variant(
                [(variant, quote.total) for variant, quote in quotes],
                request,
                self.catalogue,
                cost,
                travel=self.travel,
                cancelled=self.interrupt.asked,
            )
        except _Unpriced:
            return None
        quote = self._priced(found.itinerary, found.request)[1] if found is not None else None
        return (found, quote) if found is not None and quote is not None else None

    def _priced(self, found: Itinerary, request: TripRequest) -> tuple[PlanAnswer, Quote | None]:
        rates, exchange = self.loaded.rates_of(request.destination), self.loaded.exchange_rates
        rules = Agency().price_rules()
        return priced(found, request, self.catalogue, rates, exchange, rules, self.priced_on)

    def _within(
        self, found: Itinerary, within: Patience | None, cancelled: Callable[[], bool]
    ) -> tuple[PlanAnswer, Quote | None]:
        rates, exchange = self.loaded.rates_of(self.request.destination), self.loaded.exchange_rates
        return priced_within(
            found,
            self.request,
            self.catalogue,
            rates,
            exchange,
            Agency().price_rules(),
            self.priced_on,
            seconds=self.seconds,
            most_steps=self.steps,
            within=within,
            travel=self.travel,
            cancelled=cancelled,
        )

    def priced_ways(self, refused: Infeasible) -> Infeasible:
        """Give a refusal with the price of each way out, as asking without those wishes gives it."""

        left = max(self.seconds - (time.thread_time() - self.began), 0.0)
        share = replace(self, seconds=left, steps=self.steps or FOR_A_PLAN, further=0, progress=None)

        def take(request: TripRequest, purse: Purse) -> tuple[Itinerary, Money | None]:
            def is_over() -> bool:
                return purse.is_late() or self.interrupt.asked()

            try:
                run = replace(share, request=request)
                answer, quote = run.planned_in(purse.patience, is_over, is_try=True)
            except NoneYet:
                raise refused from None
            return answer.itinerary, quote.total if quote else None

        def cost(found: Itinerary, request: TripRequest) -> Money | None:
            quote = self._priced(found, request)[1]
            return quote.total if quote else None

        def is_dear(total: Money, request: TripRequest) -> bool:
            return is_beyond(total, request, self.loaded.exchange_rates, self.priced_on)

        return with_prices(refused, self.request, self.catalogue, Door(take, cost, is_dear, left))

    def _moved(self, found: Itinerary) -> tuple[str, ...]:
        if self.request.keep is None:
            return ()
        return tuple(sentences(describe_changes(self.request.keep, found, self.catalogue, self.request)))

    def _why(self, refused: Infeasible) -> Exception:
        return NoneYet() if self.interrupt.is_asked else refused
