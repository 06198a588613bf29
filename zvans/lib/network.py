from ipaddress import IPv6Address, ip_address


def plain(address: str) -> str:
    """An IPv4 address as it is written, where a socket for both kinds has wrapped it («::ffff:192.0.2.1»). Others stay as they are."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    return str(parsed.ipv4_mapped or parsed) if isinstance(parsed, IPv6Address) else address
