//! Apps as they are just after they were made on the web, and apps that are on the store.

use super::{provisioning, territories, testflight};
use crate::behaviours::{
    age_rating, age_rating_declarations, app_store_version_localizations, carry_over, version_state,
};
use crate::engine::store::{Identifier, Linkage, Stored};
use crate::world::World;

/// Adds an app as App Store Connect leaves it when it has just been made: version 1.0 for iOS in preparation, its
/// texts empty in the primary locale. What only the web or a rarely used call settles is settled: the price is free,
/// every territory gets the app, the questions about age, content rights and privacy are answered. Returns its id.
pub fn add_app(world: &mut World, bundle_id: &str, name: &str, primary_locale: &str) -> String {
    let mut app = Stored::new("apps", "");
    app.set("name", name);
    app.set("bundleId", bundle_id);
    app.set("sku", bundle_id.to_uppercase().replace('.', "-"));
    app.set("primaryLocale", primary_locale);
    app.set("isOrEverWasMadeForKids", false);
    app.set("contentRightsDeclaration", "DOES_NOT_USE_THIRD_PARTY_CONTENT");
    app.set("streamlinedPurchasingEnabled", true);
    app.hidden.insert("privacyPublished".into(), true.into());
    let app = world.insert(app);
    let app_is = Identifier::new("apps", &app);
    info(world, &app_is, name, primary_locale);
    version(world, &app_is, "1.0", primary_locale);
    availability(world, &app_is);
    price(world, &app_is);
    let registered = Identifier::new("bundleIds", provisioning::register(world, bundle_id, name));
    world.link(&registered, "app", &app_is);
    testflight::open(world, &app_is, primary_locale);
    app
}

/// Adds an app that has version 1.0.0 on the store, and beside its live app info one to work on. Returns its id.
pub fn released_app(world: &mut World, bundle_id: &str, name: &str, primary_locale: &str) -> String {
    let app = add_app(world, bundle_id, name, primary_locale);
    let version = world.store.all("appStoreVersions").find(|version| version.one("app") == Some(&app));
    let Some(version) = version.map(|version| version.id.clone()) else { return app };
    let year = world.now().year();
    if let Some(version) = world.store.get_mut("appStoreVersions", &version) {
        version.set("versionString", "1.0.0");
        version.set("copyright", format!("{year} Example Ltd"));
    }
    let text = app_store_version_localizations::ensure(world, &version, primary_locale);
    if let Some(text) = world.store.get_mut("appStoreVersionLocalizations", &text) {
        text.set("description", format!("{name} does one thing and does it well."));
        text.set("keywords", "one,thing,well");
        text.set("supportUrl", "https://example.com/support");
    }
    let info = version_state::info_in_progress(world, &app).map(|info| info.id.clone());
    if let Some(info) = info {
        let utilities = Identifier::new("appCategories", "UTILITIES");
        world.link(&Identifier::new("appInfos", info), "primaryCategory", &utilities);
    }
    version_state::enter(world, &version, "READY_FOR_DISTRIBUTION");
    carry_over::open_info(world, &app);
    app
}

fn one(kind: &str, id: &str) -> Linkage {
    Linkage::One(Some(Identifier::new(kind, id)))
}

fn info(world: &mut World, app: &Identifier, name: &str, primary_locale: &str) {
    let mut info = Stored::new("appInfos", "");
    info.relationships.insert("app".into(), Linkage::One(Some(app.clone())));
    let info = world.insert(info);
    version_state::set_info_state(world, &info, "PREPARE_FOR_SUBMISSION");

    let mut text = Stored::new("appInfoLocalizations", "");
    text.set("locale", primary_locale);
    text.set("name", name);
    text.set("privacyPolicyUrl", "https://example.com/privacy");
    text.relationships.insert("appInfo".into(), one("appInfos", &info));
    world.insert(text);

    let mut rating = Stored::new("ageRatingDeclarations", &*info);
    for question in age_rating_declarations::FREQUENCIES {
        rating.set(question, "NONE");
    }
    let yes_or_no = age_rating_declarations::YES_OR_NO.into_iter();
    for question in yes_or_no.chain(age_rating_declarations::NEW_YES_OR_NO) {
        rating.set(question, false);
    }
    rating.set("ageRatingOverrideV2", "NONE");
    rating.set("koreaAgeRatingOverride", "NONE");
    let rating = Identifier::new("ageRatingDeclarations", world.insert(rating));
    world.link(&Identifier::new("appInfos", &*info), "ageRatingDeclaration", &rating);
    age_rating::refresh(world, &info);
}

fn version(world: &mut World, app: &Identifier, string: &str, primary_locale: &str) {
    let mut version = Stored::new("appStoreVersions", "");
    version.set("platform", "IOS");
    version.set("versionString", string);
    version.set("appStoreState", "PREPARE_FOR_SUBMISSION");
    version.set("appVersionState", "PREPARE_FOR_SUBMISSION");
    version.set("reviewType", "APP_STORE");
    version.set("releaseType", "AFTER_APPROVAL");
    version.set("downloadable", true);
    version.set("createdDate", world.timestamp());
    version.relationships.insert("app".into(), Linkage::One(Some(app.clone())));
    let version = world.insert(version);
    app_store_version_localizations::ensure(world, &version, primary_locale);
}

/// The app is to be had everywhere.
fn availability(world: &mut World, app: &Identifier) {
    let mut availability = Stored::new("appAvailabilities", &*app.id);
    availability.set("availableInNewTerritories", true);
    let availability = Identifier::new("appAvailabilities", world.insert(availability));
    for (code, _) in territories::codes() {
        let mut territory = Stored::new("territoryAvailabilities", "");
        territory.set("available", true);
        territory.set("preOrderEnabled", false);
        territory.set("contentStatuses", vec!["AVAILABLE_FOR_SALE_UNRELEASED_APP"]);
        territory.relationships.insert("territory".into(), one("territories", code));
        let territory = Identifier::new("territoryAvailabilities", world.insert(territory));
        world.link(&availability, "territoryAvailabilities", &territory);
    }
    world.link(app, "appAvailabilityV2", &availability);
}

/// The price points of an app in a territory, of which Apple has hundreds: what customers pay, and what is left of it.
const PRICES: [[&str; 2]; 6] = [
    ["0.0", "0.0"],
    ["0.99", "0.69"],
    ["1.99", "1.39"],
    ["2.99", "2.09"],
    ["4.99", "3.49"],
    ["9.99", "6.99"],
];

fn price_point(world: &mut World, app: &Identifier, territory: &str, [price, proceeds]: [&str; 2]) -> String {
    let mut point = Stored::new("appPricePoints", "");
    point.set("customerPrice", price);
    point.set("proceeds", proceeds);
    point.relationships.insert("app".into(), Linkage::One(Some(app.clone())));
    point.relationships.insert("territory".into(), one("territories", territory));
    world.insert(point)
}

/// The app is free, with the United States as the territory that other prices follow.
fn price(world: &mut World, app: &Identifier) {
    let point = price_point(world, app, "USA", ["0.0", "0.0"]);
    for territory in ["USA", "DEU"] {
        for prices in PRICES.into_iter().filter(|[price, _]| territory != "USA" || *price != "0.0") {
            price_point(world, app, territory, prices);
        }
    }

    let mut price = Stored::new("appPrices", "");
    price.set("manual", true);
    price.relationships.insert("appPricePoint".into(), one("appPricePoints", &point));
    price.relationships.insert("territory".into(), one("territories", "USA"));
    let price = Identifier::new("appPrices", world.insert(price));

    let mut schedule = Stored::new("appPriceSchedules", &*app.id);
    schedule.relationships.insert("baseTerritory".into(), one("territories", "USA"));
    schedule.relationships.insert("manualPrices".into(), Linkage::Many(vec![price]));
    let schedule = Identifier::new("appPriceSchedules", world.insert(schedule));
    world.link(app, "appPriceSchedule", &schedule);
}
