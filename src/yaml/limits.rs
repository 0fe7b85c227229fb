//! Upper limits for the size of files.

/// The limits of one kind of file. A larger file is refused before any value is built from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Size of the file in bytes.
    pub bytes: usize,
    /// Nesting depth of lists and maps.
    pub depth: usize,
    /// Number of keys, texts, lists and maps together.
    pub values: usize,
    /// Length of one text in bytes.
    pub text: usize,
}

impl Limits {
    /// An assessment: 8 MiB, enough for long notes to every question and for milestones that repeat them.
    pub const ASSESSMENT: Self = Self { bytes: 8 << 20, depth: 16, values: 100_000, text: 64 << 10 };
    /// One file of a pack: 4 MiB.
    pub const PACK: Self = Self { bytes: 4 << 20, depth: 16, values: 100_000, text: 64 << 10 };
    /// A document of the program, which holds an assessment with its results and its roadmap: 16 MiB.
    pub const DOCUMENT: Self = Self { bytes: 16 << 20, depth: 24, values: 200_000, text: 64 << 10 };
    /// A theme or the settings: 128 KiB.
    pub const SMALL: Self = Self { bytes: 128 << 10, depth: 8, values: 10_000, text: 16 << 10 };
    /// Length of one key in bytes, for every kind of file.
    pub const KEY: usize = 1 << 10;
}
