//! Japanese (日本語). コロンの左は文の名前、右はその文言です。各文の説明は `texts.rs`、波括弧の意味は `fill.rs` にあります。

use super::grammar::Grammar;
use super::{Tongue, texts};

/// Japanese.
#[cfg_attr(not(test), expect(dead_code, reason = "it is spoken as soon as all of it is there"))]
pub(super) static JA: Tongue = Tongue {
    grammar: Grammar {
        tag: "ja",
        name: "日本語",
        months: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"],
        form: |_| 0,
        has_capitals: false,
        thousands: ",",
        short_number: |n| n.to_string(),
    },
    common: texts::Common { comma: "、", and: "{a}と{b}" }.checked(),
    told: texts::Told {}.checked(),
    changes: texts::Changes {}.checked(),
    findings: texts::Findings {}.checked(),
    page: texts::Page {}.checked(),
    exports: texts::Exports {}.checked(),
    #[cfg(feature = "foreign")]
    imports: texts::Imports {}.checked(),
    #[cfg(all(feature = "cli", not(target_arch = "wasm32")))]
    command: texts::Command {}.checked(),
};
