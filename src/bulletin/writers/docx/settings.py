"""A layout → the settings, list numbering and font table of a Word file."""

from __future__ import annotations

from bulletin.fonts.catalogue import Catalogue
from bulletin.layout.schema import Layout
from bulletin.writers.docx import wordml
from bulletin.writers.docx.wordml import Element, child, root, twips

_WORD_2013 = 15  # the newest of Word's own compatibility modes
# What Word falls back to where a family is not installed: both are on every machine with Word and have all of Vietnamese.
_STAND_INS = {"serif": ("Times New Roman", "roman"), "sans-serif": ("Arial", "swiss")}


def layout_to_settings(layout: Layout, language: str, *, has_notes: bool) -> Element:
    """Return the part `settings.xml`; the order of its elements is the schema's."""
    settings = root("settings")
    child(settings, "zoom", percent=100)
    if layout.page.mirrored:
        child(settings, "mirrorMargins")
    # A marker wider than the hanging indent goes on to the next of these stops.
    items = layout.styles.list
    child(settings, "defaultTabStop", val=max(1, twips(items.left.points(items.size.points()))))
    if layout.page.mirrored:
        child(settings, "evenAndOddHeaders")
    child(settings, "characterSpacingControl", val="doNotCompress")
    child(settings, "updateFields", val=1)  # the page numbers of the contents are Word's to find
    if has_notes:
        separators = child(settings, "footnotePr")
        for number in wordml.NOTE_SEPARATORS.values():
            child(separators, "footnote", id=number)
    compatibility = child(settings, "compat")
    child(compatibility, "doNotExpandShiftReturn")  # lines of verse are not justified
    uri = "http://schemas.microsoft.com/office/word"
    child(compatibility, "compatSetting", name="compatibilityMode", uri=uri, val=_WORD_2013)
    child(settings, "themeFontLang", val=language)
    child(settings, "decimalSymbol", val=",")
    child(settings, "listSeparator", val=";")
    return settings


def bullets() -> Element:
    """Return the part `numbering.xml`: the one bullet of items without a marker of their own."""
    numbering = root("numbering")
    abstract = child(numbering, "abstractNum", abstractNumId=0)
    child(abstract, "multiLevelType", val="singleLevel")
    level = child(abstract, "lvl", ilvl=0)
    child(level, "start", val=1)
    child(level, "numFmt", val="bullet")
    child(level, "pStyle", val="ListBullet")
    child(level, "lvlText", val="•")
    child(level, "lvlJc", val="left")
    child(child(numbering, "num", numId=1), "abstractNumId", val=0)
    return numbering


def layout_to_fonts(layout: Layout, catalogue: Catalogue) -> Element:
    """Return the part `fontTable.xml`: the families in use, and what stands in where a machine has them not."""
    table = root("fonts")
    for name in dict.fromkeys((layout.fonts.text, layout.fonts.display, *layout.fonts.fallback)):
        family = catalogue.families.get(name)
        font = child(table, "font", name=name)
        if family:
            stand_in, kind = _STAND_INS[family.generic]
            child(font, "altName", val=stand_in)
            child(font, "family", val=kind)
        child(font, "pitch", val="variable")
    return table
