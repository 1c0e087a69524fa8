//! Bytes → incident and report. Only unreadable bytes are an error; everything else is a finding.

pub mod draft;
mod each;
pub mod native;
