//! How Arabic is sent to a terminal, as it is written in settings and options.
//!
//! It names adapters; how they work is in `bidi`.

use std::fmt;

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error, Visitor},
};

use crate::bidi::Adapter;

/// The word for the automatic choice of an adapter.
pub const AUTO: &str = "auto";

/// Every word that is allowed.
pub const BIDI_WORDS: [&str; Adapter::ALL.len() + 1] = {
    let mut words = [AUTO; Adapter::ALL.len() + 1];
    let mut place = 0;
    while place < Adapter::ALL.len() {
        words[place + 1] = Adapter::ALL[place].name();
        place += 1;
    }
    words
};

/// The choice of how Arabic is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bidi {
    /// The program chooses for each terminal.
    Auto,
    /// This adapter is used.
    Through(Adapter),
}

impl Bidi {
    /// Its word in files and options, one of [`BIDI_WORDS`].
    pub fn word(self) -> &'static str {
        self.adapter().map_or(AUTO, Adapter::name)
    }

    /// The chosen adapter; `None` for the automatic choice.
    pub fn adapter(self) -> Option<Adapter> {
        match self {
            Self::Auto => None,
            Self::Through(adapter) => Some(adapter),
        }
    }
}

impl Serialize for Bidi {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(self.word())
    }
}

impl<'de> Deserialize<'de> for Bidi {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_str(WordVisitor)
    }
}

/// Checks a word while it is read, so that the error has its line.
struct WordVisitor;

impl Visitor<'_> for WordVisitor {
    type Value = Bidi;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a string")
    }

    fn visit_str<E: Error>(self, word: &str) -> Result<Bidi, E> {
        if word == AUTO {
            return Ok(Bidi::Auto);
        }
        word.parse().map(Bidi::Through).map_err(|_| E::unknown_variant(word, &BIDI_WORDS))
    }
}
