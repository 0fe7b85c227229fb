//! Mizan: a maturity self-assessment in the terminal. This page is the map of the program.
//!
//! Each room knows the rooms above it in this list, and none below.

// What is asked, what was answered, and the words of the interface.
pub mod bidi;
pub mod i18n;
pub mod model;
pub mod search;

// What follows from the answers. Pure: no files, no clock, no screen.
pub mod merge;
pub mod scoring;

pub mod edit;

pub mod compare;
pub mod roadmap;
pub mod work;

// The time.
pub mod clock;

// What lies on disk.
pub mod paths;
pub mod system;
pub mod yaml;

pub mod data;
pub mod store;
pub mod theme;

pub mod saver;
pub mod settings;

// The terminal, as far as it can be asked.
pub mod terminal;

// What a person sees.
pub mod report;

pub mod export;

pub mod explain;

pub mod cli;
pub mod tui;

#[cfg(test)]
mod sample;
