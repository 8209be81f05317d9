//! `spaceship release`.

use clap::Args;
use console::{AppEntry, Context, Failure, GantryFile, Report, exit, table};
use serde::Serialize;

use crate::release::{Flow, Going, Journal, Record, State, go, locked, stages};

/// Take an app of gantry.toml to its testers or to the store, stage by stage.
///
/// The stages are cert, sigh, the `build` of the app in gantry.toml, pilot and deliver. The build is run by the shell in
/// the app's folder, with all that the stages before handed on in its environment, and may hand values on itself: lines
/// of the form NAME=value in the file that $GANTRY_OUTPUTS names.
#[derive(Debug, Args)]
pub(crate) struct ReleaseArgs {
    /// How far it goes.
    #[arg(value_enum)]
    flow: Flow,
    /// The app's name in gantry.toml; may be left out where there is one app.
    #[arg(long, value_name = "NAME")]
    app: Option<String>,
    /// Go on where the last run broke off.
    #[arg(long)]
    resume: bool,
}

/// What came of a flow.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(transparent)]
pub(super) struct Released(Journal);

impl Report for Released {
    fn text(&self) -> String {
        let state = |record: &Record| match record.state {
            State::ToDo | State::Begun => "to do",
            State::Done => "done",
            State::Failed => "failed",
        };
        let row =
            |record: &Record| vec![record.stage.clone(), state(record).to_owned(), record.command.clone()];
        table(&["stage", "state", "command"], self.0.stages.iter().map(row))
    }
}

pub(crate) async fn run(args: &ReleaseArgs, context: &Context) -> Result<u8, Failure> {
    if context.common.key.api_key.is_some() {
        return Err(Failure::new(
            exit::USAGE,
            "--api-key would have to stand on the command line of every stage",
        )
        .hint(
            "name a file with --api-key-path, or put the key into the variable APP_STORE_CONNECT_API_KEY",
        ));
    }
    let file = GantryFile::find(&context.folder)?;
    let app = chosen(args, &file)?;
    let mut common = context.common.clone();
    // The stages have another working folder.
    common.key.api_key_path = common.key.api_key_path.map(|path| context.path(path));
    let folder = file.folder().join(".gantry");
    let path = Journal::place(&folder, args.flow, &app.name);
    let stages = stages(args.flow, &app.name, app.build.as_deref(), &common, &folder);
    if app.build.is_none() {
        context.ui.notice(format!("[apps.{}] has no `build`: the .ipa has to be there already", app.name));
    }
    let lock =
        if context.common.dry_run { None } else { Some(locked(&folder, &app.name, &context.ui).await?) };
    let mut journal = Journal::new(args.flow, &app.name, &stages);
    take_over(args, &mut journal, Journal::load(&path), context)?;
    let Some(lock) = lock else {
        let left = journal.stages.iter().any(|stage| stage.state != State::Done);
        context.ui.report(&Released(journal));
        return Ok(if left && context.common.exit_code { exit::CHANGES } else { exit::DONE });
    };
    let resume = format!("spaceship release {} --app {} --resume", args.flow.name(), app.name);
    let (root, resume) = (file.folder(), resume.as_str());
    let going = Going { context, app, stages: &stages, root, folder: &folder, path: &path, resume };
    let done = go(&going, &mut journal, &lock).await;
    context.ui.step("");
    done?;
    context.ui.report(&Released(journal));
    Ok(exit::DONE)
}

fn chosen<'a>(args: &ReleaseArgs, file: &'a GantryFile) -> Result<&'a AppEntry, Failure> {
    match (&args.app, &file.apps[..]) {
        (Some(name), _) => file.app(name),
        (None, [only]) => Ok(only),
        (None, several) => {
            let names = several.iter().map(|app| app.name.as_str()).collect::<Vec<_>>().join(", ");
            Err(Failure::new(exit::USAGE, "gantry.toml has several apps, and none is named")
                .hint(format!("give --app with one of {names}")))
        }
    }
}

/// With `--resume` takes over what is done; otherwise tells what is thrown away.
fn take_over(
    args: &ReleaseArgs,
    journal: &mut Journal,
    earlier: Result<Option<Journal>, Failure>,
    context: &Context,
) -> Result<(), Failure> {
    if !args.resume {
        let open = |earlier: &Journal| earlier.stages.iter().any(|stage| stage.state != State::Done);
        if earlier.ok().flatten().is_some_and(|earlier| open(&earlier)) {
            context.ui.notice("the last run broke off: this one begins anew, --resume would have gone on");
        }
        return Ok(());
    }
    let Some(earlier) = earlier? else {
        context.ui.notice("there is no run to go on with: this one begins");
        return Ok(());
    };
    if let Some(changed) = journal.take_over(&earlier) {
        context.ui.notice(format!(
            "{} has another command line now: it runs again, and all after it",
            changed.stage
        ));
    }
    if journal.stages.iter().all(|stage| stage.state == State::Done) {
        context.ui.notice("all of it is done: nothing is left to go on with");
    }
    Ok(())
}
