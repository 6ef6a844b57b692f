"""Pictures of figures → image files of the book, each stored once."""

from __future__ import annotations

from dataclasses import dataclass, field

from bulletin.context import Context
from bulletin.errors import ReadError
from bulletin.model import Picture
from bulletin.pictures import read_plate

_SUFFIXES = {"image/jpeg": "jpg", "image/png": "png"}


@dataclass(frozen=True, slots=True)
class Illustration:
    """One image file of the book."""

    name: str
    media_type: str
    data: bytes = field(repr=False)

    @property
    def href(self) -> str:
        return f"images/{self.name}.{_SUFFIXES[self.media_type]}"


@dataclass(slots=True)
class Illustrations:
    """The image files of the book, in the order in which figures ask for them."""

    context: Context
    all_described: bool = True  # whether each has a text of its own beside it: alt text or a caption
    _by_path: dict[str, Illustration] = field(default_factory=dict)
    _by_digest: dict[str, Illustration] = field(default_factory=dict)

    def place(self, picture: Picture, *, described: bool) -> Illustration | ReadError:
        """Return the file for `picture`; an error says why it can no longer be had."""
        if picture.path not in self._by_path:
            try:
                plate = read_plate(picture, self.context)
            except ReadError as error:
                return error
            if plate.digest not in self._by_digest:
                name = f"picture-{len(self._by_digest) + 1:03}"
                self._by_digest[plate.digest] = Illustration(name, plate.media_type, plate.data)
            self._by_path[picture.path] = self._by_digest[plate.digest]
        self.all_described = self.all_described and described
        return self._by_path[picture.path]

    @property
    def files(self) -> list[Illustration]:
        return list(self._by_digest.values())
