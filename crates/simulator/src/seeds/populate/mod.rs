//! Teams of any size: as many resources of a type as were asked for, the same ones for the same seed.

mod devices;
mod feedback;
mod fill;
mod people;
mod population;
mod provisioning;
mod reviews;
mod testflight;

pub use fill::populate;
pub use population::Population;
