//! What the readers of event logs and timelines say.

use super::texts;

texts! {
    /// What the readers of event logs and timelines say.
    ImportLogs {
        /// The title of an incident.
        log_windows,
        /// The title of an incident.
        log_ecar,
        /// A title.
        log_signins,
        /// The publisher.
        log_itself,
        /// Why the log has a day of publication.
        log_published,
        /// Left out.
        log_no_event,
        /// Left out.
        log_no_machine,
        /// Left out.
        log_no_time,
        /// Left out.
        log_other_kinds,
        /// Left out: machines, accounts, addresses and markings in a field.
        log_unsaid(field),
        /// Left out.
        log_not_tcp,
        /// Left out.
        log_packets,
        /// Left out.
        log_no_origin,
        /// Left out.
        log_local,
        /// Left out.
        log_itself_logon,
        /// Carried.
        log_failures,
        /// Carried.
        log_detections,
        /// Carried.
        log_again,
        /// Left out.
        log_most_detections,
        /// A note: how grave a rule of a tool is, in its own word.
        log_level(level),
        /// An event: what a rule of a tool is called.
        log_rule(rule),
        /// Derived.
        log_logons,
        /// Derived.
        log_other_credentials,
        /// Derived.
        log_shares,
        /// Derived.
        log_commands,
        /// Derived.
        log_connections,
        /// Left out.
        log_other_ports,
        /// Left out.
        log_system_starts,
        /// Carried.
        log_starts,
        /// Derived.
        log_clocks,
        /// Derived.
        log_ambiguous,
        /// Left out.
        log_to_itself,
        /// Derived.
        log_beside_logon,
        /// Left out.
        log_most_steps,
        /// Left out.
        log_most_starts,
        /// Why a machine is possibly compromised.
        log_begins_here,
        /// Derived.
        log_beginnings,
        /// Derived.
        log_joined,
        /// Derived.
        log_perhaps_same,
        /// A note on a machine that is perhaps another.
        log_perhaps_note,
        /// A note on a machine: its other names.
        log_also(names),
        /// A note on a start: the command line, and when.
        log_line(line, times),
        /// Why a technique is named.
        log_technique,
        /// An event.
        log_failed,
        /// An event.
        log_n_failed(n),
        /// An event: of which account.
        log_of_account(what, account),
        /// An event: from which machine.
        log_from_machine(what, machine),
        /// An event.
        log_started(program, account),
        /// Something that happened several times.
        log_repeated(what, n),
        /// The label of a list of accounts with the number of their logons.
        log_accounts,
        /// A region of the map: machines with public addresses.
        log_internet,
        /// A region of the map: machines of which only the address is known.
        log_not_named,
        /// A region of the map: machines without a domain.
        log_no_domain,
        /// By what a machine was reached.
        log_network,
        /// By what a machine was reached.
        log_clear_text,
        /// By what a machine was reached.
        log_desktop,
        /// A kind of logon: to an application in a cloud.
        log_sign_in,
        /// A zone: applications in a cloud.
        log_applications,
        /// Left out.
        log_interrupted,
        /// By what a machine was reached, in short.
        log_credentials,
        /// By what a machine was reached.
        log_with_credentials,
        /// By what a machine was reached, in short.
        log_share,
        /// By what a machine was reached.
        log_to_shares,
        /// By what a machine was reached, in short.
        log_command,
        /// By what a machine was reached.
        log_naming_command,
        /// By what a machine was reached.
        log_connection,
        /// A note on a step.
        log_account(account),
        /// A note on a step.
        log_system_account(account),
        /// A detail of a step: `RDP (port 3389)`.
        log_to_port(service, port),
        /// A detail of a step: a program that runs scripts opened a connection.
        log_script(program, port),
        /// The title of an incident.
        sketch_title,
        /// The publisher.
        sketch_itself,
        /// Why the timeline has a day of publication.
        sketch_published,
        /// Left out.
        sketch_no_message,
        /// Derived.
        sketch_joined,
        /// Derived.
        sketch_contradiction,
        /// Left out.
        sketch_no_time,
        /// Left out.
        sketch_unread_time,
        /// Left out.
        sketch_long_messages,
        /// Carried.
        sketch_no_zone,
        /// Derived.
        sketch_micros,
        /// Carried.
        sketch_machines,
        /// Carried.
        sketch_rows,
        /// Carried.
        sketch_tagged,
        /// Left out.
        sketch_untagged,
        /// Derived.
        sketch_gathered,
        /// A note on an event.
        sketch_tags(tags),
        /// A note on an event.
        sketch_timeless,
        /// An event that stands for several rows of one kind.
        sketch_n_rows(n, what),
    }
}
