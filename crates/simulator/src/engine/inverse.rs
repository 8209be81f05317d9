//! The other side of a relationship.
//!
//! Apple's description names each side alone. A build's `app` and an app's `builds` are one fact, and the engine
//! keeps both: the inverse of a relationship is whatever leads back, save where the tables below say otherwise.

use super::schema::schema;

/// Relationships that lead somewhere from which others lead back, and are nobody's inverse.
const ONE_SIDED: &[(&str, &str)] = &[
    ("appStoreVersionExperiments", "latestControlVersion"),
    ("appStoreVersionExperiments", "controlVersions"),
    ("backgroundAssets", "appStoreVersion"),
    ("backgroundAssets", "internalBetaVersion"),
    ("backgroundAssets", "externalBetaVersion"),
    ("backgroundAssetVersions", "assetFile"),
    ("backgroundAssetVersions", "manifestFile"),
    ("buildUploads", "assetDescriptionFile"),
    ("buildUploads", "assetFile"),
    ("buildUploads", "assetSpiFile"),
    ("gameCenterDetails", "defaultLeaderboard"),
    ("gameCenterDetails", "defaultLeaderboardV2"),
    ("gameCenterDetails", "defaultGroupLeaderboard"),
    ("gameCenterDetails", "defaultGroupLeaderboardV2"),
    ("gameCenterMatchmakingQueues", "experimentRuleSet"),
    ("scmRepositories", "defaultBranch"),
];

/// Types that relate to themselves, with the two sides.
const WITHIN: &[(&str, &str, &str)] = &[("appCategories", "parent", "subcategories")];

/// The names of one fact on both sides.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Sides {
    /// The names on the side that was asked for; more than one where two API generations name the same fact.
    pub here: Vec<&'static str>,
    /// The names on the other side; none where nothing leads back.
    pub there: Vec<&'static str>,
}

/// Both sides of a relationship of `kind`; `None` where the type has no such relationship.
pub(crate) fn sides(kind: &str, name: &str) -> Option<Sides> {
    let to = schema().relation(kind, name)?.to;
    let there = leading_back(kind, name);
    let mut here = match there.first() {
        Some(back) => leading_back(to, back),
        None => Vec::new(),
    };
    if !here.contains(&name) {
        here = schema().relations(kind).map(|(known, _)| known).filter(|known| *known == name).collect();
    }
    Some(Sides { here, there })
}

fn leading_back(kind: &str, name: &str) -> Vec<&'static str> {
    if ONE_SIDED.contains(&(kind, name)) {
        return Vec::new();
    }
    let Some(relation) = schema().relation(kind, name) else { return Vec::new() };
    if relation.to == kind {
        let pair =
            WITHIN.iter().find(|(within, one, other)| *within == kind && (*one == name || *other == name));
        return pair.map(|(_, one, other)| if *one == name { *other } else { *one }).into_iter().collect();
    }
    schema()
        .relations(relation.to)
        .filter(|(back, leading)| leading.to == kind && !ONE_SIDED.contains(&(relation.to, back)))
        .map(|(back, _)| back)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is left when the words that only tell API generations apart are taken out.
    fn stem(name: &str) -> String {
        let name = name.trim_end_matches("V2").trim_end_matches('s').to_lowercase();
        ["image", "localization", "experiment"]
            .into_iter()
            .find(|word| name.ends_with(word))
            .map_or(name.clone(), str::to_owned)
    }

    #[test]
    fn only_names_of_two_generations_share_a_side() {
        let mut doubtful = Vec::new();
        for kind in schema().related_kinds() {
            for (name, _) in schema().relations(kind) {
                let there = leading_back(kind, name);
                let stems = there.iter().map(|name| stem(name)).collect::<std::collections::BTreeSet<_>>();
                if stems.len() > 1 {
                    doubtful.push(format!("{kind}.{name} leads to {there:?}"));
                }
            }
        }
        assert_eq!(doubtful, [""; 0]);
    }

    #[test]
    fn both_sides_name_each_other() {
        for kind in schema().related_kinds() {
            for (name, relation) in schema().relations(kind) {
                let Some(sides) = sides(kind, name) else { panic!("{kind}.{name}") };
                assert!(sides.here.contains(&name), "{kind}.{name}");
                for back in sides.there {
                    assert!(leading_back(relation.to, back).contains(&name), "{kind}.{name} and {back}");
                }
            }
        }
    }

    #[test]
    fn the_main_road_has_its_inverses() {
        let there = |kind, name| sides(kind, name).map(|sides| sides.there).unwrap_or_default();
        assert_eq!(there("builds", "app"), ["builds"]);
        assert_eq!(there("apps", "buildUploads"), ["app"]);
        assert_eq!(there("buildUploadFiles", "buildUpload"), ["buildUploadFiles"]);
        assert_eq!(there("appCategories", "parent"), ["subcategories"]);
        assert_eq!(there("profiles", "devices"), [""; 0]);
        assert_eq!(there("gameCenterDetails", "defaultLeaderboard"), [""; 0]);
    }
}
