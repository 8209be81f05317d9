//! `spaceship users`.

use clap::{Args, Subcommand};
use console::{Action, Change, Context, Failure, exit, find_app};
use serde::Serialize;
use spaceship::jsonapi::{Id, Resource};
use spaceship::resources::{NewUserInvitation, User, UserInvitation, UserRole};
use spaceship::{Client, Error};

use crate::cli::KEY_NAMES;
use crate::edits::{self, Edit};
use crate::listing::{self, Row, word};

/// See, invite and remove the people of the account.
#[derive(Debug, Args)]
pub(crate) struct UsersArgs {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// List the users, and those who are invited.
    List,
    /// Invite somebody, unless they are there or invited already.
    Invite(InviteArgs),
    /// Remove a user, or take an invitation back.
    Remove {
        /// The e-mail address.
        email: String,
    },
}

#[derive(Debug, Args)]
struct InviteArgs {
    /// The e-mail address.
    email: String,
    /// The first name.
    #[arg(long)]
    first_name: String,
    /// The last name.
    #[arg(long)]
    last_name: String,
    /// The roles, comma-separated, such as DEVELOPER or APP_MANAGER. A key cannot give a role at or above its own.
    #[arg(long, value_delimiter = ',', required = true)]
    roles: Vec<String>,
    /// The apps they may see, by bundle id, comma-separated; all apps where none is given.
    #[arg(long, value_name = "BUNDLE_ID", value_delimiter = ',')]
    apps: Vec<String>,
    /// Let them make certificates and profiles.
    #[arg(long)]
    provisioning: bool,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Listed {
    id: String,
    email: Option<String>,
    first_name: Option<String>,
    last_name: Option<String>,
    #[cfg_attr(test, schemars(with = "Vec<String>"))]
    roles: Vec<UserRole>,
    all_apps: Option<bool>,
    provisioning: Option<bool>,
    /// Until when the invitation can be accepted; null for users.
    invited_until: Option<String>,
}

impl Row for Listed {
    const COLUMNS: &'static [&'static str] = &["e-mail", "name", "roles", "apps", "invited until"];

    fn cells(&self) -> Vec<String> {
        let roles = self.roles.iter().map(ToString::to_string).collect::<Vec<_>>();
        let apps = if self.all_apps == Some(false) { "some" } else { "all" };
        vec![
            word(self.email.as_ref()),
            format!("{} {}", word(self.first_name.as_ref()), word(self.last_name.as_ref())).trim().to_owned(),
            roles.join(", "),
            apps.to_owned(),
            listing::day(self.invited_until.as_ref()),
        ]
    }
}

enum UserEdit<'a> {
    Invite(&'a Client, Box<NewUserInvitation>),
    Remove(&'a Client, Id<User>, String),
    TakeBack(&'a Client, Id<UserInvitation>, String),
}

impl Edit for UserEdit<'_> {
    fn change(&self) -> Change {
        match self {
            Self::Invite(_, new) => {
                let roles = new.roles.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
                Change::new(Action::Create, "invitation", &new.email).from_to(None, Some(&roles))
            }
            Self::Remove(_, _, email) => Change::new(Action::Delete, "user", email),
            Self::TakeBack(_, _, email) => Change::new(Action::Delete, "invitation", email),
        }
    }

    async fn apply(&self) -> Result<(), Error> {
        match self {
            Self::Invite(client, new) => {
                let find = async || Ok(People::of(client).await?.invitation(&new.email).cloned());
                client.create_once(new.as_ref(), find).await.map(drop)
            }
            Self::Remove(client, id, _) => client.delete(id).await,
            Self::TakeBack(client, id, _) => client.delete(id).await,
        }
    }
}

/// Everybody.
struct People {
    users: Vec<Resource<User>>,
    invitations: Vec<Resource<UserInvitation>>,
}

impl People {
    async fn of(client: &Client) -> Result<Self, Error> {
        let (users, invitations) =
            futures::try_join!(client.list::<User>().all(), client.list::<UserInvitation>().all())?;
        Ok(Self { users: users.0, invitations: invitations.0 })
    }

    fn user(&self, email: &str) -> Option<&Resource<User>> {
        let is = |name: &String| name.eq_ignore_ascii_case(email);
        self.users.iter().find(|user| user.attributes.username.as_ref().is_some_and(is))
    }

    fn invitation(&self, email: &str) -> Option<&Resource<UserInvitation>> {
        let is = |name: &String| name.eq_ignore_ascii_case(email);
        self.invitations.iter().find(|one| one.attributes.email.as_ref().is_some_and(is))
    }
}

pub(crate) async fn run(args: UsersArgs, context: &Context) -> Result<u8, Failure> {
    if let Verb::Invite(args) = &args.verb
        && !args.email.contains('@')
    {
        return Err(Failure::invalid(format!("`{}` is no e-mail address", args.email)));
    }
    let client = context.client(KEY_NAMES).await?;
    let people = People::of(&client).await?;
    let (edits, question) = match args.verb {
        Verb::List => return Ok(listing::show(rows(people), context)),
        Verb::Invite(args) => {
            let known = people.user(&args.email).is_some() || people.invitation(&args.email).is_some();
            let edits = if known {
                Vec::new()
            } else {
                vec![UserEdit::Invite(&client, Box::new(invitation(args, &client).await?))]
            };
            (edits, None)
        }
        Verb::Remove { email } => {
            let edit = if let Some(user) = people.user(&email) {
                UserEdit::Remove(&client, user.id.clone(), email)
            } else if let Some(one) = people.invitation(&email) {
                UserEdit::TakeBack(&client, one.id.clone(), email)
            } else {
                let what = format!("nobody in the account has the address {email}");
                return Err(Failure::new(exit::NOT_FOUND, what).hint("spaceship users list shows everybody"));
            };
            (vec![edit], Some("Remove them?"))
        }
    };
    edits::run("users", edits, question, context).await
}

async fn invitation(args: InviteArgs, client: &Client) -> Result<NewUserInvitation, Failure> {
    let roles = args.roles.iter().map(|role| UserRole::from(role.to_uppercase().as_str())).collect();
    let mut new = NewUserInvitation::new(args.email, args.first_name, args.last_name, roles);
    new.provisioning_allowed = Some(args.provisioning);
    new.all_apps_visible = Some(args.apps.is_empty());
    if !args.apps.is_empty() {
        let found = args.apps.iter().map(|app| find_app(client, Some(app), None));
        let found = futures::future::try_join_all(found).await?;
        new.visible_apps = Some(found.into_iter().map(|app| app.id).collect());
    }
    Ok(new)
}

fn rows(people: People) -> Vec<Listed> {
    let users = people.users.into_iter().map(|user| Listed {
        id: user.id.to_string(),
        email: user.attributes.username,
        first_name: user.attributes.first_name,
        last_name: user.attributes.last_name,
        roles: user.attributes.roles.unwrap_or_default(),
        all_apps: user.attributes.all_apps_visible,
        provisioning: user.attributes.provisioning_allowed,
        invited_until: None,
    });
    let invited = people.invitations.into_iter().map(|one| Listed {
        id: one.id.to_string(),
        email: one.attributes.email,
        first_name: one.attributes.first_name,
        last_name: one.attributes.last_name,
        roles: one.attributes.roles.unwrap_or_default(),
        all_apps: one.attributes.all_apps_visible,
        provisioning: one.attributes.provisioning_allowed,
        invited_until: one.attributes.expiration_date,
    });
    users.chain(invited).collect()
}
