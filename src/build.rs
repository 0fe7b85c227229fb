//! Embeds what lies in the repository as data.

fn main() {}
