"""A side of a comparison: a document as it is printed, and the manifest that it was made from where that is at hand."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from lineage.errors import LineageError
from lineage.graph import Index
from lineage.model import Manifest
from lineage.model.answer import entries
from lineage.shape import shape
from lineage.summary.blocks import Section
from lineage.summary.laws import Law
from lineage.summary.life.canonical import arranged
from lineage.summary.life.meaning import HEAD, Question, questions
from lineage.summary.scope import Scope, scope_of
from lineage.summary.writers.json import FORMAT, write_json

if TYPE_CHECKING:
    from lineage.read import Document
    from lineage.summary.opened import Files


@dataclass(frozen=True)
class Side:
    """One of the two documents. ``tree`` and ``scope`` are those of its manifest, ``None`` for a document alone.

    ``printed`` are its questions word for word; ``arranged`` the same where everything is listed in an order that does
    not depend on the file.
    """

    name: str
    sha256: str
    form: str
    title: str
    subject: str
    printed: dict[str, Question]
    arranged: dict[str, Question]
    tree: Any = None
    scope: Scope | None = None

    @cached_property
    def version(self) -> str | None:
        """What the document calls its version; ``None`` where it says none."""
        return self._of_head("version")

    @cached_property
    def updated(self) -> str | None:
        """The date of its last update as it is printed; ``None`` where it says none."""
        return self._of_head("updated", "modified", "issued")

    def _of_head(self, *keys: str) -> str | None:
        """A fact of a publication or of the manifest itself, without the remark that it is the manifest's."""
        for question in self.printed.values():
            for entry in question.entries if question.section == HEAD else ():
                if not entry.statement and any(_is_fact(place, keys) for place in entry.pointers):
                    return entry.words.partition(" (version of the manifest")[0].partition(" (date of the manifest")[0]
        return None

    def gives_away(self, text: str) -> bool:
        """Whether a text speaks of a record that its manifest does not make public."""
        return self.scope is not None and self.scope.gives_away(text, ())


def _is_fact(place: str, keys: tuple[str, ...]) -> bool:
    above, _, key = place.rpartition("/")
    return key in keys and (not above or above.startswith("/publications/"))


def is_document(tree: Any) -> bool:
    """Whether data is a document in its JSON form, of this version or another, and no manifest."""
    return isinstance(tree, dict) and str(tree.get("format", "")).startswith(FORMAT.partition("/")[0] + "/")


def side_of_page(page: Any, name: str, sha256: str) -> Side:
    """The side of a document in its JSON form.

    Raises :class:`lineage.errors.LineageError` for data that is not of that form.
    """
    found = questions(page)
    for key in ("form", "title", "subject"):
        if not isinstance(page.get(key), str):
            raise LineageError(f'"{key}" of the summary is missing or no text', "write it again")
    return Side(name, sha256, page["form"], page["title"], page["subject"], found, found)


def side_of_manifest(document: Document, law: Law, corpus: str | None = None, files: Files | None = None) -> Side:
    """The side of a manifest: what a law's document says of one corpus, the first one where none is named. ``files``
    gives the files that it names.

    Raises :class:`lineage.errors.LineageError` for a manifest with faults of shape, or without such a corpus.
    """
    shaped = shape(document.json, document.tree)
    if shaped.manifest is None or shaped.findings:
        raise LineageError(
            f"{document.name} has faults of shape, and what it says is not certain",
            f"run: lineage check {document.name}",
        )
    tree = document.tree()
    page = _page(law, shaped.manifest, corpus, files)
    again = shape(json.dumps(arranged(tree)).encode()).manifest
    if again is None:
        raise LineageError(f"{document.name} cannot be put in order", "report this")
    found = _page(law, again, corpus, files)
    scope = scope_of(shaped.manifest, Index(shaped.manifest), corpus)
    return Side(
        document.name,
        document.sha256,
        page["form"],
        page["title"],
        page["subject"],
        questions(page),
        questions(found),
        tree,
        scope,
    )


def _no_files(_: str) -> Files | None:
    return None


def sides(
    old: Document,
    new: Document,
    laws: Sequence[Law],
    corpus: str | None = None,
    files: Callable[[str], Files | None] = _no_files,
) -> tuple[Side, Side]:
    """Both sides. Manifests are read under the first of the laws; a manifest beside a document, under the one whose
    document that is. Where no corpus is named, the older manifest gives the one that the newer one has first.
    ``files`` gives the files beside a manifest by its name.

    Raises :class:`lineage.errors.LineageError` where they cannot be compared.
    """
    pages = {
        id(document): side_of_page(document.tree(), document.name, document.sha256)
        for document in (old, new)
        if is_document(document.tree())
    }
    wanted = {page.form for page in pages.values()}
    later = pages.get(id(new)) or _of_form(new, wanted, laws, corpus, files(new.name))
    if corpus is None and later.scope is not None and later.scope.declared and id(old) not in pages:
        corpus = _shared(old, later.scope.corpus.id)
    earlier = pages.get(id(old)) or _of_form(old, wanted, laws, corpus, files(old.name))
    if earlier.form != later.form:
        raise LineageError(f'"{earlier.form}" and "{later.form}" are different forms', "compare documents of one form")
    return earlier, later


def _of_form(
    document: Document, wanted: set[str], laws: Sequence[Law], corpus: str | None, files: Files | None
) -> Side:
    for law in laws:
        found = side_of_manifest(document, law, corpus, files)
        if not wanted or found.form in wanted:
            return found
    raise LineageError(f'no law asks for the form "{", ".join(sorted(wanted))}"', "compare two documents of that form")


def _shared(document: Document, corpus: str) -> str | None:
    manifest = shape(document.json, document.tree).manifest
    found = entries(manifest.corpora) if manifest else []
    return corpus if any(record.id == corpus for record in found) else None


def _page(law: Law, manifest: Manifest, corpus: str | None, files: Files | None) -> Any:
    """The document without its annex, in its JSON form."""
    more = {"files": files} if law.files else {}
    built = law.build(manifest, corpus=corpus, at=None, sha256="", tool_version="", **more)
    return json.loads(write_json(replace(built, annex=Section("Annex", "", "annex"))))
