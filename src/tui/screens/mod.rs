//! The screens, one file each.


mod details;
mod details_form;
mod home;
mod interview;
mod overview;
mod overview_table;
mod question_rows;
mod results;

mod settings;

pub use results::{Choose, Compare};
pub use details::Details;
pub use home::Home;
pub use interview::Interview;
pub use overview::Overview;
pub use results::Results;
pub use results::RoadmapScreen;
pub use settings::Settings;
