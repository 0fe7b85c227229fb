//! The full-screen program as a person uses it: keys in, screen and file out.

mod answering;
mod choices;
mod failing;
mod first_run;
mod hostile;
mod keeping;
mod own_pack;
mod pointing;
mod screens;
mod sharing;
mod typing;
