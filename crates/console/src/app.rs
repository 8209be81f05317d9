//! Finding the app that a command is about.

use spaceship::Client;
use spaceship::jsonapi::{Id, Resource};
use spaceship::resources::App;

use crate::exit;
use crate::failure::Failure;

/// Finds an app by its bundle id, or by Apple's number of it; the number wins.
///
/// # Errors
/// One of exit code 2 where neither is given, of 4 where App Store Connect has no such app.
pub async fn find_app(
    client: &Client,
    bundle_id: Option<&str>,
    number: Option<&str>,
) -> Result<Resource<App>, Failure> {
    if let Some(number) = number {
        return Ok(client.get::<App>(&Id::new(number)).send().await?.resource);
    }
    let Some(bundle_id) = bundle_id else {
        return Err(Failure::new(exit::USAGE, "no app is given").hint(
            "give --app-identifier, or write `app_identifier \"com.example.app\"` into fastlane/Appfile",
        ));
    };
    let (all, _) = client.list::<App>().filter("bundleId", bundle_id).all().await?;
    // Apple's filter matches neighbours too.
    let found = all.into_iter().find(|app| app.attributes.bundle_id.as_deref() == Some(bundle_id));
    found.ok_or_else(|| {
        Failure::new(exit::NOT_FOUND, format!("App Store Connect has no app with the bundle id {bundle_id}"))
            .hint("make the app in App Store Connect, or see whether the key may reach it")
    })
}
