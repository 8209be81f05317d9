//! The forms of what the verbs print as JSON, made from the types: `docs/schemas/`.

use testkit::schema_of;

use crate::apps::Outcomes;
use crate::failure::Error;
use crate::plan::Plan;

#[test]
fn the_schemas_of_the_book_are_those_of_the_types() {
    testkit::check_schemas(
        "",
        &[
            ("apps", schema_of::<Outcomes>()),
            ("error", schema_of::<Error<'_>>()),
            ("plan", schema_of::<Plan>()),
        ],
    );
}
