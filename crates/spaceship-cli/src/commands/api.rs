//! `spaceship api`.

use std::io::Read;

use catalogue::{Answer, Operation, catalogue};
use clap::Args;
use console::{Context, Failure, Report, exit};
use serde::Serialize;
use serde_json::Value;
use spaceship::transport::{Method, Request};

use crate::cli::KEY_NAMES;

/// Send a request to the App Store Connect API, checked against Apple's description first.
#[derive(Debug, Args)]
pub(crate) struct ApiArgs {
    /// `[METHOD] PATH`, such as `/v1/devices` or `DELETE /v1/profiles/ABC`.
    #[arg(value_name = "[METHOD] PATH", num_args = 0..=2)]
    request: Vec<String>,
    /// A filter, as name=value.
    #[arg(long, value_name = "K=V")]
    filter: Vec<String>,
    /// Related resources to bring along.
    #[arg(long, value_name = "NAMES")]
    include: Option<String>,
    /// The fields of a type to answer, as type=a,b.
    #[arg(long, value_name = "TYPE=A,B")]
    fields: Vec<String>,
    /// The order.
    #[arg(long, value_name = "BY")]
    sort: Option<String>,
    /// The size of a page.
    #[arg(long, value_name = "N")]
    limit: Option<u32>,
    /// The JSON body: a text, `@FILE`, or `-` for standard input.
    #[arg(long, value_name = "JSON")]
    data: Option<String>,
    /// List the operations whose id or path holds this text; all without it.
    #[arg(long, value_name = "TEXT", num_args = 0..=1, default_missing_value = "", conflicts_with = "request")]
    list: Option<String>,
    /// Describe the operation with this id.
    #[arg(long, value_name = "OPERATION", conflicts_with_all = ["request", "list"])]
    describe: Option<String>,
}

#[derive(Debug, Serialize)]
#[serde(transparent)]
struct Answered(Value);

impl Report for Answered {
    fn text(&self) -> String {
        // A value that was read from JSON can be written as JSON.
        serde_json::to_string_pretty(&self.0).unwrap_or_default()
    }
}

#[derive(Debug, Serialize)]
struct Line {
    method: &'static str,
    path: &'static str,
    id: &'static str,
}

#[derive(Debug, Serialize)]
#[serde(transparent)]
struct Lines(Vec<Line>);

impl Report for Lines {
    fn text(&self) -> String {
        let line = |line: &Line| format!("{:6} {} ({})", line.method, line.path, line.id);
        self.0.iter().map(line).collect::<Vec<_>>().join("\n")
    }
}

#[derive(Debug, Serialize)]
struct Description {
    id: &'static str,
    method: &'static str,
    path: &'static str,
    deprecated: bool,
    parameters: Vec<Named>,
    body: Vec<Named>,
    answer: String,
}

#[derive(Debug, Serialize)]
struct Named {
    name: String,
    required: bool,
    takes: String,
}

impl Report for Description {
    fn text(&self) -> String {
        let named = |named: &Named| {
            format!("  {}{} {}", named.name, if named.required { "!" } else { "" }, named.takes)
        };
        let mut lines = vec![format!("{} {} ({})", self.method, self.path, self.id)];
        lines.extend(self.parameters.iter().map(named));
        if !self.body.is_empty() {
            lines.push("body:".into());
            lines.extend(self.body.iter().map(named));
        }
        lines.push(format!("answers {}", self.answer));
        lines.join("\n")
    }
}

pub(crate) async fn run(args: &ApiArgs, context: &Context) -> Result<u8, Failure> {
    if let Some(text) = &args.list {
        let lower = text.to_lowercase();
        let fits = |operation: &&Operation| {
            operation.id.to_lowercase().contains(&lower) || operation.path.to_lowercase().contains(&lower)
        };
        let line = |operation: &Operation| Line {
            method: operation.method.as_str(),
            path: operation.path,
            id: operation.id,
        };
        context.ui.report(&Lines(catalogue().operations.iter().filter(fits).map(line).collect()));
        return Ok(exit::DONE);
    }
    if let Some(id) = &args.describe {
        context.ui.report(&describe(id)?);
        return Ok(exit::DONE);
    }
    let request = request(args)?;
    request.check()?;
    let client = context.client(KEY_NAMES)?;
    if context.common.dry_run && request.method != Method::Get {
        context.ui.notice(format!("would send {}", request.line()));
        return Ok(exit::DONE);
    }
    context.ui.report(&Answered(client.send(&request).await?));
    Ok(exit::DONE)
}

fn request(args: &ApiArgs) -> Result<Request, Failure> {
    let usage = |what: String| {
        Failure::new(exit::USAGE, what)
            .hint("for example: spaceship api GET /v1/devices --filter status=ENABLED")
    };
    let (method, path) = match args.request.as_slice() {
        [path] => (if args.data.is_some() { Method::Post } else { Method::Get }, path),
        [method, path] => {
            let method = method.parse().map_err(|()| usage(format!("`{method}` is no method of the API")))?;
            (method, path)
        }
        _ => return Err(usage("no path is given".into())),
    };
    let mut request = Request::new(method, path.clone());
    let pair = |option: &str, text: &str| {
        let (name, value) = text
            .split_once('=')
            .ok_or_else(|| usage(format!("{option} `{text}` is not of the form name=value")))?;
        Ok::<_, Failure>((name.to_owned(), value.to_owned()))
    };
    for filter in &args.filter {
        let (name, value) = pair("--filter", filter)?;
        request = request.query(format!("filter[{name}]"), value);
    }
    for fields in &args.fields {
        let (kind, names) = pair("--fields", fields)?;
        request = request.query(format!("fields[{kind}]"), names);
    }
    let limit = args.limit.map(|limit| limit.to_string());
    for (name, value) in [("include", &args.include), ("sort", &args.sort), ("limit", &limit)] {
        if let Some(value) = value {
            request = request.query(name, value.clone());
        }
    }
    Ok(match &args.data {
        Some(data) => request.body(body(data)?),
        None => request,
    })
}

fn body(data: &str) -> Result<Value, Failure> {
    let unreadable = |error: std::io::Error| {
        Failure::invalid(format!("cannot read --data {data}")).cause(error.to_string())
    };
    let text = match data.strip_prefix('@') {
        Some(path) => std::fs::read_to_string(path).map_err(unreadable)?,
        None if data == "-" => {
            let mut text = String::new();
            std::io::stdin().read_to_string(&mut text).map_err(unreadable)?;
            text
        }
        None => data.to_owned(),
    };
    serde_json::from_str(&text).map_err(|error| Failure::invalid(format!("--data is no JSON: {error}")))
}

fn describe(id: &str) -> Result<Description, Failure> {
    let operation = catalogue().operation(id).ok_or_else(|| {
        let nearest = catalogue::nearest(id, catalogue().operations.iter().map(|operation| operation.id));
        let hint = nearest.map(|near| format!(" (did you mean `{near}`?)")).unwrap_or_default();
        Failure::new(exit::USAGE, format!("the API has no operation `{id}`{hint}"))
    })?;
    let parameters = operation.parameters.iter().map(|parameter| Named {
        name: parameter.name.to_owned(),
        required: parameter.required,
        takes: parameter.shape.to_string(),
    });
    let document = match operation.body {
        Some(catalogue::Body::Document(name)) => catalogue().request(name),
        _ => None,
    };
    let attributes = document.into_iter().flat_map(|document| &document.attributes).map(|attribute| Named {
        name: attribute.name.to_owned(),
        required: attribute.required,
        takes: attribute.shape.to_string(),
    });
    let relationships =
        document.into_iter().flat_map(|document| &document.relationships).map(|relationship| Named {
            name: relationship.name.to_owned(),
            required: relationship.required,
            takes: format!("{} {}", if relationship.many { "many" } else { "one" }, relationship.to),
        });
    Ok(Description {
        id: operation.id,
        method: operation.method.as_str(),
        path: operation.path,
        deprecated: operation.deprecated,
        parameters: parameters.collect(),
        body: attributes.chain(relationships).collect(),
        answer: match operation.answer {
            Answer::One(name) => format!("one {name}"),
            Answer::Many(name) => format!("many {name}"),
            Answer::Linkage(to) => format!("a linkage to {to}"),
            Answer::Linkages(to) => format!("linkages to {to}"),
            Answer::Shape(name) => name.to_owned(),
            Answer::Raw(media) => media.to_owned(),
            Answer::Nothing => "nothing".to_owned(),
        },
    })
}
