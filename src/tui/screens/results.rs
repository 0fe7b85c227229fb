//! stub
use crate::tui::{view::*, workspace::*, action::*, keymap::*, widgets::*};
use ratatui::layout::Rect;
macro_rules! stub { ($n:ident) => { #[derive(Default)] pub struct $n; impl View for $n { fn title(&self,_:&Workspace)->String{String::new()} fn contexts(&self)->Vec<Context>{vec![Context::Everywhere]} fn update(&mut self,_:&mut Workspace,_:Action)->Vec<Command>{vec![Command::Pop]} fn draw(&self,_:&Workspace,_:&mut Canvas<'_>,_:Rect){} } } }
stub!(Results); stub!(Choose); stub!(Compare); stub!(RoadmapScreen);
impl Results { pub fn at(_: usize) -> Self { Self } }
