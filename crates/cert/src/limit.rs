//! Apple's limit of certificates, explained.

use console::{Failure, table};
use spaceship::Client;
use spaceship::jsonapi::Resource;
use spaceship::resources::Certificate;

/// Apple's words at the limit.
const WORDS: &str = "You already have a current";

/// Types that are limited together: the older ones of each platform and the newer ones for all.
const FAMILIES: [&[&str]; 2] = [
    &["DEVELOPMENT", "IOS_DEVELOPMENT", "MAC_APP_DEVELOPMENT"],
    &["DISTRIBUTION", "IOS_DISTRIBUTION", "MAC_APP_DISTRIBUTION"],
];

/// The failure of a create; at Apple's limit it says which certificates there are.
pub(crate) async fn explained(client: &Client, error: spaceship::Error, kind: &str) -> Failure {
    let at_limit = error.to_string().contains(WORDS);
    let failure = Failure::from(error).context(format!("Apple made no {kind} certificate"));
    if !at_limit {
        return failure;
    }
    let there = match client.list::<Certificate>().all().await {
        Ok((all, _)) => listed(&all, kind),
        // The limit is what the user needs to know; the list only helps.
        Err(error) => format!("(they cannot be listed: {error})"),
    };
    failure.cause(format!("the limit is reached. There are:\n{there}")).hint(
        "bring the private key of one of these, as a .p12, into the output folder or the key store, and it is \
         reused; or revoke one that nobody needs, in the Developer Portal under Certificates. Apps in the store \
         keep working when a distribution certificate is revoked; builds signed with it for devices do not",
    )
}

fn listed(all: &[Resource<Certificate>], kind: &str) -> String {
    let alone = [kind];
    let family = FAMILIES.into_iter().find(|family| family.contains(&kind)).unwrap_or(&alone);
    let text = |value: &Option<String>| value.clone().unwrap_or_else(|| "?".into());
    let rows = all.iter().filter_map(|one| {
        let attributes = &one.attributes;
        let kind = attributes.certificate_type.as_ref()?.as_str();
        let whose = attributes.name.as_ref().or(attributes.display_name.as_ref()).cloned();
        let row = [one.id.to_string(), kind.to_owned(), text(&whose), text(&attributes.expiration_date)];
        family.contains(&kind).then_some(row)
    });
    table(&["id", "type", "whose", "expires"], rows)
}
