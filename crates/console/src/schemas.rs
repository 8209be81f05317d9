//! The forms of what the verbs print as JSON, made from the types: `docs/schemas/`.

use testkit::schema_of;

use crate::apps::Outcomes;
use crate::failure::Failure;
use crate::plan::Plan;

/// What is printed where a command fails.
#[derive(schemars::JsonSchema)]
#[expect(dead_code, reason = "only its form matters")]
struct Error {
    error: Failure,
}

#[test]
fn the_schemas_of_the_book_are_those_of_the_types() {
    testkit::check_schemas(
        "",
        &[("apps", schema_of::<Outcomes>()), ("error", schema_of::<Error>()), ("plan", schema_of::<Plan>())],
    );
}
