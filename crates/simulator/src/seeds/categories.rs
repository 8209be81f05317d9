//! The categories of the App Store. Their ids are words.

use serde_json::json;

use crate::engine::store::{Identifier, Stored};
use crate::world::World;

const CATEGORIES: [&str; 26] = [
    "BOOKS",
    "BUSINESS",
    "DEVELOPER_TOOLS",
    "EDUCATION",
    "ENTERTAINMENT",
    "FINANCE",
    "FOOD_AND_DRINK",
    "GAMES",
    "GRAPHICS_AND_DESIGN",
    "HEALTH_AND_FITNESS",
    "LIFESTYLE",
    "MAGAZINES_AND_NEWSPAPERS",
    "MEDICAL",
    "MUSIC",
    "NAVIGATION",
    "NEWS",
    "PHOTO_AND_VIDEO",
    "PRODUCTIVITY",
    "REFERENCE",
    "SHOPPING",
    "SOCIAL_NETWORKING",
    "SPORTS",
    "STICKERS",
    "TRAVEL",
    "UTILITIES",
    "WEATHER",
];

/// The two categories that have subcategories, with the ends of their names.
const SUBCATEGORIES: [(&str, &[&str]); 2] = [
    (
        "GAMES",
        &[
            "ACTION",
            "ADVENTURE",
            "BOARD",
            "CARD",
            "CASINO",
            "CASUAL",
            "FAMILY",
            "MUSIC",
            "PUZZLE",
            "RACING",
            "ROLE_PLAYING",
            "SIMULATION",
            "SPORTS",
            "STRATEGY",
            "TRIVIA",
            "WORD",
        ],
    ),
    (
        "STICKERS",
        &[
            "ANIMALS",
            "ART",
            "CELEBRATIONS",
            "CELEBRITIES",
            "CHARACTERS",
            "EATING_AND_DRINKING",
            "EMOJI_AND_EXPRESSIONS",
            "FASHION",
            "GAMING",
            "KIDS_AND_FAMILY",
            "MOVIES_AND_TV",
            "MUSIC",
            "PEOPLE",
            "PLACES_AND_OBJECTS",
            "SPORTS_AND_ACTIVITIES",
        ],
    ),
];

/// Puts every category there is.
pub(super) fn add(world: &mut World) {
    for id in CATEGORIES {
        category(world, id);
    }
    for (parent, ends) in SUBCATEGORIES {
        for end in ends {
            let id = format!("{parent}_{end}");
            category(world, &id);
            let (child, parent) =
                (Identifier::new("appCategories", id), Identifier::new("appCategories", parent));
            world.link(&child, "parent", &parent);
        }
    }
}

fn category(world: &mut World, id: &str) {
    let mut category = Stored::new("appCategories", id);
    // Sticker packs are sold for phones alone; magazines and the rest everywhere.
    let platforms =
        if id.starts_with("STICKERS") { json!(["IOS"]) } else { json!(["IOS", "MAC_OS", "TV_OS"]) };
    category.set("platforms", platforms);
    world.insert(category);
}
