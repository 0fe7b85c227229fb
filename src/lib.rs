//! Mizan: a maturity self-assessment in the terminal. This page is the map of the program.
//!
//! Each room knows the rooms above it in this list, and none below.

pub mod model;

pub mod yaml;

pub mod data;
