//! Files that are written short: they are put together as what they stand for, and what the first one has is written as it has it.

use serde_json::Value;

use super::place::name;
use crate::import::short::{self, DEFAULT, Places};
use crate::import::shorten;

/// A file as what it stands for, in which nobody speaks by default.
pub fn long(file: &Value) -> (Value, Places) {
    let mut long = file.clone();
    let places = short::long(&mut long);
    if let Some(file) = long.as_object_mut() {
        file.remove(DEFAULT);
    }
    (long, places)
}

/// What came out of it as the first file would write it.
pub fn as_written(merged: &Value, first: &Value) -> Value {
    let (first_long, places) = long(first);
    let mut written = merged.clone();
    let default = first.get(DEFAULT).filter(|it| it.is_string());
    if let (Some(file), Some(default)) = (written.as_object_mut(), default) {
        file.insert(DEFAULT.to_owned(), default.clone());
    }
    if default.is_some() || !places.is_empty() {
        shorten::short(&mut written, places.has_unlisted_technique());
    }
    let Some(file) = written.as_object_mut() else { return written };
    for (key, long) in merged.as_object().into_iter().flatten() {
        match (first.get(key), first_long.get(key)) {
            (Some(as_it_is), Some(same)) if same == long => drop(file.insert(key.clone(), as_it_is.clone())),
            (Some(as_it_is), Some(old)) => {
                for item in file.get_mut(key).and_then(Value::as_array_mut).into_iter().flatten() {
                    let of = |list: &Value| {
                        list.as_array()?.iter().position(|it| name(it).is_some() && name(it) == name(item))
                    };
                    let is_same = |new: usize, before: usize| long.get(new) == old.get(before);
                    if let (Some(new), Some(before), Some(own)) = (of(long), of(old), of(as_it_is))
                        && is_same(new, before)
                    {
                        *item = as_it_is[own].clone();
                    }
                }
            }
            _ => {}
        }
    }
    written
}
