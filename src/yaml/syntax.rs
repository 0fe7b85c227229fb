//! The faults of YAML itself. The two parsers report them as English sentences, which become codes here and nowhere else.

use std::fmt;

/// Declares the faults, each with its name in logs and the parts of sentences that report it. Of several that fit, the first one counts.
macro_rules! syntax_faults {
    ($($(#[$doc:meta])* $name:ident $phrase:literal: $($part:literal),*;)*) => {
        /// What is wrong with the YAML of a text.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum SyntaxFault {
            $($(#[$doc])* $name,)*
            /// Anything else, in the English words of the parser.
            Other(String),
        }

        impl SyntaxFault {
            /// Every fault but [`Self::Other`].
            pub const KNOWN: [Self; [$(stringify!($name)),*].len()] = [$(Self::$name),*];

            /// The fault that a parser reports in this sentence.
            pub(super) fn of_sentence(sentence: &str) -> Self {
                let says = |parts: &[&str]| parts.iter().any(|part| sentence.contains(part));
                $(if says(&[$($part),*]) {
                    return Self::$name;
                })*
                Self::Other(sentence.to_owned())
            }
        }

        impl fmt::Display for SyntaxFault {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    $(Self::$name => out.write_str($phrase),)*
                    Self::Other(sentence) => out.write_str(sentence),
                }
            }
        }
    };
}

syntax_faults! {
    /// A text in quotes does not end, or something follows its end.
    OpenQuote "a text in quotes does not end here": "quoted scalar";
    /// A colon with a blank is inside a text.
    StrayColon "a colon is inside a text without quotes": "mapping values are not allowed";
    /// A tab is used for indentation.
    Tab "a tab is where only blanks may be": "tabs disallowed", "found a tab";
    /// A bracket does not end, or an item has no comma.
    OpenBracket "a bracket does not end, or a comma is missing": "flow sequence", "flow mapping", "placement of ':'", "expected node content";
    /// A bracket does not end, because what would end it is in a comment. No parser says so; the guard finds it.
    OpenComment "a bracket does not end, because # begins a comment":;
    /// A line begins too far to the left or to the right.
    Indentation "the indentation does not fit the lines above": "block mapping", "block collection", "simple key", "indentation";
    /// A text without quotes begins with a sign that YAML uses.
    StrangeStart "a text without quotes begins with a sign of YAML": "unexpected character", "cannot start any token";
}
