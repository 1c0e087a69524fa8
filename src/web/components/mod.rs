//! What is on the page: function components that show a picture and send actions.

mod button;
mod changes;
mod chart;
mod choice;
mod clocks;
mod collection;
mod columns;
mod deadlines;
mod disputes;
mod find;
mod hand_on;
mod headline;
mod hooks;
mod import;
mod light;
mod map_view;
mod mark;
mod panel;
mod positions;
mod present;
mod root;
mod stage;
mod svg;
mod table;
mod tellings;
mod timebar;
mod told_by;
mod toolbar;

pub use stage::Stage;
