//! A field for a day: it shows one as the page writes it everywhere, and reads what people type.

use web_sys::{HtmlInputElement, KeyboardEvent};
use yew::prelude::*;

use crate::app::action::Way;
use crate::app::typed;
use crate::incident::Day;
use crate::tongue::Tongue;

/// The field. It gives the day that was typed, or none if it was emptied; by the arrow keys it goes on and back, where it can.
/// What cannot be read is said while one is still there, and is replaced by the day that is shown when one leaves.
pub fn date(
    tongue: &'static Tongue,
    day: Option<Day>,
    is_disabled: bool,
    choose: Callback<Option<Day>>,
    step: Option<Callback<Way>>,
) -> Html {
    let shown = day.map_or_else(String::new, |it| tongue.day(it));
    let value = shown.clone();
    let onchange = Callback::from(move |event: Event| {
        let Some(field) = event.target_dyn_into::<HtmlInputElement>() else { return };
        let text = field.value();
        let read = typed::day(&text);
        field.set_custom_validity("");
        if read.is_some() || text.trim().is_empty() {
            field.set_value(&read.map_or_else(|| shown.clone(), |it| tongue.day(it)));
            choose.emit(read);
        } else if field.matches(":focus").unwrap_or(false) {
            field.set_custom_validity(&tongue.date_unread(&text));
            field.report_validity();
        } else {
            field.set_value(&shown);
        }
    });
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        let way = match event.key().as_str() {
            "ArrowUp" => Way::Forward,
            "ArrowDown" => Way::Back,
            _ => return,
        };
        if let Some(step) = &step {
            event.prevent_default();
            step.emit(way);
        }
    });
    html! { <input type="text" class="day" autocomplete="off" title={tongue.date_hint()} {value} disabled={is_disabled} {onchange} {onkeydown} /> }
}
