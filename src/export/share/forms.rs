//! How people write a number and a day: all forms that tell a secret as well as the one in the file.

use super::names::{Form, Names};
use crate::incident::Day;
use crate::tongue::Tongue;

/// Adds what something is called, also without what stands in parentheses: `File server (west)`.
pub fn add_called(names: &mut Names, name: &str, instead: &str) {
    names.add(name, Form::Name, instead);
    let short = name.split_once(['(', '（']).map(|(short, _)| short.trim()).filter(|it| it.len() > 2);
    if let Some(short) = short {
        names.add(short, Form::Name, instead);
    }
}

/// Adds a number: in digits, by myriads (`9万8765`), in thousands and millions (`98 thousand`, `1.2 million`).
pub fn add_number(names: &mut Names, n: u64, instead: &str) {
    let mut add = |text: &str, form| names.add(text, form, instead);
    add(&n.to_string(), Form::Number);
    for tongue in Tongue::ALL {
        add(&tongue.number(n), Form::Number);
    }
    let mut myriads = String::new();
    for (unit, name) in [(10_u64.pow(12), "兆"), (10_u64.pow(8), "億"), (10_u64.pow(4), "万"), (1, "")] {
        let part = n / unit % if unit == 10_u64.pow(12) { u64::MAX } else { 10_000 };
        if part > 0 {
            myriads.push_str(&format!("{part}{name}"));
        }
    }
    add(&myriads, Form::Number);
    for (unit, written) in
        [(1000, ["thousand", "k"]), (1_000_000, ["million", "m"]), (1_000_000_000, ["billion", "bn"])]
    {
        let (whole, tenth) = (n / unit, n % unit / (unit / 10));
        for word in written.iter().filter(|_| whole > 0 && whole < 1000 && n.is_multiple_of(unit / 10)) {
            let decimals = if tenth > 0 { format!(".{tenth}") } else { String::new() };
            add(&format!("{whole}{decimals} {word}"), Form::Parts);
            add(&format!("{whole}{decimals}{word}"), Form::Parts);
        }
    }
}

/// Adds a day: `2024-02-17`, `2024年2月17日`, `17 February`, `Feb 17th`, `17.02.2024`, `02/17/24` and so on.
pub fn add_day(names: &mut Names, day: Day, instead: &str) {
    let mut add = |text: &str, form| names.add(text, form, instead);
    let (year, month, day_of_month) = day.ymd();
    add(&format!("{year:04}{month:02}{day_of_month:02}"), Form::Parts);
    for (month, day) in
        [(format!("{month:02}"), format!("{day_of_month:02}")), (month.to_string(), day_of_month.to_string())]
    {
        for year in [format!("{year:04}"), format!("{:02}", year % 100)] {
            for parts in [[&year, &month, &day], [&day, &month, &year], [&month, &day, &year]] {
                add(&parts.map(String::as_str).join("-"), Form::Parts);
            }
        }
        add(&format!("{month}月{day}日"), Form::Number);
    }
    for tongue in Tongue::ALL {
        add(&tongue.day_of_year(day), Form::Parts);
    }
    let name = Tongue::of("en").month(month);
    let ending = match day_of_month {
        1 | 21 | 31 => "st",
        2 | 22 => "nd",
        3 | 23 => "rd",
        _ => "th",
    };
    for name in [name, &name[..3], &name[..name.len().min(4)]] {
        for day in [day_of_month.to_string(), format!("{day_of_month:02}"), format!("{day_of_month}{ending}")] {
            for text in [format!("{day} {name}"), format!("{name} {day}"), format!("{day} of {name}")] {
                add(&text, Form::Parts);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_and_a_day_are_found_in_all_their_forms() {
        let mut names = Names::default();
        for n in [98_765, 120_000, 1_200_000, 147_900_000, 7_000_000_000] {
            add_number(&mut names, n, "X");
        }
        add_day(&mut names, Day::from_ymd(2024, 2, 17).expect("there is such a day"), "X");
        add_day(&mut names, Day::from_ymd(2023, 9, 3).expect("there is such a day"), "X");
        let names = names.finder();
        for text in [
            "98765",
            "98,765",
            "98.765",
            "98 765",
            "98’765",
            "9万8765人",
            "９万８，７６５",
            "約12万件",
            "120k",
            "120 thousand",
            "1.2 million",
            "1.2M",
            "120万",
            "1億4,790万",
            "147.9 million",
            "7bn",
            "70億",
            "2024-02-17",
            "2024/2/17",
            "20240217",
            "2024年2月17日",
            "２月１７日に",
            "2 月 17 日",
            "令和6年2月17日",
            "on 17 February",
            "February 17, 2024",
            "Feb. 17",
            "FEBRUARY 17TH",
            "17 Feb 2024",
            "17th of February",
            "17.02.2024",
            "17.2.24",
            "02/17/2024",
            "2/17/24",
            "17-Feb-2024",
            "2024-02-17T10:20Z",
            "Sept 3",
            "3rd September",
            "03 Sep",
        ] {
            assert!(names.is_in(text), "{text}");
        }
        for text in ["198,765", "12月17日", "7 February", "Feb 1", "2024-02-18", "117 Feb", "17 Febrile"] {
            assert!(!names.is_in(text), "{text}");
        }
    }
}
