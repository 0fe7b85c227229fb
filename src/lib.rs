//! Mizan: a maturity self-assessment in the terminal. This page is the map of the program.
//!
//! A room uses only the rooms above it in this table; `tests/direction.rs` reads the order here and holds it. Inside a
//! room, files do not use each other in a circle. A *pure* room is given dates and texts as arguments: it touches no
//! file, no clock, no thread and no screen.
//!
//! | room | what it is for | |
//! | --- | --- | --- |
//! | [`bidi`] | text in the cells of a terminal: width, direction, shaping, and what each terminal must be sent | |
//! | [`i18n`] | the words of the interface in each language | |
//! | [`model`] | questionnaires and assessments: the nouns of the program | pure |
//! | [`search`] | finding texts in both scripts, in any of their spellings | pure |
//! | [`merge`] | the changes of two users to one assessment, merged | pure |
//! | [`scoring`] | levels, index and reasons from answers | pure |
//! | [`edit`] | every change to an assessment, and how to take it back | pure |
//! | [`compare`] | assessments and milestones next to each other | pure |
//! | [`roadmap`] | what to do next, in phases | pure |
//! | [`work`] | an assessment with its pack, its scores and its history, as a value | pure |
//! | [`clock`] | today and now: the only door to time | |
//! | [`paths`] | where the user's files are | |
//! | [`shell`] | what the user is to type: quoted, and as this run was called | |
//! | [`system`] | limits of the operating system | |
//! | [`yaml`] | reading YAML from strangers within bounds, with the line of every fault | |
//! | [`data`] | packs: embedded, read from folders, checked | |
//! | [`store`] | assessments as files: durable, locked, backed up, listed | |
//! | [`theme`] | colours by their meaning | |
//! | [`saver`] | the thread that saves the open assessment | |
//! | [`settings`] | what the user chose for good | |
//! | [`terminal`] | what the terminal is, as far as it can be asked | |
//! | [`report`] | what the user reads: tables, pages and reasons, in words | pure |
//! | [`export`] | files for other programs and readers, written and read | |
//! | [`explain`] | faults in the words of the user: what, where, why, what to do | |
//! | [`tui`] | the full screen | |
//! | [`cli`] | the commands; one of them opens the full screen | |
//!
//! Where new things go: milestones and the votes of a workshop are data of the [`model`]; a change in [`edit`] makes them,
//! [`merge`] brings two versions together, [`compare`] reads milestones, and screens of [`tui`] and commands of [`cli`]
//! show them. An HTML report is one more format of [`export`], made from the values of [`report`]. A portfolio of many
//! assessments is a pure room of its own after [`roadmap`], fed by the listing of [`store`].
//!
//! A room is `pub(crate)` unless a benchmark, a test of `tests/` or an example in the documentation uses it, because the
//! compiler finds what nothing uses only there.

#![expect(rustdoc::private_intra_doc_links, reason = "the map names every room")]

pub mod bidi;
pub mod i18n;
pub mod model;
pub mod search;

pub(crate) mod merge;
pub mod scoring;

pub mod edit;

pub(crate) mod compare;
pub mod roadmap;
pub(crate) mod work;

pub(crate) mod clock;
pub mod paths;
pub(crate) mod shell;
pub(crate) mod system;
pub mod yaml;

pub mod data;
pub mod store;
pub mod theme;

pub(crate) mod saver;
pub mod settings;
pub(crate) mod terminal;

pub mod report;

pub mod export;

pub mod explain;

pub mod tui;

pub mod cli;

#[cfg(test)]
mod sample;
