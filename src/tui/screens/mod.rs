//! The screens, one file each.

mod compare;
mod details;
mod details_form;
mod home;
mod interview;
mod overview;
mod overview_table;
mod question_rows;
mod results;
mod roadmap;
mod settings;

pub use compare::Choose;
pub use details::Details;
pub use home::Home;
pub use interview::Interview;
pub use overview::Overview;
pub use results::Results;
pub use roadmap::RoadmapScreen;
pub use settings::Settings;
