"""Bytes → files: all outputs of a run appear together, or none does, and nobody ever sees half a file.

Every file is first written in full beside its target; only when all are on the disk are they renamed into place.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bulletin.errors import SaveError
from bulletin.notices import Place


def save(outputs: Sequence[tuple[Path, bytes]]) -> None:
    """Write every (path, bytes). Raises SaveError, leaving earlier outputs as they were."""
    written: list[tuple[Path, Path]] = []
    try:
        for path, data in outputs:
            written.append((_write_beside(path, data), path))
        for temporary, path in written:
            _rename(temporary, path)
    finally:
        for temporary, _ in written:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)


def save_new(path: Path, data: bytes) -> None:
    """Write a file that is not there yet. Raises SaveError where it is, and leaves it as it was."""
    temporary = _write_beside(path, data)
    try:
        os.link(temporary, path)  # unlike a renaming, this fails where the name is taken
    except FileExistsError as error:
        raise SaveError("đã có tệp này", place=Place(str(path)), hint="chọn tên khác; tệp cũ còn nguyên") from error
    except OSError as error:
        raise _save_error(error, path) from error
    finally:
        temporary.unlink(missing_ok=True)


def _write_beside(path: Path, data: bytes) -> Path:
    """Return the path of a complete temporary file in the target's folder."""
    if os.path.isdir(path):  # noqa: PTH112 — Path.is_dir raises for a name that is too long
        raise SaveError("đã có một thư mục mang tên này", place=Place(str(path)), hint="đổi tên tệp ra hoặc --out")
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
        temporary = Path(name)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(0o666 & ~_umask())
    except BaseException as error:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
        if isinstance(error, OSError | ValueError):  # ValueError: a NUL in the path
            raise _save_error(error, path) from error
        raise
    return temporary


def _rename(temporary: Path, path: Path) -> None:
    try:
        temporary.replace(path)
    except OSError as error:
        raise _save_error(error, path) from error


def _save_error(error: OSError | ValueError, path: Path) -> SaveError:
    reason = getattr(error, "strerror", None) or str(error)
    hint = "kiểm tra dung lượng đĩa và quyền ghi, hoặc chọn thư mục khác bằng --out"
    return SaveError(f"không ghi được tệp ({reason})", place=Place(str(path)), hint=hint)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
