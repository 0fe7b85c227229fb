//! The values that a file must hold where the types of `serde` cannot say it precisely.
//!
//! A type gives `serde` a code instead of a sentence, and `yaml` turns the code back into a value of this type. The
//! words for the user are only in the messages.

/// Declares the values with their codes.
macro_rules! expected_values {
    ($($(#[$doc:meta])* $name:ident $code:literal;)*) => {
        /// A kind of value that a file must hold.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum ExpectedValue {
            $($(#[$doc])* $name,)*
        }

        impl ExpectedValue {
            /// Every kind.
            pub const ALL: [Self; [$($code),*].len()] = [$(Self::$name),*];

            /// The code, chosen so that it can be read in logs.
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)*
                }
            }
        }
    };
}

expected_values! {
    /// A text, or one text per language.
    TextByLanguage "a text, or one text per language";
    /// A level of a scale.
    Level "a level";
    /// A level, or a word instead of one.
    Answer "a level, `unknown` or `not_applicable`";
    /// A score of a level.
    Score "a score from 0 to 1000000 with at most 3 decimals";
    /// The impact of a step.
    Impact "an impact from 1 to 3";
    /// A colour of a theme.
    Colour "a colour";
    /// An assessment.
    Assessment "an assessment";
    /// A key of a map.
    Key "a key";
    /// The code of a language, as the key of a text.
    LanguageCode "a language code";
}

impl ExpectedValue {
    /// The kind with this code; `None` for any other text.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|value| value.code() == code)
    }
}
