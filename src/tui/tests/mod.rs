//! Tests of the whole full-screen program: keys in, screen and files out.

mod about;
mod answering;
mod choices;
mod comparing;
mod days;
mod directions;
mod explaining;
mod failing;
mod failing_terminals;
mod farewell;
mod finding;
mod first_run;
mod footer;
mod groups;
mod hostile;
mod keeping;
mod levels;
mod missing_levels;
mod open_questions;
mod own_pack;
mod pack_languages;
mod pointing;
mod screens;
mod sharing;
mod typing;
mod versions;
