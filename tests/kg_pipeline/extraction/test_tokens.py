"""spaCy documents whose tokens are names, values, characters or words."""

from kg_pipeline.extraction.document_names import DocumentNames
from kg_pipeline.extraction.sentence_view import view_of
from kg_pipeline.extraction.tokens import TokenPatterns
from kg_pipeline.records import Language, Sentence


def tokens(text: str, language: Language, *names: str) -> list[tuple[str, str]]:
    known = DocumentNames(language, names={name: name for name in names})
    view = view_of(Sentence("d", 0, len(text), text, language))
    doc, spans = TokenPatterns(language, []).doc(view, known)
    assert [text[start:end] for start, end in spans] == [token.text for token in doc]
    return [(token.text, token.ent_type_) for token in doc]


def test_a_known_name_and_a_value_are_single_tokens_among_characters() -> None:
    assert tokens("云帆号于2021年6月1日首航", "zh", "云帆号") == [
        ("云帆号", "NAME"),
        ("于", ""),
        ("2021年6月1日", "DATE"),
        ("首", ""),
        ("航", ""),
    ]


def test_english_words_are_tokens_and_capitalised_names_are_one() -> None:
    assert tokens("Last year Merrow Press hired 40 people.", "en") == [
        ("Last", ""),
        ("year", ""),
        ("Merrow Press", "NAME"),
        ("hired", ""),
        ("40 people", "NUMBER"),
        (".", ""),
    ]
