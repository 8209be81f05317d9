//! The forms of what the verbs print as JSON, made from the types: `docs/schemas/pilot`.

use testkit::schema_of;

use super::{builds, distribute, feedback, groups, latest, testers, upload};

#[test]
fn the_schemas_of_the_book_are_those_of_the_types() {
    testkit::check_schemas(
        "pilot",
        &[
            ("add", schema_of::<testers::Done>()),
            ("builds", schema_of::<builds::List>()),
            ("builds-expire", schema_of::<builds::List>()),
            ("crashes-download", schema_of::<feedback::Downloaded>()),
            ("crashes-list", schema_of::<feedback::Listed>()),
            ("distribute", schema_of::<distribute::Distributed>()),
            ("export", schema_of::<testers::Exported>()),
            ("feedback-download", schema_of::<feedback::Downloaded>()),
            ("feedback-list", schema_of::<feedback::Listed>()),
            ("find", schema_of::<testers::Listed>()),
            ("groups", schema_of::<groups::Rows>()),
            ("import", schema_of::<testers::Done>()),
            ("latest-build-number", schema_of::<latest::Latest>()),
            ("list", schema_of::<testers::Listed>()),
            ("remove", schema_of::<testers::Done>()),
            ("upload", schema_of::<upload::Uploaded>()),
        ],
    );
}
