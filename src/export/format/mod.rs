//! The output formats: one file and one row of [`ALL`] for each.
//!
//! The commands, their help and their possible values come from [`ALL`]. A format turns tables, pages and documents
//! into text; it knows no command and writes no file.

mod csv;
mod definition;
mod json;
mod markdown;
mod yaml;

pub use definition::{Format, FormatReader, ReadingFormat};

/// All formats, in the order of the help.
pub static ALL: &[Format] = &[markdown::FORMAT, json::FORMAT, yaml::FORMAT, csv::FORMAT];

#[cfg(test)]
pub(crate) use markdown::table as markdown_table;

/// The format with this name. `None` if no format has it.
pub fn named(name: &str) -> Option<&'static Format> {
    ALL.iter().find(|format| format.name == name)
}

#[cfg(test)]
mod tests;
