//! What the list of an index says besides: which year it is narrowed to, how much is read, and what did not come.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::hooks::when;
use crate::app::Listing;
use crate::app::action::{Action, List};
use crate::app::failure::Told;
use crate::app::indexed::{Indexed, Stand};
use crate::collection::Search;
use crate::collection::index::Year;
use crate::incident::Moment;
use crate::tongue::Tongue;

/// The choice of a year, each with how many incidents it has; the chart offers the same to a pointer.
pub fn year_choice(
    tongue: &'static Tongue,
    mut years: Vec<(Option<i32>, usize)>,
    search: &Search,
    dispatch: &Callback<Action>,
) -> Html {
    years.extend(search.year.filter(|it| years.iter().all(|(year, _)| year != it)).map(|it| (it, 0)));
    let option = |(at, (year, n)): (usize, &(Option<i32>, usize))| {
        let words = tongue.year_and_n(called(tongue, *year), *n);
        html! { <option key={at} value={at.to_string()} selected={search.year == Some(*year)}>{ words }</option> }
    };
    let options: Vec<Html> = years.iter().enumerate().map(option).collect();
    let onchange = when(dispatch, move |event: Event| {
        let chosen: Option<usize> = event.target_dyn_into::<HtmlSelectElement>()?.value().parse().ok();
        Some(Action::List(List::Only(chosen.and_then(|it| years.get(it)).map(|it| it.0))))
    });
    html! {
        <label>{ tongue.only_year() }{ " " }
            <select {onchange}>
                <option key="all" value="" selected={search.year.is_none()}>{ tongue.all_years() }</option>
                { options }
            </select>
        </label>
    }
}

/// Whether what is looked for can be in what is not here.
pub fn may_have_more(it: &Indexed, search: &Search) -> bool {
    it.coming().is_some() || it.failed().next().is_some() || !it.candidates(search).is_empty()
}

/// How much is read, which year would be next, and what did not come with a way to ask again.
pub fn partial(tongue: &'static Tongue, it: &Indexed, listing: &Listing, dispatch: &Callback<Action>) -> Html {
    let (n, all) = (it.n_read(), it.years.len());
    let read = tongue.years_read(n, all, listing.collection.rows.len(), listing.collection.n_incidents);
    let coming = it.coming().map(|it| tongue.reading_year(called(tongue, it.year)));
    let coming = coming.or_else(|| matches!(it.words, Stand::Coming(..)).then(|| tongue.reading_words().to_owned()));
    let left = it.candidates(&listing.search);
    let next = left.first().and_then(|at| it.index.years.get(*at)).filter(|_| coming.is_none());
    let is_sought = !listing.search.words.trim().is_empty();
    let again = dispatch.reform(|_: MouseEvent| Action::List(List::Again));
    let failed = |(year, failure): (Option<&Year>, &std::rc::Rc<crate::app::Failure>)| {
        let Told { title, text, .. } = failure.tell(tongue);
        let key = year.map_or_else(String::new, |it| called(tongue, it.year));
        html! { <p key={key}><strong>{ title }</strong>{ " " }{ text }</p> }
    };
    html! {
        <div class="partial small">
            <p hidden={n == all}>{ read }</p>
            <p hidden={next.is_none() && coming.is_none()}>
                <span hidden={!is_sought || left.is_empty()}>{ tongue.years_left(left.len()) }{ " " }</span>
                <span role="status">{ coming }</span>
                <button type="button" class="link" hidden={next.is_none()} onclick={dispatch.reform(|_: MouseEvent| Action::List(List::More))}>
                    { next.map(|it| tongue.read_year(called(tongue, it.year))) }
                </button>
            </p>
            <div role="alert">
                { for it.failed().map(failed) }
                <button type="button" class="button" hidden={it.failed().next().is_none()} onclick={again}>{ tongue.try_again() }</button>
            </div>
        </div>
    }
}

fn called(tongue: &Tongue, year: Option<i32>) -> String {
    let Some(year) = year else { return tongue.no_year().to_owned() };
    Moment::parse(&year.to_string()).map_or_else(|_| year.to_string(), |it| tongue.moment(&it))
}
