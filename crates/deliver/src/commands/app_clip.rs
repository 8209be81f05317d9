//! The options about App Clips, and what they come to together with the files.

use std::path::{Path, PathBuf};

use clap::Args;
use console::{Context, Failure, exit};
use serde_json::Value;

use super::settle::object;
use crate::files::WantedCard;
use crate::files::app_clip::{
    action, address_faults, read_addresses, read_card, read_headers, split_addresses, subtitle_fault,
};

const SUBTITLE: &str = "--app-clip-default-experience-subtitle";
const REVIEW: &str = "--app-clip-review-information";

/// The card of the app's App Clip.
#[derive(Debug, Args)]
#[command(next_help_heading = "App Clip")]
pub(super) struct AppClipArgs {
    /// The folder of header images, one of 1800x1200 in the folder of a locale [env: DELIVER_APP_CLIP_HEADER_IMAGES_PATH].
    #[arg(long = "app-clip-header-images-path", value_name = "DIR", hide_short_help = true)]
    header_images_path: Option<PathBuf>,
    /// The folder of subtitles and action [env: DELIVER_APP_CLIP_DEFAULT_EXPERIENCE_METADATA_PATH].
    #[arg(long = "app-clip-default-experience-metadata-path", value_name = "DIR", hide_short_help = true)]
    default_experience_metadata_path: Option<PathBuf>,
    /// The subtitle, by locale, as JSON; beats the files [env: DELIVER_APP_CLIP_DEFAULT_EXPERIENCE_SUBTITLE].
    #[arg(long = "app-clip-default-experience-subtitle", value_name = "JSON", hide_short_help = true)]
    default_experience_subtitle: Option<String>,
    /// OPEN, VIEW or PLAY; beats the file [env: DELIVER_APP_CLIP_DEFAULT_EXPERIENCE_ACTION].
    #[arg(long = "app-clip-default-experience-action", value_name = "ACTION", hide_short_help = true)]
    default_experience_action: Option<String>,
    /// `invocation_urls` for the reviewers, as JSON; beats `metadata/app_clip_review_information/`
    /// [env: DELIVER_APP_CLIP_REVIEW_INFORMATION].
    #[arg(long = "app-clip-review-information", value_name = "JSON", hide_short_help = true)]
    review_information: Option<String>,
}

impl AppClipArgs {
    /// What the card is to be. Without the folder of texts, `metadata`, only its pictures are looked at: texts are to be
    /// left alone.
    pub(super) fn settle(
        &self,
        context: &Context,
        metadata: Option<&Path>,
        tolerant: bool,
        findings: &mut Vec<String>,
    ) -> Result<WantedCard, Failure> {
        let mut card = WantedCard::default();
        if let Some(metadata) = metadata {
            self.texts(context, metadata, tolerant, findings, &mut card)?;
        }
        let images = self.header_images_path.as_ref();
        if let Some(root) = folder(context, images, "DELIVER_APP_CLIP_HEADER_IMAGES_PATH", findings) {
            card.asked = true;
            let mut notices = Vec::new();
            card.images = read_headers(&root, tolerant, findings, &mut notices);
            for notice in notices {
                context.ui.notice(notice);
            }
        }
        card.asked |= !card.is_empty();
        Ok(card)
    }

    fn texts(
        &self,
        context: &Context,
        metadata: &Path,
        tolerant: bool,
        findings: &mut Vec<String>,
        card: &mut WantedCard,
    ) -> Result<(), Failure> {
        let texts = self.default_experience_metadata_path.as_ref();
        if let Some(root) =
            folder(context, texts, "DELIVER_APP_CLIP_DEFAULT_EXPERIENCE_METADATA_PATH", findings)
        {
            card.asked = true;
            read_card(&root, tolerant, findings, card);
        }
        let given = self.default_experience_subtitle.as_deref();
        subtitles(
            context.text(given, &["DELIVER_APP_CLIP_DEFAULT_EXPERIENCE_SUBTITLE"]).as_deref(),
            card,
            findings,
        )?;
        let given = self.default_experience_action.as_deref();
        if let Some(word) = context.text(given, &["DELIVER_APP_CLIP_DEFAULT_EXPERIENCE_ACTION"]) {
            let wrong = |why: String| {
                Failure::new(exit::USAGE, format!("--app-clip-default-experience-action: {why}"))
            };
            card.action = Some(action(&word).map_err(wrong)?);
        }
        let given = self.review_information.as_deref();
        let given = context.text(given, &["DELIVER_APP_CLIP_REVIEW_INFORMATION"]);
        card.addresses = match addresses(given.as_deref())? {
            Some(all) => {
                findings.extend(address_faults(REVIEW, &all));
                all
            }
            None => read_addresses(metadata, findings),
        };
        Ok(())
    }
}

/// A folder that was asked for; one that is not there is a finding.
fn folder(
    context: &Context,
    given: Option<&PathBuf>,
    variable: &str,
    findings: &mut Vec<String>,
) -> Option<PathBuf> {
    let given = given.map(|path| path.display().to_string());
    let path = context.path(context.text(given.as_deref(), &[variable])?);
    if path.is_dir() {
        return Some(path);
    }
    findings.push(format!("{} is no folder", context.shown(&path)));
    None
}

/// The subtitles of the option, which beat those of the files; `default` is for locales without one.
fn subtitles(json: Option<&str>, card: &mut WantedCard, findings: &mut Vec<String>) -> Result<(), Failure> {
    for (locale, value) in object(SUBTITLE, json)? {
        let Value::String(text) = value else {
            return Err(Failure::invalid(format!("{SUBTITLE} has no text for {locale}")));
        };
        let text = text.trim();
        findings.extend(subtitle_fault(text).map(|why| format!("{SUBTITLE}, {locale}: {why}")));
        let known = artifact::locale::canonical(&locale);
        if known.is_none() && locale != "default" {
            let near = artifact::locale::nearest(&locale).map(|near| format!("; did you mean {near}?"));
            let what = format!("{SUBTITLE} names {locale}, which is no locale of the App Store");
            findings.push(what + &near.unwrap_or_default());
        } else if !text.is_empty() {
            card.subtitles.set(known, text.to_owned());
        }
    }
    Ok(())
}

/// The addresses of the option: a list, or one text of them.
fn addresses(json: Option<&str>) -> Result<Option<Vec<String>>, Failure> {
    let mut found = None;
    for (name, value) in object(REVIEW, json)? {
        let all = match &value {
            Value::String(text) => Some(split_addresses(text)),
            Value::Array(all) => all.iter().map(|one| Some(one.as_str()?.trim().to_owned())).collect(),
            _ => None,
        };
        let all = all.filter(|_| name == "invocation_urls").ok_or_else(|| {
            let what = format!("{REVIEW} takes `invocation_urls`, a list of texts, not `{name}`: {value}");
            Failure::invalid(what)
        })?;
        found = Some(all).filter(|all| !all.is_empty());
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_a_list_or_a_text() {
        let read = |json| addresses(Some(json)).map_err(|failure| failure.exit_code);
        let both = Some(vec!["https://a.example".to_owned(), "https://b.example".to_owned()]);
        assert_eq!(
            read(r#"{"invocation_urls": ["https://a.example", "https://b.example"]}"#),
            Ok(both.clone())
        );
        assert_eq!(read(r#"{"invocation_urls": "https://a.example, https://b.example"}"#), Ok(both));
        assert_eq!(read(r#"{"invocation_urls": []}"#), Ok(None));
        assert_eq!(addresses(None).unwrap(), None);
        for wrong in [r#"{"urls": []}"#, r#"{"invocation_urls": 1}"#, r#"{"invocation_urls": [1]}"#, "[]"] {
            assert_eq!(read(wrong), Err(exit::INVALID), "{wrong}");
        }
    }

    #[test]
    fn subtitles_of_the_option_beat_the_files() {
        let mut card = WantedCard::default();
        card.subtitles.set(Some("ja"), "file".into());
        let mut findings = Vec::new();
        let json = r#"{"default": "Tides", "JA": " 潮 ", "de-DEE": "x"}"#;
        subtitles(Some(json), &mut card, &mut findings).unwrap();
        assert_eq!(
            (card.subtitles.of("ja").unwrap(), card.subtitles.of("it").unwrap()),
            (&"潮".into(), &"Tides".into())
        );
        assert!(findings.len() == 1 && findings[0].contains("did you mean de-DE?"), "{findings:?}");
        assert!(subtitles(Some(r#"{"ja": 1}"#), &mut card, &mut findings).is_err());
    }
}
