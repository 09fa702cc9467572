"""Names that say which thing of that name they mean: 「云帆（学校）」."""

import re

_SENSE = re.compile(r"^(?P<name>[^（(]{1,40})[（(](?P<sense>[^（()）]{1,20})[)）]$")


def parted(name: str) -> tuple[str, str]:
    """「云帆（学校）」 → 「云帆」 and 「学校」; a name without a sense stays as it is, and ""."""
    match = _SENSE.match(name)
    return (match["name"].strip(), match["sense"]) if match else (name, "")


def without_sense(name: str) -> str:
    """「云帆（学校）」 → 「云帆」; a name without a sense stays as it is."""
    return parted(name)[0]


def sense_of(name: str) -> str:
    """「云帆（学校）」 → 「学校」; "" without one."""
    return parted(name)[1]
