"""Images of the story and their captions: <figure>, one-column tables, boxes, centred lines: portals use them all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import count

from bulletin.drafts.draft import Draft, Role, Structure
from bulletin.drafts.evidence import sentence_count
from bulletin.drafts.rules import credit
from bulletin.readers.html import names
from bulletin.readers.html.page import Block, Page
from bulletin.readers.html.story import Story
from bulletin.readers.html.tree import Element

IMAGE = "html-image"
CAPTION = "html-caption"
_LONGEST = 450  # characters of one caption
_LONGEST_BESIDE = 300  # of one that no box ties to its image
_MOST_BLOCKS = 60  # lines of one box: more are a gallery or a whole page
_ONE_SENTENCE = 160  # captions of several sentences are shorter
_MOST_TEXT = 0.3  # of the story's running text: a box that holds more is a part of the body
_CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_PARTS = frozenset({"td", "th", "tr", "tbody", "thead", "tfoot"})


@dataclass(slots=True)
class Figures:
    """Claims the images of a story, each with the captions that the markup ties to it."""

    page: Page
    story: Story
    groups: count[int]

    def claim(self) -> None:
        done: set[Element] = set()
        for index in range(self.story.first, self.story.last):
            block = self.page.blocks[index]
            if block.image is None or not block.line.is_free:
                continue
            box = self._box(block)
            if box is None:
                self._claim_alone(index)
            elif box not in done:
                done.add(box)
                self._claim_box(box)
        for block in self.page.blocks[self.story.first : self.story.last]:
            if block.element.tag == "figcaption" and block.line.is_free:  # the picture itself was not saved
                claim_caption(block)

    # ── boxes ────────────────────────────────────────────────────────────────────────────────────────────────

    def _box(self, block: Block) -> Element | None:
        """Return the element that holds the image and its caption and nothing else, or None."""
        for element in block.element.around():
            if (
                element.first <= self.story.body.first
                and self.story.body.last <= element.last
                and element.tag != "figure"
            ):
                return None
            if element.last - element.first > _MOST_BLOCKS:
                return None
            if element.tag in _PARTS:
                continue
            texts = self._texts(element)
            if texts or element.tag == "figure":
                return element if self._is_box(element, texts) else None
        return None

    def _texts(self, element: Element) -> list[Block]:
        return [block for block in self.page.blocks_in(element) if block.image is None and not block.line.is_claimed]

    def _is_box(self, element: Element, texts: list[Block]) -> bool:
        if any(len(block.text) > _LONGEST or _is_heading(block) for block in texts):
            return False
        weights = self.story.weights
        if weights[element].running > _MOST_TEXT * weights[self.story.body].running and element.tag != "figure":
            return False
        images = len(self.page.blocks_in(element)) - len(texts)
        if element.tag == "figure":
            return True
        if any(_has_caption_name(block) for block in texts):
            return len(texts) <= 2 * images + 1
        if element.tag == "table" or names.FIGURE.search(element.names):
            return len(texts) <= images + 1
        return len(texts) <= images and all(len(block.text) <= _LONGEST_BESIDE for block in texts)

    def _claim_box(self, box: Element) -> None:
        """Claim each image of a box with the texts that follow it; texts above the first image belong to it."""
        blocks = [block for block in self.page.blocks_in(box) if block.line.is_free]
        group = next(self.groups)
        seen_image = seen_text = False
        for block in blocks:
            if block.image is not None:
                if seen_image or (seen_text and not seen_image and self._has_text_after(blocks, block)):
                    group = next(self.groups)
                seen_image = True
                block.line.claim(Role.IMAGE, IMAGE)
            else:
                seen_text = True
                claim_caption(block)
            block.line.structure = Structure(group)

    @staticmethod
    def _has_text_after(blocks: list[Block], image: Block) -> bool:
        index = blocks.index(image)
        return index + 1 < len(blocks) and blocks[index + 1].image is None

    # ── images alone ─────────────────────────────────────────────────────────────────────────────────────────

    def _claim_alone(self, index: int) -> None:
        """Claim an image that no box holds, and the line below where its looks are a caption's."""
        image = self.page.blocks[index]
        image.line.claim(Role.IMAGE, IMAGE)
        captions: list[Block] = []
        for below in self.page.blocks[index + 1 : min(index + 3, self.story.last)]:
            if below.image is None and below.line.is_free and self._is_caption(below, first=not captions):
                captions.append(below)
            else:
                break
        if captions:
            group = next(self.groups)
            image.line.structure = Structure(group)
            for block in captions:
                claim_caption(block)
                block.line.structure = Structure(group)

    @staticmethod
    def _is_caption(block: Block, *, first: bool) -> bool:
        if len(block.text) > _LONGEST_BESIDE or _is_heading(block):
            return False
        if _has_caption_name(block):
            return True
        if not first:  # a second line: only the credit
            return credit_alone(block)
        is_italic = block.share(block.emphasised) > 0.95
        return (is_italic or _is_centred(block.element)) and block.share(block.strong) < 0.95


def claim_caption(block: Block) -> None:
    """Claim a caption, its credit apart ("… tại hội nghị. Ảnh: X")."""
    credit.claim(Draft("", [block.line]))
    if not block.line.is_claimed:
        block.line.claim(Role.CAPTION, CAPTION)
    block.line.marks = tuple(mark for mark in block.line.marks if mark.end - mark.start < 0.9 * len(block.line.raw))


def credit_alone(block: Block) -> bool:
    """Whether the line is nothing but a credit ("Ảnh: X")."""
    return (
        re.match(r"[(\[]?\s*(?:ảnh|nguồn ảnh|photo)\b", block.text, re.IGNORECASE) is not None and len(block.text) <= 80
    )


def _has_caption_name(block: Block) -> bool:
    if block.element.tag == "figcaption":
        return True
    if len(block.text) > _LONGEST_BESIDE or (len(block.text) > _ONE_SENTENCE and sentence_count(block.text) > 1):
        return False  # the page's editor has put text into the caption's style
    return any(names.CAPTION.search(element.names) for element in block.element.around(1))


def _is_heading(block: Block) -> bool:
    return block.element.tag in names.HEADINGS


def _is_centred(element: Element) -> bool:
    return any(
        other.tag == "center"
        or other.get("align").casefold() == "center"
        or _CENTRED.search(other.attributes.get("style", ""))
        or "text-center" in other.names
        for other in element.around(1)
    )
