//! What the app costs, and where it is to be had.

use std::collections::BTreeSet;

use spaceship::jsonapi::Id;
use spaceship::resources::{AppPricePointV3, TerritoryAvailability};

use super::Wanted;
use super::steps::Step;
use crate::store::{Page, RemotePrice};

/// The territory whose price others follow, where nothing else is said.
pub(crate) const USUAL_TERRITORY: &str = "USA";

/// A price that is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WantedPrice {
    /// As [`amount`] gives it.
    pub(crate) amount: String,
    /// The territory of the amount, whose price others follow; without one it stays the one that it is.
    pub(crate) territory: Option<String>,
}

/// Where the app is to be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Territories {
    /// Everywhere, in territories to come too.
    All,
    /// Everywhere, where nothing was said of it yet.
    AllAtFirst,
    /// There and nowhere else.
    These(BTreeSet<String>),
}

/// A price to set. Apple takes a schedule as a whole: what stays is a part of it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PricePlan {
    pub(crate) before: Option<String>,
    pub(crate) after: String,
    pub(crate) base: String,
    pub(crate) prices: Vec<Dated>,
}

/// A price point, from a day on and until a day.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Dated {
    pub(crate) point: Id<AppPricePointV3>,
    pub(crate) start: Option<String>,
    pub(crate) end: Option<String>,
}

/// Where the app comes, and where it goes.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct AvailabilityPlan {
    /// Whether nothing was said of it yet; then also whether it comes to new territories.
    pub(crate) make: Option<bool>,
    pub(crate) come: Vec<(String, Option<Id<TerritoryAvailability>>)>,
    pub(crate) go: Vec<(String, Option<Id<TerritoryAvailability>>)>,
}

/// An amount without what says nothing: `4.90` is `4.9`, `0.00` is `0`. `None` where it is no amount.
pub(crate) fn amount(text: &str) -> Option<String> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(part) || text.ends_with('.') {
        return None;
    }
    let (whole, part) = (whole.trim_start_matches('0'), part.trim_end_matches('0'));
    let whole = if whole.is_empty() { "0" } else { whole };
    Some(if part.is_empty() { whole.to_owned() } else { format!("{whole}.{part}") })
}

/// The territory that a wanted price is about.
pub(crate) fn territory<'a>(wanted: &'a WantedPrice, base: Option<&'a str>) -> &'a str {
    wanted.territory.as_deref().or(base).unwrap_or(USUAL_TERRITORY)
}

/// The price, where it differs. Without a price point for it there is no step, but a finding.
pub(super) fn price(wanted: &Wanted, page: &Page) -> Option<Step> {
    let (wanted, there) = (wanted.price.as_ref()?, &page.extras.prices);
    let territory = territory(wanted, there.base.as_deref());
    let replaced = |price: &&RemotePrice| price.territory == territory && price.current;
    let now = there.prices.iter().find(replaced);
    if there.base.as_deref() == Some(territory) && now.is_some_and(|now| now.amount == wanted.amount) {
        return None;
    }
    let (point, _) = there.points.iter().find(|(_, amount)| *amount == wanted.amount)?;
    let stays = there.prices.iter().filter(|price| !replaced(price));
    let mut prices =
        vec![Dated { point: point.clone(), start: None, end: now.and_then(|now| now.end.clone()) }];
    prices.extend(stays.map(|price| Dated {
        point: price.point.clone(),
        start: price.start.clone(),
        end: price.end.clone(),
    }));
    let base =
        there.prices.iter().find(|price| price.current && Some(&price.territory) == there.base.as_ref());
    Some(Step::Price(PricePlan {
        before: base.map(|price| format!("{} ({})", price.amount, price.territory)),
        after: format!("{} ({territory})", wanted.amount),
        base: territory.to_owned(),
        prices,
    }))
}

/// Where the app is to be had, where that differs.
pub(super) fn availability(wanted: &Wanted, page: &Page) -> Option<Step> {
    let wanted = wanted.territories.as_ref()?;
    let Some(there) = &page.extras.availability else {
        let here = |code: &&String| match wanted {
            Territories::All | Territories::AllAtFirst => true,
            Territories::These(these) => these.contains(*code),
        };
        let come = page.extras.territories.iter().filter(here).map(|code| (code.clone(), None)).collect();
        let make = Some(!matches!(wanted, Territories::These(_)));
        return Some(Step::Availability(AvailabilityPlan { make, come, go: Vec::new() }));
    };
    let right = |code: &String| match wanted {
        Territories::All => Some(true),
        Territories::AllAtFirst => None,
        Territories::These(codes) => Some(codes.contains(code)),
    };
    let change = |to: bool| {
        let differs =
            there.territories.iter().filter(move |one| one.available != to && right(&one.code) == Some(to));
        differs.map(|one| (one.code.clone(), Some(one.id.clone()))).collect::<Vec<_>>()
    };
    let plan = AvailabilityPlan { make: None, come: change(true), go: change(false) };
    (!plan.come.is_empty() || !plan.go.is_empty()).then_some(Step::Availability(plan))
}

/// What Apple does not have of what is wanted.
pub(super) fn refused(wanted: &Wanted, page: &Page, steps: &[Step]) -> Vec<String> {
    let mut findings = Vec::new();
    let there = &page.extras.prices;
    if let Some(price) = wanted.price.as_ref().filter(|price| {
        let has = |(_, amount): &(Id<AppPricePointV3>, String)| *amount == price.amount;
        there.wants_points && !there.points.iter().any(has)
    }) {
        let territory = territory(price, there.base.as_deref());
        let near = near(&price.amount, there.points.iter().map(|(_, amount)| amount.as_str()));
        let near =
            if near.is_empty() { String::new() } else { format!("; there are {}", near.join(" and ")) };
        findings.push(format!("Apple has no price of {} in {territory}{near}", price.amount));
    }
    if let Some(Territories::These(these)) = &wanted.territories {
        let listed =
            page.extras.availability.iter().flat_map(|there| &there.territories).map(|one| &one.code);
        let known = listed.chain(&page.extras.territories).collect::<BTreeSet<_>>();
        let unknown = these.iter().filter(|code| !known.contains(code)).cloned().collect::<Vec<_>>();
        if !unknown.is_empty() {
            findings.push(format!(
                "Apple has no territory {}; territories are named as USA, DEU, JPN",
                unknown.join(", ")
            ));
        }
    }
    let made = steps.iter().any(|step| matches!(step, Step::Availability(_)));
    if wanted.price.is_some() && page.extras.availability.is_none() && !made {
        findings.push(
            "the app is to be had nowhere yet, so that it can have no price; give --availability all".into(),
        );
    }
    findings
}

/// The amounts next to one, below and above.
fn near<'a>(amount: &str, all: impl Iterator<Item = &'a str> + Clone) -> Vec<&'a str> {
    let number = |text: &str| text.parse::<f64>().unwrap_or_default();
    let order = |one: &&str, other: &&str| number(one).total_cmp(&number(other));
    let below = all.clone().filter(|one| number(one) < number(amount)).max_by(order);
    let above = all.filter(|one| number(one) > number(amount)).min_by(order);
    below.into_iter().chain(above).collect()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::settled;
    use super::*;
    use crate::store::{RemoteAvailability, RemotePrices, RemoteTerritory};

    fn remote(territory: &str, amount: &str, current: bool) -> RemotePrice {
        let point = Id::new(format!("{territory}-{amount}"));
        let start = (!current).then(|| "2027-01-01".to_owned());
        let end = current.then(|| "2027-01-01".to_owned());
        RemotePrice { territory: territory.into(), point, amount: amount.into(), start, end, current }
    }

    fn world() -> (Wanted, Page) {
        let (mut wanted, mut page) = settled();
        wanted.price = Some(WantedPrice { amount: "4.99".into(), territory: None });
        page.extras.prices = RemotePrices {
            base: Some("USA".into()),
            prices: vec![
                remote("USA", "1.99", true),
                remote("USA", "2.99", false),
                remote("DEU", "1.49", true),
            ],
            points: ["0", "3.99", "4.99", "5.99"]
                .map(|text| (Id::new(format!("P{text}")), text.into()))
                .into(),
            wants_points: true,
        };
        let one = |code: &str, available| RemoteTerritory { id: Id::new(code), code: code.into(), available };
        let territories = vec![one("USA", true), one("DEU", true), one("JPN", false)];
        page.extras.availability = Some(RemoteAvailability { territories });
        (wanted, page)
    }

    #[test]
    fn amounts_are_the_same_however_they_are_written() {
        for (text, same) in [("4.99", "4.99"), ("4.90", "4.9"), ("0.00", "0"), ("0", "0"), ("007.0", "7")] {
            assert_eq!(amount(text).as_deref(), Some(same), "{text}");
        }
        for text in ["", ".", "4.", ".5", "4,99", "-1", "1e3", "4.9.9"] {
            assert_eq!(amount(text), None, "{text}");
        }
    }

    #[test]
    fn a_price_takes_the_place_of_the_current_one_and_the_others_stay() {
        let (wanted, mut page) = world();
        let Some(Step::Price(plan)) = price(&wanted, &page) else { panic!("a step") };
        assert_eq!((plan.before.as_deref(), plan.after.as_str()), (Some("1.99 (USA)"), "4.99 (USA)"));
        let points = plan.prices.iter().map(|price| price.point.as_str()).collect::<Vec<_>>();
        assert_eq!(points, ["P4.99", "USA-2.99", "DEU-1.49"]);
        assert_eq!(plan.prices[0].end.as_deref(), Some("2027-01-01"), "until the price that was planned");
        page.extras.prices.prices[0].amount = "4.99".into();
        assert!(price(&wanted, &page).is_none());
    }

    #[test]
    fn a_price_that_apple_does_not_have_is_refused_with_its_neighbours() {
        let (mut wanted, page) = world();
        wanted.price = Some(WantedPrice { amount: "4.5".into(), territory: None });
        assert!(price(&wanted, &page).is_none());
        let findings = refused(&wanted, &page, &[]);
        assert_eq!(findings, ["Apple has no price of 4.5 in USA; there are 3.99 and 4.99"]);
    }

    #[test]
    fn only_territories_that_differ_are_changed() {
        let (mut wanted, mut page) = world();
        let plan = |wanted: &Wanted, page: &Page| match availability(wanted, page) {
            Some(Step::Availability(plan)) => {
                let codes = |all: &[(String, Option<_>)]| {
                    all.iter().map(|(code, _)| code.clone()).collect::<Vec<_>>().join(" ")
                };
                Some((plan.make, codes(&plan.come), codes(&plan.go)))
            }
            _ => None,
        };
        wanted.territories = Some(Territories::AllAtFirst);
        assert_eq!(plan(&wanted, &page), None);
        wanted.territories = Some(Territories::All);
        assert_eq!(plan(&wanted, &page), Some((None, "JPN".into(), String::new())));
        wanted.territories = Some(Territories::These(["JPN".into(), "USA".into()].into()));
        assert_eq!(plan(&wanted, &page), Some((None, "JPN".into(), "DEU".into())));
        page.extras.availability = None;
        page.extras.territories = vec!["DEU".into(), "JPN".into(), "USA".into()];
        assert_eq!(plan(&wanted, &page), Some((Some(false), "JPN USA".into(), String::new())));
        wanted.territories = Some(Territories::These(["XXX".into()].into()));
        assert!(refused(&wanted, &page, &[])[0].contains("no territory XXX"));
    }
}
