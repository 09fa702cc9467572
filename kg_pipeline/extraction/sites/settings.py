"""What can be set about templates of sites."""

from pathlib import Path

from pydantic import Field

from kg_pipeline.settings import PositiveInt, Settings


class TemplateSettings(Settings):
    """How templates are learnt.

    seed_triples:  JSON lines {subject, predicate, object}: a small graph that names what paths state
    seeded_only:   state only predicates of that graph; else what has another label is stated too
    minimum_pages: a template needs so many pages
    maximum_pages: so many pages of a site are learnt from (those with the least document ids)
    rules:         rules learnt before (JSON); then nothing is learnt
    folders_up:    the site of an address is its host; of a file, the folder so many levels above
                   the one that it lies in
    """

    seed_triples: tuple[Path, ...] = ()
    seeded_only: bool = False
    rules: Path | None = None
    minimum_pages: PositiveInt = 5
    maximum_pages: PositiveInt = 400
    folders_up: int = Field(default=0, ge=0)
