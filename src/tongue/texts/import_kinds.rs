//! What kinds of things files of other tools name, and how one relates to another. The number chooses the form and is shown elsewhere.

use super::texts;

texts! {
    /// What kinds of things files of other tools name, and how one relates to another. The number chooses the form and is shown elsewhere.
    ImportKinds {
        /// Addresses of machines.
        kind_ip_address(n),
        /// Addresses of network cards.
        kind_mac(n),
        /// Names such as `a.example`.
        kind_domain(n),
        /// Web addresses in MISP.
        kind_url(n),
        /// A name with the address it stands for.
        kind_domain_and_address(n),
        /// Addresses for mail.
        kind_email_address(n),
        /// Mails.
        kind_email_message(n),
        /// Files.
        kind_file(n),
        /// A file name with a hash of the file.
        kind_file_and_hash(n),
        /// Names of files.
        kind_filename(n),
        /// Hashes of files.
        kind_md5(n),
        /// Hashes of files.
        kind_sha1(n),
        /// Hashes of files.
        kind_sha256(n),
        /// Names that scanners give to malware.
        kind_antivirus(n),
        /// Keys of the Windows registry in MISP.
        kind_registry_key(n),
        /// Processes.
        kind_process(n),
        /// Accounts of people.
        kind_user_account(n),
        /// Mutual exclusion objects of Windows.
        kind_mutex(n),
        /// Programs.
        kind_software(n),
        /// Vulnerabilities.
        kind_vulnerability(n),
        /// Malware.
        kind_malware(n),
        /// Tools.
        kind_tool(n),
        /// People and organizations.
        kind_identity(n),
        /// Places.
        kind_location(n),
        /// Systems.
        kind_infrastructure(n),
        /// What belongs to the victim.
        kind_asset(n),
        /// Victims.
        kind_victim(n),
        /// Anything else.
        kind_other(n),
        /// How one relates to another: on an arrow.
        tie_targets,
        /// How one relates to another: on an arrow.
        tie_compromises,
        /// How one relates to another: on an arrow.
        tie_compromised,
        /// How one relates to another: on an arrow.
        tie_communicates,
        /// How one relates to another: on an arrow.
        tie_beacons,
        /// How one relates to another: on an arrow.
        tie_exfiltrates,
        /// How one relates to another: on an arrow.
        tie_controls,
        /// How one relates to another: on an arrow.
        tie_delivers,
        /// How one relates to another: on an arrow.
        tie_downloads,
        /// How one relates to another: on an arrow.
        tie_downloaded,
        /// How one relates to another: on an arrow.
        tie_drops,
        /// How one relates to another: on an arrow.
        tie_dropped,
        /// How one relates to another: on an arrow.
        tie_hosts,
        /// How one relates to another: on an arrow.
        tie_exploits,
        /// How one relates to another: on an arrow.
        tie_uses,
        /// How one relates to another, where the file says that the other downloads from it.
        tie_gives,
        /// How one relates to another: on an arrow.
        tie_connected,
        /// How one relates to another: on an arrow.
        tie_connects,
        /// How one relates to another: on an arrow.
        tie_affects,
        /// How one relates to another: on an arrow.
        tie_sent,
        /// How one relates to another: on an arrow.
        tie_redirects,
        /// How one relates to another: the label of a fact.
        tie_owns,
        /// How one relates to another: the label of a fact.
        tie_consists,
        /// How one relates to another: the label of a fact.
        tie_has,
        /// How one relates to another: the label of a fact.
        tie_related,
        /// How one relates to another: the label of a fact.
        tie_resolves,
        /// How one relates to another: the label of a fact.
        tie_belongs,
    }
}
