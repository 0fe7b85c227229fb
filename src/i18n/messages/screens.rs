//! Words of the full-screen program.

use serde::Deserialize;

/// What each key does, as footer and help say it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Actions {}

/// The words of each screen.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Screens {}
