//! Find, filter, follow: what is found and where it leads, what is lit, and what is said of it.
#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

mod machine;

use std::rc::Rc;

use breachmap::app::action::{Action, Found, Screen, Setting};
use breachmap::app::camera::Size;
use breachmap::app::effect::Effect;
use breachmap::app::facet::Facet;
use breachmap::app::findable::Kind;
use breachmap::app::fragment::Fragment;
use breachmap::app::update::update;
use breachmap::app::view::Picture;
use breachmap::app::{State, Tab};
use breachmap::incident::Day;
use breachmap::way::Way;
use machine::{NTT_2020, NTT_2025, after, gallery, read};

const CROWD: &[u8] = include_bytes!("cases/crowd/input.json");

/// Two ways to `store`, of which the days exclude one; a beacon, a drop site, a step nobody has dated and one that comes later.
const SMALL: &str = r#"{
  "format": "breachmap-incident/1", "id": "small", "title": { "en": "Small", "ja": "小" }, "marking": "TLP:CLEAR",
  "sources": [
    { "id": "notice", "kind": "victim", "publisher": "Victim", "published": "2024-06-01", "url": "https://victim.example/notice" },
    { "id": "paper", "kind": "press", "publisher": "Le Réseau", "published": "2024-07-01" }
  ],
  "zones": [{ "id": "japan", "label": "Japan" }, { "id": "tokyo", "label": "Tokyo office", "within": "japan" }, { "id": "osaka", "label": "Osaka" }],
  "techniques": [{ "id": "T1021.002", "label": "SMB shares", "claims": [{ "source": "notice" }] }],
  "hosts": [
    { "id": "intruder", "label": "Intruder", "kind": "party", "role": "intruder" },
    { "id": "gate", "label": { "en": "Gateway", "ja": "ｹﾞｰﾄｳｪｲ装置" }, "kind": "network-device", "zone": [{ "source": "notice", "value": "tokyo" }] },
    { "id": "store", "label": "File store 10.0.0.7", "kind": "storage", "zone": [{ "source": "notice", "value": "tokyo" }] },
    { "id": "laptop", "label": "Laptop", "kind": "endpoint", "zone": [{ "source": "notice", "value": "osaka" }] },
    { "id": "domain", "label": "Domain controller", "kind": "directory", "zone": [{ "source": "notice", "value": "japan" }] },
    { "id": "beacon", "label": "Beacon", "kind": "party", "role": "outside" },
    { "id": "vault", "label": "Vault", "kind": "database", "zone": [{ "source": "paper", "value": "osaka" }] }
  ],
  "pivots": [
    { "id": "in", "from": "intruder", "to": "gate", "claims": [{ "source": "notice", "when": "2024-05-07" }] },
    { "id": "share", "from": "gate", "to": "store", "technique": "T1021.002", "claims": [{ "source": "notice", "when": "2024-05-11" }] },
    { "id": "mail", "from": "intruder", "to": "laptop", "claims": [{ "source": "notice", "when": "2024-05-19" }] },
    { "id": "late", "from": "laptop", "to": "gate", "claims": [{ "source": "notice", "when": "2024-05-20" }] },
    { "id": "out", "from": "store", "to": "beacon", "claims": [{ "source": "notice", "when": "2024-05-12" }] },
    { "id": "order", "from": "beacon", "to": "gate", "claims": [{ "source": "notice", "when": "2024-05-08" }] },
    { "id": "on", "from": "store", "to": "domain", "claims": [{ "source": "notice", "hedge": "possible", "after": "share" }] },
    { "id": "deep", "from": "domain", "to": "vault", "claims": [{ "source": "paper", "when": "2024-05-30" }] }
  ],
  "events": [{ "id": "seen", "kind": "detection", "label": "An alarm rings", "hosts": ["store"], "claims": [{ "source": "notice", "when": "2024-05-21" }] }]
}"#;

fn small(actions: Vec<Action>) -> State {
    after([vec![read(SMALL.as_bytes())], actions].concat()).0
}

fn chosen(id: &str) -> Action {
    Action::Set(Setting::Selection(Some(id.to_owned())))
}

fn as_of(day: &str) -> Action {
    Action::Set(Setting::AsOf(Day::parse(day)))
}

fn picture(state: &State) -> Rc<Picture> {
    Picture::of(state, None).unwrap()
}

/// What the panel says of the way to what is chosen.
fn way(state: &State) -> Vec<String> {
    picture(state).details().as_ref().unwrap().way.clone()
}

/// The cards and arrows that are lit, in order.
fn lit(state: &State, pointed: Option<&str>) -> String {
    picture(state).lit(pointed).map_or_else(String::new, |it| it.into_iter().collect::<Vec<_>>().join(" "))
}

#[test]
fn the_way_is_all_by_which_the_intruder_could_have_come_and_what_went_on() {
    let state = small(vec![chosen("store")]);
    // by the laptop nobody came: that was on 20 May; what the beacon ordered is no way back from what was sent to it
    assert_eq!(lit(&state, None), "beacon deep domain gate in intruder on order out share store vault");
    assert_eq!(
        way(&state),
        [
            "Several ways in, 3 steps in all; one of them: Intruder → Gateway → File store 10.0.0.7 (2 steps, 7 to 11 May 2024).",
            "From here on to 3 hosts (3 steps, 12 to 30 May 2024, 1 without a date, 1 possible)."
        ]
    );
    let state = small(vec![chosen("vault")]);
    let words = "Several ways in, 5 steps in all; one of them: Intruder → Gateway → File store 10.0.0.7 → Domain controller → Vault (4 steps, 7 to 30 May 2024, 1 without a date, 1 possible).";
    assert_eq!(way(&state), [words]);
    let (state, _) = update(state, Action::Set(Setting::Language(Some("ja".to_owned()))));
    let words = "侵入経路は複数考えられます（全部で移動5件）。その一つ：Intruder → ｹﾞｰﾄｳｪｲ装置 → File store 10.0.0.7 → Domain controller → Vault（移動4件、2024年5月7日～30日、日付なし1件、可能性1件）。";
    assert_eq!(way(&state), [words]);
}

#[test]
fn a_step_has_a_way_through_it_and_a_later_day_or_another_telling_no_part_in_it() {
    let state = small(vec![chosen("late")]);
    assert_eq!(lit(&state, None), "gate intruder laptop late mail", "what left the gateway before has no part in it");
    assert_eq!(way(&state), ["Way in: Intruder → Laptop → Gateway (2 steps, 19 to 20 May 2024)."]);
    let state = small(vec![chosen("store"), as_of("2024-05-07")]);
    assert_eq!(way(&state), ["By this day, the intruder had not come here."]);
    assert_eq!(lit(&state, None), "", "nothing fades where there is no way");
    let told_by = Action::Set(Setting::ToldBy(Some(["paper".to_owned()].into())));
    let state = small(vec![told_by, chosen("vault")]);
    assert_eq!(
        way(&state),
        [
            "Way in: Domain controller → Vault (1 step, 30 May 2024).",
            "No source says how the intruder came to Domain controller."
        ]
    );
}

#[test]
fn what_is_pointed_at_is_lit_before_what_is_chosen_and_a_card_of_several_for_all_of_them() {
    let state = small(vec![chosen("store")]);
    assert_eq!(lit(&state, Some("laptop")), "gate intruder laptop late mail");
    assert_eq!(lit(&small(vec![chosen("seen")]), None), "store", "an event lights the hosts that it concerns");
    let (state, _) = after(vec![read(CROWD)]);
    let ground = state.ground().unwrap();
    let group = &ground.folded.groups[0];
    let all = picture(&state).lit(Some(&group.id)).unwrap();
    assert!(all.contains(&group.id), "{all:?}");
    assert!(all.iter().all(|it| ground.layout.node(it).is_some() || ground.layout.edge(it).is_some()), "{all:?}");
    assert!(all.len() > 2, "{all:?}");
}

#[test]
fn real_stories_have_ways_that_nobody_can_misread() {
    let (state, _) = after(vec![read(NTT_2020), chosen("file-server")]);
    let words = "Way in: Intruder → Employee's own device → Virtual desktop server → Internal file server (3 steps, September 2019 to 26 May 2020).";
    assert_eq!(way(&state), [words]);
    let (state, _) = after(vec![read(NTT_2020), chosen("server-b"), as_of("2020-05-07")]);
    assert!(way(&state)[0].starts_with("Several ways in"), "{:?}", way(&state));
}

/// What is found, by kind.
fn found(state: &State, words: &str) -> Vec<String> {
    let all = picture(state).found(words);
    all.iter().flat_map(|it| it.all.iter().map(|hit| format!("{} {}: {}", it.kind, hit.title, hit.about))).collect()
}

#[test]
fn words_of_any_kind_find_what_has_them() {
    let state = small(vec![]);
    for (words, hit) in [
        ("GATEWAY", "host Gateway: Tokyo office · compromised"),
        ("ゲートウェイ", "host Gateway: Tokyo office · compromised"),
        ("げーとうぇい装置", "host Gateway: Tokyo office · compromised"),
        ("10.0.0.7", "host File store 10.0.0.7: Tokyo office · compromised"),
        ("１０．０．０．７", "host File store 10.0.0.7: Tokyo office · compromised"),
        ("osaka", "host Laptop: Osaka · compromised"),
        ("t1021", "step 3 · Gateway → File store 10.0.0.7: SMB shares (T1021.002) · 11 May 2024"),
        ("#3", "step 3 · Gateway → File store 10.0.0.7: SMB shares (T1021.002) · 11 May 2024"),
        ("alarm", "event An alarm rings: 21 May 2024"),
        ("reseau", "source Le Réseau: 1 July 2024"),
        ("victim.example", "source Victim: 1 June 2024"),
    ] {
        assert_eq!(found(&state, words).first().map(String::as_str), Some(hit), "{words}");
    }
    assert_eq!(found(&state, "gateway store").len(), 1, "all words");
    assert_eq!(found(&state, " "), [""; 0]);
    assert_eq!(found(&state, "nothing such"), [""; 0]);
    let early = small(vec![Action::Set(Setting::KnownOn(Day::parse("2024-06-01")))]);
    let later = "host Vault: known only from 1 July 2024 on, so not in what is shown";
    assert_eq!(found(&early, "vault")[0], later);
    let vault = small(vec![Action::Set(Setting::KnownOn(Day::parse("2024-06-01"))), chosen("vault")]);
    assert_eq!(
        picture(&vault).details().as_ref().unwrap().subtitle,
        "known only from 1 July 2024 on, so not in what is shown"
    );
    let unheard = small(vec![Action::Set(Setting::ToldBy(Some(["notice".to_owned()].into())))]);
    assert_eq!(found(&unheard, "vault")[0], "host Vault: not told by the sources that are heard");
}

fn go(kind: Kind, id: &str) -> Action {
    Action::Go(Found { kind, id: id.to_owned() })
}

#[test]
fn what_was_found_is_chosen_and_brought_into_sight_and_the_day_stays() {
    let (state, _) = after(vec![
        read(CROWD),
        Action::Screen(Screen::MapResized(Size { width: 300.0, height: 200.0 })),
        Action::Set(Setting::View(Tab::Table)),
        Action::Set(Setting::Find(Some("w".to_owned()))),
    ]);
    let host = state.ground().unwrap().folded.groups[0].hosts[3].clone();
    let before = state.lens();
    let (state, effects) = update(state, go(Kind::Host, &host));
    assert_eq!((state.look.selection.as_ref(), state.look.find.as_ref()), (Some(&host), None));
    assert_eq!((state.look.tab, state.lens(), effects), (Tab::Auto, before, vec![Effect::FocusSelection]));
    let ground = state.ground().unwrap();
    let (card, camera) = (ground.layout.node(&host).expect("it has a card of its own").rect, state.camera.unwrap());
    let center = (card.center().x * camera.zoom + camera.x, card.center().y * camera.zoom + camera.y);
    assert!((0.0..300.0).contains(&center.0) && (0.0..200.0).contains(&center.1), "{center:?}");
    let state = small(vec![go(Kind::Source, "paper")]);
    assert_eq!(state.look.selection, None);
    assert_eq!(lit(&state, None), "deep domain vault", "what the source tells");
    assert_eq!(Fragment::of(&state).write(), "v=1&filter=source:paper");
}

#[test]
fn a_filter_lights_what_matches_and_changes_nothing_else() {
    let plain = small(vec![]);
    let filtered = |text: &str| small(vec![Action::Restore(format!("filter={text}"))]);
    for (filter, all) in [
        ("zone:tokyo", "gate in late on order out share store"),
        ("zone:japan,kind:storage", "on out share store"),
        ("kind:storage,kind:endpoint", "laptop late mail on out share store"),
        ("tactic:T1021", "gate share store"),
        ("zone:osaka,tactic:T1021", ""),
        ("state:active", "beacon in intruder mail order out"),
        ("source:paper", "deep domain vault"),
        ("from:2024-05-20,to:2024-05-21", "domain gate laptop late on store"),
        ("zone:tokyo,from:2024-05-20,to:2024-05-21", "gate late on store"),
    ] {
        let state = filtered(filter);
        let seen: Vec<_> = lit(&state, None).split(' ').filter(|it| *it != "seen").map(str::to_owned).collect();
        assert_eq!(seen.join(" "), all, "{filter}");
        assert_eq!(Fragment::of(&state).write(), format!("v=1&filter={filter}"));
        let (a, b) = (picture(&state), picture(&plain));
        assert_eq!((a.headline(), a.sentence(), &a.map), (b.headline(), b.sentence(), &b.map));
    }
    let state = filtered("zone:tokyo,state:compromised");
    let words = "Filter – Zone: Tokyo office; State: compromised. 2 of 7 hosts and 6 of 8 steps match; headline and counts are of the whole incident.";
    assert_eq!(picture(&state).filtered().as_deref(), Some(words));
    let faded: Vec<bool> = picture(&state).steps().iter().map(|it| it.is_faded).collect();
    assert_eq!(faded.iter().filter(|it| **it).count(), 2, "mail and deep");
    let state = filtered("zone:<b>,state:evil,kind:storage,words:x,from:soon,tactic:T9999,source:nobody");
    assert_eq!(Fragment::of(&state).write(), "v=1&filter=kind:storage", "a link brings no words of its own");
    let (state, _) = update(state, Action::Sift(Facet::Zone, Some("osaka".to_owned())));
    let (state, _) = update(state, Action::Sift(Facet::Kind, None));
    assert_eq!(Fragment::of(&state).write(), "v=1&filter=zone:osaka");
    let (state, _) = update(update(state, gallery()).0, read(NTT_2025));
    assert!(state.look.filter.is_empty(), "another incident begins anew");
}

#[test]
fn an_address_carries_no_words_that_may_be_of_something_marked() {
    let find = Action::Set(Setting::Find(Some("file store".to_owned())));
    assert_eq!(Fragment::of(&small(vec![find.clone()])).write(), "v=1&find=file%20store");
    for marked in [
        SMALL.replace("TLP:CLEAR", "TLP:GREEN"),
        SMALL.replace(r#""when": "2024-05-30" }"#, r#""when": "2024-05-30", "marking": "TLP:RED" }"#),
    ] {
        let (state, _) = after(vec![read(marked.as_bytes()), find.clone()]);
        assert_eq!(Fragment::of(&state).write(), "");
        assert_eq!(found(&state, state.look.find.as_deref().unwrap()).len(), 4, "it is found all the same");
    }
    assert_eq!(Fragment::of(&small(vec![Action::Set(Setting::Find(Some(String::new())))])).write(), "");
}

#[test]
fn ten_thousand_hosts_are_found_and_followed() {
    let n = 10_000;
    let host = |i: usize| {
        format!(
            r#"{{ "id": "h{i}", "label": "Host {i}", "kind": "server", "role": "{}" }}"#,
            if i == 0 { "intruder" } else { "inside" }
        )
    };
    let step = |i: usize| {
        format!(
            r#"{{ "id": "s{i}", "from": "h{}", "to": "h{}", "claims": [{{ "source": "a", "when": "2024-05-07" }}] }}"#,
            i * 7919 % n.min(i + 1),
            i % n
        )
    };
    let list = |all: Vec<String>| all.join(",");
    let file = format!(
        r#"{{ "format": "breachmap-incident/1", "id": "many", "title": "Many", "sources": [{{ "id": "a", "kind": "press", "publisher": "A", "published": "2024-06-01" }}], "hosts": [{}], "pivots": [{}] }}"#,
        list((0..n).map(host).collect()),
        list((1..n * 5 / 4).map(step).collect())
    );
    let ready = breachmap::app::Ready::read("many.json", file.as_bytes()).unwrap();
    let lens = breachmap::timeline::Lens::on(Day::parse("2024-06-01").unwrap());
    let snapshot = breachmap::timeline::Snapshot::of(&ready.incident, &lens);
    let index = ready.index();
    for (words, hosts, steps) in [("h", n, n * 5 / 4 - 1), ("host 777", 19, 1), ("s12345", 0, 1)] {
        let words: Vec<String> = words.split(' ').map(str::to_owned).collect();
        assert_eq!(index.search(Kind::Host, &words).1, hosts, "{words:?}");
        assert!(index.search(Kind::Step, &words).1 >= steps, "{words:?}");
    }
    let way = Way::of(&ready.incident, &snapshot, ["h9999"].into_iter()).unwrap();
    assert!(way.into.steps.len() > 1000 && !way.into.is_only());
}

#[test]
fn a_tactic_lights_the_steps_that_serve_it_and_says_in_the_address_which_these_are() {
    let file = SMALL
        .replace(r#""techniques": ["#, r#""techniques": [{ "id": "T1078", "label": "Accounts", "claims": [{ "source": "notice" }] }, { "id": "TA0010", "label": "Out", "claims": [{ "source": "notice" }] }, "#)
        .replace(r#""to": "gate", "claims": [{ "source": "notice", "when": "2024-05-07" }]"#, r#""to": "gate", "technique": "T1078", "claims": [{ "source": "notice", "when": "2024-05-07" }]"#)
        .replace(r#""to": "beacon", "#, r#""to": "beacon", "technique": "TA0010", "#);
    let open = |actions: Vec<Action>| after([vec![read(file.as_bytes())], actions].concat()).0;
    let tactics = |state: &State| picture(state).tactics();
    let names: Vec<&str> = tactics(&open(vec![])).iter().map(|it| it.name).collect();
    let all = [
        "Initial Access",
        "Persistence",
        "Privilege Escalation",
        "Defense Evasion",
        "Lateral Movement",
        "Exfiltration",
    ];
    assert_eq!(names, all, "in the order of ATT&CK");
    let press = |state: State, at: usize| {
        let next = tactics(&state)[at].next.clone();
        update(state, Action::Set(Setting::Filter(next))).0
    };
    let state = press(open(vec![]), 0);
    assert_eq!(lit(&state, None), "gate in intruder");
    assert_eq!(Fragment::of(&state).write(), "v=1&filter=tactic:TA0001~T1078");
    assert!(picture(&state).filtered().unwrap().contains("Initial Access"), "not what the address says");
    let pressed: Vec<bool> = tactics(&state).iter().map(|it| it.is_lit).collect();
    assert_eq!(
        pressed,
        [true, false, false, false, false, false],
        "others that the technique serves were not asked for"
    );
    let state = press(press(state, 4), 5);
    assert_eq!(lit(&state, None), "beacon gate in intruder out share store");
    let address = Fragment::of(&state).write();
    assert_eq!(address, "v=1&filter=tactic:TA0001~T1078,tactic:TA0008~T1021.002,tactic:TA0010");
    assert_eq!(Fragment::of(&open(vec![Action::Restore(address[4..].to_owned())])).write(), address);
    assert_eq!(Fragment::of(&press(press(press(state, 0), 4), 5)).write(), "");
    // no word of a link's own, neither in place of a tactic nor of a technique
    for strange in ["tactic:visit~T1078", "tactic:TA0001~T1078~visit", "tactic:TA0001~", "tactic:TA0001~T9999"] {
        assert_eq!(Fragment::of(&open(vec![Action::Restore(format!("filter={strange}"))])).write(), "", "{strange}");
    }
    assert!(tactics(&small(vec![])).is_empty(), "where all steps serve one tactic there is nothing to choose");
}
