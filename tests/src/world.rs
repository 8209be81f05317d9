//! The world of an end-to-end test: at its end every request and every answer is held against Apple's description.

use std::ops::Deref;

use testkit::sample::Sample;

use crate::conformance::departures;
use crate::{schemas, secrets};

/// A world of its own for one test.
#[derive(Debug)]
pub struct World {
    world: testkit::World,
    lenient: bool,
}

impl World {
    /// A world whose simulator has what it has at first, and works fast.
    pub fn start() -> Self {
        Self::with(&[])
    }

    /// A world whose simulator is started with further arguments.
    pub fn with(arguments: &[&str]) -> Self {
        Self { world: testkit::World::recorded(arguments), lenient: false }
    }

    /// A world whose simulator speaks TLS.
    pub fn with_tls(arguments: &[&str]) -> Self {
        Self::with(&[testkit::World::TLS, arguments].concat())
    }

    /// A world in which a test means to send what Apple's description rules out.
    pub fn lenient() -> Self {
        Self { world: testkit::World::recorded(&[]), lenient: true }
    }

    /// Fetches a certificate and a profile of the sample's app into `signing`.
    ///
    /// # Panics
    /// When a tool fails.
    pub fn sign(&self) {
        for (tool, app) in [("cert", &[][..]), ("sigh", &["--app-identifier", "com.example.gantry.demo"])] {
            let ran = self.tool(tool).args(["--output-path", "signing"]).args(app).run();
            assert_eq!(ran.code(), 0, "the sample cannot be signed: {ran}");
        }
    }

    /// Writes `build/Demo.ipa`, signed with what [`World::sign`] has fetched.
    ///
    /// # Panics
    /// When it cannot be made.
    pub fn build(&self, sample: Sample) {
        testkit::build(sample, &self.project(), self.tool("sigh")).expect("the sample can be built");
    }
}

impl Deref for World {
    type Target = testkit::World;

    fn deref(&self) -> &testkit::World {
        &self.world
    }
}

impl Drop for World {
    fn drop(&mut self) {
        // A test that has failed already has more to say.
        if std::thread::panicking() {
            return;
        }
        let (wrong, count) = departures(&self.world.simulator().exchanges(), self.lenient);
        assert!(wrong.is_empty(), "outside Apple's description:\n{}", wrong.join("\n"));
        let requests = self.world.simulator().requests();
        let served = requests.iter().any(|one| one.class == "api" && (200..300).contains(&one.status));
        assert!(count > 0 || !served, "the simulator kept no record of what it answered");
        let shown = secrets::shown(&self.world);
        assert!(shown.is_empty(), "secrets were shown: {}", shown.join(", "));
        let unknown = schemas::departures(&self.world.documents());
        assert!(unknown.is_empty(), "JSON that docs/schemas does not have:\n{}", unknown.join("\n"));
        let departures = self.world.simulator().departures();
        assert_eq!(departures, serde_json::json!([]), "the simulator departed from Apple's description");
    }
}
