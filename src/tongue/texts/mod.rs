//! Every text that the program can say, with the holes that values fill: a file for each group of them.
//! The wordings stand in the files of the languages, `en.rs`, `ja.rs` and so on.

mod aids;
mod amounts;
mod changes;
mod checking;
mod claims;
#[cfg(all(feature = "cli", not(target_os = "unknown")))]
#[cfg(feature = "cli")]
mod command;
mod common;
mod dates;
mod diagrams;
mod drawn;
mod edits;
mod exports;
mod failures;
mod findings;
mod giving;
#[cfg(feature = "foreign")]
mod import_flow;
#[cfg(feature = "foreign")]
mod import_formats;
#[cfg(feature = "foreign")]
mod import_kinds;
#[cfg(feature = "foreign")]
mod import_lists;
#[cfg(feature = "foreign")]
mod import_logs;
#[cfg(feature = "foreign")]
mod import_misp;
#[cfg(feature = "foreign")]
mod import_refusals;
#[cfg(feature = "foreign")]
mod import_stix;
#[cfg(feature = "foreign")]
mod import_table;
#[cfg(feature = "foreign")]
mod import_veris;
#[cfg(feature = "foreign")]
mod imports;
mod keeping;
mod legend;
mod lists;
mod on_map;
mod own_files;
mod page;
mod papers;
#[cfg(feature = "cli")]
mod preflight;
#[cfg(feature = "cli")]
mod quotes;
mod refusals;
mod rules;
mod seeking;
mod sheet;
mod tactics;
mod time;
#[cfg(feature = "cli")]
mod together;
mod told;
mod units;

pub use aids::Aids;
pub use amounts::Amounts;
pub use changes::Changes;
pub use checking::Checking;
pub use claims::Claims;
#[cfg(all(feature = "cli", not(target_os = "unknown")))]
#[cfg(feature = "cli")]
pub use command::Command;
pub use common::Common;
pub use dates::Dates;
pub use diagrams::Diagrams;
pub use drawn::Drawn;
pub use edits::Edits;
pub use exports::Exports;
pub use failures::Failures;
pub use findings::Findings;
pub use giving::Giving;
#[cfg(feature = "foreign")]
pub use import_flow::ImportFlow;
#[cfg(feature = "foreign")]
pub use import_formats::ImportFormats;
#[cfg(feature = "foreign")]
pub use import_kinds::ImportKinds;
#[cfg(feature = "foreign")]
pub use import_lists::ImportLists;
#[cfg(feature = "foreign")]
pub use import_logs::ImportLogs;
#[cfg(feature = "foreign")]
pub use import_misp::ImportMisp;
#[cfg(feature = "foreign")]
pub use import_refusals::ImportRefusals;
#[cfg(feature = "foreign")]
pub use import_stix::ImportStix;
#[cfg(feature = "foreign")]
pub use import_table::ImportTable;
#[cfg(feature = "foreign")]
pub use import_veris::ImportVeris;
#[cfg(feature = "foreign")]
pub use imports::Imports;
pub use keeping::Keeping;
pub use legend::Legend;
pub use lists::Lists;
pub use on_map::OnMap;
pub use own_files::OwnFiles;
pub use page::Page;
pub use papers::Papers;
#[cfg(feature = "cli")]
pub use preflight::Preflight;
#[cfg(feature = "cli")]
pub use quotes::Quotes;
pub use refusals::Refusals;
pub use rules::Rules;
pub use seeking::Seeking;
pub use sheet::Sheet;
pub use tactics::Tactics;
pub use time::Time;
#[cfg(feature = "cli")]
pub use together::Together;
pub use told::Told;
pub use units::Units;

/// Declares a group of texts: one wording for each, a method of [`Tongue`](crate::tongue::Tongue) that says it, and a phrase of it.
macro_rules! texts {
    ($(#[$doc:meta])* $group:ident { $($(#[$about:meta])* $name:ident $(($($hole:ident),+))?,)* }) => {
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $group { $($(#[$about])* pub(in crate::tongue) $name: &'static str,)* }

        impl $group {
            /// Stops the compiler at a hole that nobody fills.
            pub(in crate::tongue) const fn checked(self) -> Self {
                $($crate::tongue::fill::check(self.$name, &[$($(stringify!($hole)),+)?]);)*
                self
            }

            /// All wordings by their names, with the holes that each can have.
            #[cfg(test)]
            pub(in crate::tongue) fn all(&self) -> Vec<(&'static str, &'static str, &'static [&'static str])> {
                vec![$((stringify!($name), self.$name, &[$($(stringify!($hole)),+)?]),)*]
            }
        }

        impl $crate::tongue::Tongue {
            $(texts!(@say $group $name ($($($hole)+)?) $(#[$about])*);)*
        }

        impl $crate::tongue::Phrase {
            $($(#[$about])*
            pub fn $name($($($hole: impl Into<$crate::tongue::Arg>),+)?) -> Self {
                Self {
                    text: const {
                        &$crate::tongue::phrase::Text {
                            name: stringify!($name),
                            wording: |tongue| $crate::tongue::said::of::<$group>(tongue).$name,
                        }
                    },
                    with: vec![$($((stringify!($hole), $hole.into())),+)?],
                }
            })*
        }
    };
    (@say $group:ident $name:ident () $(#[$about:meta])*) => {
        $(#[$about])*
        pub fn $name(&self) -> &'static str {
            $crate::tongue::said::of::<$group>(self).$name
        }
    };
    (@say $group:ident $name:ident ($($hole:ident)+) $(#[$about:meta])*) => {
        $(#[$about])*
        pub fn $name(&self, $($hole: impl Into<$crate::tongue::Arg>),+) -> String {
            self.fill($crate::tongue::said::of::<$group>(self).$name, &[$((stringify!($hole), $hole.into())),+])
        }
    };
}
use texts;
