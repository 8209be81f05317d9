//! What a profile costs on a large account.

use testkit::build_binaries;
use tests::World;

use super::Figure;

const APP: &str = "com.example.gantry.demo";

/// How many requests `sigh` sends for a profile of a team of 500 profiles and 10,000 devices.
pub(super) fn measure() -> Result<Vec<Figure>, String> {
    build_binaries()?;
    let world =
        World::with(&["--populate", "bundleIds=250,devices=10000,profiles=500", "--hour-limit", "100000"]);
    run(&world, "cert", &["--output-path", "signing"])?;
    let store = requests(&world, &[])?;
    let ad_hoc = requests(&world, &["--adhoc"])?;
    Ok(vec![
        Figure::at_most("sigh-store-requests", store, "requests", 5.0),
        Figure::at_most("sigh-adhoc-requests", ad_hoc, "requests", 60.0),
    ])
}

fn requests(world: &World, kind: &[&str]) -> Result<f64, String> {
    world.simulator().clear_requests();
    let mut arguments = vec!["renew", "--app-identifier", APP, "--output-path", "signing"];
    arguments.extend(kind);
    run(world, "sigh", &arguments)?;
    let count = world.simulator().requests().iter().filter(|one| one.class == "api").count();
    Ok(u32::try_from(count).map_or(f64::MAX, f64::from))
}

fn run(world: &World, tool: &str, arguments: &[&str]) -> Result<(), String> {
    let ran = world.tool(tool).args(arguments).run();
    if ran.code() == 0 { Ok(()) } else { Err(ran.to_string()) }
}
