"""What labels hold that tells nothing of the topic: its name, and prose that the site repeats.

Such prose (notices, answers, praise) may name the topic; without that name it is one of a few texts.
"""

import re
from collections.abc import Mapping, Sequence

from kg_pipeline.extraction.sites.headlines import topic_key

_SENTENCE = re.compile(r".{10,}[。！!][）)”」]?")
_LEAST = 5  # values
_PROSE = 0.5  # of the values are sentences
_TIMES = 5  # each of them comes so often, on the mean
_NAMED = 0.7  # of the pages of a label have the topic's name as its value


def is_boilerplate(whole: Mapping[int, Sequence[str]], topics: Sequence[str]) -> bool:
    """Whether a label's values are sentences that come again. whole: the values of each page"""
    texts = [
        value.replace(topics[number], "") if topics[number] else value
        for number, values in whole.items()
        for value in values
    ]
    n_prose = sum(_SENTENCE.fullmatch(text) is not None for text in texts)
    if n_prose < max(_LEAST, _PROSE * len(texts)):
        return False
    return len(texts) >= _TIMES * len(set(texts))


def names_topic(whole: Mapping[int, Sequence[str]], topics: Sequence[str]) -> bool:
    """Whether a label's value is the name of its page's topic (「名称」)."""
    n = sum(
        len(values) == 1 and topic_key(values[0]) == topic_key(topics[number])
        for number, values in whole.items()
    )
    return n > _NAMED * len(whole)
