"""Names that say which thing of that name they mean: 「云帆（学校）」."""

import re

_SENSE = re.compile(r"^(?P<name>[^（(]{1,40})[（(](?P<sense>[^（()）]{1,20})[)）]$")


def without_sense(name: str) -> str:
    """「云帆（学校）」 → 「云帆」; a name without a sense stays as it is."""
    match = _SENSE.match(name)
    return match["name"].strip() if match else name


def sense_of(name: str) -> str:
    """「云帆（学校）」 → 「学校」; "" without one."""
    match = _SENSE.match(name)
    return match["sense"] if match else ""
