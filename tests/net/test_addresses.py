"""Which addresses are on the open internet, however they are written."""

from __future__ import annotations

import pytest

from harvester.net.addresses import host_key, is_loopback_host, is_private_host, is_public, literal, registrable


@pytest.mark.parametrize("address", ["8.8.8.8", "202.108.22.5", "2400:3200::1", "::ffff:8.8.8.8", "[2400:3200::1]"])
def test_public_addresses(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "0.0.0.0", "255.255.255.255"),
        *("169.254.169.254", "100.64.0.1", "100.100.100.200", "198.18.0.1", "224.0.0.1", "240.0.0.1"),
        *("::1", "::", "fe80::1", "fe80::1%eth0", "fd00:ec2::254", "ff02::1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::1", "[::1]"),
    ],
)
def test_private_loopback_link_local_metadata_and_multicast_addresses(address):
    assert not is_public(address)


def test_what_is_no_address_is_an_error():
    with pytest.raises(ValueError, match="does not appear to be"):
        is_public("www.example.gov.cn")


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.1", "127.0.0.1"),
        ("0x7f000001", "127.0.0.1"),
        ("0x7f.0.0.1", "127.0.0.1"),
        ("2130706433", "127.0.0.1"),
        ("0177.0.0.1", "127.0.0.1"),
        ("10.0.0.1.", "10.0.0.1"),
        ("[::1]", "::1"),
    ],
)
def test_other_ways_to_write_an_address_are_seen_through(host, address):
    assert str(literal(host)) == address
    assert is_private_host(host)


@pytest.mark.parametrize("host", ["www.example.gov.cn", "12306.cn", "0.pool.gov.cn", "1x.gov.cn", "cafe.gov.cn"])
def test_a_name_is_no_address(host):
    assert literal(host) is None
    assert not is_private_host(host)


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST.", "db.localhost", "127.0.0.2", "[::1]"])
def test_this_machine(host):
    assert is_loopback_host(host)
    assert is_private_host(host)


def test_a_neighbour_is_private_but_not_this_machine():
    assert is_private_host("192.168.1.1")
    assert not is_loopback_host("192.168.1.1")


def test_sites_that_share_an_address_have_queues_of_their_own():
    assert host_key("http://127.0.0.1:8921/a") == "127.0.0.1:8921"
    assert host_key("http://www.example.gov.cn:8080/a") == host_key("https://www.example.gov.cn/b")


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("zwgk.nmg.gov.cn", "nmg.gov.cn"),
        ("www.mof.gov.cn", "mof.gov.cn"),
        ("a.example.com.cn", "example.com.cn"),
        ("www.example.cn", "example.cn"),
        ("www.example.org", "example.org"),
        ("gov.cn", "gov.cn"),
        ("127.0.0.1", "127.0.0.1"),
    ],
)
def test_what_one_owner_registered(host, name):
    assert registrable(host) == name
