"""ε: how far from a round figure (6%左右) an outcome may lie and still count as near it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

PER_CENT_IN = {"%": Decimal(1), "个百分点": Decimal(1), "‰": Decimal(10), "个千分点": Decimal(10)}


def is_rate(unit: str) -> bool:
    """Whether the unit is a share or a difference of shares rather than a count or an amount."""
    return unit in PER_CENT_IN


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How ε is worked out: a share of the target, and for rates at least so many 个百分点."""

    points: Decimal = Decimal("0.2")
    share: Decimal = Decimal("0.05")

    def of(self, value: Decimal, unit: str) -> Decimal:
        """ε in the unit of the target.

        >>> usual = Tolerance()
        >>> usual.of(Decimal("6"), "%"), usual.of(Decimal("2"), "%"), usual.of(Decimal("200"), "家")
        (Decimal('0.30'), Decimal('0.2'), Decimal('10.00'))
        """
        part = abs(value) * self.share
        return max(self.points * PER_CENT_IN[unit], part) if is_rate(unit) else part


USUAL = Tolerance()
