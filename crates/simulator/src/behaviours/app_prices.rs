//! Prices, which come along with a price schedule: one that somebody sets is of its price point's territory.

use super::{Behaviour, Draft, linked};
use crate::engine::refusal::Refusal;
use crate::engine::store::{Identifier, Linkage};
use crate::world::World;

/// The behaviour of `appPrices`.
pub(super) struct AppPrices;

const KIND: &str = "appPrices";

impl Behaviour for AppPrices {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn before_create(&self, world: &mut World, draft: &mut Draft) -> Result<(), Refusal> {
        let point = world.store.get("appPricePoints", linked::one(&draft.relationships, "appPricePoint"));
        let territory = point.and_then(|point| point.one("territory")).map(str::to_owned);
        draft.attributes.insert("manual".into(), true.into());
        if let Some(territory) = territory {
            let territory = Linkage::One(Some(Identifier::new("territories", territory)));
            draft.relationships.insert("territory".into(), territory);
        }
        Ok(())
    }
}
