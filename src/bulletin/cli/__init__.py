"""The command line: one file a command, loaded when it is called. The only home of click.

Errors come as one message on standard error and the exit code of their class (see `bulletin.errors`).
"""

from __future__ import annotations

import gc
import os
import sys

import click

from bulletin import __version__
from bulletin.cli.terminal import say
from bulletin.cli.vietnamese import LazyGroup, usage_problem
from bulletin.errors import BulletinError, SaveError

# name → (module, one line for the list of commands)
COMMANDS = {
    "build": ("bulletin.cli.build", "Dựng bản tin: PDF, Word, EPUB."),
    "convert": ("bulletin.cli.convert", "Đổi bài thô sang Markdown để giữ và sửa, hoặc sang JSON."),
    "inspect": ("bulletin.cli.inspect", "Xem từng dòng của một bài được hiểu là gì."),
    "index": ("bulletin.cli.index", "In tệp mẫu để sửa bảng tra cứu, với mọi tên tìm thấy."),
    "layouts": ("bulletin.cli.layouts", "Xem, kiểm tra và tạo bố cục."),
    "check": ("bulletin.cli.check", "Đối chiếu bố cục, tệp Word hay PDF với thể thức của Nghị định 30."),
    "verify": ("bulletin.cli.verify", "Đọc ngược PDF, Word, EPUB và đối chiếu từng chữ với bản tin."),
    "fonts": ("bulletin.cli.fonts", "Xem, kiểm tra, in mẫu và thêm phông chữ."),
}

INTERRUPTED = 130
# Objects made between two searches for garbage. Nearly all that a build makes lives to its end, and looking through it as
# often as Python does by itself costs some 5 % of the time.
_OBJECTS_BETWEEN = 50_000


@click.group(
    cls=LazyGroup,
    commands_by_name=COMMANDS,
    help="Biến bài báo thô thành bản tin: PDF để in, Word để biên tập, EPUB để đọc.",
    epilog="Mã thoát: 0 xong; 1 lỗi của bulletin; 2 sai câu lệnh; 3 có lưu ý khi dùng --strict; 10 không đọc được bài hay tệp; "
    "11 sai cấu hình; 12 sai bố cục; 13 thiếu phông hoặc thiếu chữ; 14 không ghi được tệp; 15 chưa đúng thể thức (check); 16 tệp không khớp bản tin (verify); 130 bị ngắt.",
)
@click.version_option(__version__, prog_name="bulletin", message="%(prog)s %(version)s", help="In số phiên bản rồi thoát.")
def bulletin() -> None:
    pass


def main() -> None:
    """Run the command line and exit."""
    gc.set_threshold(_OBJECTS_BETWEEN, 50, 50)
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run the command line with these arguments; return the exit code."""
    try:
        code = bulletin.main(arguments, prog_name="bulletin", standalone_mode=False)
    except BulletinError as error:
        say(f"bulletin: {error}", err=True)
        return error.exit_code
    except click.UsageError as error:
        say(f"bulletin: {usage_problem(error)}", err=True)
        if error.ctx is not None:
            say(f"  → xem: {error.ctx.command_path} --help", err=True)
        return 2
    except (click.Abort, KeyboardInterrupt):
        click.echo("\nbulletin: đã ngắt; các tệp cũ còn nguyên.", err=True)
        return INTERRUPTED
    except (BrokenPipeError, SystemExit):  # click answers a broken pipe with sys.exit(1)
        # The reader of our output went away (`bulletin inspect … | head`): not an error.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        say(f"bulletin: hệ thống báo lỗi khi đọc hoặc in ({error.strerror or error})", err=True)
        return SaveError.exit_code
    except Exception as error:
        if os.environ.get("BULLETIN_TRACEBACK"):
            raise
        say(f"bulletin: lỗi của chính bulletin ({type(error).__name__}: {error})", err=True)
        click.echo("  → xin báo cho người phát triển, kèm kết quả khi chạy lại với BULLETIN_TRACEBACK=1", err=True)
        return 1
    return code if isinstance(code, int) else 0
