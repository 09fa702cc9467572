"""A small parser, trained in seconds on a few parses written by hand.

It learns the forms of sentences, not words: its training sentences are written forms with names put in.
"""

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

import spacy
from spacy.language import Language as Pipeline
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import fix_random_seed, minibatch
from spacy.vocab import Vocab

from kg_pipeline.records import Language
from tests.kg_pipeline.extraction.parses import doc_of

_FORMS: dict[Language, tuple[str, ...]] = {
    "en": (
        "{A} PROPN 2 nsubj; founded:found VERB 0 ROOT; {B} PROPN 2 dobj; . PUNCT 2 punct",
        "{A} PROPN 2 nsubj; makes:make VERB 0 ROOT; lanterns NOUN 2 dobj; and CCONJ 3 cc; "
        "sensors NOUN 3 conj; . PUNCT 2 punct",
        "{B} PROPN 3 nsubjpass; was:be AUX 3 auxpass; founded:found VERB 0 ROOT; by ADP 3 agent; "
        "{A} PROPN 4 pobj; . PUNCT 3 punct",
        "{B} PROPN 3 nsubjpass; was:be AUX 3 auxpass; bought:buy VERB 0 ROOT; by ADP 3 agent; "
        "{A} PROPN 4 pobj; . PUNCT 3 punct",
        "{A} PROPN 4 nsubj; did:do AUX 4 aux; not PART 4 neg; make VERB 0 ROOT; lanterns NOUN 4 "
        "dobj; . PUNCT 4 punct",
        "{A} PROPN 2 nsubj; makes:make VERB 0 ROOT; sensors NOUN 2 dobj; . PUNCT 2 punct",
    ),
    "zh": (
        "{A} PROPN 2 nsubj; 创办 VERB 0 ROOT; 了 PART 2 aux:asp; {B} PROPN 2 dobj; 。 PUNCT 2 punct",
        "{A} PROPN 2 nsubj; 生产 VERB 0 ROOT; 灯具 NOUN 5 conj; 和 CCONJ 5 cc; 传感器 NOUN 2 dobj; "
        "。 PUNCT 2 punct",
        "{B} PROPN 4 nsubjpass; 被 ADP 4 auxpass; {A} PROPN 4 nsubj; 收购 VERB 0 ROOT; "
        "。 PUNCT 4 punct",
        "{A} PROPN 3 nsubj; 没有 ADV 3 neg; 生产 VERB 0 ROOT; 灯具 NOUN 3 dobj; 。 PUNCT 3 punct",
        "{A} PROPN 3 nmod:assmod; 的 PART 1 case; 董事长 NOUN 5 nsubj; 是 AUX 5 cop; "
        "{B} PROPN 0 ROOT; 。 PUNCT 5 punct",
    ),
}
_NAMES: dict[Language, tuple[str, ...]] = {
    "en": ("Orrin", "Halden", "Quill", "Northmere", "Tolley", "Ashwick"),
    "zh": ("北风公司", "南山集团", "林若溪", "明川大学", "周远山", "青石集团"),
}
UNSEEN: dict[Language, tuple[str, str]] = {
    "en": ("Velmont", "Carrow"),
    "zh": ("东岭公司", "西岸集团"),
}


class _Words:
    """Splits Chinese at the words it knows, the longest first; each other character is a word."""

    def __init__(self, vocab: Vocab, words: Sequence[str]) -> None:
        self._vocab = vocab
        self._words = sorted(words, key=len, reverse=True)

    def __call__(self, text: str) -> Doc:
        words: list[str] = []
        place = 0
        while place < len(text):
            known = (word for word in self._words if text.startswith(word, place))
            words.append(next(known, text[place]))
            place += len(words[-1])
        return Doc(self._vocab, words=words, spaces=[False] * len(words))


def train_parser(language: Language, seed: int = 0) -> Pipeline:
    """A pipeline with a morphologizer and a parser; Chinese splits at the forms' words and names."""
    fix_random_seed(seed)
    nlp = spacy.blank(language)
    if language == "zh":
        nlp.tokenizer = _Words(nlp.vocab, sorted(_vocabulary("zh")))  # type: ignore[assignment]
    nlp.add_pipe("morphologizer", config={"model": _SMALL | {"@architectures": "spacy.Tagger.v2"}})
    nlp.add_pipe("parser", config={"model": _SMALL | _PARSER, "min_action_freq": 1})
    examples = [_example(nlp, written, language) for written in _sentences(language)]
    optimizer = nlp.initialize(lambda: examples)
    optimizer.learn_rate = 0.003
    random = Random(seed)
    for _ in range(20):
        random.shuffle(examples)
        for batch in minibatch(examples, 6):
            nlp.update(batch, sgd=optimizer, drop=0.1)
    return nlp


_SMALL: dict[str, Any] = {
    "tok2vec": {
        "@architectures": "spacy.HashEmbedCNN.v2",
        "pretrained_vectors": None,
        "width": 32,
        "depth": 2,
        "embed_size": 500,
        "window_size": 1,
        "maxout_pieces": 2,
        "subword_features": True,
    }
}
_PARSER: dict[str, Any] = {
    "@architectures": "spacy.TransitionBasedParser.v2",
    "state_type": "parser",
    "extra_state_tokens": False,
    "hidden_width": 32,
    "maxout_pieces": 2,
    "use_upper": True,
}


def _sentences(language: Language) -> Iterator[str]:
    names = _NAMES[language]
    for form in _FORMS[language]:
        for place, name in enumerate(names):
            yield form.replace("{A}", name).replace("{B}", names[place - 1])


def _vocabulary(language: Language) -> set[str]:
    words = {word for written in _sentences(language) for word in written.split() if len(word) > 1}
    return words | set(UNSEEN[language])


def _example(nlp: Pipeline, written: str, language: Language) -> Example:
    reference = doc_of(written, language)
    return Example(nlp.make_doc(reference.text), reference)
