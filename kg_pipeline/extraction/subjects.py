"""Of whom does the sentence say this?

A statement's subject is what stands before it in its clause: a name that the document knows, a noun
phrase with the form of a name, or a pronoun or generic noun (该公司, 该校, 其, the company) that
stands for one. Where nothing stands before it, the subject is that of the clause before, or of
the sentence before in the same paragraph, or the document's own; where these disagree, none.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kg_pipeline.anaphora import stands_for
from kg_pipeline.extraction.document_names import DocumentNames
from kg_pipeline.extraction.names import looks_like_name
from kg_pipeline.extraction.objects import title_text
from kg_pipeline.extraction.openings import Openings
from kg_pipeline.extraction.sentence_view import SentenceView, bare_span
from kg_pipeline.extraction.wording import WORDING

_NOTE_AT_END = re.compile(r"\s*[（(][^（()）]*[)）]$|(?:先生|女士|老师|同志|博士|教授)$")
_APPOSITION = re.compile(
    r"(?P<name>[^，。；：（(、是]{2,30}?)(?:[（(][^（()）]*[)）])?(?:[，,]|是|$)"
)
_LAST_NAME_FACTOR, _TITLE_FACTOR, _NEW_NAME_FACTOR = 0.9, 0.95, 0.95
# 「可拨打S的咨询电话」: a verb before a known name that owns what follows; no list of names
_GOVERNS = re.compile(r"(?:[^、，和与及同跟比\d]|^)$")
_FOREIGN = re.compile(
    r"^\s*(?:其(?!他)|旗下|子公司)|其中|分别|前者|后者|各自|另一|前身|相比|对比|"
    r"比.{1,8}[高低大小多少]|另有|隔壁|邻"
)
_VERB_AFTER_NAME = re.compile(
    r"[，,（(、：:]|是|为|系|位|成|创|始|由|地处|坐|总|现|设|拥|有|占|以|于|在|建|主|专|从|隶|属|"
    r"集|经|年|自|被|共|出|生|毕|曾|获|本|目|全|"
    r"因|将|已|该|也|又|每|下|分|实|采|使|推|发|开|注|员|面|海|人|\s(?:is|was|has|had|are|were|"
    r"employs|makes|designs|runs|[a-z]+ed|[a-z]+s)\b"
)


@dataclass(frozen=True, slots=True)
class Subject:
    """Who is spoken of: the name; where it stands in the sentence (None: nowhere); how sure.

    is_new: taken for a name by its form alone
    """

    name: str
    start: int | None = None
    end: int | None = None
    certainty: float = 1.0
    is_new: bool = False


@dataclass
class SubjectFinder:
    """Follows the subjects of one document, sentence by sentence.

    ``roles``: words that can stand between an organisation and a person (董事长, 校长, …).
    """

    names: DocumentNames
    roles: Sequence[str] = ()
    section: str = ""  # the heading above, below the title
    paragraph: str = ""  # subject of the last statement in this paragraph
    openings: Openings = field(default_factory=Openings)
    clause_subjects: dict[int, Subject | None] = field(default_factory=dict)

    def new_paragraph(self) -> None:
        """Forget the last subject."""
        self.paragraph = ""
        self.clause_subjects = {}
        self.openings = Openings()

    def new_sentence(self) -> None:
        """Forget the subjects of the last sentence's clauses."""
        self.clause_subjects = {}

    def remember(self, view: SentenceView, offset: int, subject: Subject | None) -> None:
        """A statement at ``offset`` has this subject, or one that could not be told (None).

        The clause then still has the subject that it opens with, if it opens with one.
        """
        clause = view.clause_start(offset)
        if subject is not None:
            self.clause_subjects[clause] = subject
            self.paragraph = subject.name
        elif clause not in self.clause_subjects:
            self.clause_subjects[clause] = self._opening(view, clause)

    def opens_with(self, view: SentenceView, offset: int, name: str) -> None:
        """The clause of ``offset`` has this subject, whoever was spoken of before."""
        self.clause_subjects[view.clause_start(offset)] = Subject(name)

    def title(self) -> Subject | None:
        """The document's own subject."""
        return Subject(self.names.title) if self.names.title else None

    def resolve(
        self, view: SentenceView, start: int, end: int, domain: Sequence[str] = ()
    ) -> Subject | None:
        """The subject that ``text[start:end]``, all that stands before a statement, names.

        domain: kinds of subjects that the statement is made of
        """
        possessive = view.text[start:end].rstrip(" *").endswith(("的", "其"))
        start, end = bare_span(view, start, end)
        if start >= end:
            return self._inherited(view, start, domain)
        return (
            self._known_at_end(view, start, end, possessive)
            or self._pronoun(view, view.text[start:end], start)
            or self._possessive_pronoun(view, start, end, possessive)
            or self._name_by_form(view, start, end)
        )

    def _known_at_end(
        self, view: SentenceView, start: int, end: int, possessive: bool
    ) -> Subject | None:
        """A known name with nothing before it, or with what describes or governs it."""
        text = view.text[start:end]
        known = self.names.ending(text)
        if not known:
            return None
        lead = text[: -len(known)]
        kind_word = known.startswith("《") and not view.wording.not_a_name.search(lead)
        governs = possessive and _GOVERNS.search(lead) is not None
        if lead and not (kind_word or governs or _is_modifier(lead, view)):
            return None
        offset = 1 if known.startswith("《") else 0
        name = self.names.name_for(known)
        return Subject(name, end - len(known) + offset, end - offset)

    def _possessive_pronoun(
        self, view: SentenceView, start: int, end: int, possessive: bool
    ) -> Subject | None:
        """「可拨打它的（咨询电话）」: it belongs to the noun after it, whatever comes before."""
        last = view.text[end - 1 : end]
        if not possessive or end - start < 3 or last not in "其它他她":
            return None
        return self._pronoun(view, last, end - 1)

    def _name_by_form(self, view: SentenceView, start: int, end: int) -> Subject | None:
        name_start = start + self._role_length(view.text[start:end])
        name = _NOTE_AT_END.sub("", view.text[name_start:end])
        fits = name_start == start or len(name) < 5
        if not fits or not looks_like_name(name, view.language):
            return None
        return self._new_name(view, name_start, end)

    def opening(self, expression: re.Pattern[str], view: SentenceView) -> Subject | None:
        """What the sentence, or one before it, opens with; else the document's own subject."""
        found = self.openings.find(expression, view.text)
        if found is not None and found.span is not None:
            return Subject(found.name, *found.span)
        name = found.name if found is not None else self.names.title
        return Subject(name, certainty=_LAST_NAME_FACTOR) if name else None

    def of_line(self) -> Subject | None:
        """The subject of a 「P：O」 line: what the heading names, else the document's subject."""
        heading = self.names.canonical(self.section) or self.names.title
        return Subject(heading, certainty=_TITLE_FACTOR) if heading else None

    def slot(self, view: SentenceView, start: int, end: int) -> Subject | None:
        """The subject that a slot names: a name, or a pronoun."""
        text = view.text[start:end]
        if text.endswith("》"):  # 动画片《三渡》: what stands before a title says what it is
            start += max(text.rfind("《"), 0)
            text = view.text[start:end]
        known = self.names.canonical(text)
        if known is not None:
            return Subject(known, start, end)
        written = self.names.beginning(text)
        if written and _VERB_AFTER_NAME.match(text, len(written)):
            return Subject(self.names.name_for(written), start, start + len(written))
        pronoun = self._pronoun(view, text, start)
        if pronoun is not None or not looks_like_name(text, view.language):
            return pronoun
        return self._new_name(view, start, end)

    def term(self, view: SentenceView, start: int, end: int) -> Subject:
        """A slot's text as it stands, for what is defined and not named."""
        note = _NOTE_AT_END.search(view.text[start:end])
        if note is not None and "简称" in note[0]:
            end = start + note.start()
        return Subject(title_text(view.text[start:end]), start, end)

    def _new_name(self, view: SentenceView, start: int, end: int) -> Subject:
        text = view.text[start:end]
        note = _NOTE_AT_END.search(text)
        if note is not None and note.start() > 1:
            end = start + note.start()
        if text.startswith("《"):
            start, end = start + 1, end - 1
        if view.language == "en" and text.startswith(("The ", "the ")):
            start += 4
        return Subject(view.text[start:end], start, end, _NEW_NAME_FACTOR, is_new=True)

    def _role_length(self, text: str) -> int:
        """Length of 「云帆公司董事长」 before a person's name; 0 where there is none."""
        known = self.names.beginning(text)
        for role in self.roles:
            if text.startswith(role, len(known)):
                return len(known) + len(role)
        return 0

    def _pronoun(self, view: SentenceView, text: str, start: int) -> Subject | None:
        """What 「其」, 「该公司」, 「公司」, "it", "the company" stand for; None if it is no pronoun."""
        if view.wording.it_word.fullmatch(text):
            person = text in ("他", "她", "此人") or text.lower() in ("he", "she", "his", "her")
            return self._named_last(view, start, start + len(text), person)
        return self._noun(view, text, start)

    def _noun(self, view: SentenceView, text: str, start: int) -> Subject | None:
        """What 「该公司」, 「公司」, "the company" stand for."""
        match = view.wording.pronoun.fullmatch(text)
        noun, marked = (match["noun"], True) if match is not None else (text, False)
        for name in dict.fromkeys((self.paragraph, self.names.title)):
            is_title = name == self.names.title
            heads = self.names.heads if is_title else ()
            kind = self.names.kind_of(name)
            if name and stands_for(noun, name, kind, heads, is_title=is_title, marked=marked):
                return Subject(name, start, start + len(text), _LAST_NAME_FACTOR)
        return None

    def _named_last(self, view: SentenceView, start: int, end: int, person: bool) -> Subject | None:
        before = [
            subject
            for clause, subject in sorted(self.clause_subjects.items())
            if subject is not None and clause <= start
        ]
        names = [subject.name for subject in reversed(before)] + [self.paragraph, self.names.title]
        opening = self._opening(view, 0)
        for name in [*names[:-2], opening.name if opening else "", *names[-2:]]:
            kind = self.names.kind_of(name)
            unknown = not kind and (view.language == "en" or name == self.names.title or not person)
            if name and (unknown or (kind != "" and (kind == "person") is person)):
                return Subject(name, start, end, _LAST_NAME_FACTOR)
        return None

    def _inherited(self, view: SentenceView, offset: int, domain: Sequence[str]) -> Subject | None:
        """The subject of the clause before, of the sentence before, or the document's own."""
        clauses = [start for start in view.clauses if start <= offset]
        for place, start in enumerate(reversed(clauses)):
            if start in self.clause_subjects:
                subject = self.clause_subjects[start]
                if subject is None:
                    return None
                return replace(subject, start=None, end=None, certainty=_LAST_NAME_FACTOR)
            stop = view.clause_end(start)
            if place and (_FOREIGN.search(view.text[start:stop]) or place > 4):
                return None
            opening = self._opening(view, start)
            if opening is not None:
                return replace(opening, certainty=_LAST_NAME_FACTOR)
        if any(_says_something(view, start) for start in clauses[:-1]):
            return None  # the sentence began with something that is not understood
        return self._carried_over(domain)

    def _carried_over(self, domain: Sequence[str]) -> Subject | None:
        """The last subject of the paragraph or the document's own, where they agree."""
        title = self.names.title
        if self.paragraph and title and self.paragraph != title:
            return None
        if not self.paragraph and self.section and self.names.kind_of(title) not in domain:
            return None  # a section may be about something else
        name = self.paragraph or title
        return Subject(name, certainty=_TITLE_FACTOR) if name else None

    def _opening(self, view: SentenceView, start: int) -> Subject | None:
        """A known name or pronoun that begins a clause as its subject."""
        start, end = bare_span(view, start, view.clause_end(start))
        text = view.text[start:end]
        place = re.sub(r"^在", "", text)
        if place != text and self.names.canonical(place) is not None:
            return Subject(self.names.name_for(place))
        known = self.names.beginning(text)
        if known:
            after = view.text[start + len(known) : start + len(known) + 14]
            fits = not after or _VERB_AFTER_NAME.match(after) is not None
            return Subject(self.names.name_for(known)) if fits else None
        apposition = _APPOSITION.match(view.text[start:])
        name = _NOTE_AT_END.sub("", apposition["name"]) if apposition else ""
        if name and looks_like_name(name, view.language):
            return Subject(name, is_new=True)
        match = WORDING[view.language].pronoun.match(text)
        if match is None:
            return None
        for length in range(len(match[0]), 1, -1):
            subject = self._noun(view, text[:length], start)
            after = text[length : length + 14]
            if subject is not None and (not after or _VERB_AFTER_NAME.match(after)):
                return subject
        return None


def _says_something(view: SentenceView, start: int) -> bool:
    """Whether more than adverbials stands in the clause that begins at ``start``."""
    left, right = bare_span(view, start, view.clause_end(start))
    return left < right


def _is_modifier(lead: str, view: SentenceView) -> bool:
    """Whether what stands before a name only describes it: 「风景优美的」云漪湖, the 「town of」 X."""
    if view.language == "en":
        return re.fullmatch(r"(?:[Tt]he )?(?:[\w-]+ )?(?:[a-z]+ of )?", lead) is not None
    return lead.endswith("的") and len(lead) < 16 or lead in ("“", "《", "在", "由")
