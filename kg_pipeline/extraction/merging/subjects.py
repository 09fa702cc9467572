"""Which entity does a name mean here? As a subject by its document, as an object by its company."""

from collections.abc import Mapping, Sequence

from kg_pipeline.extraction.merging.homonyms import Split, record_key, senses
from kg_pipeline.extraction.merging.reading import Statement
from kg_pipeline.extraction.names import without_book_marks


class Subjects:
    """Names and entities. A name with several entities means none of them unless it can be told.

    names: text → the only subject that it can name; splits: subject → its entities
    """

    def __init__(
        self,
        names: Mapping[str, str],
        splits: Mapping[str, Split],
        statements: Sequence[Statement],
    ) -> None:
        self._names = names
        self._by_record: dict[str, dict[str, str]] = {}  # name → document → entity
        self.shared_names: dict[str, str] = {}  # entity → the name that it shares with others
        for name, split in splits.items():
            told = list(senses(split))
            self._by_record[name] = {
                key: f"{name}（{sense}）" for entity, sense in told for key in entity.keys
            }
            self.shared_names.update((f"{name}（{sense}）", name) for _, sense in told)
        self._objects: dict[str, dict[str, set[str]]] = {}  # name → entity → objects
        for one in statements:
            if one.subject in self._by_record:
                entities = self._objects.setdefault(one.subject, {})
                objects = entities.setdefault(self.subject(one), set())
                objects.add(without_book_marks(one.written))

    def subject(self, one: Statement) -> str:
        """The entity that a statement is about."""
        entities = self._by_record.get(one.subject)
        if entities is None:
            return one.subject
        return entities.get(record_key(one.triple), one.subject)

    def object(self, text: str, one: Statement) -> str | None:
        """The entity that an object's text means; ``None`` where it names no subject.

        Of several entities the one of the statement's own document; else the only one that has the
        statement's subject among its own objects; else none of them: the bare name.
        """
        name = self._names.get(text)
        entities = None if name is None else self._by_record.get(name)
        if name is None or entities is None:
            return name
        own = entities.get(record_key(one.triple))
        if own is not None and name != one.subject:
            return own
        company = [
            entity
            for entity, objects in self._objects[name].items()
            if entity != name and one.subject in objects
        ]
        return company[0] if len(company) == 1 else name
