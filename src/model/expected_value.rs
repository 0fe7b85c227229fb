//! What a file must hold in a place where no type of `serde` says it well enough.
//!
//! A type hands the code to `serde` instead of a sentence, and `yaml` finds the value of this type by it. So the words for
//! users are in the messages only.

/// Declares the values with their codes.
macro_rules! expected_values {
    ($($(#[$doc:meta])* $name:ident $code:literal;)*) => {
        /// What a value of a file must be.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum ExpectedValue {
            $($(#[$doc])* $name,)*
        }

        impl ExpectedValue {
            /// Every one of them.
            pub const ALL: [Self; [$($code),*].len()] = [$(Self::$name),*];

            /// The code, which is readable in logs.
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)*
                }
            }
        }
    };
}

expected_values! {
    /// One text, or one per language.
    TextByLanguage "a text, or one text per language";
    /// A level of a scale.
    Level "a level";
    /// A level, or a word in place of one.
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
}

impl ExpectedValue {
    /// The value with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|value| value.code() == code)
    }
}
