"""Parts of a date in an address: always as many digits as on a calendar, so each has one address."""

from __future__ import annotations


class FourDigits:
    """A year: `2021`."""

    regex = "[0-9]{4}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int | str) -> str:
        return f"{int(value):04}"


class TwoDigits:
    """A month or a day: `08`."""

    regex = "[0-9]{2}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int | str) -> str:
        return f"{int(value):02}"


class DataForm:
    """The end of an address that asks for data instead of a page: `json`."""

    regex = "json|csv|jsonl|atom"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
