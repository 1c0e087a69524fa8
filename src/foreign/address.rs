//! Addresses of machines: which of them are within a network and which on the Internet. One place for all readers.

use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Whether words are an address of a network of somebody's own, which nobody reaches over the Internet: private (RFC 1918,
/// RFC 4193), shared by a provider (RFC 6598), link local, or that of the machine itself. A mask or a port behind it is of no matter.
pub fn is_inside(words: &str) -> bool {
    of(words).is_some_and(is_inner)
}

/// The same of an address.
pub fn is_inner(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(it) => is_inside_v4(it),
        IpAddr::V6(it) => it.to_ipv4_mapped().map_or_else(|| is_inside_v6(it), is_inside_v4),
    }
}

/// The address that words are: `10.0.0.0/8`, `192.0.2.7:443`, `[fe80::1]:80`, `fe80::1%eth0`.
fn of(words: &str) -> Option<IpAddr> {
    let words = words.trim();
    let words = words.split(['/', '%']).next().unwrap_or(words);
    let bare = words.strip_prefix('[').and_then(|it| it.split_once(']')).map_or(words, |(address, _)| address);
    let without_port = bare.rsplit_once(':').map_or(bare, |(address, _)| address);
    bare.parse().ok().or_else(|| without_port.parse::<Ipv4Addr>().ok().map(IpAddr::V4))
}

fn is_inside_v4(it: Ipv4Addr) -> bool {
    let [first, second, ..] = it.octets();
    let is_shared = first == 100 && (64..128).contains(&second);
    it.is_private() || it.is_loopback() || it.is_link_local() || is_shared
}

fn is_inside_v6(it: Ipv6Addr) -> bool {
    it.is_unique_local() || it.is_unicast_link_local() || it.is_loopback()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_reaches_over_the_internet_is_inside() {
        for inside in [
            "10.1.2.3",
            "172.16.0.1",
            "172.20.5.9",
            "172.31.255.255",
            "192.168.0.0/16",
            "127.0.0.1",
            "169.254.1.1",
            "100.64.0.1",
            "10.0.0.1:445",
            "fd12::1",
            "fc00::1",
            "fe80::1%eth0",
            "[fe80::1]:80",
            "::1",
            "::ffff:10.0.0.1",
        ] {
            assert!(is_inside(inside), "{inside}");
        }
        for outside in
            ["172.15.0.1", "172.32.0.1", "192.0.2.7:443", "8.8.8.8", "2001:db8::1", "fdic.example", "10.example", ""]
        {
            assert!(!is_inside(outside), "{outside}");
        }
    }
}
