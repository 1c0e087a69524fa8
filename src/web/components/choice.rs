//! A choice among a few values, with its name before it.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::hooks::when;

/// What can be chosen, and whom it tells.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Class of the label.
    pub class: &'static str,
    /// What is chosen.
    pub label: AttrValue,
    /// Whether only a screen reader is told so.
    #[prop_or_default]
    pub is_label_unseen: bool,
    /// Values, and what people call them.
    pub options: Vec<(String, String)>,
    /// More of them, under titles.
    #[prop_or_default]
    pub groups: Vec<(&'static str, Vec<(String, String)>)>,
    /// The value that is chosen.
    pub value: String,
    /// Takes the value that somebody chooses.
    pub choose: Callback<String>,
}

/// The choice.
#[component]
pub fn Choice(props: &Props) -> Html {
    let node = use_node_ref();
    // the attribute `selected` counts only until somebody chooses: the property must follow
    use_effect_with((node.clone(), props.value.clone(), props.options.clone()), |(node, value, _)| {
        if let Some(select) = node.cast::<HtmlSelectElement>() {
            select.set_value(value);
        }
    });
    let onchange = when(&props.choose, |event: Event| {
        let select: HtmlSelectElement = event.target_dyn_into()?;
        Some(select.value())
    });
    html! {
        <label class={props.class}>
            <span class={props.is_label_unseen.then_some("unseen")}>{ &props.label }</span>
            <select ref={node} {onchange}>
                { options(&props.options, &props.value) }
                { for props.groups.iter().map(|(title, all)| html! {
                    <optgroup key={*title} label={*title}>{ options(all, &props.value) }</optgroup>
                }) }
            </select>
        </label>
    }
}

fn options(all: &[(String, String)], chosen: &str) -> Html {
    let option = |(value, words): &(String, String)| {
        html! { <option key={value.clone()} value={value.clone()} selected={value == chosen}>{ words }</option> }
    };
    all.iter().map(option).collect()
}
