//! Apple's ids of categories, also for the names that fastlane took in earlier years.

/// Categories whose id is not the upper-cased name.
const CATEGORIES: [(&str, &str); 9] = [
    ("Apps.Food_Drink", "FOOD_AND_DRINK"),
    ("SocialNetworking", "SOCIAL_NETWORKING"),
    ("Book", "BOOKS"),
    ("Apps.GraphicsDesign", "GRAPHICS_AND_DESIGN"),
    ("Apps.DeveloperTools", "DEVELOPER_TOOLS"),
    ("Healthcare_Fitness", "HEALTH_AND_FITNESS"),
    ("Apps.Newsstand", "MAGAZINES_AND_NEWSPAPERS"),
    ("Apps.Shopping", "SHOPPING"),
    ("Photography", "PHOTO_AND_VIDEO"),
];

/// Sticker subcategories whose id is not `STICKERS_` and the upper-cased name.
const STICKERS: [(&str, &str); 7] = [
    ("Places", "STICKERS_PLACES_AND_OBJECTS"),
    ("Emotions", "STICKERS_EMOJI_AND_EXPRESSIONS"),
    ("BirthdaysAndCelebrations", "STICKERS_CELEBRATIONS"),
    ("MoviesAndTV", "STICKERS_MOVIES_AND_TV"),
    ("Sports", "STICKERS_SPORTS_AND_ACTIVITIES"),
    ("FoodAndDrink", "STICKERS_EATING_AND_DRINKING"),
    ("KidsAndFamily", "STICKERS_KIDS_AND_FAMILY"),
];

/// Game subcategories, by the names of earlier years, whose id is not `GAMES_` and the upper-cased name.
const GAMES: [(&str, &str); 2] = [("RolePlaying", "GAMES_ROLE_PLAYING"), ("Arcade", "GAMES_CASUAL")];

/// Sticker subcategories and game subcategories of earlier years that only need their prefix.
const PLAIN_STICKERS: [&str; 8] =
    ["Celebrities", "Characters", "Animals", "Fashion", "Art", "Games", "People", "Music"];
const PLAIN_GAMES: [&str; 13] = [
    "Word",
    "Adventure",
    "Action",
    "Board",
    "Trivia",
    "Card",
    "Puzzle",
    "Casino",
    "Strategy",
    "Simulation",
    "Racing",
    "Family",
    "Music",
];

/// Apple's id of a category, or of a subcategory where the relationship is one. What is unknown is passed on: Apple
/// adds categories.
pub(crate) fn category_id(relationship: &str, text: &str) -> String {
    if relationship.contains("Subcategory") { subcategory(text) } else { category(text) }
}

fn category(text: &str) -> String {
    let name = text.trim().trim_start_matches("MZGenre.");
    if let Some(sticker) = name.strip_prefix("Apps.Stickers.") {
        return among(&STICKERS, sticker)
            .or_else(|| prefixed("STICKERS_", &PLAIN_STICKERS, sticker))
            .unwrap_or_else(|| name.to_uppercase());
    }
    among(&CATEGORIES, name).unwrap_or_else(|| name.to_uppercase())
}

/// The bare names of earlier years are those of games.
fn subcategory(text: &str) -> String {
    let name = text.trim().trim_start_matches("MZGenre.");
    // `Sports` is a category too, but never a subcategory by that name.
    let game = if name == "Sports" { Some("GAMES_SPORTS".to_owned()) } else { among(&GAMES, name) };
    game.or_else(|| prefixed("GAMES_", &PLAIN_GAMES, name)).unwrap_or_else(|| category(text))
}

fn among(table: &[(&str, &str)], name: &str) -> Option<String> {
    table.iter().find(|(old, _)| *old == name).map(|(_, id)| (*id).to_owned())
}

fn prefixed(prefix: &str, names: &[&str], name: &str) -> Option<String> {
    names.contains(&name).then(|| format!("{prefix}{}", name.to_uppercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_earlier_years_are_translated() {
        assert_eq!(category("MZGenre.Apps.Food_Drink"), "FOOD_AND_DRINK");
        assert_eq!(category("MZGenre.Business"), "BUSINESS");
        assert_eq!(subcategory("MZGenre.RolePlaying"), "GAMES_ROLE_PLAYING");
        assert_eq!(subcategory("MZGenre.Sports"), "GAMES_SPORTS");
        assert_eq!(subcategory("MZGenre.Puzzle"), "GAMES_PUZZLE");
        assert_eq!(subcategory("MZGenre.Apps.Stickers.Art"), "STICKERS_ART");
        assert_eq!(subcategory("MZGenre.Apps.Stickers.Places"), "STICKERS_PLACES_AND_OBJECTS");
    }

    #[test]
    fn apples_own_ids_stay() {
        for id in ["GAMES", "UTILITIES", "PHOTO_AND_VIDEO", "GAMES_CASUAL"] {
            assert_eq!(category(id), id);
            assert_eq!(subcategory(id), id);
        }
        assert_eq!(category(" sports\n"), "SPORTS");
    }
}
