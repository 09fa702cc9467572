"""Parses written by hand, in the three ways in which parsers label.

A parse is one line of tokens ``word POS head dep`` parted by ``;``. Heads count from 1, 0 is the root.
A word may carry more: ``makes:make`` its lemma, ``founded:found^VBN`` its tag, ``Leeds@GPE`` its entity.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import spacy
from spacy.tokens import Doc

from kg_pipeline.extraction.parsers import ParsedSentence
from kg_pipeline.records import Language, Sentence

VOCABULARIES = {language: spacy.blank(language).vocab for language in ("zh", "en")}


def doc_of(written: str, language: Language) -> Doc:
    """The Doc of a written parse; English words are parted by blanks, punctuation is not."""
    rows = [token.split() for token in written.split(";") if token.strip()]
    words, lemmas, tags, entities = [], [], [], []
    for row in rows:
        word, _, entity = row[0].partition("@")
        word, _, tag = word.partition("^")
        word, _, lemma = word.partition(":") if len(word) > 1 else (word, "", "")
        words.append(word)
        lemmas.append(lemma or (word.lower() if word.isascii() else word))
        tags.append(tag)
        entities.append(f"B-{entity}" if entity else "O")
    for place, row in enumerate(rows[:-1]):  # words of one name are one entity
        joined = rows[place + 1][0].partition("@")[2]
        if joined and entities[place] == entities[place + 1] and row[3] in ("compound", "flat"):
            entities[place + 1] = f"I-{joined}"
    following = [*words[1:], "."]
    spaces = [
        language == "en" and not after.startswith((",", ".", "'", "?")) for after in following
    ]
    return Doc(
        VOCABULARIES[language],
        words=words,
        spaces=spaces,
        pos=[row[1] for row in rows],
        heads=[int(row[2]) - 1 if row[2] != "0" else place for place, row in enumerate(rows)],
        deps=[row[3] for row in rows],
        lemmas=lemmas,
        tags=tags,
        ents=entities,
    )


@dataclass(frozen=True)
class WrittenParses:
    """A parser that knows the parses of its Docs by their text."""

    docs: Sequence[Doc]

    def parse(self, sentences: Sequence[Sentence]) -> Iterator[ParsedSentence]:
        """The parses of the sentences it knows."""
        known = {doc.text: doc for doc in self.docs}
        for sentence in sentences:
            if sentence.text in known:
                yield ParsedSentence(sentence, list(known[sentence.text]))
