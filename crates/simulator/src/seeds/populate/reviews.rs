//! What customers have to say about the apps of a large team.

use super::fill::{draw, moment};
use super::testflight;
use crate::behaviours::customer_review_responses;
use crate::clock::apple_timestamp;
use crate::engine::store::{Identifier, Linkage, Stored};
use crate::error::Error;
use crate::world::World;

/// Over how many days all this was written.
const DAYS: i64 = 365;

/// Stars, title and text.
const OPINIONS: [(u8, &str, &str); 16] = [
    (5, "Does one thing well", "I use it every day, and it has never let me down."),
    (5, "Endlich!", "Genau das, was ich gesucht habe. Schnell, schlicht, schön. 😀"),
    (5, "Great support", "Wrote to them on a Sunday and had an answer within the hour."),
    (5, "気に入りました", "毎日使っています。とても便利です。"),
    (4, "Good, not perfect", "I would like a darker dark mode.\n\nOtherwise: perfect."),
    (4, "Très bien", "Il manque seulement une version pour la montre."),
    (4, "Solid", "\"Undo\" could go further back; all else is fine."),
    (4, "Muy útil", "Sencilla y rápida. ¡Gracias!"),
    (3, "It is OK", "Fine on the phone, cramped on the tablet."),
    (3, "Used to be better", "The new list takes a tap more than the old one."),
    (3, "Ganz nett", "Mir fehlt der Export."),
    (2, "Slow", "Search takes forever once there are some hundred notes."),
    (2, "Too many questions", "Why does it want my location?"),
    (1, "Crashes", "Crashes whenever I share something <b>big</b> & long."),
    (1, "Lost my data", "After the update everything was gone. Bring it back, please."),
    (1, "No", "Not what the screenshots show."),
];

/// Territories, as often as they occur.
const TERRITORIES: [&str; 16] = [
    "USA", "USA", "USA", "USA", "USA", "GBR", "GBR", "DEU", "DEU", "FRA", "JPN", "JPN", "ESP", "CAN", "AUS",
    "BRA",
];

const NICKNAMES: [&str; 16] = [
    "notetaker",
    "Kai_77",
    "m. l.",
    "grandma online",
    "zoé",
    "Tester1",
    "たろう",
    "the real Bob",
    "jürgen",
    "ana.b",
    "xX_fox_Xx",
    "busy dad",
    "librarian",
    "P.",
    "nobody",
    "early bird",
];

/// Every so many reviews one has an answer.
const ANSWERED: usize = 4;

/// Adds reviews of all apps in turn, each of the version that is on the store if there is one.
pub(super) fn add(world: &mut World, count: usize) -> Result<(), Error> {
    let apps = testflight::apps(world, "customerReviews")?;
    let now = world.now();
    for (number, app) in apps.iter().cycle().take(count).enumerate() {
        let (rating, title, body) = draw(world, &OPINIONS);
        let territory = draw(world, &TERRITORIES);
        let mut review = Stored::new("customerReviews", "");
        review.set("rating", rating);
        review.set("title", title);
        review.set("body", body);
        review.set("reviewerNickname", draw(world, &NICKNAMES));
        review.set("createdDate", apple_timestamp(moment(now, DAYS, number, count)));
        review.set("territory", territory);
        let territory = Identifier::new("territories", territory);
        review.relationships.insert("reviewTerritory".into(), Linkage::One(Some(territory)));
        let review = Identifier::new("customerReviews", world.insert(review));
        world.link(app, "customerReviews", &review);
        if let Some(version) = live(world, app) {
            world.link(&version, "customerReviews", &review);
        }
        if number % ANSWERED == 0 {
            answer(world, &review);
        }
    }
    Ok(())
}

/// The version of an app that is on the store.
fn live(world: &World, app: &Identifier) -> Option<Identifier> {
    let live = world.store.all("appStoreVersions").find(|version| {
        version.one("app") == Some(&app.id) && version.text("appVersionState") == "READY_FOR_DISTRIBUTION"
    })?;
    Some(Identifier::new("appStoreVersions", &*live.id))
}

fn answer(world: &mut World, review: &Identifier) {
    let mut response = Stored::new(customer_review_responses::KIND, "");
    response.set("responseBody", "Thank you! We read every word of it.");
    response.set("lastModifiedDate", world.timestamp());
    response.set("state", "PUBLISHED");
    response.relationships.insert("review".into(), Linkage::One(Some(review.clone())));
    world.insert(response);
}
