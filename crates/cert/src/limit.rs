//! Apple's limit of certificates, explained.

use console::{Failure, table};
use time::OffsetDateTime;

use crate::maker::{Known, Maker};

/// Apple's words at the limit.
const WORDS: &str = "You already have a current";

/// Types that are limited together: the older ones of each platform and the newer ones for all.
const FAMILIES: [&[&str]; 2] = [
    &["DEVELOPMENT", "IOS_DEVELOPMENT", "MAC_APP_DEVELOPMENT"],
    &["DISTRIBUTION", "IOS_DISTRIBUTION", "MAC_APP_DISTRIBUTION"],
];

/// Whether Apple refuses because there are enough certificates.
pub(crate) fn is_reached(error: &spaceship::Error) -> bool {
    error.to_string().contains(WORDS)
}

/// The expired certificate that counts to the limit of a type, the one that ended first.
pub(crate) fn oldest_expired<'a>(all: &'a [Known], kind: &str, now: OffsetDateTime) -> Option<&'a Known> {
    family(all, kind).filter(|one| one.is_past(now)).min_by_key(|one| one.expires)
}

/// The failure of a create; at Apple's limit it says which certificates there are.
pub(crate) async fn explained(maker: &Maker, error: spaceship::Error, kind: &str) -> Failure {
    let at_limit = is_reached(&error);
    let failure = Failure::from(error).context(format!("Apple made no {kind} certificate"));
    if !at_limit {
        return failure;
    }
    let there = match maker.known().await {
        Ok(all) => listed(&all, kind),
        // The limit is what the user needs to know; the list only helps.
        Err(error) => format!("(they cannot be listed: {error})"),
    };
    failure.cause(format!("the limit is reached. There are:\n{there}")).hint(
        "bring the private key of one of these, as a .p12, into the output folder or the key store, and it is \
         reused; or revoke one that nobody needs: `cert revoke ID --yes`, or for one that has ended \
         --revoke-oldest-expired. Apps in the store keep working when a distribution certificate is revoked; builds \
         signed with it for devices do not",
    )
}

fn family<'a>(all: &'a [Known], kind: &str) -> impl Iterator<Item = &'a Known> {
    let family = FAMILIES.into_iter().find(|family| family.contains(&kind));
    let kind = kind.to_owned();
    all.iter().filter(move |one| match family {
        Some(family) => family.contains(&one.kind.as_str()),
        None => one.kind == kind,
    })
}

fn listed(all: &[Known], kind: &str) -> String {
    let rows = family(all, kind).map(|one| [one.id.clone(), one.kind.clone(), one.name.clone(), one.day()]);
    table(&["id", "type", "whose", "expires"], rows)
}

#[cfg(test)]
mod tests {
    use time::Duration;

    use super::*;

    #[test]
    fn the_one_that_ended_first_of_the_family_is_found() {
        let now = OffsetDateTime::now_utc();
        let known = |id: &str, kind: &str, days: i64| Known {
            id: id.into(),
            kind: kind.into(),
            name: String::new(),
            expires: Some(now + Duration::days(days)),
        };
        let all = [
            known("valid", "DISTRIBUTION", 1),
            known("late", "IOS_DISTRIBUTION", -1),
            known("first", "DISTRIBUTION", -9),
            known("other", "DEVELOPMENT", -99),
        ];
        let found = |kind: &str| oldest_expired(&all, kind, now).map(|one| one.id.as_str());
        assert_eq!(found("DISTRIBUTION"), Some("first"));
        assert_eq!(found("DEVELOPER_ID_KEXT"), None);
        assert_eq!(oldest_expired(&all[..1], "DISTRIBUTION", now).map(|one| &one.id), None);
    }
}
