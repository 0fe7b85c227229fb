//! The screens, one file each. Every screen is a [`View`](super::view::View).

mod compare;
mod details;
mod details_form;
mod home;
mod interview;
mod overview;
mod overview_table;
mod picture_test;
mod question_rows;
mod results;
mod roadmap;
mod settings;
mod welcome;

pub use compare::{Choose, Compare};
pub use details::Details;
pub use home::Home;
pub use interview::Interview;
pub use overview::Overview;
pub use picture_test::PictureTest;
pub use results::Results;
pub use roadmap::RoadmapScreen;
pub use settings::SettingsScreen;
pub use welcome::Welcome;
