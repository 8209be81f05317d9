//! The forms of what the verbs print as JSON, made from the types: `docs/schemas/spaceship`.

use testkit::schema_of;

use super::{
    apps, auth, builds, bundle_ids, capabilities, devices, gitlab, identifiers, login, release, session,
    teams, users,
};
use crate::{edits, listing, sessions};

#[test]
fn the_schemas_of_the_book_are_those_of_the_types() {
    testkit::check_schemas(
        "spaceship",
        &[
            ("apps-create", schema_of::<apps::create::Made>()),
            ("apps-list", schema_of::<listing::Rows<apps::Listed>>()),
            ("apps-show", schema_of::<apps::Shown>()),
            ("auth-doctor", schema_of::<auth::doctor::Findings>()),
            ("auth-status", schema_of::<auth::status::Status>()),
            ("auth-token", schema_of::<auth::token::Token>()),
            ("builds", schema_of::<listing::Rows<builds::Listed>>()),
            ("bundle-ids-list", schema_of::<listing::Rows<bundle_ids::Listed>>()),
            ("capabilities-list", schema_of::<listing::Rows<capabilities::Listed>>()),
            ("changes", schema_of::<edits::Done>()),
            ("devices-list", schema_of::<listing::Rows<devices::Listed>>()),
            ("gitlab", schema_of::<gitlab::Standing>()),
            ("identifiers-list", schema_of::<listing::Rows<identifiers::Listed>>()),
            ("login", schema_of::<sessions::Alive>()),
            ("logout", schema_of::<login::Forgotten>()),
            ("release", schema_of::<release::Released>()),
            ("session-check", schema_of::<sessions::Alive>()),
            ("session-export", schema_of::<session::Exported>()),
            ("session-import", schema_of::<sessions::Alive>()),
            ("spaceauth", schema_of::<session::Exported>()),
            ("teams-list", schema_of::<listing::Rows<teams::Listed>>()),
            ("teams-select", schema_of::<teams::Selected>()),
            ("users-list", schema_of::<listing::Rows<users::Listed>>()),
        ],
    );
}
