//! The roles of fields. What may be shared, what gets a neutral name and in which order a file is written follow from them.
//!
//! A field says its role where it is declared, in `draft.rs`. What nobody declared, and what does not fit its role
//! (a marking that cannot be read), is [`Role::Own`]: free text of somebody else, and treated as carefully as possible.

use serde_json::Value;

use crate::incident::{Day, Moment};

/// What stands in a field.
#[derive(Debug, Clone, Copy)]
pub enum Role {
    /// The id of this part. Ids are often names: where names are not told, they are numbered.
    Id,
    /// An id that others know too, of a source or a technique: it stays unless it names what is not told.
    Code,
    /// The ids of other parts, one or several. Where these are gone, the reference goes.
    Link,
    /// The id of a part without which this one means nothing, such as the host that a pivot reaches. They go together.
    Bond,
    /// A word of a closed list, and whether it is in that list. It tells no name.
    Term(fn(&str) -> bool),
    /// What something is called: a text that must be there. A secret in it is blanked.
    Name,
    /// What is counted: a name, but often a common word. What is left out makes no secret of it.
    Unit,
    /// What is said for people and need not be there. If it tells a secret, all of it goes.
    Text,
    /// The address of a page. If it tells a secret, all of it goes.
    Address,
    /// The moment of which a claim speaks, or at which a source was published.
    Moment,
    /// A day to look at; nobody claims that anything happened then.
    Day,
    /// How many were affected.
    Amount,
    /// A number or a flag about the file, and not about the breach.
    Figure,
    /// Claims, and what stands in their `value`. They can be marked.
    Claims(&'static Role),
    /// Parts that claims make, such as events. They go with their last claim.
    Claimed,
    /// Parts that others mention, such as hosts. They go when nobody mentions them any more.
    Mentioned,
    /// Steps that present the other parts. They go with what they present.
    Steps,
    /// Parts that only hold others together.
    Parts,
    /// What the program wrote about the file. It is written anew, or goes, when anything is left out.
    Note,
    /// Nothing that the format knows, or nothing that fits. All strings in it are free text.
    Own,
}

/// A field that the format knows.
#[derive(Debug, Clone, Copy)]
pub struct Known {
    /// What it is called in the file.
    pub name: &'static str,
    /// What stands in it.
    pub role: Role,
    /// The fields of the parts that stand in it.
    pub inside: &'static [Self],
}

impl Known {
    /// A field that nobody declared.
    pub const OWN: Self = Self { name: "", role: Role::Own, inside: &[] };

    /// A field of the parts that stand in this one.
    #[must_use]
    pub fn field(self, key: &str) -> Self {
        match self.role {
            Role::Claims(value) if key == "value" => Self { name: "value", role: *value, inside: &[] },
            _ => self.inside.iter().find(|it| it.name == key).copied().unwrap_or(Self::OWN),
        }
    }

    /// Whether parts stand there that are nothing but claimed: they have one list of claims.
    pub fn is_claimed(self) -> bool {
        matches!(self.role, Role::Claimed)
    }

    /// Whether a field is one of claims, where parts stand that are nothing but claimed, and not one of theirs.
    pub fn is_of_claim(self, key: &str) -> bool {
        let has = |it: &&Self| it.name == key;
        let claims = self.inside.iter().find(|it| matches!(it.role, Role::Claims(_)));
        claims.is_some_and(|it| it.inside.iter().any(|it| has(&it))) && !self.inside.iter().any(|it| has(&it))
    }

    /// The same if that value fits its role, else [`Self::OWN`]. Each item of a list has to fit by itself.
    #[must_use]
    pub fn holding(self, value: &Value) -> Self {
        let fits = match (self.role, value) {
            (Role::Term(is_word), Value::String(word)) => is_word(word),
            (Role::Moment, Value::String(when)) => Moment::parse(when).is_ok(),
            (Role::Day, Value::String(day)) => Day::parse(day).is_some(),
            (Role::Amount, Value::String(word)) => ["not-disclosed", "undisclosed"].contains(&word.as_str()),
            (Role::Amount, Value::Object(bounds)) => {
                let is_bound = |it: &str| ["at_least", "more_than", "up_to", "about", "from", "to"].contains(&it);
                bounds.iter().all(|(name, it)| is_bound(name) && it.is_number())
            }
            (Role::Name | Role::Text, Value::Object(words)) => {
                words.iter().all(|(tag, it)| is_language(tag) && it.is_string())
            }
            (role, Value::Object(_)) => role.has_parts(),
            (role, Value::String(_)) => !role.has_parts() && !matches!(role, Role::Figure),
            (role, Value::Number(_)) => matches!(role, Role::Amount | Role::Figure),
            (role, Value::Bool(_)) => matches!(role, Role::Figure),
            (_, Value::Null | Value::Array(_)) => true,
        };
        if fits { self } else { Self::OWN }
    }
}

impl Role {
    /// Whether objects with fields of the format stand there.
    pub fn has_parts(self) -> bool {
        matches!(self, Self::Claims(_) | Self::Claimed | Self::Mentioned | Self::Steps | Self::Parts | Self::Note)
    }

    /// Whether it names another part.
    pub fn is_reference(self) -> bool {
        matches!(self, Self::Link | Self::Bond)
    }

    /// Whether it is the id of its part.
    pub fn is_id(self) -> bool {
        matches!(self, Self::Id | Self::Code)
    }
}

/// Whether a word can be a BCP 47 language tag: `en`, `zh-Hant`.
pub fn is_language(word: &str) -> bool {
    let mut subtags = word.split('-');
    let is_primary = |it: &str| (2..=3).contains(&it.len()) && it.chars().all(|c| c.is_ascii_alphabetic());
    let is_other = |it: &str| (1..=8).contains(&it.len()) && it.chars().all(|c| c.is_ascii_alphanumeric());
    subtags.next().is_some_and(is_primary) && subtags.all(is_other)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::incident::Marking;

    #[test]
    fn what_does_not_fit_its_role_is_free_text() {
        let at = |role| Known { name: "it", role, inside: &[] };
        let term = Role::Term(Marking::is_word);
        for (role, value, fits) in [
            (term, json!("TLP:RED"), true),
            (term, json!("red for Falcon"), false),
            (Role::Moment, json!("2024-03~"), true),
            (Role::Moment, json!("the day Falcon fell"), false),
            (Role::Amount, json!({"at_least": 3}), true),
            (Role::Amount, json!({"Falcon": 3}), false),
            (Role::Text, json!({"en": "Falcon", "ja": "隼"}), true),
            (Role::Text, json!({"en": {"Falcon": 1}}), false),
            (Role::Mentioned, json!("Falcon"), false),
        ] {
            assert_eq!(!matches!(at(role).holding(&value).role, Role::Own), fits, "{role:?} {value}");
        }
        assert!(is_language("zh-Hant") && is_language("it") && !is_language("Falcon") && !is_language(""));
    }
}
