//! What the app costs, and where it is to be had.

use console::Failure;
use serde_json::json;
use spaceship::Client;
use spaceship::client::Field;
use spaceship::jsonapi::{Id, Resource};
use spaceship::resources::{
    App, AppAvailabilityV2, AppPricePointV3, AppPriceSchedule, AppPriceV2, Territory, TerritoryAvailability,
    TerritoryAvailabilityUpdate,
};
use spaceship::transport::{Method, Request};
use time::OffsetDateTime;

use super::apply::Work;
use super::texts::twice_if_unsure;
use crate::plan::{AvailabilityPlan, PricePlan, WantedPrice, amount, territory_of};

/// What the app costs.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct RemotePrices {
    /// The territory whose price others follow.
    pub(crate) base: Option<String>,
    /// The prices that somebody has set, without those that are past.
    pub(crate) prices: Vec<RemotePrice>,
    /// The price points of the wanted territory with their amounts, where another price is wanted.
    pub(crate) points: Vec<(Id<AppPricePointV3>, String)>,
    /// Whether they were asked for.
    pub(crate) wants_points: bool,
}

/// A price that somebody has set.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RemotePrice {
    pub(crate) territory: String,
    pub(crate) point: Id<AppPricePointV3>,
    /// As [`amount`] gives it.
    pub(crate) amount: String,
    /// The first day, and the day on which it ends.
    pub(crate) start: Option<String>,
    pub(crate) end: Option<String>,
    /// Whether it is the price of today.
    pub(crate) current: bool,
}

/// Where the app is to be had.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RemoteAvailability {
    pub(crate) territories: Vec<RemoteTerritory>,
}

/// A territory, and whether the app is to be had there.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RemoteTerritory {
    pub(crate) id: Id<TerritoryAvailability>,
    /// Apple's code, such as `USA`.
    pub(crate) code: String,
    pub(crate) available: bool,
}

/// Reads the prices, and where another one is wanted the price points.
pub(super) async fn prices(
    client: &Client,
    app: &Id<App>,
    wanted: &WantedPrice,
) -> spaceship::Result<RemotePrices> {
    let schedule =
        client.get_related::<App, AppPriceSchedule>(app, "appPriceSchedule").include("baseTerritory");
    let Some(schedule) = schedule.optional().await?.map(|found| found.resource) else {
        return with_points(client, app, wanted, RemotePrices::default()).await;
    };
    let list = client.list_related::<AppPriceSchedule, AppPriceV2>(&schedule.id, "manualPrices");
    let (all, included) = match list.include("appPricePoint,territory").limit(200).all().await {
        // Apple answers an app without a price with an empty schedule, of which nothing can be listed.
        Err(error) if error.is_not_found() => Default::default(),
        found => found?,
    };
    let today = OffsetDateTime::now_utc().date().to_string();
    let price = |price: Resource<AppPriceV2>| {
        let point =
            included.related::<AppPriceV2, AppPricePointV3>(&price, "appPricePoint").into_iter().next()?;
        let (start, end) = (price.attributes.start_date.clone(), price.attributes.end_date.clone());
        let past = end.as_ref().is_some_and(|end| *end <= today);
        (!past).then(|| RemotePrice {
            territory: price.one::<Territory>("territory").map(|code| code.to_string()).unwrap_or_default(),
            amount: amount(point.attributes.customer_price.as_deref().unwrap_or_default())
                .unwrap_or_default(),
            point: point.id.clone(),
            current: start.as_ref().is_none_or(|start| *start <= today),
            start,
            end,
        })
    };
    let base = schedule.one::<Territory>("baseTerritory").map(|code| code.to_string());
    let prices = all.into_iter().filter_map(price).collect();
    with_points(client, app, wanted, RemotePrices { base, prices, ..RemotePrices::default() }).await
}

async fn with_points(
    client: &Client,
    app: &Id<App>,
    wanted: &WantedPrice,
    mut there: RemotePrices,
) -> spaceship::Result<RemotePrices> {
    let territory = territory_of(wanted, there.base.as_deref()).to_owned();
    let is_right =
        |price: &RemotePrice| price.current && price.territory == territory && price.amount == wanted.amount;
    if there.base.as_deref() == Some(territory.as_str()) && there.prices.iter().any(is_right) {
        return Ok(there);
    }
    let list = client.list_related::<App, AppPricePointV3>(app, "appPricePoints");
    let (all, _) = list.filter("territory", territory).limit(200).all().await?;
    let point = |point: Resource<AppPricePointV3>| {
        Some((point.id, amount(point.attributes.customer_price.as_deref()?)?))
    };
    there.points = all.into_iter().filter_map(point).collect();
    there.wants_points = true;
    Ok(there)
}

/// Reads where the app is to be had; `None` where nothing was said of it yet.
pub(super) async fn availability(
    client: &Client,
    app: &Id<App>,
) -> spaceship::Result<Option<RemoteAvailability>> {
    let found = client.get_related::<App, AppAvailabilityV2>(app, "appAvailabilityV2").optional().await?;
    let Some(found) = found else { return Ok(None) };
    let list = client.list_related::<AppAvailabilityV2, TerritoryAvailability>(
        &found.resource.id,
        "territoryAvailabilities",
    );
    let (all, _) = list.include("territory").limit(200).all().await?;
    let territory = |one: Resource<TerritoryAvailability>| {
        Some(RemoteTerritory {
            code: one.one::<Territory>("territory")?.to_string(),
            available: one.attributes.available.unwrap_or_default(),
            id: one.id,
        })
    };
    Ok(Some(RemoteAvailability { territories: all.into_iter().filter_map(territory).collect() }))
}

/// The codes of all territories.
pub(super) async fn territories(client: &Client) -> spaceship::Result<Vec<String>> {
    let (all, _) = client.list::<Territory>().limit(200).all().await?;
    Ok(all.into_iter().map(|one| one.id.to_string()).collect())
}

/// Sets the price: a new schedule takes the place of the old one.
pub(super) async fn set_price(work: &Work<'_>, plan: &PricePlan) -> Result<(), Failure> {
    work.context.ui.step(format!("app: its price is {}", plan.after));
    let name = |index: usize| format!("${{price-{index}}}");
    let names = (0..plan.prices.len()).map(|index| json!({ "type": "appPrices", "id": name(index) }));
    let included = plan.prices.iter().enumerate().map(|(index, price)| {
        json!({ "type": "appPrices", "id": name(index),
            "attributes": { "startDate": price.start, "endDate": price.end },
            "relationships": { "appPricePoint": { "data": price.point.identifier() } } })
    });
    let body = json!({ "data": { "type": "appPriceSchedules", "relationships": {
            "app": { "data": work.page.app.id.identifier() },
            "baseTerritory": { "data": Id::<Territory>::new(&*plan.base).identifier() },
            "manualPrices": { "data": names.collect::<Vec<_>>() } } },
        "included": included.collect::<Vec<_>>() });
    let request = Request::new(Method::Post, "/v1/appPriceSchedules").body(body);
    // The same schedule twice is the same schedule.
    let done = twice_if_unsure(async || work.client.send(&request).await.map(drop)).await;
    done.map_err(|error| Failure::from(error).context(format!("the price {} was not taken", plan.after)))
}

/// Brings the app to territories, and takes it from them.
pub(super) async fn set_availability(work: &Work<'_>, plan: &AvailabilityPlan) -> Result<(), Failure> {
    if let Some(new_ones) = plan.make {
        return make_availability(work, plan, new_ones).await;
    }
    for (available, all) in [(true, &plan.come), (false, &plan.go)] {
        for (code, id) in all {
            let Some(id) = id else { continue };
            let verdict = if available { "to be had" } else { "not to be had any more" };
            work.context.ui.step(format!("app: {verdict} in {code}"));
            let update = TerritoryAvailabilityUpdate {
                available: Field::Set(available),
                ..TerritoryAvailabilityUpdate::default()
            };
            let done = twice_if_unsure(async || work.client.update(id, &update).await).await;
            done.map_err(|error| Failure::from(error).context(format!("the territory {code} is as it was")))?;
        }
    }
    Ok(())
}

async fn make_availability(work: &Work<'_>, plan: &AvailabilityPlan, new_ones: bool) -> Result<(), Failure> {
    work.context.ui.step(format!("app: to be had in {} territories", plan.come.len()));
    let name = |code: &str| format!("${{{code}}}");
    let names =
        plan.come.iter().map(|(code, _)| json!({ "type": "territoryAvailabilities", "id": name(code) }));
    let included = plan.come.iter().map(|(code, _)| {
        json!({ "type": "territoryAvailabilities", "id": name(code), "attributes": { "available": true },
            "relationships": { "territory": { "data": Id::<Territory>::new(&**code).identifier() } } })
    });
    let body = json!({ "data": { "type": "appAvailabilities",
            "attributes": { "availableInNewTerritories": new_ones },
            "relationships": { "app": { "data": work.page.app.id.identifier() },
                "territoryAvailabilities": { "data": names.collect::<Vec<_>>() } } },
        "included": included.collect::<Vec<_>>() });
    let request = Request::new(Method::Post, "/v2/appAvailabilities").body(body);
    match work.client.send(&request).await {
        // A second one is refused: it is there all the same if the first request made it.
        Err(error)
            if error.is_ambiguous() && availability(work.client, &work.page.app.id).await?.is_some() =>
        {
            Ok(())
        }
        Err(error) => Err(Failure::from(error).context("where the app is to be had was not taken")),
        Ok(_) => Ok(()),
    }
}
