from zvans.lib.database.addresses import database_of, role_of, with_database, with_role


def test_what_has_a_meaning_in_addresses_is_written_so_that_it_has_none() -> None:
    url = with_database(
        with_role("postgresql://old:one@db.example:5433/first?sslmode=require", "a/b", "p@ss:w?"), "skola #1"
    )
    assert url == "postgresql://a%2Fb:p%40ss%3Aw%3F@db.example:5433/skola%20%231?sslmode=require"
    assert (role_of(url), database_of(url)) == ("a/b", "skola #1")


def test_a_socket_has_no_host_before_the_slash() -> None:
    url = "postgresql://zvans_app:x@/zvans?host=%2Fvar%2FData"
    assert with_database(url, "other") == "postgresql://zvans_app:x@/other?host=%2Fvar%2FData"
