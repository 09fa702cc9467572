"""What becomes part of the graph, and what counts as one and the same."""

from pathlib import Path
from typing import Annotated

from pydantic import Field

from kg_pipeline.settings import PositiveFloat, PositiveInt, Rate, Settings

Probability = Annotated[float, Field(gt=0.0, lt=1.0)]


class HomonymSettings(Settings):
    """When two documents that speak of one name speak of two entities (see ``homonyms``).

    prior:           probability that they speak of the same, before their values are compared
    declared:        probability that a value stays the same between two documents on one entity,
                     for predicates that the lexicon calls functional …
    learnt:          … and for those that the documents show to be
    listed:          probability that lists of other predicates share a value
    functional_rate: a predicate is learnt to be functional if at least this share of the
                     documents that state it give one value
    single:          agreement in one declared predicate makes "the same" more likely by this
                     factor at most …
    together:        … and that in all other predicates together by this one; values of one document
                     depend on each other, so that many must not decide
    margin:          factor by which the best entity must be more likely than the next
    most_documents:  a name borne by more of them is not looked into
    """

    prior: Probability = 0.9
    declared: Probability = 0.98
    learnt: Probability = 0.9
    listed: Probability = 0.6
    functional_rate: Rate = 0.95
    single: PositiveFloat = 1000.0
    together: PositiveFloat = 20.0
    margin: PositiveFloat = 2.0
    most_documents: PositiveInt = 500


class MergingSettings(Settings):
    """What becomes part of the graph.

    minimum_confidence:  merged triples below it are set aside
    functional_rate:     a predicate is called functional if at least this share of its subjects
                         have one object …
    functional_subjects: … and it has at least so many subjects, or where the lexicon says so
    longest_name:        characters; an object that is longer is a text, never an entity
    unify_labels:        labels that differ in blanks, width, case, 的 or traditional characters
                         are one predicate; False keeps every label that the lexicon does not know
    newest_by:           predicates of dates that tell how new a document is
    calibration:         what ``kg-pipeline calibrate`` wrote, applied to every confidence
    """

    minimum_confidence: Rate = 0.0
    functional_rate: Rate = 0.98
    functional_subjects: PositiveInt = 5
    longest_name: PositiveInt = 60
    unify_labels: bool = True
    newest_by: tuple[str, ...] = (
        *(
            "修改日期",
            "修订日期",
            "更新日期",
            "更新时间",
            "公布日期",
            "发布日期",
            "发布时间",
            "通过日期",
        ),
        *("dateModified", "datePublished"),
    )
    homonyms: HomonymSettings = HomonymSettings()
    calibration: Path | None = None
