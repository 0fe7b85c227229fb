//! The command `mizan`: hands the arguments over and turns the outcome into an exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    mizan::cli::run(std::env::args_os().skip(1))
}
