"""Generic types under readable names: each spelling is made once and shared.

``Some[Link]`` is a list of links that is not empty. At run time it is a named alias (PEP 695), which pydantic
builds once however often it is used and publishes under its name (``LinkList``). Type checkers see the plain type.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeAlias, TypeVar

from pydantic import Field
from typing_extensions import TypeAliasType

T = TypeVar("T")

_MADE: Final[dict[tuple[str, int], TypeAliasType]] = {}


def named(pattern: str, value: Any, build: Callable[[Any], Any]) -> Any:
    """The alias for a generic type applied to a named type; ``pattern`` makes its name from the type's name."""
    key = (pattern, id(value))
    if key not in _MADE:
        _MADE[key] = TypeAliasType(pattern.format(value.__name__), build(value))
    return _MADE[key]


if TYPE_CHECKING:
    Some: TypeAlias = list[T]
else:

    class Some:
        """A list with at least one entry."""

        def __class_getitem__(cls, value: Any) -> Any:
            return named("{}List", value, lambda t: Annotated[list[t], Field(min_length=1)])
