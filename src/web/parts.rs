//! The parts of the program as the browser gets them: `cargo xtask dist` cuts the wasm at the functions that give them.
//! In a program that is in one piece (tests in wasm), they are here at once.

use std::cell::Cell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::components::{
    Changes, ChangesProps, CollectionProps, CollectionView, ColumnsProps, ColumnsView, Disputes, DisputesProps, Door,
    Find, FindProps, HandOnForm, HandOnProps, LanesProps, LanesView, Leftovers, Panel, PanelProps, Present,
    PresentProps, QuotesTable, QuotesView, SheetProps, SheetView, Table, TableProps, Tellers, TellersProps, Tellings,
    TellingsProps, date, glossary, rove,
};
use super::machine::Machine;
use super::{convert, desk, export, giving, presenting, quoting, writing};
use crate::app::action::{Action, Fetch, Way};
use crate::app::effect::Effect;
use crate::app::part::{Part, Place};
use crate::app::view::Shown;
use crate::app::{self, Failure, edit, handing, office, tables, views};
use crate::incident::Day;
use crate::tongue::Tongue;

/// A value that comes later.
type Later = Pin<Box<dyn Future<Output = Result<JsValue, JsValue>>>>;

/// What hands on.
pub struct Handing {
    logic: &'static tables::Handing,
    /// What is in the dialog.
    pub form: fn(HandOnProps) -> Html,
    /// Performs an effect that hands something on.
    pub give: fn(&Rc<Machine>, Effect),
    /// Makes what a host asks for.
    pub export_as: fn(Rc<Machine>, String, JsValue) -> Later,
}

static HANDING: Handing = Handing {
    logic: &handing::HANDING,
    form: |props| html! { <HandOnForm ..props /> },
    give: giving::give,
    export_as: |machine, kind, options| Box::pin(export::export_as(machine, kind, options)),
};

/// Draws a field: for the day that is shown, or none; gives the one that was typed, and steps on and back.
type DateField = fn(&'static Tongue, Option<Day>, bool, Callback<Option<Day>>, Option<Callback<Way>>) -> Html;

/// What stands beside the map.
pub struct Beside {
    /// The field that finds and filters.
    pub find: fn(FindProps) -> Html,
    /// The story and what is chosen.
    pub panel: fn(PanelProps) -> Html,
    /// A field for a day.
    pub date: DateField,
    /// The list of sources.
    pub tellers: fn(TellersProps) -> Html,
    /// What the words on the page mean.
    pub glossary: fn(&Rc<Shown>) -> Html,
    /// Follows a key within what is one tab stop.
    pub rove: fn(&KeyboardEvent) -> bool,
}

static BESIDE: Beside = Beside {
    find: |props| html! { <Find ..props /> },
    panel: |props| {
        // another incident begins at the top
        let key = format!("panel {}", props.shown.ready.incident.id);
        html! { <Panel {key} ..props /> }
    },
    date,
    tellers: |props| html! { <Tellers ..props /> },
    glossary,
    rove,
};

/// What shows something else than the map.
pub struct Views {
    logic: &'static tables::Views,
    /// Time as lanes.
    pub lanes: fn(LanesProps) -> Html,
    /// The table.
    pub table: fn(TableProps) -> Html,
    /// Where sources disagree.
    pub disputes: fn(DisputesProps) -> Html,
    /// What changed.
    pub changes: fn(ChangesProps) -> Html,
    /// The tellings side by side.
    pub tellings: fn(TellingsProps) -> Html,
    /// The presentation.
    pub present: fn(PresentProps) -> Html,
    /// Takes the whole screen for a presentation, or gives it and the keyboard back.
    pub turn: fn(&Rc<Machine>, bool),
    /// The list of a collection.
    pub collection: fn(CollectionProps) -> Html,
    /// The columns of a table.
    pub columns: fn(ColumnsProps) -> Html,
}

static VIEWS: Views = Views {
    logic: &views::VIEWS,
    lanes: |props| html! { <LanesView key="lanes" ..props /> },
    table: |props| html! { <Table key="table" ..props /> },
    disputes: |props| html! { <Disputes key="disputes" ..props /> },
    changes: |props| html! { <Changes key="changes" ..props /> },
    tellings: |props| html! { <Tellings key="tellings" ..props /> },
    present: |props| html! { <Present key="present" ..props /> },
    turn: presenting::turn,
    collection: |props| html! { <CollectionView key="collection" ..props /> },
    columns: |props| html! { <ColumnsView key="columns" ..props /> },
};

/// What writes in an incident.
pub struct Writing {
    logic: &'static tables::Writing,
    /// The sheet.
    pub sheet: fn(SheetProps) -> Html,
    /// The way from there to what holds quotes to documents.
    pub door: fn(&Rc<Machine>) -> Door,
    /// Performs an effect of writing.
    pub write: fn(&Rc<Machine>, &Effect),
    /// What was written and not saved, with which somebody can go on.
    pub left: fn(&Rc<Machine>) -> Html,
    /// Does an edit of the host, a JSON Patch.
    pub apply: fn(&Rc<Machine>, &str) -> Result<(), JsValue>,
}

static WRITING: Writing = Writing {
    logic: &edit::WRITING,
    sheet: |props| html! { <SheetView key="sheet" ..props /> },
    door,
    write: writing::write,
    left: |machine| {
        let (acting, dispatching) = (Rc::clone(machine), Rc::clone(machine));
        let choose = Callback::from(move |(id, goes_on): (String, bool)| desk::choose(&acting, &id, goes_on));
        let dispatch = Callback::from(move |it| dispatching.dispatch(it));
        html! { <Leftovers key="left" left={desk::left(machine)} is_astray={edit::is_astray(&machine.state())} {choose} {dispatch} /> }
    },
    apply: writing::apply,
};

/// What holds quotes to documents, on the sheet.
pub struct Quotes {
    table: QuotesTable,
    /// Takes the saved documents in a drop or a field.
    bring: fn(&Rc<Machine>, &JsValue),
}

static QUOTES: Quotes = Quotes {
    table: QuotesTable { view: |props| html! { <QuotesView key="quotes" ..props /> }, cell: app::quoting::cell },
    bring: |machine, from| {
        let (machine, found) = (Rc::clone(machine), quoting::found(&machine.files, from));
        spawn_local(async move {
            let Some(found) = found else { return };
            if let Some(action) = quoting::read(&machine.reader, found).await {
                machine.dispatch(action);
            }
        });
    },
};

thread_local! {
    static BESIDE_HERE: Cell<Option<&'static Beside>> = const { Cell::new(None) };
    static HANDING_HERE: Cell<Option<&'static Handing>> = const { Cell::new(None) };
    static VIEWS_HERE: Cell<Option<&'static Views>> = const { Cell::new(None) };
    static WRITING_HERE: Cell<Option<&'static Writing>> = const { Cell::new(None) };
    static QUOTES_HERE: Cell<Option<&'static Quotes>> = const { Cell::new(None) };
}

/// What hands on, if it is here.
pub fn handing() -> Option<&'static Handing> {
    HANDING_HERE.get()
}

/// What stands beside the map, if it is here.
pub fn beside() -> Option<&'static Beside> {
    BESIDE_HERE.get()
}

/// What shows something else than the map, if it is here.
pub fn views() -> Option<&'static Views> {
    VIEWS_HERE.get()
}

/// What writes in an incident, if it is here.
pub fn writing() -> Option<&'static Writing> {
    WRITING_HERE.get()
}

/// Nothing is known of a part that did not come; the browser's console says why.
struct Missing;

#[cfg(feature = "split")]
#[expect(clippy::unnecessary_wraps, reason = "what fails is the fetching, which the macro adds")]
mod cut {
    use wasm_split_helpers::{SplitLoaderError, wasm_split};

    use super::{BESIDE, Beside, HANDING, Handing, Missing, QUOTES, Quotes, VIEWS, Views, WRITING, Writing};
    use super::{office, tables};

    impl From<SplitLoaderError> for Missing {
        fn from(_: SplitLoaderError) -> Self {
            Self
        }
    }

    #[wasm_split(handing, fallible)]
    pub fn get_handing() -> Result<&'static Handing, Missing> {
        Ok(&HANDING)
    }

    #[wasm_split(office, fallible)]
    pub fn get_office() -> Result<&'static tables::Office, Missing> {
        Ok(&office::OFFICE)
    }

    #[wasm_split(panel, fallible)]
    pub fn get_beside() -> Result<&'static Beside, Missing> {
        Ok(&BESIDE)
    }

    #[wasm_split(views, fallible)]
    pub fn get_views() -> Result<&'static Views, Missing> {
        Ok(&VIEWS)
    }

    #[wasm_split(writing, fallible)]
    pub fn get_writing() -> Result<&'static Writing, Missing> {
        Ok(&WRITING)
    }

    #[wasm_split(quotes, fallible)]
    pub fn get_quotes() -> Result<&'static Quotes, Missing> {
        Ok(&QUOTES)
    }
}

#[cfg(not(feature = "split"))]
#[expect(clippy::unused_async, reason = "as what the macro makes where the program is cut")]
mod cut {
    use super::{BESIDE, Beside, HANDING, Handing, Missing, QUOTES, Quotes, VIEWS, Views, WRITING, Writing};
    use super::{office, tables};

    pub async fn get_handing() -> Result<&'static Handing, Missing> {
        Ok(&HANDING)
    }

    pub async fn get_office() -> Result<&'static tables::Office, Missing> {
        Ok(&office::OFFICE)
    }

    pub async fn get_beside() -> Result<&'static Beside, Missing> {
        Ok(&BESIDE)
    }

    pub async fn get_views() -> Result<&'static Views, Missing> {
        Ok(&VIEWS)
    }

    pub async fn get_writing() -> Result<&'static Writing, Missing> {
        Ok(&WRITING)
    }

    pub async fn get_quotes() -> Result<&'static Quotes, Missing> {
        Ok(&QUOTES)
    }
}

/// Gets a part, and tells the machine what came of it.
pub fn fetch(machine: &Rc<Machine>, part: Part) {
    let machine = Rc::clone(machine);
    spawn_local(async move {
        match part {
            Part::Handing => drop(fetch_handing(&machine).await),
            Part::Panel => {
                let beside = cut::get_beside().await.ok();
                BESIDE_HERE.set(beside.or(BESIDE_HERE.get()));
                let place = beside.map_or(Place::Missing, |_| Place::Here(&()));
                machine.dispatch(Action::Part(Fetch::Panel(place)));
            }
            Part::Views => {
                let views = cut::get_views().await.ok();
                VIEWS_HERE.set(views.or(VIEWS_HERE.get()));
                let place = views.map_or(Place::Missing, |it| Place::Here(it.logic));
                machine.dispatch(Action::Part(Fetch::Views(place)));
            }
            Part::Writing => drop(fetch_writing(&machine).await),
        }
    });
}

async fn fetch_handing(machine: &Rc<Machine>) -> Option<&'static Handing> {
    let handing = cut::get_handing().await.ok();
    HANDING_HERE.set(handing.or(HANDING_HERE.get()));
    let place = handing.map_or(Place::Missing, |it| Place::Here(it.logic));
    machine.dispatch(Action::Part(Fetch::Handing(place)));
    handing
}

async fn fetch_writing(machine: &Rc<Machine>) -> Option<&'static Writing> {
    let writing = cut::get_writing().await.ok();
    WRITING_HERE.set(writing.or(WRITING_HERE.get()));
    let place = writing.map_or(Place::Missing, |it| Place::Here(it.logic));
    machine.dispatch(Action::Part(Fetch::Writing(place)));
    writing
}

/// The way from the sheet to what holds quotes to documents.
fn door(machine: &Rc<Machine>) -> Door {
    let machine = Rc::clone(machine);
    Door {
        table: || QUOTES_HERE.get().map(|it| &it.table),
        fetch: Callback::from(|done: Callback<bool>| {
            spawn_local(async move {
                let quotes = cut::get_quotes().await.ok();
                QUOTES_HERE.set(quotes.or(QUOTES_HERE.get()));
                done.emit(quotes.is_some());
            });
        }),
        bring: Callback::from(move |from: JsValue| {
            if let Some(it) = QUOTES_HERE.get() {
                (it.bring)(&machine, &from);
            }
        }),
    }
}

/// What makes files for office programs and programs of diagrams, for what hands them on: the machine needs to know nothing of it.
pub async fn office_or_failure() -> Result<&'static tables::Office, Failure> {
    cut::get_office().await.map_err(|Missing| Failure::no_part())
}

/// What writes, for a host that asks for it.
pub async fn writing_or_failure(machine: &Rc<Machine>) -> Result<&'static Writing, JsValue> {
    let writing = fetch_writing(machine).await;
    writing.ok_or_else(|| convert::failure(&Failure::no_part(), machine.state().tongue()))
}

/// What hands on, for a host that asks for it.
pub async fn handing_or_failure(machine: &Rc<Machine>) -> Result<&'static Handing, JsValue> {
    let handing = fetch_handing(machine).await;
    handing.ok_or_else(|| convert::failure(&Failure::no_part(), machine.state().tongue()))
}
