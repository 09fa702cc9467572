"""Strict configuration: one YAML file is one run, and every key is known.

Settings classes stand beside what they configure and derive from ``Settings``.
"""

import difflib
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kg_pipeline.errors import ConfigurationError

Rate = Annotated[float, Field(ge=0.0, le=1.0)]
PositiveInt = Annotated[int, Field(gt=0)]
PositiveFloat = Annotated[float, Field(gt=0.0)]


class Settings(BaseModel):
    """Base of every settings class: frozen, numbers are finite, and every key is asked for."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


S = TypeVar("S", bound=Settings)
# That of libyaml, where PyYAML was built with it, is ten times as fast.
_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(text: str) -> Any:
    """What a YAML text holds, plain values only; ``yaml.YAMLError`` where it is none."""
    return yaml.load(text, Loader=_LOADER)


def load_settings(kind: type[S], path: Path, overrides: Sequence[str] = ()) -> S:
    """Read a YAML file strictly; ``overrides`` are ``section.key=value`` with YAML values.

    Raises ``ConfigurationError`` that names the key, what was found, and the nearest known key.
    """
    if not path.is_file():
        raise ConfigurationError(f"{path}: expected a YAML configuration file, found none there")
    try:
        raw = read_yaml(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, ValueError) as error:  # of bytes that are no text, days that are none
        raise ConfigurationError(f"{path}: not readable as YAML: {error}") from error
    if not isinstance(raw, dict):
        raise ConfigurationError(
            f"{path}: expected a mapping of settings, found {type(raw).__name__}"
        )
    return parse_overrides(kind, raw, overrides, str(path))


def parse_overrides(kind: type[S], raw: dict[str, Any], overrides: Sequence[str], origin: str) -> S:
    """Validate a mapping with ``section.key=value`` on top of it; ``raw`` is changed."""
    for override in overrides:
        _apply(raw, override)
    return parse_settings(kind, raw, origin)


def parse_settings(kind: type[S], raw: dict[str, Any], origin: str) -> S:
    """Validate a mapping; ``origin`` names it in the error."""
    try:
        return kind.model_validate(raw)
    except ValidationError as error:
        lines = [_explain(kind, entry) for entry in error.errors()]
        raise ConfigurationError(
            "\n".join([f"{origin}: not a valid configuration:", *lines])
        ) from error


def _apply(raw: dict[str, Any], override: str) -> None:
    path, separator, value = override.partition("=")
    if not separator:
        raise ConfigurationError(f"--set {override}: expected section.key=value")
    *sections, key = path.strip().split(".")
    place: Any = raw
    for section in sections:
        if isinstance(place, list):
            place = place[_number(section, place, override)]
        else:
            place = place.setdefault(section, {})
        if not isinstance(place, dict | list):
            raise ConfigurationError(f"--set {override}: {section} holds a value, not a section")
    try:
        parsed = read_yaml(value)
    except (yaml.YAMLError, ValueError) as error:
        raise ConfigurationError(f"--set {override}: not a YAML value: {error}") from error
    if isinstance(place, list):
        place[_number(key, place, override)] = parsed
    else:
        place[key] = parsed


def _number(written: str, place: Sequence[Any], override: str) -> int:
    """Which entry of a list an override means."""
    if not (written.isdecimal() and int(written) < len(place)):
        expected = f"the number of an entry, below {len(place)}" if place else "a list with entries"
        raise ConfigurationError(f"--set {override}: expected {expected}, found {written!r}")
    return int(written)


def _explain(kind: type[Settings], entry: Any) -> str:
    location = [str(part) for part in entry["loc"]]
    name = ".".join(location)
    if entry["type"] != "extra_forbidden":
        return f"  {name}: {entry['msg']}, found {entry.get('input')!r:.80}"
    known = [key for key in _known_keys(kind) if key != location[-1]]  # it may be known elsewhere
    near = difflib.get_close_matches(location[-1], known, n=1, cutoff=0.5)
    return f"  {name}: unknown key" + (f"; did you mean {near[0]}?" if near else "")


def _known_keys(kind: type[BaseModel]) -> list[str]:
    """All keys of a settings class and of the settings classes inside it."""
    keys: list[str] = []
    pending, seen = [kind], set()
    while pending:
        current = pending.pop()
        if current in seen:
            continue
        seen.add(current)
        for name, info in current.model_fields.items():
            keys.append(name)
            pending += _settings_inside(info.annotation)
    return keys


def _settings_inside(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [
        inner for part in getattr(annotation, "__args__", ()) for inner in _settings_inside(part)
    ]
