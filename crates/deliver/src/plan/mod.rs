//! What differs between what is wanted and the store: a pure comparison, and what stands in its way.

mod app_clip;
mod attachments;
mod compare;
#[cfg(test)]
pub(crate) mod fixture;
mod live;
mod mandatory;
mod preflight;
mod previews;
mod price;
mod release;
mod screenshots;
mod shown;
mod steps;
mod texts;
mod wanted;

pub(crate) use app_clip::{CardStep, ImagePlan, NewCard, TextPlan};
pub(crate) use attachments::AttachmentPlan;
pub(crate) use compare::{Comparison, compare};
pub(crate) use preflight::{locked, preflight, unmet};
pub(crate) use previews::{PreviewPlan, previews_anew};
pub(crate) use price::{
    AvailabilityPlan, PricePlan, Territories, WantedPrice, amount, territory as territory_of,
};
pub(crate) use screenshots::planned_anew;
pub(crate) use shown::shown;
pub(crate) use steps::{Edit, SetPlan, Step, Taken};
pub(crate) use wanted::{Absent, PreviewWish, Target, Wanted, WantedBuild};
