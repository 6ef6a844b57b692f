"""Pictures of figures → image files of the book, each stored once."""

from __future__ import annotations

from dataclasses import dataclass, field

from bulletin.context import Context
from bulletin.errors import ReadError
from bulletin.model import Picture
from bulletin.pictures import read_picture

_SUFFIXES = {"image/jpeg": "jpg", "image/png": "png", "image/gif": "gif"}


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

    def place(self, picture: Picture, *, described: bool) -> Illustration | ReadError:
        """Return the file for `picture`; an error says why it can no longer be had."""
        if picture.path not in self._by_path:
            try:
                data = read_picture(picture, self.context)
            except ReadError as error:
                return error
            name = f"picture-{len(self._by_path) + 1:03}"
            self._by_path[picture.path] = Illustration(name, picture.media_type, data)
        self.all_described = self.all_described and described
        return self._by_path[picture.path]

    @property
    def files(self) -> list[Illustration]:
        return list(self._by_path.values())

    @property
    def may_flash(self) -> bool:
        """Whether a picture may be animated."""
        return any(file.media_type == "image/gif" for file in self.files)
