//! One thing to do for a build.

use console::{Action, Change};
use spaceship::jsonapi::Id;
use spaceship::resources::BetaGroup;

use crate::find::Found;
use crate::previous::Other;
use crate::{clips, test_info};

/// One thing to do.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Step {
    /// What TestFlight says of the app, and what reviewers need.
    Info(test_info::Step),
    /// Sets the what-to-test text of a locale.
    Note(String, String),
    /// Whether testers are told by themselves.
    Notify(bool),
    /// How testers open its App Clip.
    Clip(clips::Step),
    /// Takes another build away from its testers.
    Expire(Other),
    /// Answers the question about encryption.
    Compliance(bool),
    /// Makes a group.
    NewGroup(String),
    /// Hands the build to groups, with one request for all of them.
    Groups(Vec<(Id<BetaGroup>, String)>),
    /// Hands the build in for beta review.
    Review,
}

impl Step {
    /// The step as a line of the plan.
    pub(crate) fn change(&self, found: &Found) -> Change {
        match self {
            Self::Info(step) => step.change(),
            Self::Note(locale, text) => {
                let before = found.notes.get(locale).and_then(|(_, text)| text.as_deref());
                Change::new(Action::Update, "what to test", locale).from_to(before, Some(text))
            }
            Self::Notify(on) => {
                Change::new(Action::Update, "automatic notification", if *on { "on" } else { "off" })
            }
            Self::Clip(step) => step.change(),
            Self::Expire(other) => other.change(),
            Self::Compliance(uses) => {
                let text = if *uses { "uses non-exempt encryption" } else { "uses no non-exempt encryption" };
                Change::new(Action::Update, "export compliance", text)
                    .because("ITSAppUsesNonExemptEncryption in Info.plist answers this once and for all")
            }
            Self::NewGroup(name) => {
                Change::new(Action::Create, "beta group", name).because("for people outside the team")
            }
            Self::Groups(groups) => {
                let names = groups.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>();
                let what = if names.len() == 1 { "to the beta group" } else { "to the beta groups" };
                Change::new(Action::Submit, what, names.join(", "))
            }
            Self::Review => Change::new(Action::Submit, "for", "beta review"),
        }
    }
}
