//! How much of a file is too much.

/// What a file may hold at most; beyond it is refused before anything is built from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Size of the file in bytes.
    pub bytes: usize,
    /// Lists and maps inside one another.
    pub depth: usize,
    /// Keys, texts, lists and maps together.
    pub values: usize,
    /// Length of one text in bytes.
    pub text: usize,
}

impl Limits {
    /// An assessment: 8 MiB, for half a day of long notes and the milestones that repeat them.
    pub const ASSESSMENT: Self = Self { bytes: 8 << 20, depth: 16, values: 100_000, text: 64 << 10 };
    /// One file of a pack: 4 MiB.
    pub const PACK: Self = Self { bytes: 4 << 20, depth: 16, values: 100_000, text: 64 << 10 };
    /// A theme, or the settings: 128 KiB.
    pub const SMALL: Self = Self { bytes: 128 << 10, depth: 8, values: 10_000, text: 16 << 10 };
    /// Length of one key in bytes, in every file.
    pub const KEY: usize = 1 << 10;
}
