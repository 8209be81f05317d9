//! Precheck as a part of a run.

use console::{Context, Failure};
use spaceship::Client;
use spaceship::resources::{App, InAppPurchaseLocalization, InAppPurchaseV2};
use time::OffsetDateTime;

use super::run::Seen;
use super::settle::Settled;
use crate::plan::Step;
use crate::precheck::{self, Finding, Level, Passage, PrecheckArgs, Reach, Rule, Rules};

/// What reviewers would refuse. Texts are looked at in every run; addresses are opened, and in-app purchases read, where the
/// version is to be handed in.
pub(super) async fn look(
    args: &PrecheckArgs,
    client: &Client,
    settled: &Settled,
    seen: &Seen,
    context: &Context,
) -> Result<Vec<Finding>, Failure> {
    let (Some(folder), rules) = (&settled.metadata_folder, args.settle(context)?) else {
        return Ok(Vec::new());
    };
    let version = seen.page.version.as_ref().or(seen.page.previous.as_ref());
    let copyright = version.and_then(|version| version.resource.attributes.copyright.as_deref());
    let mut passages = precheck::passages(&settled.wanted.metadata, folder, copyright);
    let year = OffsetDateTime::now_utc().year();
    if !seen.comparison.steps.contains(&Step::Submit) {
        return Ok(precheck::check(&passages, &rules, year));
    }
    if rules.level(Rule::FreeStuffInIap) != Level::Skip && args.purchases(context)? {
        match purchases(client, seen).await {
            Ok(more) => passages.extend(more),
            // A check that cannot be made stops no release.
            Err(error) => context.ui.notice(format!("in-app purchases were not looked at: {error}")),
        }
    }
    let mut findings = precheck::check(&passages, &rules, year);
    findings.extend(reached(&passages, &rules, context).await?);
    Ok(findings)
}

async fn reached(passages: &[Passage], rules: &Rules, context: &Context) -> Result<Vec<Finding>, Failure> {
    precheck::unreachable(passages, rules, &Reach::of(&context.environment)).await
}

async fn purchases(client: &Client, seen: &Seen) -> spaceship::Result<Vec<Passage>> {
    let list = client.list_related::<App, InAppPurchaseV2>(&seen.app.id, "inAppPurchasesV2");
    let list = list.include("inAppPurchaseLocalizations").limit_of("inAppPurchaseLocalizations", 50);
    let (all, included) = list.all().await?;
    let mut passages = Vec::new();
    for purchase in &all {
        let product = purchase.attributes.product_id.as_deref().unwrap_or(purchase.id.as_str());
        let texts = included.related::<_, InAppPurchaseLocalization>(purchase, "inAppPurchaseLocalizations");
        for text in texts.into_iter().map(|text| text.attributes) {
            let locale = text.locale.unwrap_or_default();
            for said in text.name.iter().chain(&text.description) {
                passages.push(Passage::purchase(product, &locale, said));
            }
        }
    }
    Ok(passages)
}

/// Says what was found; an error, where a rule is that strict.
pub(super) fn tell(findings: &[Finding], context: &Context) -> Result<(), Failure> {
    let sentence = |finding: &Finding| finding.sentence(|path| context.shown(path));
    let (errors, warnings): (Vec<_>, Vec<_>) =
        findings.iter().partition(|finding| finding.level == Level::Error);
    for warning in warnings {
        context.ui.warn(sentence(warning));
    }
    let errors = errors.into_iter().map(sentence).collect::<Vec<_>>();
    if errors.is_empty() {
        return Ok(());
    }
    Err(Failure::findings("reviewers would refuse this", &errors)
        .hint("--precheck RULE=warn lets a rule pass, --run-precheck-before-submit false all of them"))
}
