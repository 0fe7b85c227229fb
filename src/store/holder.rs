//! Who holds a lock, for the message that another program shows.
//!
//! It knows no lock.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The program that writes an assessment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// The user's name, if the system provides it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
    /// The computer's name, if the system provides it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host: Option<String>,
    /// The process id.
    pub process: u32,
    /// The command, for example `open` or `answer`.
    pub command: String,
    /// When it took the lock.
    pub since: Timestamp,
}

impl Holder {
    /// This process, running `command` since `now`.
    pub fn this_process(command: &str, now: Timestamp) -> Self {
        let variable = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
        Self {
            user: ["USER", "LOGNAME", "USERNAME"].into_iter().find_map(variable),
            host: host(),
            process: std::process::id(),
            command: command.to_owned(),
            since: now,
        }
    }
}

#[cfg(unix)]
fn host() -> Option<String> {
    let name = rustix::system::uname().nodename().to_string_lossy().into_owned();
    Some(name).filter(|name| !name.is_empty())
}

#[cfg(not(unix))]
fn host() -> Option<String> {
    std::env::var("COMPUTERNAME").ok()
}
