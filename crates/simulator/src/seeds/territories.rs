//! The territories of the App Store and the currency that Apple sells in there.

use crate::engine::store::Stored;
use crate::world::World;

/// A currency and the territories that pay in it.
const TERRITORIES: &[(&str, &str)] = &[
    ("AED", "ARE"),
    ("AUD", "AUS NRU"),
    ("BRL", "BRA"),
    ("CAD", "CAN"),
    ("CHF", "CHE"),
    ("CLP", "CHL"),
    ("CNY", "CHN"),
    ("COP", "COL"),
    ("CZK", "CZE"),
    ("DKK", "DNK"),
    ("EGP", "EGY"),
    (
        "EUR",
        "AUT BEL BGR BIH CYP DEU ESP EST FIN FRA GRC HRV IRL ITA LTU LUX LVA MLT MNE NLD PRT SRB SVK SVN \
         XKS",
    ),
    ("GBP", "GBR"),
    ("HKD", "HKG"),
    ("HUF", "HUN"),
    ("IDR", "IDN"),
    ("ILS", "ISR"),
    ("INR", "IND"),
    ("JPY", "JPN"),
    ("KRW", "KOR"),
    ("KZT", "KAZ"),
    ("MXN", "MEX"),
    ("MYR", "MYS"),
    ("NGN", "NGA"),
    ("NOK", "NOR"),
    ("NZD", "NZL"),
    ("PEN", "PER"),
    ("PHP", "PHL"),
    ("PKR", "PAK"),
    ("PLN", "POL"),
    ("QAR", "QAT"),
    ("RON", "ROU"),
    ("RUB", "RUS"),
    ("SAR", "SAU"),
    ("SEK", "SWE"),
    ("SGD", "SGP"),
    ("THB", "THA"),
    ("TRY", "TUR"),
    ("TWD", "TWN"),
    ("TZS", "TZA"),
    (
        "USD",
        "AFG AGO AIA ALB ARG ARM ATG AZE BEN BFA BHR BHS BLR BLZ BMU BOL BRB BRN BTN BWA CIV CMR COD COG \
         CPV CRI CYM DMA DOM DZA ECU FJI FSM GAB GEO GHA GMB GNB GRD GTM GUY HND IRQ ISL JAM JOR KEN KGZ \
         KHM KNA KWT LAO LBN LBR LBY LCA LKA MAC MAR MDA MDG MDV MKD MLI MMR MNG MOZ MRT MSR MUS MWI NAM \
         NER NIC NPL OMN PAN PLW PNG PRY RWA SEN SLB SLE SLV STP SUR SWZ SYC TCA TCD TJK TKM TON TTO TUN \
         UGA UKR URY USA UZB VCT VEN VGB VUT YEM ZMB ZWE",
    ),
    ("VND", "VNM"),
    ("ZAR", "ZAF"),
];

/// The codes of all territories, in order of their currencies.
pub(super) fn codes() -> impl Iterator<Item = (&'static str, &'static str)> {
    TERRITORIES
        .iter()
        .flat_map(|(currency, codes)| codes.split_whitespace().map(move |code| (code, *currency)))
}

/// Puts every territory there is.
pub(super) fn add(world: &mut World) {
    let mut all: Vec<_> = codes().collect();
    all.sort_unstable();
    for (code, currency) in all {
        let mut territory = Stored::new("territories", code);
        territory.set("currency", currency);
        world.insert(territory);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn there_are_as_many_territories_as_apple_sells_in_and_each_is_known_to_the_catalogue() {
        let codes: BTreeSet<&str> = codes().map(|(code, _)| code).collect();
        assert_eq!(codes.len(), 175);
        let Some(catalogue::Shape::Enum(known)) = catalogue::catalogue().shape("TerritoryCode") else {
            panic!("the catalogue has no territory codes");
        };
        for code in codes {
            assert!(known.contains(&code), "{code}");
        }
    }
}
