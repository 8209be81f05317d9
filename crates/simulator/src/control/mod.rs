//! The control surface under `/_simulator/`: for tests and for the person who runs the simulator, not for clients.

mod serve;

pub(crate) use serve::serve;
