//! The forms of what the verbs print as JSON, made from the types: `docs/schemas/deliver`.

use testkit::schema_of;

use super::{cancel, phased, preview, release, report, reviews, source, status};

#[test]
fn the_schemas_of_the_book_are_those_of_the_types() {
    testkit::check_schemas(
        "deliver",
        &[
            ("cancel", schema_of::<cancel::Canceled>()),
            ("download-app-clip-header-images", schema_of::<source::Downloaded>()),
            ("download-metadata", schema_of::<source::Downloaded>()),
            ("download-screenshots", schema_of::<source::Downloaded>()),
            ("init", schema_of::<source::Downloaded>()),
            ("phased-release", schema_of::<phased::Told>()),
            ("preview", schema_of::<preview::Written>()),
            ("release", schema_of::<release::Released>()),
            ("reviews-list", schema_of::<reviews::All>()),
            ("reviews-reply", schema_of::<reviews::Answered>()),
            ("run", schema_of::<report::Delivered>()),
            ("status", schema_of::<status::Status>()),
            ("submit-build", schema_of::<report::Delivered>()),
        ],
    );
}
