"""The parameters of a page, encoded once, so that a hundred links that change one are cheap."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import quote_plus

from django.http import QueryDict

Changes = Mapping[str, str | None]  # None takes a parameter away


class Parameters:
    """What stands behind the question mark of an address."""

    def __init__(self, data: QueryDict, *without: str) -> None:
        self.view = data.get("view", "")
        self._parts = {
            name: "&".join(_part(name, value) for value in values)
            for name, values in data.lists()
            if name not in without
        }

    @property
    def query(self) -> str:
        """Return them as they stand.

        >>> Parameters(QueryDict("q=so&q=too&page=2"), "page").query
        'q=so&q=too'
        """
        return "&".join(self._parts.values())

    def changed(self, changes: Changes) -> str:
        """Return the address of the same page with other parameters.

        >>> asked = Parameters(QueryDict("q=weapons&kind=direct&place=a1"), "place")
        >>> asked.changed({"speaker": "maria-zakharova", "kind": None})
        '?q=weapons&speaker=maria-zakharova'
        """
        kept = [part for name, part in self._parts.items() if name not in changes]
        new = [_part(name, value) for name, value in changes.items() if value is not None]
        return "?" + "&".join(kept + new)

    def put(self, name: str, value: str) -> str:
        """Return the address of the same page with one parameter, which keeps its place.

        >>> asked = Parameters(QueryDict("q=weapons&sort=best&place=a1"), "place")
        >>> asked.put("sort", "oldest"), asked.put("view", "list")
        ('?q=weapons&sort=oldest', '?q=weapons&sort=best&view=list')
        """
        return "?" + "&".join((self._parts | {name: _part(name, value)}).values())

    def before(self, *names: str) -> str:
        """Return the address up to where new values for `names` follow.

        >>> Parameters(QueryDict("q=weapons&since=2021")).before("since", "until")
        '?q=weapons&'
        """
        kept = (f"{part}&" for name, part in self._parts.items() if name not in names)
        return "?" + "".join(kept)


@lru_cache(maxsize=10_000)  # the values of facets, which every page of results links
def _part(name: str, value: str) -> str:
    return f"{quote_plus(name)}={quote_plus(value)}"
