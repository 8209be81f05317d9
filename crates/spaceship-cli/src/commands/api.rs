//! `spaceship api`.

use clap::Args;
use console::{Context, Failure, OutputFormat, exit};
use spaceship::transport::Method;

use crate::api::{self, RequestArgs, Unsent};
use crate::cli::KEY_NAMES;

/// Send a request to the App Store Connect API, checked against Apple's description first.
#[derive(Debug, Args)]
pub(crate) struct ApiArgs {
    #[command(flatten)]
    request: RequestArgs,
    /// List the operations whose id or path holds this text; all without it.
    #[arg(long, value_name = "TEXT", num_args = 0..=1, default_missing_value = "", conflicts_with = "request")]
    list: Option<String>,
    /// Describe the operation with this id, or with this `METHOD PATH`.
    #[arg(long, value_name = "OPERATION", conflicts_with_all = ["request", "list"])]
    describe: Option<String>,
}

pub(crate) async fn run(args: &ApiArgs, context: &Context) -> Result<u8, Failure> {
    if let Some(text) = &args.list {
        context.ui.report(&api::operations(text));
        return Ok(exit::DONE);
    }
    if let Some(wanted) = &args.describe {
        context.ui.report(&api::describe(wanted)?);
        return Ok(exit::DONE);
    }
    let request = api::request(&args.request)?;
    if !request.unchecked {
        request.check().map_err(|error| Failure::from(error).hint("--no-validate sends it all the same"))?;
    }
    if context.common.dry_run && request.method != Method::Get {
        context.ui.report(&Unsent::from(request));
        return Ok(if context.common.exit_code { exit::CHANGES } else { exit::DONE });
    }
    let client = context.client(KEY_NAMES).await?;
    let format = context.common.output;
    if api::answers_a_file(&request) {
        context.ui.bytes(&client.send_for_bytes(&request).await?)?;
    } else if !args.request.paginate {
        api::show(&api::send(&client, &request).await?, format, &context.ui);
    } else if format == Some(OutputFormat::Ndjson) {
        api::stream(&client, request, &context.ui).await?;
    } else {
        api::show(&api::gather(&client, request).await?, format, &context.ui);
    }
    Ok(exit::DONE)
}
