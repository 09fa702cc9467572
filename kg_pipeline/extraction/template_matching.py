"""What declared templates and token patterns find in a sentence."""

from collections.abc import Iterator

from kg_pipeline.extraction.candidates import Candidate, Span, unit_fits
from kg_pipeline.extraction.objects import FoundObject, objects_in
from kg_pipeline.extraction.pattern_language import DATE_MARK, INSIDE_MARK, NUMBER_MARK, Template
from kg_pipeline.extraction.sentence_view import SentenceView, literal_at


def template_candidates(template: Template, view: SentenceView) -> Iterator[Candidate]:
    """Candidates of every place where a template's expression matches."""
    if template.regex is None:
        return
    for match in template.regex.finditer(view.masked):
        slots = {name: match.span(name) for name in template.kinds if match[name]}
        yield from slot_candidates(template, view, slots | {"": match.span()})


def slot_candidates(
    template: Template, view: SentenceView, slots: dict[str, Span]
) -> Iterator[Candidate]:
    """One candidate for each fact of a match whose slots hold what they should."""
    pattern = template.pattern
    start, end = slots[""]
    subject: Span | None = None
    in_slot = pattern.subject == "slot" or "subject" in slots
    if template.opening is not None:
        subject = (start, start)
    elif in_slot:
        subject = slots["subject"]
    elif pattern.subject == "before":
        subject = (view.clause_start(start), start)
        if view.masked.startswith("的", end) and _ends_with_value(view, end):
            # 生于1971年的陆砚苓: it describes what follows
            if view.text[slice(*subject)].strip():
                return
            subject, in_slot = (end + 1, view.clause_end(end + 1)), True
    for predicate, slot in pattern.slots.items():
        if slot not in slots:
            continue
        found = _slot_objects(view, slots[slot], template.kinds[slot], pattern.units)
        if found:
            yield Candidate(
                predicate,
                tuple(found),
                slots[""],
                subject,
                in_slot,
                term=template.kinds.get("subject") == "term",
                opening=template.opening,
                domain=pattern.domain,
                planned=pattern.planned,
                topic=slots.get(pattern.topic) if pattern.topic else None,
                fiction=pattern.fiction,
                confidence=pattern.confidence,
            )


def _ends_with_value(view: SentenceView, end: int) -> bool:
    return view.masked[end - 1 : end] in (DATE_MARK, NUMBER_MARK, INSIDE_MARK)


def _slot_objects(
    view: SentenceView, span: Span, kind: str, units: tuple[str, ...]
) -> list[FoundObject]:
    if kind in ("date", "number"):
        found = literal_at(view, span[0], kind)
        return [found] if found is not None and unit_fits(found.unit, units) else []
    return objects_in(view.text, span, kind, view.language)
