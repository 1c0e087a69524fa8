//! What stands in the cells of tables that is no name: words of doubt and denial, states of machines, units.

/// Names by which tables call the intruder.
pub const INTRUDERS: [&str; 7] = ["attacker", "intruder", "threat actor", "adversary", "hacker", "攻撃者", "侵入者"];

/// Names by which tables call what is nobody's: the ways in and out.
pub const OUTSIDE: [&str; 6] = ["internet", "the internet", "external", "outside", "インターネット", "外部"];

/// What the status of a row says that did not happen.
pub const DENIED: [&str; 17] = [
    "false positive",
    "false-positive",
    "fp",
    "benign",
    "ruled out",
    "dismissed",
    "refuted",
    "withdrawn",
    "revoked",
    "disproved",
    "not malicious",
    "legitimate",
    "false alarm",
    "誤検知",
    "過検知",
    "否定",
    "問題なし",
];

/// Of these, what denies also within other words: `Closed - False Positive`.
pub const DENIED_WITHIN: [&str; 6] = ["false positive", "false-positive", "false alarm", "benign", "誤検知", "過検知"];

/// What turns such words into their opposite.
pub const NOT: &str = "not a";

/// What the status or confidence of a row says that may have happened.
pub const POSSIBLE: [&str; 30] = [
    "suspected",
    "suspicious",
    "possible",
    "possibly",
    "probable",
    "probably",
    "likely",
    "unlikely",
    "maybe",
    "unconfirmed",
    "not confirmed",
    "under investigation",
    "investigating",
    "to be confirmed",
    "tbc",
    "tbd",
    "unverified",
    "low",
    "very low",
    "medium",
    "moderate",
    "none",
    "unknown",
    "疑い",
    "調査中",
    "未確認",
    "要確認",
    "可能性あり",
    "低",
    "中",
];

/// What the status of a row says that is only heard.
pub const RUMOURED: [&str; 5] = ["rumoured", "rumored", "alleged", "claimed", "伝聞"];

/// Cells that say nothing.
pub const NOTHING: [&str; 6] = ["", "-", "n/a", "na", "null", "なし"];

/// What says of a unit that it was hit: `Affected customers`, `records exposed`.
pub const HIT: [&str; 10] = [
    "affected",
    "exposed",
    "impacted",
    "compromised",
    "leaked",
    "stolen",
    "breached",
    "lost",
    "exfiltrated",
    "encrypted",
];

/// Units by their words in cells and headers, the one of our own first.
pub const UNITS: [&[&str]; 18] = [
    &["companies", "company", "firms", "社", "企業"],
    &["organizations", "organization", "organisations", "organisation", "orgs", "団体", "組織"],
    &["people", "person", "persons", "individuals", "individual", "patients", "employees", "人", "名", "人数"],
    &["customers", "customer", "顧客"],
    &["clients", "client"],
    &["users", "user", "利用者", "ユーザー", "ユーザ"],
    &["accounts", "account", "アカウント"],
    &["mailboxes", "mailbox", "メールボックス"],
    &["records", "record", "rows", "件"],
    &["payment cards", "payment card", "cards", "カード"],
    &["files", "file", "documents", "ファイル"],
    &["databases", "database", "データベース"],
    &["sites", "site", "拠点"],
    &["hosts", "host"],
    &["servers", "server", "サーバー", "サーバ", "台"],
    &["computers", "computer", "pcs", "endpoints", "端末"],
    &["devices", "device", "機器"],
    &["systems", "system", "システム"],
];

/// What the state of a machine is called, by the word of our format.
pub const STATES: [(&str, &[&str]); 6] = [
    (
        "compromised",
        &["compromised", "infected", "breached", "owned", "侵害", "侵害あり", "侵害済み", "感染", "感染あり"],
    ),
    (
        "contained",
        &[
            "contained",
            "isolated",
            "quarantined",
            "disconnected",
            "network isolated",
            "隔離",
            "隔離済み",
            "隔離済",
            "封じ込め済み",
            "封じ込め",
            "切断",
            "切断済み",
            "遮断済み",
        ],
    ),
    (
        "disrupted",
        &[
            "disrupted",
            "encrypted",
            "wiped",
            "destroyed",
            "ransomed",
            "暗号化",
            "暗号化済み",
            "暗号化被害",
            "使用不能",
            "破壊",
            "消去",
        ],
    ),
    (
        "restored",
        &[
            "restored",
            "recovered",
            "rebuilt",
            "reimaged",
            "re-imaged",
            "cleaned",
            "remediated",
            "eradicated",
            "reinstalled",
            "disinfected",
            "復旧",
            "復旧済み",
            "復旧済",
            "駆除済み",
            "駆除",
            "再構築済み",
            "初期化済み",
        ],
    ),
    (
        "clean",
        &["clean", "not compromised", "not infected", "unaffected", "侵害なし", "感染なし", "未感染", "異常なし"],
    ),
    ("not-examined", &["not-examined", "not examined", "not investigated", "not analysed", "not analyzed", "未調査"]),
];
