"""`bulletin fonts`: which families there are, what they lack, how they look, and how to add one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from bulletin.cli.terminal import print_notices, print_table, say, size, visible
from bulletin.cli.vietnamese import VietnameseGroup
from bulletin.context import Context, DiskFiles, printable_path
from bulletin.errors import FontError, SaveError
from bulletin.fonts.catalogue import Catalogue, Family, load_catalogue, package_folder
from bulletin.fonts.containers import SUFFIXES, read_font
from bulletin.fonts.coverage import some
from bulletin.fonts.description import FaceDescription
from bulletin.fonts.folders import user_folder
from bulletin.fonts.instances import FontBook
from bulletin.fonts.licences import OWN_SUFFIX, licence_file
from bulletin.fonts.verdict import Verdict, face_verdict, file_verdicts
from bulletin.layout.load import load_layout
from bulletin.notices import Place, Report
from bulletin.save import save
from bulletin.specimen import LAYOUT, specimen, specimen_settings
from bulletin.text.vietnamese import slug


@click.group("fonts", cls=VietnameseGroup, help="Xem, kiểm tra, in mẫu và thêm phông chữ.")
def command() -> None:
    pass


@command.command("list", help="Liệt kê các họ phông, nơi tìm thấy, các độ đậm, và họ nào đủ chữ Việt.")
def list_command() -> None:
    catalogue = _catalogue()
    rows = [_row(name, catalogue) for name in sorted(_names(catalogue), key=str.casefold)]
    print_table([("Họ phông", "Độ đậm", "Chữ Việt", "Nơi tìm thấy"), *rows])
    _print_broken(catalogue)


@command.command("check", help="Kiểm tra tệp phông, hoặc mọi phông mà bulletin biết: đủ chữ không, nhúng được không.", epilog="Mã thoát 13 nếu có phông không dùng được hoặc thiếu chữ Việt.")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[TỆP]...")
def check_command(files: tuple[Path, ...]) -> int:
    catalogue = _catalogue()
    if files:
        verdicts = [verdict for path in files for verdict in file_verdicts(path)]
    else:
        verdicts = [face_verdict(face) for name in sorted(_names(catalogue)) for face in catalogue.faces(name)]
        verdicts += [Verdict(error.place or Place("?"), None, error.problem) for folder in catalogue.dropped for error in folder.broken]
    for verdict in verdicts:
        _print_verdict(verdict)
    stopping = sum(verdict.stops for verdict in verdicts)
    click.echo(f"{len(verdicts)} phông: {len(verdicts) - stopping} dùng được, {stopping} không dùng được hoặc thiếu chữ Việt")
    return FontError.exit_code if stopping else 0


@command.command("show", help="In một trang mẫu PDF của một họ phông.")
@click.argument("family", metavar="HỌ_PHÔNG")
@click.option("-o", "--out", type=click.Path(path_type=Path), metavar="TỆP", help="Nơi ghi, .pdf hay .png (mặc định: mau-phong-<tên>.pdf ở đây).")
def show_command(family: str, out: Path | None) -> None:
    from bulletin.writers import load_writer

    if out is not None and out.suffix.casefold() not in (".pdf", ".png"):
        raise click.UsageError(f"mẫu phông ghi thành .pdf hoặc .png, không phải “{out.suffix or out.name}”")
    fonts = FontBook(_catalogue(), Report(), family, fallback=(family,))
    layout = load_layout(LAYOUT, DiskFiles(), specimen_settings(family))
    bulletin = specimen(family, fonts)
    written = load_writer("pdf").write(bulletin, layout, fonts, Context(report=fonts.report))
    path = out or Path(f"mau-phong-{slug(family) or 'chu'}.pdf")
    data = written.data
    if path.suffix.casefold() == ".png":
        from bulletin.printed import pdf_to_png

        data = pdf_to_png(data)
    save([(path, data)])
    print_notices(fonts.report, verbose=True)
    say(f"Đã ghi {path} ({written.count} trang, {size(len(data))})")


@command.command("add", help="Kiểm tra một tệp phông rồi chép vào thư mục phông của bạn.")
@click.argument("file", type=click.Path(path_type=Path), metavar="TỆP")
@click.option("--force", is_flag=True, help="Thêm cả khi phông thiếu chữ Việt, và ghi đè tệp cùng tên đã có.")
def add_command(file: Path, *, force: bool) -> None:
    if not file.name.lower().endswith(SUFFIXES):
        raise click.UsageError(f"tệp phông phải có đuôi {', '.join(SUFFIXES)}")
    verdicts = file_verdicts(file)
    refused = [verdict for verdict in verdicts if verdict.problem]
    if len(refused) == len(verdicts):
        raise FontError(refused[0].problem or "", place=refused[0].place, hint="không thêm; tìm một bản khác của phông này")
    lacking = next((verdict for verdict in verdicts if verdict.letters), None)
    if lacking is not None and not force:
        raise _incomplete(lacking)
    target = user_folder() / file.name
    data = read_font(file)
    if target.is_file() and not force and read_font(target) != data:
        raise SaveError("đã có một tệp phông khác mang tên này", place=Place(str(target)), hint="thêm --force để ghi đè")
    outputs = [(target, data)]
    licence = licence_file(file)
    if licence is not None:
        outputs.append((target.with_suffix(OWN_SUFFIX), licence.read_bytes()))
    save(outputs)
    for verdict in verdicts:
        _print_verdict(verdict)
    names = dict.fromkeys(verdict.face.family for verdict in verdicts if verdict.face)
    say(f"Đã thêm {target}; tên để ghi vào bố cục: {', '.join(names)}")


def _incomplete(verdict: Verdict) -> FontError:
    """Return the refusal of a face with holes: it would go before a whole one of the same name in every build."""
    problem = f"phông thiếu {len(verdict.letters)} trong 134 chữ tiếng Việt: {some(list(verdict.letters), 134)}"
    hint = "không thêm; tìm một bản đủ chữ Việt. Chỉ cần phông này cho vài chữ lạ (fonts.fallback) thì thêm --force"
    return FontError(problem, place=verdict.place, hint=hint)


# ── the families ─────────────────────────────────────────────────────────────────────────────────────────────


def _catalogue() -> Catalogue:
    """Return the catalogue as a build in this folder would have it."""
    return load_catalogue(DiskFiles(), Path())


def _names(catalogue: Catalogue) -> Iterable[str]:
    """Return the families, each under one name: of dropped faces the first."""
    first = {face.family for folder in catalogue.dropped for face in folder.faces}
    others = {name for folder in catalogue.dropped for face in folder.faces for name in face.families} - first
    return [name for name, family in catalogue.families.items() if family.find or name not in others]


def _row(name: str, catalogue: Catalogue) -> tuple[str, str, str, str]:
    faces = catalogue.faces(name)
    if not faces:
        stand_in = catalogue.families[name].stand_in
        return name, "–", "–", f"không có ở máy này; thay bằng {stand_in}" if stand_in else "không tìm thấy"
    verdicts = [face_verdict(face) for face in faces]
    return name, _weights(faces), _coverage(verdicts), _place(faces[0].path, catalogue.families[name])


def _place(path: Path, family: Family) -> str:
    for source in family.find:
        root = package_folder(source.package) if source.package else None
        if root is not None and path.is_relative_to(root):
            return f"gói {source.package}"
    return printable_path(path.parent)


def _weights(faces: Iterable[FaceDescription]) -> str:
    """Return the weights as "100–900, nghiêng": of variable faces the whole range."""
    ends = [end for face in faces for end in _range(face)]
    low, high = min(ends), max(ends)
    italic = ", nghiêng" if any(face.italic or face.axis("ital") or face.axis("slnt") for face in faces) else ""
    return (f"{low}" if low == high else f"{low}–{high}") + italic


def _range(face: FaceDescription) -> tuple[int, int]:
    axis = face.axis("wght")
    return (round(axis.least), round(axis.greatest)) if axis else (face.weight, face.weight)


def _coverage(verdicts: Iterable[Verdict]) -> str:
    if any(verdict.problem for verdict in verdicts):
        return "không dùng được"
    most = max((len(verdict.letters) for verdict in verdicts), default=0)
    return f"thiếu {most} chữ" if most else "đủ 134 chữ"


def _letters(verdict: Verdict) -> str:
    return "thiếu chữ Việt" if verdict.letters else "chưa xét chữ" if verdict.problem else "đủ chữ Việt"


def _print_broken(catalogue: Catalogue) -> None:
    for folder in catalogue.dropped:
        for error in folder.broken:
            say(f"lưu ý: {error}", err=True)


# ── verdicts ─────────────────────────────────────────────────────────────────────────────────────────────────


def _print_verdict(verdict: Verdict) -> None:
    face = verdict.face
    mark = click.style("✗", fg="red") if verdict.stops else click.style("✓", fg="green")
    number = f" [{face.index}]" if face and face.index else ""
    click.echo(f"{mark} {visible(printable_path(Path(verdict.place.file)))}{number}")
    if face is not None:
        kind = "biến thiên" if face.axes else "tĩnh"
        slope = "nghiêng" if face.italic else "đứng"
        say(f"    {face.family}, {_weights([face]).removesuffix(', nghiêng')}, {slope}; {face.packing}, {kind}; fsType 0x{face.fs_type:04X}; {_letters(verdict)}")
    if verdict.problem:
        say(f"    không dùng được: {verdict.problem}")
        return
    if verdict.letters:
        click.echo(f"    thiếu {len(verdict.letters)} trong 134 chữ tiếng Việt: {some(list(verdict.letters))}")
    if verdict.signs:
        click.echo(f"    thiếu {len(verdict.signs)} dấu và chữ thường dùng: {some(list(verdict.signs))}")
    if verdict.print_only:
        click.echo("    giấy phép chỉ cho nhúng để xem và in: PDF dùng được, EPUB không kèm phông này")
