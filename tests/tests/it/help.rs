//! Every binary says what it is.

use tests::World;

const TOOLS: [&str; 5] = ["spaceship", "cert", "sigh", "pilot", "deliver"];

#[test]
fn every_tool_has_help_and_a_version_without_network_and_credentials() {
    let world = World::start();
    for tool in TOOLS {
        let help = world.bare_tool(tool).args(["--help"]).run().success();
        assert!(help.stdout().contains("Usage:"), "{help}");
        assert!(help.stdout().contains("--dry-run"), "{help}");
        let version = world.bare_tool(tool).args(["--version"]).run().success();
        assert_eq!(version.stdout(), format!("{tool} {}\n", env!("CARGO_PKG_VERSION")));
    }
    assert_eq!(world.simulator().summary().requests, 0);
}

#[test]
fn a_wrong_flag_is_a_usage_error() {
    let world = World::start();
    for tool in TOOLS {
        let ran = world.tool(tool).args(["--no-such-flag"]).run();
        assert_eq!(ran.code(), 2, "{ran}");
        assert!(ran.stderr().contains("--no-such-flag"), "{ran}");
    }
}
