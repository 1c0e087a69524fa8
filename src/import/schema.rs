//! What the JSON Schema says of the shorter ways to write a file: the draft types know the long one only.

use serde_json::{Value, json};

use super::draft::FILE;
use super::role::{Known, Role};
use super::short::{ALONE, CLAIMS, DEFAULT, SOURCE};

/// How schemas are referred to.
const DEFS: &str = "#/$defs/";

/// Allows the shorter ways, those without a source only where the file has a default one.
pub fn allow_short(schema: &mut Value) {
    let long = schema["$defs"].clone();
    let definition = |it: &Value| it["$ref"].as_str().and_then(|it| long.get(it.strip_prefix(DEFS)?));
    let has_hedge = |it: &Value| it.pointer("/properties/hedge").is_some();
    let is_claim = |it: &Value| definition(it).is_some_and(has_hedge);
    for part in schema["$defs"].as_object_mut().into_iter().flat_map(|it| it.values_mut()) {
        if has_hedge(part) {
            require_no(part, SOURCE);
        }
        if let Some(claim) = part.pointer("/properties/claims/items").and_then(definition) {
            require_no(part, CLAIMS);
            let of_claim = claim["properties"].as_object().into_iter().flatten();
            for (name, it) in of_claim {
                let own = part.get_mut("properties").and_then(Value::as_object_mut);
                own.map(|own| own.entry(name).or_insert_with(|| it.clone()));
            }
        }
        for (name, field) in fields(part) {
            if name != CLAIMS && field.get("items").is_some_and(is_claim) {
                let text = json!({ "type": "string" });
                let list = json!({ "type": "array", "items": { "anyOf": [field["items"], text] } });
                *field = json!({ "anyOf": [list, text], "description": field["description"] });
            }
        }
        stand_alone(part);
    }
    stand_alone(schema);
    schema["if"] = json!({ "not": { "required": [DEFAULT], "properties": { DEFAULT: { "type": "string" } } } });
    schema["then"] = sourced(FILE);
}

/// Allows a text where parts stand alone.
fn stand_alone(part: &mut Value) {
    for (name, field) in fields(part) {
        if let Some(any) =
            field.get_mut("anyOf").and_then(Value::as_array_mut).filter(|_| ALONE.contains(&name.as_str()))
        {
            any.push(json!({ "type": "string" }));
        }
    }
}

/// The fields of a part.
fn fields(part: &mut Value) -> impl Iterator<Item = (&String, &mut Value)> {
    part.get_mut("properties").and_then(Value::as_object_mut).into_iter().flatten()
}

fn require_no(part: &mut Value, field: &str) {
    if let Some(required) = part.get_mut("required").and_then(Value::as_array_mut) {
        required.retain(|it| it != field);
    }
}

/// Each claim in it names its source.
fn sourced(at: Known) -> Value {
    let mut fields = serde_json::Map::new();
    for field in at.inside {
        let inside = match field.role {
            Role::Claims(_) => {
                json!({ "type": "array", "items": { "type": "object", "required": [SOURCE] } })
            }
            Role::Claimed if ALONE.contains(&field.name) => {
                let mut it = sourced(*field);
                it["type"] = json!(["object", "null"]);
                it
            }
            Role::Claimed | Role::Mentioned if !field.inside.is_empty() => json!({ "items": sourced(*field) }),
            Role::Parts if field.name == "posture" => sourced(*field),
            _ => continue,
        };
        fields.insert(field.name.to_owned(), inside);
    }
    let mut schema = json!({ "properties": fields });
    if at.is_claimed() {
        schema["anyOf"] = json!([{ "required": [CLAIMS] }, { "required": [SOURCE] }]);
    }
    schema
}
