//! The forms of what the verbs print as JSON, made from the types: `docs/schemas/sigh`.

use testkit::schema_of;

use super::{download_all, install, manage, repair};
use crate::account::{Account, Differences};
use crate::report::Renewed;
use crate::resign::Resigned;

#[test]
fn the_schemas_of_the_book_are_those_of_the_types() {
    testkit::check_schemas(
        "sigh",
        &[
            ("diff", schema_of::<Differences>()),
            ("download_all", schema_of::<download_all::Downloaded>()),
            ("install", schema_of::<install::Installed>()),
            ("manage", schema_of::<manage::Listed>()),
            ("manage-removed", schema_of::<manage::Removed>()),
            ("renew", schema_of::<Renewed>()),
            ("repair", schema_of::<repair::Repaired>()),
            ("resign", schema_of::<Resigned>()),
            ("show", schema_of::<Account>()),
        ],
    );
}
