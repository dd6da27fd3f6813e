"""The two commands' parts: servers in awkward folders, sudden ends, one start a home, mirrors, secrets."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psycopg2
import pytest
import redis

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "script"))

from _home import Home, throw_away  # noqa: E402
from _mirrors import uv_environment  # noqa: E402
from _servers import Servers  # noqa: E402


@pytest.fixture
def folder():
    """A home whose path has a space and Chinese characters, and room for a rule about sockets' paths."""
    path = Path(tempfile.mkdtemp(prefix="泸州 闭环生产 门户的数据所在的很长很长的文件夹 "))
    throw_away(path).leave()
    yield path
    shutil.rmtree(path, ignore_errors=True)


@pytest.fixture
def start(folder):
    """``start()`` takes the home and starts both servers, as script/run does; all stop with the test."""
    taken = []

    def begin():
        home = Home(folder)
        home.take()
        servers = Servers(folder, hold=(home.parts,))
        taken.append((home, servers))
        return home, servers, servers.postgres(), servers.valkey()

    yield begin
    for _, servers in taken:
        servers.stop()


def test_the_servers_work_in_a_folder_with_a_space_and_chinese_and_keep_their_data(start):
    home, servers, database, broker = start()
    with psycopg2.connect(database) as line, line.cursor() as cursor:
        cursor.execute("CREATE EXTENSION pg_trgm; CREATE TABLE firm (name text)")
        cursor.execute("INSERT INTO firm VALUES ('泸州老窖') RETURNING array_length(show_trgm(name), 1)")
        assert cursor.fetchone()[0] == 5, "trigrams of Chinese need a UTF-8 character type"
    line.close()
    redis.Redis.from_url(broker).set("name", "泸州")
    servers.stop()
    home.leave()

    _, _, database, broker = start()
    line = psycopg2.connect(database)
    with line, line.cursor() as cursor:
        cursor.execute("SELECT name FROM firm")
        assert cursor.fetchall() == [("泸州老窖",)]
    line.close()
    assert redis.Redis.from_url(broker).get("name").decode() == "泸州"


def test_nobody_but_the_portals_own_users_may_enter_the_database(start):
    _, servers, database, _ = start()
    assert servers.sockets.stat().st_mode & 0o777 == 0o700
    with pytest.raises(psycopg2.OperationalError, match="Peer authentication failed"):
        psycopg2.connect(database, user="postgres")


def test_postgres_killed_under_writes_loses_no_acknowledged_row(start):
    home, servers, database, _ = start()
    line = psycopg2.connect(database)
    line.autocommit = True
    cursor = line.cursor()
    cursor.execute("CREATE TABLE written (number int)")
    acknowledged = []

    def write():
        try:
            for number in range(10**6):
                cursor.execute("INSERT INTO written VALUES (%s)", [number])
                acknowledged.append(number)
        except psycopg2.Error:
            pass

    writer = threading.Thread(target=write)
    writer.start()
    while len(acknowledged) < 200:
        time.sleep(0.01)
    os.kill(servers.started[0].process.pid, signal.SIGKILL)
    writer.join(20)
    servers.stop()
    home.leave()

    _, _, database, _ = start()
    line = psycopg2.connect(database)
    with line, line.cursor() as cursor:
        cursor.execute("SELECT number FROM written")
        assert set(acknowledged) <= {number for (number,) in cursor.fetchall()}
    line.close()


def test_a_home_is_started_once_at_a_time(folder, capsys):
    first = Home(folder)
    first.take()
    with pytest.raises(SystemExit):
        Home(folder).take()
    assert "already running" in capsys.readouterr().err
    first.leave()
    Home(folder).take()


def test_the_servers_of_a_killed_script_end_with_it(folder):
    script = (
        "import sys, time; sys.path.insert(0, sys.argv[1])\n"
        "from _home import Home; from _servers import Servers\n"
        "home = Home(sys.argv[2]); home.take(); servers = Servers(home.folder, hold=(home.parts,))\n"
        "servers.postgres(); servers.valkey(); print('up', flush=True); time.sleep(600)\n"
    )
    command = [sys.executable, "-c", script, str(ROOT / "script"), str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert any(line == "up\n" for line in process.stdout)
        process.kill()
    home = Home(folder)
    home.take(patience=15)  # held by every server until it has ended
    assert not (folder / "pg18" / "postmaster.pid").exists(), "PostgreSQL was stopped cleanly"
    left = Servers(folder)
    left.settle()
    left.stop()  # takes away the folder of sockets that the killed script left


def test_secrets_are_made_once_for_their_owner_alone(folder, monkeypatch):
    monkeypatch.delenv("PORTAL_SECRET_KEY", raising=False)
    first = Home(folder).environment({})
    assert (folder / "secrets.json").stat().st_mode & 0o777 == 0o600
    again = Home(folder).environment({})
    assert first["PORTAL_SECRET_KEY"] == again["PORTAL_SECRET_KEY"] != ""
    monkeypatch.setenv("PORTAL_SECRET_KEY", "a city's own")
    assert Home(folder).environment({})["PORTAL_SECRET_KEY"] == "a city's own"


def test_a_mirror_set_for_pip_is_uvs_too_unless_uv_has_its_own(monkeypatch):
    monkeypatch.setenv("PIP_INDEX_URL", "https://mirror.example/simple")
    monkeypatch.delenv("UV_DEFAULT_INDEX", raising=False)
    assert uv_environment(sys.executable)["UV_DEFAULT_INDEX"] == "https://mirror.example/simple"
    monkeypatch.setenv("UV_DEFAULT_INDEX", "https://other.example/simple")
    assert uv_environment(sys.executable)["UV_DEFAULT_INDEX"] == "https://other.example/simple"


def test_the_locks_name_no_registry():
    assert "resolved" not in (ROOT / "package-lock.json").read_text()
    for lock in ("requirements.lock", "requirements-dev.lock"):
        assert "://" not in (ROOT / lock).read_text()


def test_production_gets_no_secret_by_itself(folder, monkeypatch):
    monkeypatch.setenv("PORTAL_MODE", "production")
    monkeypatch.delenv("PORTAL_SECRET_KEY", raising=False)
    env = Home(folder).environment({})
    assert "PORTAL_SECRET_KEY" not in env
    command = [sys.executable, "-c", "import luzhou_bubble.settings"]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
    assert "PORTAL_SECRET_KEY is not set" in done.stderr
