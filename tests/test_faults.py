"""A failing machine under `rfaparse archive`: a clear message, whole rows, and a way to continue.

``RFAPARSE_KILL_ROUNDS=200 pytest tests/test_faults.py -k killed`` kills that many runs.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import archive_reads
import pytest
from test_archive import POSTS, archive, errors, folder, post, rows, skipped, zipped

from rfaparse.archive import read_members, run, workers
from rfaparse.archive.writers import ENDINGS, Form, open_writer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rfaparse.archive import Member

pytestmark = pytest.mark.slow

SUPPORT = Path(__file__).parent / "support"
LINUX = pytest.mark.skipif(
    sys.platform != "linux", reason="the faults are made as Linux makes them"
)
ROUNDS = int(os.environ.get("RFAPARSE_KILL_ROUNDS", "1"))


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Mounts a file system in memory; called again, mounts it anew with other options."""
    path = tmp_path / "disk"
    path.mkdir()
    mounted = False

    def mount(options: str) -> Path:
        nonlocal mounted
        again = "remount," if mounted else ""
        given = ["mount", "-t", "tmpfs", "-o", again + options, "tmpfs", str(path)]
        with suppress(FileNotFoundError):
            if subprocess.run(given, capture_output=True, check=False).returncode == 0:
                mounted = True
                return path
        pytest.skip("no right to mount a small file system")

    yield mount
    if mounted:
        subprocess.run(["umount", "--lazy", str(path)], check=True)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Posts, one of them no story, too many for one part; and the table of them."""
    at = tmp_path_factory.mktemp("many")
    posts = {f"{number:04}.md": post(number) for number in range(1100)}
    given, whole = zipped(at, {**posts, "0700.md": b"", "0800.md": b"no story"}), at / "whole.jsonl"
    run([given], whole)
    return given, whole


def command_line(*given: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "rfaparse", "archive", *map(str, given)],
        capture_output=True,
        text=True,
        check=False,
    )


@LINUX
@pytest.mark.parametrize(
    ("share", "how", "finished"), [(1.0, [], 0), (1.95, [], 1000), (1.5, ["--latest"], 1100)]
)
def test_a_full_disk(
    share: float,
    how: list[str],
    finished: int,
    disk: Callable[[str], Path],
    many: tuple[Path, Path],
) -> None:
    """It is full within the first part, behind it, or only while the parts become the table."""
    given, whole = many
    size = int(whole.stat().st_size * share) // 4096 * 4
    output = disk(f"size={size}k") / "out.jsonl"
    full = command_line(given, "-o", output, *how)
    assert full.returncode == 1
    assert full.stderr.splitlines()[-1] == (
        f"Error: {output}: No space left on device; fix that, then continue with --resume"
    )
    assert "Traceback" not in full.stderr
    assert "ignored" not in full.stderr
    assert not list(output.parent.glob("*.jsonl*.tmp"))
    assert not output.exists()
    parts = sorted(output.parent.glob("out.jsonl.partial/part-0*"))
    lines = b"".join(part.read_bytes() for part in parts).splitlines()
    assert len(lines) == finished
    assert all(line.endswith(b"}") for line in lines)
    disk("size=64m")
    resumed = command_line(given, "-o", output, "--resume", *how)
    assert "1,098 stories" in resumed.stderr
    assert "1,100 read in" in resumed.stderr
    assert output.read_bytes() == whole.read_bytes()
    assert (errors(output), skipped(output)) == (errors(whole), skipped(whole))
    left = sorted(path.name for path in output.parent.iterdir())
    assert left == ["out.jsonl", "out.jsonl.errors.jsonl", "out.jsonl.skipped.jsonl"]


@LINUX
@pytest.mark.parametrize("ending", ENDINGS)
def test_every_form_of_table_says_that_the_disk_is_full(
    ending: str, disk: Callable[[str], Path], tmp_path: Path
) -> None:
    if ending.endswith("xlsx"):
        pytest.importorskip("xlsxwriter", reason="pip install 'rfaparse[xlsx]'")
    run([zipped(tmp_path, {"a.md": post(1)})], tmp_path / "one.jsonl")
    path = disk("size=64k") / f"out{ending}"
    with pytest.raises(OSError, match="No space left"):
        fill(path, ending, rows(tmp_path / "one.jsonl")[0])


def fill(path: Path, ending: str, row: dict[str, Any]) -> None:
    """Write 200 rows that no compression makes smaller than 200 kB."""
    chance = random.Random(1)  # noqa: S311  no secret
    with open_writer(path, Form(ending)) as writer:
        for _ in range(200):
            writer.write(json.dumps({**row, "title": chance.randbytes(1000).hex()}).encode())


@LINUX
def test_an_output_folder_that_cannot_be_written(
    disk: Callable[[str], Path], tmp_path: Path
) -> None:
    given = folder(tmp_path, POSTS)
    output = disk("size=1m") / "out.jsonl"
    disk("ro,size=1m")
    refused = archive(given, "-o", output)
    assert refused.exit_code == 1
    assert "Read-only file system; fix that, then try again" in refused.stderr
    disk("rw,size=1m")
    assert archive(given, "-o", output).exit_code == 0
    assert len(rows(output)) == 40


def as_nobody(program: str, *given: Path) -> str:
    """What a program prints that gives up root's rights once all is imported."""
    if not hasattr(os, "getuid") or os.getuid() != 0:
        pytest.skip("only root can run a program as somebody else")
    for path in (given[0].parent, *given[0].parent.parents[:2]):
        path.chmod(0o755)
    done = subprocess.run(
        [sys.executable, "-c", AS_NOBODY + program, *map(str, given)],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


AS_NOBODY = """
import difflib, os, sys
from pathlib import Path
import rfaparse.archive.command
from rfaparse.archive import read_members
from rfaparse.cli import command
os.setgroups([])
os.setgid(65534)
os.setuid(65534)
"""


@LINUX
def test_an_output_folder_without_rights(tmp_path: Path) -> None:
    given, output = folder(tmp_path, POSTS), tmp_path / "out.jsonl"
    told = as_nobody('command(["archive", sys.argv[1], "-o", sys.argv[2]])', given, output)
    assert f"{output}.partial: Permission denied; fix that, then try again" in told
    assert "Traceback" not in told
    assert not list(tmp_path.glob("out.*"))


@LINUX
def test_a_folder_and_a_file_without_rights_are_rows_of_errors(tmp_path: Path) -> None:
    program = """
for member in read_members(Path(sys.argv[1])):
    print(member.name, member.failure and member.failure.error)
"""
    given = folder(tmp_path, {"a.md": post(1), "b.md": post(2), "c.md": post(3)})
    (given / "0-below").chmod(0)
    (given / "b.md").chmod(0)
    told = as_nobody(program, given)
    (given / "0-below").chmod(0o755)
    assert told.splitlines() == ["b.md PermissionError", "c.md None", "0-below PermissionError"]


@LINUX
def test_what_cannot_be_read_is_a_row_of_errors(tmp_path: Path) -> None:
    given, output = folder(tmp_path, POSTS), tmp_path / "out.jsonl"
    (given / "gone.md").symlink_to("nowhere.md")
    (given / "loop.md").symlink_to("loop.md")
    (given / "memory.md").symlink_to("/proc/self/mem")  # reading it from its start is an error
    os.mkfifo(given / "pipe.md")  # reading it would wait for ever
    summary = run([given], output)
    assert summary.stories == 40
    assert [error["member"] for error in errors(output)] == ["gone.md", "loop.md", "memory.md"]
    assert "Input/output error" in errors(output)[2]["found"]


def test_a_file_that_goes_away_meanwhile(tmp_path: Path) -> None:
    given = folder(tmp_path, POSTS)
    members: Iterator[Member] = read_members(given)
    assert next(members).name == "0-below/0000.md"
    (given / "0-below" / "0001.md").unlink()
    (given / "0-below" / "0002.md").unlink()
    (given / "0-below" / "0002.md").mkdir()
    found = {member.name: member.failure.error for member in members if member.failure}
    assert found == {
        "0-below/0001.md": "FileNotFoundError",
        "0-below/0002.md": "IsADirectoryError",
    }


def test_an_input_that_cannot_be_read_at_all(tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    if Path("/proc/self/mem").exists():
        result = archive("/proc/self/mem", "-o", output)
        assert result.exit_code == 1
        assert "1 × OSError" in result.stderr
        assert errors(output)[0]["input"] == "/proc/self/mem"


def test_an_output_inside_of_its_input_is_refused(tmp_path: Path) -> None:
    given = folder(tmp_path, POSTS)
    result = archive(given, "-o", given / "out.jsonl")
    assert result.exit_code == 1
    assert "write it somewhere else" in result.stderr
    assert not list(given.glob("out*"))


def test_somebodys_files_beside_the_output_stay(tmp_path: Path) -> None:
    given, output = zipped(tmp_path, POSTS), tmp_path / "out.jsonl"
    (tmp_path / "out.jsonl.partial").mkdir()
    note = tmp_path / "out.jsonl.partial" / "note.txt"
    note.write_text("keep")
    run([given], output, force=True)
    assert note.read_text() == "keep"


def test_what_a_killed_run_left_half_done_is_not_taken(tmp_path: Path) -> None:
    given, output = zipped(tmp_path, POSTS), tmp_path / "out.jsonl"
    left = tmp_path / "out.jsonl.partial"
    left.mkdir()  # killed while it cleared away: a part is left, and not what it was a part of
    (left / "part-00000001-000000000040.jsonl").write_bytes(b"\t\t{}\n")
    (left / "part.tmp").write_bytes(b"half")
    (left / "run.json.tmp").write_bytes(b"{")
    run([given], output)
    assert len(rows(output)) == 40
    assert not left.exists()


def test_what_a_killed_run_left_of_a_folder_is_not_taken(tmp_path: Path) -> None:
    left = tmp_path / "out.tmp" / "mandarin"
    left.mkdir(parents=True)
    (left / "left.txt").write_bytes(b"left")
    run([zipped(tmp_path, POSTS)], tmp_path / "out", form=Form("text"))
    found = [path.name for path in (tmp_path / "out").rglob("*.txt")]
    assert len(found) == 40
    assert "left.txt" not in found


def test_going_on_where_the_output_stood_already(tmp_path: Path) -> None:
    given, output = zipped(tmp_path, POSTS), tmp_path / "out.jsonl"
    output.write_bytes(b"old")
    archive(given, "-o", tmp_path / "other.jsonl")
    (tmp_path / "out.jsonl.partial").mkdir()
    (tmp_path / "out.jsonl.partial" / "run.json").write_text(
        f'{{"inputs": [["{given}", 1, {given.stat().st_size}]], "field": null,'
        ' "include": [], "exclude": []}'
    )
    assert "add --resume" in archive(given, "-o", output).stderr
    assert archive(given, "-o", output, "--force", "--resume").exit_code == 0
    assert output.read_bytes() == (tmp_path / "other.jsonl").read_bytes()


PROGRAM = """
import sys
from pathlib import Path
import archive_reads
import rfaparse.archive.journal
from rfaparse.archive import run
rfaparse.archive.journal._MEMBERS_A_PART = 25
if __name__ == "__main__":
    given, output = map(Path, sys.argv[1:3])
    resume = output.with_name(f"{output.name}.partial").joinpath("run.json").exists()
    run([given], output, read=archive_reads.slow, workers=2, resume=resume)
"""


def children(parent: int) -> list[int]:
    """The worker processes of a run."""
    try:
        found = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii")
    except OSError:
        return []
    return [int(each) for each in found.split()]


def kill_one(chance: random.Random, process: subprocess.Popen[bytes]) -> str:
    """Kill the run, or one of its workers; gives which."""
    started = children(process.pid)
    if started and chance.random() < 0.5:
        with suppress(ProcessLookupError):
            os.kill(chance.choice(started), signal.SIGKILL)
        return "worker"
    process.kill()
    return "run"


@LINUX
def test_killed_and_resumed_loses_and_doubles_nothing(tmp_path: Path) -> None:
    """Each round a run is killed, or one of its workers; killed runs are gone on with."""
    posts = {f"{number:04}.md": post(number % 120) for number in range(200)}
    given = zipped(tmp_path, {**posts, "0100.md": b"no story", "0110.md": b""})
    whole, output, program = (tmp_path / name for name in ("whole.jsonl", "out.jsonl", "run.py"))
    program.write_text(PROGRAM, encoding="utf-8")
    told = tmp_path / "told.txt"
    paths = os.pathsep.join([str(SUPPORT), os.environ.get("PYTHONPATH", "")])
    environment = {**os.environ, "PYTHONPATH": paths}
    start = time.monotonic()
    subprocess.run([sys.executable, program, given, whole], env=environment, check=True)
    seconds = time.monotonic() - start
    chance = random.Random(ROUNDS)  # noqa: S311  no secret
    killed = {"run": 0, "worker": 0}
    finished = 0
    while sum(killed.values()) < ROUNDS or not output.exists():
        if output.exists():
            assert output.read_bytes() == whole.read_bytes()
            assert (errors(output), skipped(output)) == (errors(whole), skipped(whole))
            output.unlink()
            finished += 1
        with told.open("wb") as errors_told:
            process = subprocess.Popen(
                [sys.executable, str(program), str(given), str(output)],
                env=environment,
                stderr=errors_told,
            )
        if sum(killed.values()) < ROUNDS:
            time.sleep(seconds * chance.uniform(0.1, 1.0))
            if process.poll() is None:
                killed[kill_one(chance, process)] += 1
        assert process.wait(120) in (0, -signal.SIGKILL), told.read_text()
    assert output.read_bytes() == whole.read_bytes()
    assert (errors(output), skipped(output)) == (errors(whole), skipped(whole))
    print(f"killed {killed}, {finished + 1} tables compared")  # noqa: T201  the figures


@LINUX
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("workers", ["1", "2"])
def test_stopped_and_gone_on_with(stop: signal.Signals, workers: str, tmp_path: Path) -> None:
    posts = {f"{number:04}.md": post(number) for number in range(6000)}
    given, output = zipped(tmp_path, posts), tmp_path / "out.jsonl"
    process = subprocess.Popen(
        [sys.executable, "-m", "rfaparse", "archive", given, "-o", output, "--workers", workers],
        stderr=subprocess.PIPE,
        text=True,
    )
    deadline = time.monotonic() + 60
    while not list(tmp_path.glob("out.jsonl.partial/part-*")) and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(stop)
    _, told = process.communicate(timeout=60)
    assert told == "stopped; continue with the same command and --resume\n"
    assert process.returncode == 1
    assert not output.exists()
    assert "6,000 stories" in command_line(given, "-o", output, "--resume").stderr
    assert sorted(row["member"] for row in rows(output)) == sorted(posts)


def test_workers_that_die_before_they_begin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "_work", archive_reads.die)
    monkeypatch.setattr(workers, "_MOST_STARTS", 2)
    output = tmp_path / "out.jsonl"
    result = archive(zipped(tmp_path, POSTS), "-o", output, "--workers", "2")
    assert result.exit_code == 1
    assert "Error: the workers die before they begin" in result.stderr
    monkeypatch.undo()
    assert archive(tmp_path / "posts.bin", "-o", output, "--resume").exit_code == 0
    assert len(rows(output)) == 40


@LINUX
def test_the_workers_of_a_killed_run_end(tmp_path: Path) -> None:
    posts = {f"{number:04}.md": post(number) for number in range(3000)}
    program = tmp_path / "run.py"
    program.write_text(PROGRAM, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, str(program), str(zipped(tmp_path, posts)), str(tmp_path / "out.jsonl")],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(SUPPORT), *sys.path])},
        stderr=subprocess.DEVNULL,
    )
    deadline = time.monotonic() + 30
    while not list(tmp_path.glob("out.jsonl.partial/part-*")) and time.monotonic() < deadline:
        time.sleep(0.05)
    started = children(process.pid)
    process.kill()
    process.wait()
    assert started
    while any(map(is_alive, started)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(is_alive, started))


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except OSError:
        return False
    return state.rpartition(")")[2].split()[0] != "Z"
