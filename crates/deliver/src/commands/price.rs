//! The options of price and availability.

use std::collections::BTreeSet;

use clap::Args;
use console::{Context, Failure, exit};

use crate::plan::{Territories, WantedPrice, amount};

/// What the app costs, and where it is to be had. Untouched unless given.
#[derive(Debug, Args)]
#[command(next_help_heading = "Price and availability")]
pub(super) struct PriceArgs {
    /// The price, such as `4.99`, of the territory that other prices follow; `4.99:DEU` makes that Germany [env:
    /// DELIVER_PRICE].
    #[arg(long, value_name = "AMOUNT[:TERRITORY]", conflicts_with = "price_tier")]
    price: Option<String>,
    /// 0 for a free app; Apple has no other tiers any more, see --price [env: DELIVER_PRICE_TIER].
    #[arg(long, short = 'r', value_name = "TIER")]
    price_tier: Option<u64>,
    /// Where the app is to be had: `all`, or Apple's codes such as `USA,DEU` [env: DELIVER_AVAILABILITY].
    #[arg(long, value_name = "TERRITORIES")]
    availability: Option<String>,
}

impl PriceArgs {
    /// What is wanted, where something is.
    pub(super) fn settle(
        &self,
        context: &Context,
    ) -> Result<(Option<WantedPrice>, Option<Territories>), Failure> {
        let usage = |what: String| Failure::new(exit::USAGE, what);
        let given = context.text(self.price.as_deref(), &["DELIVER_PRICE"]);
        let price = given.map(|text| read_price(&text)).transpose().map_err(usage)?;
        let where_to = context.text(self.availability.as_deref(), &["DELIVER_AVAILABILITY"]);
        let territories = where_to.map(|text| read_territories(&text)).transpose().map_err(usage)?;
        // The option beats the variable of the other option.
        let tier = match &self.price {
            Some(_) => None,
            None => context.number(self.price_tier, &["DELIVER_PRICE_TIER"])?,
        };
        match tier {
            None => Ok((price, territories)),
            Some(0) => {
                let free = WantedPrice { amount: "0".into(), territory: None };
                // As fastlane did, an app that is to be had nowhere yet is to be had everywhere.
                Ok((Some(free), territories.or(Some(Territories::AllAtFirst))))
            }
            Some(tier) => Err(usage(format!("Apple has no price tier {tier} any more")).hint(
                "give the price itself with --price AMOUNT, or --price AMOUNT:TERRITORY; 0 is still free",
            )),
        }
    }
}

fn read_price(text: &str) -> Result<WantedPrice, String> {
    let (number, territory) = match text.split_once(':') {
        Some((number, territory)) => (number, Some(code(territory)?)),
        None => (text, None),
    };
    let wrong = || format!("--price {text} is no amount; it is written 4.99, with a territory 4.99:DEU");
    Ok(WantedPrice { amount: amount(number.trim()).ok_or_else(wrong)?, territory })
}

fn read_territories(text: &str) -> Result<Territories, String> {
    if text.trim().eq_ignore_ascii_case("all") {
        return Ok(Territories::All);
    }
    let codes = text.split(',').filter(|code| !code.trim().is_empty()).map(code);
    let these = codes.collect::<Result<BTreeSet<_>, _>>()?;
    if these.is_empty() {
        return Err(
            "--availability names no territory; an app is taken from sale in App Store Connect".into()
        );
    }
    Ok(Territories::These(these))
}

/// A territory as Apple names it.
fn code(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return Ok(text.to_ascii_uppercase());
    }
    Err(format!("{text} is no territory; Apple names them with three letters, as USA, DEU, JPN"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_is_an_amount_and_perhaps_a_territory() {
        let price = |text| read_price(text).map(|price| (price.amount, price.territory));
        assert_eq!(price("4.990"), Ok(("4.99".into(), None)));
        assert_eq!(price("4:deu"), Ok(("4".into(), Some("DEU".into()))));
        for wrong in ["", "4,99", "4.99:", "4.99:Germany", ":DEU", "-1"] {
            assert!(price(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn territories_are_all_or_a_list() {
        assert_eq!(read_territories("ALL"), Ok(Territories::All));
        assert_eq!(
            read_territories("usa, DEU,"),
            Ok(Territories::These(["DEU".into(), "USA".into()].into()))
        );
        for wrong in ["", " , ", "nowhere", "DE"] {
            assert!(read_territories(wrong).is_err(), "{wrong}");
        }
    }
}
