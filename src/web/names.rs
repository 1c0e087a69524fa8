//! What techniques are called: longer than all that the sheet says, and fetched when somebody looks for one.

use wasm_bindgen_futures::spawn_local;
use yew::Callback;

/// Nothing is known of names that did not come; whoever wants some goes without.
struct Missing;

#[cfg(feature = "split")]
#[expect(clippy::unnecessary_wraps, reason = "what fails is the fetching, which the macro adds")]
mod cut {
    use wasm_split_helpers::{SplitLoaderError, wasm_split};

    use super::Missing;
    use crate::attack::NAMES;

    impl From<SplitLoaderError> for Missing {
        fn from(_: SplitLoaderError) -> Self {
            Self
        }
    }

    #[wasm_split(writing_names, fallible)]
    pub fn get_writing_names() -> Result<&'static str, Missing> {
        Ok(NAMES)
    }
}

#[cfg(not(feature = "split"))]
#[expect(clippy::unused_async, reason = "as what the macro makes where the program is cut")]
mod cut {
    use super::Missing;
    use crate::attack::NAMES;

    pub async fn get_writing_names() -> Result<&'static str, Missing> {
        Ok(NAMES)
    }
}

/// Gets them.
pub fn fetch_techniques(send: Callback<&'static str>) {
    spawn_local(async move {
        if let Ok(names) = cut::get_writing_names().await {
            send.emit(names);
        }
    });
}
