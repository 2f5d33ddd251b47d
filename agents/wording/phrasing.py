"""The desk's pen: texts of one language filled with amounts, dates and counts as its readers write them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, get_currency_symbol

from agents.regexes import regex
from agents.wording.replies import Replies
from crm.money import Money
from crm.signs import SIGNS
from crm.trips.values import Party

# A diet that some of the party keep, as the lead's slots hold it: "vegetarian (2)".
_OF_SOME = regex(r"(?P<diet>.+) \((?P<count>\d{1,2})\)")
NEAR_DAYS = 300  # within which nobody takes "30 Oct" for that of another year


@dataclass
class Pen:
    """Writes in one language. `lacking` collects the texts that had to be written in English.

    With `today`, the customer's date, a day that is not near is written with its year.
    """

    language: str
    lacking: set[str] = field(default_factory=set)
    today: date | None = None

    def __post_init__(self) -> None:
        self._replies = Replies.of(self.language)
        self._locale = Locale.parse(self._replies.locale)

    def write(self, key: str, wording: int = 0, /, **values: Any) -> str:
        """Give a text by its key. The link's placeholder stays: only settling knows the link."""
        if self.language != "en" and (self._replies.language == "en" or self._replies.lacking(key)):
            self.lacking.add(key)
        wordings = self._replies.wordings(key)
        text = wordings[min(wording, len(wordings) - 1)] if wording < 2 else wordings[wording % len(wordings)]
        filled = text.format_map({"trip_link": "{trip_link}", **values})
        # A short month that ends in a full stop may stand at the end of a sentence.
        return filled.replace("..", ".")

    @property
    def locale(self) -> str:
        """The locale in which numbers and dates are written: hi_IN."""
        return self._replies.locale

    def word(self, group: str, value: str) -> str:
        if (some := _OF_SOME.fullmatch(value)) and group == "diet":
            return self.write("diet.of_some", diet=self.word(group, some["diet"]), count=some["count"])
        return self._replies.word(group, value)

    def money(self, amount: Money) -> str:
        """An amount in the reader's style (₹2,00,000), without cents where there are none.

        A sign that the gate cannot tell (CA$, $SG) gives way to the code, apart from the number: CAD 800.
        """
        whole = amount.amount == amount.amount.to_integral_value()
        style = self._locale.currency_formats["standard"].pattern
        style = style.replace("0.00", "0") if whole else style
        sign = get_currency_symbol(amount.currency, self._locale)
        if sign == amount.currency or SIGNS.get(sign.lower()) != amount.currency:
            style = style.replace("¤#", "¤\N{NO-BREAK SPACE}#").replace("¤", "¤¤")
        return format_currency(
            amount.amount, amount.currency, style, locale=self._locale, currency_digits=not whole
        )

    def signed(self, amount: Money) -> str:
        """A difference, always with its sign."""
        size = self.money(Money(abs(amount.amount), amount.currency))
        return f"{'+' if amount.amount >= 0 else '−'}{size}"

    def day(self, day: date) -> str:
        pattern = self._replies.date_pattern
        if self.today is not None and not -NEAR_DAYS <= (day - self.today).days <= NEAR_DAYS:
            pattern = f"{pattern} y"
        return format_date(day, pattern, locale=self._locale)

    def month(self, day: date) -> str:
        """The month of a day by its name, as it stands alone: "May", "май"."""
        return format_date(day, "LLLL", locale=self._locale)

    def count(self, unit: str, number: int) -> str:
        """A counted thing in the right plural ("1 night", "2 ночи")."""
        forms: Mapping[str, str] = self._replies.counts.get(unit) or Replies.of("en").counts[unit]
        form = forms.get(self._locale.plural_form(number)) or forms["other"]
        return form.format(n=number)

    def number(self, number: Decimal) -> str:
        """A number with the reader's own decimal sign."""
        return format_decimal(number, locale=self._locale)

    def nights(self, number: int) -> str:
        return self.count("nights", number)

    def listed(self, items: Iterable[str]) -> str:
        """Things in a row, with the language's own "and"."""
        return format_list(list(items), locale=self._locale)

    def either(self, items: Iterable[str]) -> str:
        """Things to choose from, with the language's own "or"."""
        return format_list(list(items), style="or", locale=self._locale)

    def party(self, party: Party) -> str:
        """Who travels: adults, children with ages, infants."""
        parts = [self.count("adults", party.adults)]
        if party.child_ages:
            ages = self.write("recap.ages", ages=", ".join(str(a) for a in party.child_ages))
            parts.append(f"{self.count('children', len(party.child_ages))} {ages}")
        if party.infants:
            parts.append(self.count("infants", party.infants))
        return self.listed(parts)
