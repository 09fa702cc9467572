"""Names of mentions are told apart, whatever their length."""

import numpy as np

from kg_pipeline.alignment.written import WrittenNames
from kg_pipeline.graph.mentions import mentions_of
from kg_pipeline.graph.spans import JoinedTexts


def test_each_name_is_there_once_and_titles_are_told() -> None:
    texts = ["云帆在青石滩，云帆科技在云帆。", "《云帆》与〈青石滩〉，云帆科技"]
    rows = [(0, 0, 2, 1), (0, 3, 6, 2), (0, 7, 11, 3), (0, 12, 14, 1)]
    rows += [(1, 1, 3, 1), (1, 6, 9, 2), (1, 11, 15, 3)]
    written = WrittenNames.of(JoinedTexts.of(texts), mentions_of(rows, 1.0))
    assert sorted(written.names) == ["云帆", "云帆科技", "青石滩"]
    assert [written.names[place] for place in written.name.tolist()] == [
        texts[number][start:end] for number, start, end, _ in rows
    ]
    assert np.flatnonzero(written.titled).tolist() == [4, 5]


def test_single_characters_and_unlinked_mentions_are_left_out() -> None:
    mentions = mentions_of([(0, 0, 1, 1), (0, 2, 4, 2)], 1.0)
    mentions.linked[1] = False
    assert WrittenNames.of(JoinedTexts.of(["清与青石滩"]), mentions).names == []
