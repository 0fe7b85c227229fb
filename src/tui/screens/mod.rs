//! The screens, one file each, and the table of those that an action opens. Every screen is a
//! [`View`](super::view::View).

mod about;
mod answer_sign;
mod chart;
mod compare;
mod details;
mod details_form;
mod details_values;
mod home;
mod home_table;
mod interview;
mod left_out;
mod overview;
mod overview_table;
mod picture_test;
mod question_rows;
mod reason_row;
mod results;
mod roadmap;
mod settings;
mod undoing;
mod versions;
mod welcome;

pub use about::About;
pub use chart::Chart;
pub use compare::{Choose, Compare};
pub use details::{Details, NewAssessment};
pub use home::Home;
pub use interview::Interview;
pub use overview::Overview;
pub use picture_test::PictureTest;
pub use results::Results;
pub use roadmap::RoadmapScreen;
pub use settings::SettingsScreen;
pub use versions::VersionsScreen;
pub use welcome::Welcome;

use super::session::Session;
use super::view::View;
use super::workspace::Workspace;

/// Defines [`Destination`] from one row per screen: its description, whether it `reads` or `writes` the open assessment,
/// the key of its name among those of the actions, from where it opens (`home`, the open `assessment`, or `both`), and how
/// it is made.
macro_rules! destinations {
    ($($(#[$doc:meta])* $name:ident: $access:ident, $word:literal, $from:ident, $make:expr;)*) => {
        /// A screen that an action opens.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Destination {
            $($(#[$doc])* $name,)*
        }

        impl Destination {
            /// Every screen that an action opens.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// Whether it is a form that changes the open assessment.
            pub fn writes(self) -> bool {
                match self {
                    $(Self::$name => destinations!(@ $access),)*
                }
            }

            /// Key of its name in the messages.
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$name => $word,)*
                }
            }

            /// All keys of the table, for the test that compares them with the messages.
            #[cfg(test)]
            pub const WORDS: &[&str] = &[$($word,)*];

            /// The screen without an assessment. `None` if it shows one.
            pub fn at_home(self, workspace: &Workspace) -> Option<Box<dyn View<()>>> {
                match self {
                    $(Self::$name => destinations!(@ home $from, $make, workspace),)*
                }
            }

            /// The screen over those of an assessment. `None` if it opens from home only.
            pub fn over_assessment(self, session: &Session) -> Option<Box<dyn View<Session>>> {
                match self {
                    $(Self::$name => destinations!(@ assessment $from, $make, session),)*
                }
            }
        }
    };
    (@ reads) => { false };
    (@ writes) => { true };
    (@ home choice, $make:expr, $workspace:ident) => { Some(Box::new($make(None))) };
    (@ assessment choice, $make:expr, $session:ident) => { Some(Box::new($make(Some($session)))) };
    (@ home home, $make:expr, $workspace:ident) => { Some(Box::new($make($workspace))) };
    (@ assessment assessment, $make:expr, $session:ident) => { Some(Box::new($make($session))) };
    (@ $place:ident both, $make:expr, $given:ident) => { Some(Box::new($make())) };
    (@ $place:ident $from:ident, $make:expr, $given:ident) => { None };
}

destinations! {
    /// The form for a new assessment.
    New: reads, "new", home, NewAssessment::suggested;
    /// Name, organisation, profile and scope.
    Details: writes, "details", assessment, Details::of;
    /// The scores and their reasons, with the first area selected.
    Results: reads, "results", assessment, |_| Results::at(0);
    /// Levels and targets as a chart.
    Chart: reads, "chart", assessment, |_| Chart::default();
    /// The next steps.
    Roadmap: reads, "roadmap", assessment, |_| RoadmapScreen::default();
    /// What the questionnaire says besides its questions.
    About: reads, "about", assessment, |_| About::default();
    /// What another version of the questionnaire changed.
    Versions: reads, "versions", assessment, |_| VersionsScreen::default();
    /// The choice of assessments to compare.
    Compare: reads, "compare", choice, Choose::with;
    /// The settings.
    Settings: reads, "settings", both, SettingsScreen::default;
}
