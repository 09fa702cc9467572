"""Predicates are known by all their names."""

from kg_pipeline.extraction.lexicon import PredicateEntry, PredicateLexicon


def test_an_alias_is_the_predicate_and_an_unknown_label_is_itself() -> None:
    lexicon = PredicateLexicon([PredicateEntry(predicate="成立日期", aliases=("创立时间",))])
    assert lexicon.canonical("创立 时间：") == "成立日期"
    assert lexicon.canonical("Colour") == "Colour"


def test_a_predicates_own_name_goes_before_anothers_alias() -> None:
    entries = [
        PredicateEntry(predicate="面积", aliases=("占地面积",)),
        PredicateEntry(predicate="占地面积"),
    ]
    assert PredicateLexicon(entries).canonical("占地面积") == "占地面积"


def test_ones_own_group_takes_in_a_predicate_of_a_later_group_with_its_aliases() -> None:
    own = [PredicateEntry(predicate="售价", aliases=("价格",))]
    shipped = [PredicateEntry(predicate="价格", aliases=("零售价",))]
    lexicon = PredicateLexicon(own, shipped)
    assert lexicon.canonical("价格") == "售价"
    assert lexicon.canonical("零售价") == "售价"


def test_an_entry_that_is_not_spoken_is_not_searched_for() -> None:
    lexicon = PredicateLexicon([PredicateEntry(predicate="别名", spoken=False)])
    assert lexicon.spoken_names() == []
    assert lexicon.entry("别名") is not None
