//! What the fields of a native file hold, looked up by their names as they stand in JSON.
//!
//! It knows nothing by itself: every answer is the role with which `import/draft.rs` declares the field.

use crate::import::draft::{IncidentDraft, SaidDraft};
use crate::import::field::Part;
use crate::import::role::{Role, Roles};

/// What stands in a field that holds objects, such as `hosts` or `names`; the file itself stands in the field `""`.
pub fn holder(field: &str) -> Option<Role> {
    if field.is_empty() { Some(Role::Parts(IncidentDraft::ROLES)) } else { below(IncidentDraft::ROLES, field) }
}

fn below(roles: &'static Roles, field: &str) -> Option<Role> {
    let own = roles.iter().find(|(name, role)| *name == field && matches!(role, Role::Parts(_) | Role::Claims(_)));
    own.map(|(_, role)| *role).or_else(|| {
        roles.iter().find_map(|(_, role)| match role {
            Role::Parts(inside) => below(inside, field),
            _ => None,
        })
    })
}

/// The fields of the objects that stand in a field, each with its role; of claims, all but the value.
pub fn fields(field: &str) -> &'static Roles {
    match holder(field) {
        Some(Role::Parts(roles)) => roles,
        Some(Role::Claims(_)) => SaidDraft::ROLES,
        _ => &[],
    }
}

/// The role of a field of an object that stands in `holder`; `None` if the format does not know it.
pub fn role(holder: &str, field: &str) -> Option<Role> {
    match self::holder(holder)? {
        Role::Claims(value) if field == "value" => Some(*value),
        _ => fields(holder).iter().find(|(name, _)| *name == field).map(|(_, role)| *role),
    }
}

/// Whether claims stand in this field.
pub fn is_claims(field: &str) -> bool {
    matches!(holder(field), Some(Role::Claims(_)))
}

/// Whether claims stand in it whose values are ids of other parts.
pub fn is_pointing(field: &str) -> bool {
    holder(field) == Some(Role::Claims(&Role::Refs))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_has_the_role_of_its_declaration_wherever_it_stands() {
        assert_eq!(role("", "title"), Some(Role::Text));
        assert_eq!(role("hosts", "kind"), Some(Role::Term));
        assert_eq!(role("zone", "value"), Some(Role::Refs));
        assert_eq!(role("states", "value"), Some(Role::Term));
        assert_eq!(role("claims", "unit"), Some(Role::Text), "whoever writes the file chooses the word");
        assert_eq!(role("overlaps", "with"), Some(Role::Refs));
        assert_eq!(role("hosts", "own"), None);
        assert!(is_claims("names") && is_pointing("perhaps_same_as") && !is_pointing("names"));
    }
}
