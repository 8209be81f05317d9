//! How many requests the work on builds and testers takes.

use testkit::LoggedRequest;
use testkit::sample::Sample;
use tests::World;

use super::Figure;

const TESTERS: usize = 5_000;
const KNOWN: usize = 4_500;

/// Importing 5,000 testers of whom 4,500 are there, and handing out a build that was processed.
pub(super) fn measure() -> Result<Vec<Figure>, String> {
    Ok(vec![
        Figure::at_most("import-requests", imported()?, "requests", 120.0),
        Figure::at_most("distribute-requests", distributed()?, "requests after the last poll", 6.0),
    ])
}

fn imported() -> Result<f64, String> {
    let known = format!("testers={KNOWN}");
    let world = World::with(&["--populate", &known, "--hour-limit", "100000"]);
    let export =
        ["export", "--app-identifier", "com.example.gantry.demo", "--testers-file-path", "testers.csv"];
    ran(&world, &export)?;
    let path = world.path("testers.csv");
    let mut text = std::fs::read_to_string(&path).map_err(|error| error.to_string())?;
    text.extend(
        (KNOWN..TESTERS).map(|number| format!("New,Tester,new.tester{number}@example.com,Friends,,\n")),
    );
    std::fs::write(&path, text).map_err(|error| error.to_string())?;
    world.simulator().clear_requests();
    ran(&world, &["import", "--app-identifier", "com.example.gantry.demo", "--groups", "Friends"])?;
    Ok(count(world.simulator().requests().len()))
}

fn distributed() -> Result<f64, String> {
    let world = World::start();
    world.sign();
    world.build(Sample::default());
    world.simulator().clear_requests();
    ran(
        &world,
        &["upload", "--ipa", "build/Demo.ipa", "--changelog", "Faster tides.", "--groups", "Friends"],
    )?;
    let requests = world.simulator().requests();
    // The last look before the first change is the one that found the build processed.
    let is_look = |request: &LoggedRequest| request.path.starts_with("/v1/buildUploads/") && !request.write;
    let followed = requests.iter().rposition(is_look).ok_or("the upload was not followed")?;
    let handed_out = requests.iter().skip(followed).position(|request| request.write);
    let handed_out = followed + handed_out.ok_or("nothing was handed out")?;
    Ok(count(requests.len() - handed_out))
}

fn ran(world: &World, arguments: &[&str]) -> Result<(), String> {
    let ran = world.tool("pilot").args(arguments).run();
    if ran.code() == 0 { Ok(()) } else { Err(ran.to_string()) }
}

fn count(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::MAX, f64::from)
}
