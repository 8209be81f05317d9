//! `deliver reviews`: what customers say, and answering them.

use clap::{Args, Subcommand};
use console::{Action, Change, Context, Failure, Plan, Report, exit, table};
use futures::TryStreamExt;
use serde::Serialize;
use spaceship::jsonapi::{Id, Included, Resource};
use spaceship::resources::{App, CustomerReview, CustomerReviewResponseV1, NewCustomerReviewResponseV1};

use super::which::WhichArgs;
use crate::cli::KEY_NAMES;

/// The most characters of an answer (App Store Connect's own form).
const LONGEST: usize = 5970;

/// See what customers say, and answer them.
#[derive(Debug, Args)]
pub(crate) struct ReviewsArgs {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// List reviews, the newest first.
    List {
        #[command(flatten)]
        which: WhichArgs,
        /// Only with this many stars.
        #[arg(long, value_name = "STARS", value_parser = clap::value_parser!(u8).range(1..=5))]
        rating: Option<u8>,
        /// Only from this country, such as DEU.
        #[arg(long, value_name = "COUNTRY")]
        territory: Option<String>,
        /// Only those without an answer.
        #[arg(long)]
        unanswered: bool,
        /// No more than so many.
        #[arg(long, value_name = "N", default_value_t = 100)]
        most: usize,
    },
    /// Answer a review, or replace the answer that it has.
    Reply {
        /// Apple's id of the review.
        review: String,
        /// The answer, which everybody can read.
        text: String,
    },
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Told {
    id: String,
    rating: Option<i64>,
    territory: Option<String>,
    created: Option<String>,
    by: Option<String>,
    title: Option<String>,
    body: Option<String>,
    answer: Option<String>,
    answer_state: Option<String>,
}

impl Told {
    fn of(review: Resource<CustomerReview>, included: &Included) -> Self {
        let answers = included.related::<CustomerReview, CustomerReviewResponseV1>(&review, "response");
        let answer = answers.into_iter().next().map(|answer| answer.attributes).unwrap_or_default();
        let said = review.attributes;
        Self {
            id: review.id.to_string(),
            rating: said.rating,
            territory: said.territory.map(|territory| territory.to_string()),
            created: said.created_date,
            by: said.reviewer_nickname,
            title: said.title,
            body: said.body,
            answer: answer.response_body,
            answer_state: answer.state.map(|state| state.to_string()),
        }
    }
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct All {
    reviews: Vec<Told>,
}

impl Report for All {
    fn text(&self) -> String {
        if self.reviews.is_empty() {
            return "there are no such reviews".into();
        }
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let rows = self.reviews.iter().map(|one| {
            let stars = "*"
                .repeat(one.rating.and_then(|stars| usize::try_from(stars).ok()).unwrap_or_default().min(5));
            let short =
                |text: String| text.lines().next().unwrap_or_default().chars().take(50).collect::<String>();
            let answered = if one.answer.is_some() { "yes" } else { "" };
            [
                one.id.clone(),
                stars,
                text(&one.territory),
                text(&one.created),
                short(text(&one.title)),
                answered.into(),
            ]
        });
        table(&["id", "stars", "country", "written", "title", "answered"], rows)
    }
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Answered {
    review_id: String,
    changes: usize,
}

impl Report for Answered {
    fn text(&self) -> String {
        if self.changes == 0 { "the review has this answer already".into() } else { "answered".into() }
    }
}

pub(crate) async fn run(args: &ReviewsArgs, context: &Context) -> Result<u8, Failure> {
    match &args.verb {
        Verb::List { which, rating, territory, unanswered, most } => {
            let client = context.client(KEY_NAMES).await?;
            let app = which.app(&client, context).await?;
            let mut list = client.list_related::<App, CustomerReview>(&app.id, "customerReviews");
            list = list.sort("-createdDate").include("response").limit(200);
            if let Some(rating) = rating {
                list = list.filter("rating", rating.to_string());
            }
            if let Some(territory) = territory {
                list = list.filter("territory", territory.to_uppercase());
            }
            let mut pages = std::pin::pin!(list.from_the_beginning().pages());
            let mut reviews = Vec::new();
            // An app may have a hundred thousand reviews: no more is read than is shown.
            while reviews.len() < *most {
                let Some(page) = pages.try_next().await? else { break };
                let told = page.data.into_iter().map(|review| Told::of(review, &page.included));
                reviews.extend(told.filter(|review| !unanswered || review.answer.is_none()));
            }
            reviews.truncate(*most);
            context.ui.report(&All { reviews });
            Ok(exit::DONE)
        }
        Verb::Reply { review, text } => reply(review, text, context).await,
    }
}

async fn reply(review: &str, text: &str, context: &Context) -> Result<u8, Failure> {
    let text = text.trim();
    let length = text.chars().count();
    if text.is_empty() || length > LONGEST {
        let what = format!("the answer has {length} characters; Apple takes 1 to {LONGEST}");
        return Err(Failure::invalid(what));
    }
    let client = context.client(KEY_NAMES).await?;
    let id = Id::<CustomerReview>::new(review);
    let found = client.get(&id).include("response").send().await?;
    let there =
        found.included.related::<CustomerReview, CustomerReviewResponseV1>(&found.resource, "response");
    let there = there.into_iter().next().and_then(|answer| answer.attributes.response_body);
    let mut plan = Plan::new("Customer reviews");
    if there.as_deref() != Some(text) {
        let action = if there.is_some() { Action::Update } else { Action::Create };
        plan.push(Change::new(action, "answer to", review).from_to(there.as_deref(), Some(text)));
    }
    context.ui.plan(&plan, context.common.dry_run);
    if context.common.dry_run {
        return Ok(context.dry_run_end(&plan));
    }
    if !plan.is_empty() {
        context.agreed("Publish this answer?").await?;
        // A second answer takes the place of the first.
        client.create(&NewCustomerReviewResponseV1::new(text.to_owned(), id)).await?;
    }
    context.ui.report(&Answered { review_id: review.to_owned(), changes: plan.changes.len() });
    Ok(exit::DONE)
}
