//! The forms of what the verbs print as JSON, made from the types: `docs/schemas/cert`.

use testkit::schema_of;

use super::{export, import, list, revoke, verify};
use crate::report::Created;

#[test]
fn the_schemas_of_the_book_are_those_of_the_types() {
    testkit::check_schemas(
        "cert",
        &[
            ("create", schema_of::<Created>()),
            ("export", schema_of::<export::Exported>()),
            ("import", schema_of::<import::Imported>()),
            ("list", schema_of::<list::List>()),
            ("revoke", schema_of::<revoke::Revoked>()),
            ("revoke_expired", schema_of::<revoke::Revoked>()),
            ("verify", schema_of::<verify::Verified>()),
        ],
    );
}
