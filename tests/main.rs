//! What the program does from the outside.

mod cli;
