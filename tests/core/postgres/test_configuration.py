from types import SimpleNamespace

import environ
import pytest

from core.postgres import PostgresError, configuration, configure


@pytest.fixture(autouse=True)
def _nothing_said(monkeypatch):
    for name in ("DATABASE_URL", "EMBEDDED_PG", "COHESION_CLUSTER", "DATABASE_POOL_SIZE"):
        monkeypatch.delenv(name, raising=False)


def configured(var_dir):
    return configuration(environ.Env(), var_dir=var_dir)


def test_database_url_names_a_real_server(monkeypatch, tmp_path):
    monkeypatch.setenv(
        "DATABASE_URL", "postgres://ana:p%40ss@db.example:6543/kirkuk?sslmode=require"
    )

    found = configured(tmp_path)

    assert found["HOST"] == "db.example"
    assert found["PORT"] == 6543
    assert found["NAME"] == "kirkuk"
    assert found["PASSWORD"] == "p@ss"
    assert found["OPTIONS"]["sslmode"] == "require"
    assert list(tmp_path.iterdir()) == []


def test_database_url_takes_a_socket_folder_as_host(monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", "postgres://ana@/kirkuk?host=/run/postgresql")

    assert configured(tmp_path)["OPTIONS"]["host"] == "/run/postgresql"


@pytest.mark.parametrize("url", ["", "postgres://ana@/kirkuk?host=/run/postgresql"])
def test_connections_are_pooled_and_not_kept_twice(monkeypatch, own_var, url):
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("DATABASE_POOL_SIZE", "5")

    found = configured(own_var)

    assert found["CONN_MAX_AGE"] == 0
    assert found["CONN_HEALTH_CHECKS"] is True
    assert found["OPTIONS"]["pool"] == {"min_size": 1, "max_size": 5, "timeout": 10}


def test_embedded_server_is_the_default_and_has_a_password(own_var):
    found = configured(own_var)

    assert found["NAME"] == "cohesion"
    assert len(found["PASSWORD"]) >= 64
    assert len(found["HOST"]) < 60
    assert configured(own_var) == found


def test_tests_have_a_cluster_of_their_own(monkeypatch, own_var):
    ours = configured(own_var)
    monkeypatch.setenv("COHESION_CLUSTER", "test")

    assert configured(own_var)["HOST"] != ours["HOST"]
    assert configured(own_var)["PASSWORD"] != ours["PASSWORD"]


def test_unknown_cluster_is_refused(monkeypatch, own_var):
    monkeypatch.setenv("COHESION_CLUSTER", "production")

    with pytest.raises(PostgresError, match="no cluster “production”"):
        configured(own_var)


def test_without_embedded_server_nothing_is_made(monkeypatch, tmp_path):
    monkeypatch.setenv("EMBEDDED_PG", "0")
    var_dir = tmp_path / "var"

    assert configured(var_dir)["PASSWORD"] == ""


def test_windows_is_told_what_to_do(monkeypatch, tmp_path):
    monkeypatch.setattr(configure, "os", SimpleNamespace(name="nt", environ={}))

    with pytest.raises(PostgresError, match="Use WSL"):
        configured(tmp_path)
