"""Nghị định 30/2020/NĐ-CP, Phụ lục I: a layout, a Word file or a PDF → where it departs from the decree.

facts   what can be measured in a file, whatever its kind
rules   the points of the decree, each held against the facts
layout_facts, docx_facts, pdf_facts   one kind of file → facts
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bulletin.context import Files
from bulletin.decree.rules import Departure, departures, unseen
from bulletin.errors import ReadError
from bulletin.notices import Place

NAME = "nghi-dinh-30"
_MAX_BYTES = 64 * 2**20


@dataclass(frozen=True, slots=True)
class Checked:
    """One file held against the decree: where it departs, what was seen beside that, what could not be seen."""

    name: str
    departures: tuple[Departure, ...]
    remarks: tuple[str, ...]
    unseen: tuple[str, ...]


def check(name: str, files: Files) -> Checked:
    """Return what the decree has to say of a layout (by name or path), a .docx or a .pdf.

    Raises ReadError for a file that cannot be read, SettingsError and LayoutError for a layout that is none.
    """
    suffix = Path(name).suffix.casefold()
    match suffix:
        case ".docx":
            from bulletin.decree.docx_facts import docx_to_facts

            facts = docx_to_facts(files.read(Path(name), _MAX_BYTES), Place(name))
        case ".pdf":
            from bulletin.decree.pdf_facts import pdf_to_facts

            facts = pdf_to_facts(files.read(Path(name), _MAX_BYTES), Place(name))
        case ".yaml" | ".yml" | "":
            from bulletin.decree.layout_facts import layout_to_facts

            facts = layout_to_facts(name, files)
        case _:
            problem = f"không kiểm được tệp “{suffix}”"
            raise ReadError(problem, place=Place(name), hint="kiểm được bố cục .yaml, tệp Word .docx và tệp .pdf")
    return Checked(name, departures(facts), facts.remarks, unseen(facts))
