//! Signing in against the simulator, which was written from the same facts by other hands.

use proptest::prelude::*;
use serde_json::Value;
use spaceship::Error;
use spaceship::auth::apple_id::{Awaits, Delivery, Outcome, SignInError, TwoFactor, sign_in};
use spaceship::session::{CookieJar, Session, Wanted};
use testkit::World;

const EMAIL: &str = "jane@example.com";
const PASSWORD: &str = "Größe:42 ✓";

fn world(words: &str) -> World {
    World::with(&["--apple-id", &format!("{EMAIL}:{words}{PASSWORD}")])
}

fn session(world: &World) -> Session {
    Session::builder().account(EMAIL).endpoint(world.simulator().endpoint()).build().unwrap()
}

fn code(world: &World) -> String {
    let codes = world.simulator().two_factor_codes();
    codes[0]["code"].as_str().unwrap_or_else(|| panic!("no code was sent: {codes}")).to_owned()
}

async fn second_factor(session: &Session) -> Box<TwoFactor> {
    match sign_in(session, &PASSWORD.into()).await.unwrap() {
        Outcome::NeedsCode(factor) => factor,
        Outcome::SignedIn(_) => panic!("a code should be asked for"),
    }
}

fn why(error: &Error) -> &SignInError {
    error.sign_in().unwrap_or_else(|| panic!("{error}"))
}

/// What is no right code.
fn other(code: &str) -> String {
    code.chars().map(|digit| if digit == '0' { '1' } else { '0' }).collect()
}

#[tokio::test]
async fn both_protocols_lead_to_a_session() {
    for words in ["none:", "none,s2k_fo:"] {
        let world = world(words);
        let session = session(&world);
        let Outcome::SignedIn(session) = sign_in(&session, &PASSWORD.into()).await.unwrap() else { panic!() };
        let standing = session.standing().await.unwrap();
        assert_eq!((standing.email.as_str(), standing.available.len()), (EMAIL, 2), "{words}");
    }
}

#[tokio::test]
async fn a_code_of_the_trusted_devices_lets_in_and_the_machine_is_trusted_then() {
    let world = world("device:");
    let session = session(&world);
    let mut factor = second_factor(&session).await;
    assert_eq!(factor.awaits(), &Awaits::Devices);
    let right = code(&world);
    let error = factor.submit(&other(&right).into()).await.unwrap_err();
    assert_eq!(why(&error), &SignInError::WrongCode);
    factor.submit(&right.into()).await.unwrap();
    session.standing().await.unwrap();

    let jar = CookieJar::from_fastlane(&session.cookies().to_fastlane()).unwrap();
    let builder = Session::builder().account(EMAIL).endpoint(world.simulator().endpoint());
    let again = builder.cookies(jar).build().unwrap();
    assert!(matches!(sign_in(&again, &PASSWORD.into()).await.unwrap(), Outcome::SignedIn(_)));
    // A month later the machine is a stranger again.
    world.simulator().advance(31 * 24 * 3600);
    assert!(matches!(sign_in(&again, &PASSWORD.into()).await.unwrap(), Outcome::NeedsCode(_)));
}

#[tokio::test]
async fn a_code_goes_to_the_phone_that_is_chosen() {
    let world = world("sms:");
    let session = session(&world);
    let mut factor = second_factor(&session).await;
    assert_eq!(factor.awaits(), &Awaits::Choice);
    let phone = factor.pick_phone("+49 1512 3456742").unwrap().clone();
    factor.send_to(phone.id(), Delivery::Sms).await.unwrap();
    let first = code(&world);
    factor.resend().await.unwrap();
    let second = code(&world);
    assert_eq!(world.simulator().two_factor_codes()[0]["phone"], 1);
    if first != second {
        assert_eq!(why(&factor.submit(&first.into()).await.unwrap_err()), &SignInError::WrongCode);
    }
    factor.submit(&second.into()).await.unwrap();
    session.standing().await.unwrap();
}

#[tokio::test]
async fn the_devices_code_is_right_although_a_phone_got_another() {
    let world = world("device:");
    let session = session(&world);
    let mut factor = second_factor(&session).await;
    let shown = code(&world);
    let phone = factor.phones()[0].clone();
    factor.send_to(phone.id(), Delivery::Sms).await.unwrap();
    let codes = world.simulator().two_factor_codes();
    assert_eq!(codes.as_array().map(Vec::len), Some(2), "{codes}");
    let sent = codes.as_array().unwrap().iter().find(|one| one["way"] == "sms").unwrap();
    assert!(codes.to_string().contains(&shown));
    factor.submit(&sent["code"].as_str().unwrap().into()).await.unwrap();
}

#[tokio::test]
async fn a_code_that_came_too_late_is_a_wrong_one() {
    let world = world("device:");
    let session = session(&world);
    let mut factor = second_factor(&session).await;
    let late = code(&world);
    world.simulator().advance(11 * 60);
    assert_eq!(why(&factor.submit(&late.into()).await.unwrap_err()), &SignInError::WrongCode);
}

#[tokio::test]
async fn a_wrong_password_is_told_and_five_lock_the_account() {
    let world = world("none:");
    for _ in 0..5 {
        let error = sign_in(&session(&world), &"wrong".into()).await.unwrap_err();
        assert_eq!(why(&error), &SignInError::WrongPassword);
    }
    let error = sign_in(&session(&world), &PASSWORD.into()).await.unwrap_err();
    assert_eq!(why(&error), &SignInError::Locked);
    let nobody = Session::builder().account("nobody@example.com").endpoint(world.simulator().endpoint());
    let error = sign_in(&nobody.build().unwrap(), &PASSWORD.into()).await.unwrap_err();
    assert_eq!(why(&error), &SignInError::WrongPassword, "nobody learns which accounts there are");
}

#[tokio::test]
async fn an_account_that_has_to_agree_to_something_is_told_so() {
    let world = world("consent:");
    let error = sign_in(&session(&world), &PASSWORD.into()).await.unwrap_err();
    assert_eq!(why(&error), &SignInError::Acknowledge);
}

#[tokio::test]
async fn a_session_dies_and_works_for_the_team_that_is_chosen() {
    let world = world("none:");
    let session = session(&world);
    sign_in(&session, &PASSWORD.into()).await.unwrap();
    let standing = session.standing().await.unwrap();
    let wanted = Wanted { name: Some("second example".into()), ..Wanted::default() };
    session.select_provider(standing.choose(&wanted).unwrap()).await.unwrap();
    assert_eq!(session.standing().await.unwrap().provider.name, "Second Example");
    world.simulator().advance(3 * 24 * 3600);
    let error = session.standing().await.unwrap_err();
    assert_eq!(error.kind(), spaceship::ErrorKind::Credentials, "{error}");
}

#[test]
fn any_password_lets_in_and_another_does_not() {
    let passwords = proptest::collection::vec("[^\\p{Cc}:,]{1,24}", 8);
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(2));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let played = runner.run(&passwords, |passwords| {
        let account = |number: usize, password: &str| {
            let protocol = if number.is_multiple_of(2) { "s2k" } else { "s2k_fo" };
            format!("user{number}@example.com:none,{protocol}:{password}")
        };
        let accounts = passwords
            .iter()
            .enumerate()
            .map(|(number, password)| account(number, password))
            .collect::<Vec<_>>();
        let arguments = accounts.iter().flat_map(|account| ["--apple-id", account]).collect::<Vec<_>>();
        let world = World::with(&arguments);
        for (number, password) in passwords.iter().enumerate() {
            let email = format!("user{number}@example.com");
            let session = || {
                let builder = Session::builder().account(email.clone());
                builder.endpoint(world.simulator().endpoint()).build().unwrap()
            };
            let right = runtime.block_on(sign_in(&session(), &password.as_str().into()));
            prop_assert!(right.is_ok(), "{password:?}: {right:?}");
            let wrong = runtime.block_on(sign_in(&session(), &format!("{password} ").into()));
            prop_assert!(wrong.is_err(), "{password:?}");
        }
        Ok(())
    });
    played.unwrap();
}

#[tokio::test]
async fn each_path_is_served_under_its_own_name() {
    let world = World::with(&[World::TLS, &["--apple-id", &format!("{EMAIL}:none:{PASSWORD}")]].concat());
    let port = world.simulator().endpoint().rsplit(':').next().unwrap().to_owned();
    let status = |name: &str, path: &str| {
        let curl = std::process::Command::new("curl")
            .args(["-s", "-o", "/dev/null", "-w", "%{http_code}", "--cacert"])
            .arg(world.simulator().authority())
            .args(["--connect-to", &format!("{name}:443:127.0.0.1:{port}"), &format!("https://{name}{path}")])
            .output()
            .unwrap();
        String::from_utf8(curl.stdout).unwrap()
    };
    assert_eq!(status("idmsa.apple.com", "/appleauth/auth/signin?widgetKey=x"), "200");
    assert_eq!(status("appstoreconnect.apple.com", "/appleauth/auth/signin?widgetKey=x"), "404");
    assert_eq!(status("appstoreconnect.apple.com", "/olympus/v1/session"), "401");
    assert_eq!(status("appstoreconnect.apple.com", "/logout"), "302");
    let _: Value = world.simulator().two_factor_codes();
}
