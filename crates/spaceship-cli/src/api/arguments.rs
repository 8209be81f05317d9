//! The arguments that make a request, on the command line and at the prompt of the playground.

use clap::Args;

/// A request to the App Store Connect API.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct RequestArgs {
    /// `[METHOD] PATH`, such as `/v1/devices`, `devices`, or `DELETE /v1/profiles/ABC`.
    #[arg(value_name = "[METHOD] PATH", num_args = 0..=2)]
    pub request: Vec<String>,
    /// Only resources that match, as name=value; values may be several, comma-separated.
    #[arg(long, value_name = "K=V")]
    pub filter: Vec<String>,
    /// Related resources to bring along, comma-separated.
    #[arg(long, value_name = "NAMES")]
    pub include: Vec<String>,
    /// The fields of a type to answer, as type=a,b.
    #[arg(long, value_name = "TYPE=A,B")]
    pub fields: Vec<String>,
    /// The order: an attribute, or downwards with `-` before it.
    #[arg(long, value_name = "BY", allow_hyphen_values = true)]
    pub sort: Option<String>,
    /// The size of a page.
    #[arg(long, value_name = "N")]
    pub limit: Option<u32>,
    /// Follow all pages to the end of the list.
    #[arg(long)]
    pub paginate: bool,
    /// An attribute to send, as name=value. The value is read as what Apple takes there: text, number, true, a list of
    /// words, JSON; `null` clears.
    #[arg(long, value_name = "K=V", conflicts_with = "data")]
    pub attribute: Vec<String>,
    /// A relationship to send, as name=type:id or name=id; several ids, comma-separated; nothing clears.
    #[arg(long, value_name = "K=TYPE:ID", conflicts_with = "data")]
    pub relationship: Vec<String>,
    /// The JSON body: a text, `@FILE`, or `-` for standard input.
    #[arg(long, value_name = "JSON")]
    pub data: Option<String>,
    /// Send it even where Apple's description rules it out.
    #[arg(long)]
    pub no_validate: bool,
}
