import os
from stat import S_IMODE

import psycopg
import pytest

from core.checks import _finds_arabic
from core.postgres import PostgresError, server
from core.postgres.places import Place
from core.postgres.processes import postmaster


def asked(place, question):
    with server.connect(place) as connection:
        return connection.execute(question).fetchone()[0]


def test_first_start_makes_a_server_that_answers(place):
    assert server.start(place) is True
    assert server.start(place) is False
    assert asked(place, "SELECT current_database()") == "cohesion"


def test_server_listens_on_no_network_and_asks_for_the_password(place):
    server.start(place)

    assert asked(place, "SHOW listen_addresses") == ""
    assert asked(place, "SHOW password_encryption") == "scram-sha-256"
    assert S_IMODE(place.password_file.stat().st_mode) == 0o600
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(host=str(place.sockets), user="cohesion", password="guess")


def test_server_does_not_run_as_root(place):
    server.start(place)

    assert os.stat(f"/proc/{postmaster(place.data)}").st_uid != 0


def test_arabic_letters_are_letters(place):
    server.start(place)

    with server.connect(place) as connection:
        connection.execute("CREATE EXTENSION pg_trgm")
        assert _finds_arabic(connection.cursor()) is True


def test_check_notices_a_database_that_knows_no_arabic_letter(place):
    server.start(place)
    with server.connect(place) as connection:
        connection.execute(
            "CREATE DATABASE deaf TEMPLATE template0 "
            "LOCALE_PROVIDER libc LC_COLLATE 'C' LC_CTYPE 'C'"
        )

    with server.connect(place, "deaf") as connection:
        connection.execute("CREATE EXTENSION pg_trgm")
        assert _finds_arabic(connection.cursor()) is False


@pytest.mark.parametrize(("cluster", "durable"), [("main", "on"), ("fault", "on"), ("test", "off")])
def test_only_the_cluster_of_the_tests_may_lose_something(own_var, cluster, durable):
    place = Place(own_var, cluster)
    server.start(place)

    assert asked(place, "SHOW fsync") == durable
    assert asked(place, "SHOW synchronous_commit") == durable


def test_stray_variables_do_not_lead_elsewhere(place, monkeypatch):
    monkeypatch.setenv("PGHOSTADDR", "127.0.0.1")
    monkeypatch.setenv("PGPORT", "1")
    monkeypatch.setenv("PGOPTIONS", "-c nonsense=1")

    server.start(place)

    assert asked(place, "SELECT 1") == 1


def test_half_made_cluster_is_made_anew(place):
    part = place.base / "main.part"
    part.mkdir(parents=True)
    (part / "data").write_text("the power went")

    server.start(place)

    assert asked(place, "SELECT 1") == 1
    assert not part.exists()


def test_data_of_another_major_version_is_left_alone(place):
    server.start(place)
    server.stop(place)
    version = place.data / "PG_VERSION"
    version.write_text("13\n")

    with pytest.raises(PostgresError, match="made by PostgreSQL 13"):
        server.start(place)

    version.write_text("18\n")
    server.start(place)
    assert asked(place, "SELECT 1") == 1


def test_lost_password_is_said_in_a_sentence(place):
    server.start(place)
    place.password_file.write_text("another\n")

    with pytest.raises(PostgresError, match="does not accept the password"):
        server.start(place)


def test_socket_folder_of_somebody_else_is_refused(place):
    place.sockets.symlink_to("/")

    with pytest.raises(PostgresError, match="belongs to somebody else"):
        server.start(place)

    place.sockets.unlink()


def test_stop_ends_it_and_says_if_there_was_nothing_to_end(place):
    assert server.stop(place) is False
    server.start(place)

    assert server.stop(place) is True
    assert server.stop(place) is False
    assert server.answers(place) is False
    assert server.start(place) is True


def test_database_that_is_there_is_not_made_again(place):
    server.start(place)

    assert server._create_database(place) is True
