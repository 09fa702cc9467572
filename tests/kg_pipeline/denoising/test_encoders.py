"""Encoders: found by name, kept on disk, checked."""

import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path

import numpy as np
import pytest

from kg_pipeline.denoising import encoders
from kg_pipeline.denoising.encoders import GROUP, encoded, load_encoder
from kg_pipeline.denoising.features import HashedEncoder
from kg_pipeline.errors import ConfigurationError, DataError
from tests.kg_pipeline.denoising.invented import planted

SIGHTINGS = planted(20).candidates.sightings
SHAPE = f"({len(SIGHTINGS.texts)}, 2)".encode()  # of the features of ``Lengths``, as a file has it


class Lengths:
    """How long text and mentions are; counts how often it was asked."""

    identity = "lengths 1"

    def __init__(self, argument: str = "") -> None:
        self.argument = argument
        self.n_asked = 0

    def encode(self, texts, spans):
        self.n_asked += 1
        return np.array([[len(text), 1.0] for text in texts], np.float32)


def test_what_a_package_offers_is_found_with_its_argument(monkeypatch) -> None:
    offered = EntryPoint("lengths", f"{__name__}:Lengths", GROUP)
    monkeypatch.setattr(encoders, "entry_points", lambda group: [offered])
    assert load_encoder("lengths:a:b").argument == "a:b"


def test_an_unknown_encoder_is_an_error_that_names_the_known_ones() -> None:
    with pytest.raises(ConfigurationError, match="hashed"):
        load_encoder("nothing")


def test_the_hashed_encoder_takes_a_width() -> None:
    assert load_encoder("hashed:16") == HashedEncoder(16)
    with pytest.raises(ConfigurationError, match="width"):
        load_encoder("hashed:wide")
    with pytest.raises(ConfigurationError, match="at least 1"):
        load_encoder("hashed:0")


def test_features_are_computed_once_and_the_file_names_encoder_and_texts(tmp_path: Path) -> None:
    lengths = Lengths()
    first, second = (encoded(lengths, SIGHTINGS, tmp_path) for _ in range(2))
    assert lengths.n_asked == 1 and first.tobytes() == second.tobytes()
    other = Lengths()
    other.identity = "lengths 2"
    encoded(other, SIGHTINGS, tmp_path)
    encoded(lengths, planted(21).candidates.sightings, tmp_path)
    assert (other.n_asked, lengths.n_asked) == (1, 2) and len(list(tmp_path.iterdir())) == 3


@pytest.mark.parametrize(
    "damage",
    [
        lambda raw: b"",
        lambda raw: raw[:40],
        lambda raw: raw[:-4],
        lambda raw: b"nothing of the kind",
        lambda raw: raw.replace(SHAPE, SHAPE.replace(b", 2", b", 9")),
        lambda raw: raw.replace(b"<f4", b"<i4"),
        lambda raw: raw.replace(SHAPE + b", }", SHAPE + b",  "),
        lambda raw: raw[:-4] + np.float32(np.nan).tobytes(),
    ],
)
def test_a_damaged_cache_file_is_computed_again(tmp_path: Path, damage) -> None:
    lengths = Lengths()
    whole = encoded(lengths, SIGHTINGS, tmp_path)
    (path,) = tmp_path.iterdir()
    raw = path.read_bytes()
    path.write_bytes(damage(raw))
    assert encoded(lengths, SIGHTINGS, tmp_path).tobytes() == whole.tobytes()
    assert lengths.n_asked == 2 and path.read_bytes() == raw


def test_a_cache_that_cannot_be_written_is_found_before_encoding(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    lengths = Lengths()
    for cache in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(DataError, match="expected a place that can be written"):
            encoded(lengths, SIGHTINGS, cache)
    assert lengths.n_asked == 0


def test_rows_get_the_length_of_the_root_of_the_width() -> None:
    found = encoded(Lengths(), SIGHTINGS, None)
    np.testing.assert_allclose(np.linalg.norm(found, axis=1), np.sqrt(2), rtol=1e-5)


def test_an_encoder_that_gives_too_few_rows_is_named() -> None:
    class Short(Lengths):
        def encode(self, texts, spans):
            return np.ones((3, 2), np.float32)

    with pytest.raises(DataError, match=r"lengths 1.*shape"):
        encoded(Short(), SIGHTINGS, None)


def test_both_packages_register_what_they_offer() -> None:
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
    points = project["entry-points"][GROUP]
    for name, value in points.items():
        assert callable(EntryPoint(name, value, GROUP).load())
    assert set(points) == {"hashed", "kgbert"}
