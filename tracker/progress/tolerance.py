"""ε: how far from a round figure (6%左右) an outcome may lie and still count as near it."""

from __future__ import annotations

from decimal import Decimal

POINTS = Decimal("0.2")  # 个百分点: the least that a rate is given
SHARE = Decimal("0.05")  # of the target, for rates and counts alike

PER_CENT_IN = {"%": Decimal(1), "个百分点": Decimal(1), "‰": Decimal(10), "个千分点": Decimal(10)}


def is_rate(unit: str) -> bool:
    """Whether the unit is a share or a difference of shares rather than a count or an amount."""
    return unit in PER_CENT_IN


def tolerance(value: Decimal, unit: str) -> Decimal:
    """ε in the unit of the target: 5 % of it, and for rates at least 0.2 个百分点.

    >>> tolerance(Decimal("6"), "%"), tolerance(Decimal("2"), "%"), tolerance(Decimal("200"), "家")
    (Decimal('0.30'), Decimal('0.2'), Decimal('10.00'))
    """
    share = abs(value) * SHARE
    return max(POINTS * PER_CENT_IN[unit], share) if is_rate(unit) else share
