"""Over ssh and in tmux, as it is read in the field: whatever is killed, the next start goes on where one was, and no note is lost."""

from __future__ import annotations

import os
import random
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from getpass import getuser
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from pseudo_terminal import PATIENCE, PseudoTerminal, environment

from tui.notebook.journal import Journal
from tui.notebook.notebook import Notebook

SSHD = shutil.which("sshd", path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin")
pytestmark = pytest.mark.skipif(
    not (SSHD and shutil.which("ssh") and shutil.which("tmux")), reason="sshd, ssh or tmux is not installed"
)
KILLS = int(os.environ.get("KHABAR_KILLS", "6"))
"""How often the reader is killed; a hundred take some minutes."""


@dataclass(frozen=True)
class Host:
    """An sshd of one's own on loopback, and how to come to it."""

    folder: Path
    process: subprocess.Popen[bytes]
    port: int

    @property
    def ssh(self) -> list[str]:
        return [
            "ssh", "-tt", "-F", "none", "-p", str(self.port), "-i", str(self.folder / "key"), "-o", "IdentitiesOnly=yes",
            "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR",
            f"{getuser()}@127.0.0.1",
        ]  # fmt: skip

    def sessions(self) -> list[int]:
        """Return the processes that serve one login each."""
        asked = subprocess.run(["ps", "-o", "pid=", "--ppid", str(self.process.pid)], capture_output=True, check=False)
        return [int(pid) for pid in asked.stdout.split()]


@pytest.fixture
def host() -> Iterator[Host]:
    with TemporaryDirectory(prefix="khabar-") as name:
        folder = Path(name)
        for key in ("key", "host"):
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / key], check=True)
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            port = found.getsockname()[1]
        if os.getuid() == 0:
            Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
        (folder / "config").write_text(
            f"Port {port}\nListenAddress 127.0.0.1\nHostKey {folder}/host\nAuthorizedKeysFile {folder}/key.pub\n"
            f"StrictModes no\nUsePAM no\nPidFile none\nPasswordAuthentication no\nPermitRootLogin prohibit-password\n"
        )
        assert SSHD
        process = subprocess.Popen([SSHD, "-D", "-e", "-f", folder / "config"], stderr=subprocess.DEVNULL)
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            with socket.socket() as door:
                if door.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield Host(folder, process, port)
        process.terminate()
        process.wait()


class Field:
    """A reader at the far end: a login over ssh, tmux in it, khabar in that."""

    def __init__(self, host: Host, corpus: Path, home: Path) -> None:
        self.host, self.home = host, home
        own = environment(
            TERM="xterm-256color", XDG_STATE_HOME=str(home), XDG_DATA_HOME=str(home), TMUX_TMPDIR=str(host.folder)
        )
        self.far = ["env", "-i", *(f"{name}={value}" for name, value in own.items())]
        self.start = ["tmux", "-L", "khabar", "-f", "/dev/null", "-u", "new-session", "-A", "-s", "read"]
        self.corpus = corpus

    def login(self) -> PseudoTerminal:
        return PseudoTerminal(str(self.corpus), before=[*self.host.ssh, *self.far, *self.start], answers=True)

    def readers(self) -> list[int]:
        """Return khabar's own processes in tmux."""
        asked = subprocess.run(
            [*self.far, "tmux", "-L", "khabar", "list-panes", "-a", "-F", "#{pane_pid}"],
            capture_output=True,
            check=False,
        )
        return [int(pid) for pid in asked.stdout.split()]

    def kill(self, how: str) -> None:
        if how == "link":
            for pid in self.host.sessions():
                os.kill(pid, signal.SIGKILL)
        elif how == "tmux":
            subprocess.run([*self.far, "tmux", "-L", "khabar", "kill-server"], capture_output=True, check=False)
        else:
            for pid in self.readers():
                os.kill(pid, {"KILL": signal.SIGKILL, "TERM": signal.SIGTERM, "HUP": signal.SIGHUP}[how])


WAYS = ("KILL", "TERM", "HUP", "link", "tmux")


def test_killed_at_random_it_goes_on_where_it_was_and_no_note_is_lost(
    host: Host, valleys: Path, tmp_path: Path
) -> None:
    field, chance = Field(host, valleys, tmp_path), random.Random(7)
    row, acknowledged = 1, list[str]()
    for number in range(KILLS):
        how = WAYS[number] if number < len(WAYS) else chance.choice(WAYS)
        with field.login() as terminal:
            if number == 0:
                terminal.shows("? help")
                terminal.type("2")
            terminal.shows(f"Events {row}/6")
            key, row = ("j", row + 1) if row < 4 else ("gj", 2)
            terminal.type(key)
            terminal.shows(f"Events {row}/6")
            note = f"<{number}>"
            terminal.type(f"A{note}\r")
            if number % 3 == 0:
                terminal.shows(" noted: ")
            else:
                terminal.listen(chance.uniform(0, 0.3))
            if any(" noted: " in line for line in terminal.lines):
                acknowledged.append(note)
            field.kill(how)
            if how == "link":
                terminal.exit_status(PATIENCE)
    (journal,) = (tmp_path / "khabar" / "notebook").glob("*.jsonl")
    notebook = Notebook(Journal(journal))
    notebook.refresh()
    notes = list(notebook.notes.values())
    assert acknowledged and [one for one in acknowledged if not any(one in note.text for note in notes)] == []
    print(f"{KILLS} kills, {len(acknowledged)} notes acknowledged, none lost")
