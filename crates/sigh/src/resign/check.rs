//! Judging an archive: is everything in it signed as it was wanted?

use artifact::Contents;
use console::Failure;
use signing::Identity;

use super::bundles::MAX_EXECUTABLE;
use super::gather::Gathered;
use super::inventory::Inventory;
use super::options::Options;
use super::profiles::Given;
use super::work::Work;

/// Largest Info.plist and list of resources.
const MAX_LIST: u64 = 64 * 1024 * 1024;

/// Something that is not as it was wanted: the place in the archive, and what it is, as a fragment for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Problem {
    pub(crate) place: String,
    pub(crate) what: String,
}

/// What an archive is held against, besides the work.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted<'a> {
    pub(super) given: &'a [Given],
    pub(super) identity: &'a Identity,
    pub(super) page_size: Option<u32>,
}

impl Wanted<'_> {
    fn given(&self, work: &Work) -> Option<&Given> {
        self.given.get(work.profile?)
    }
}

/// What has to be done: what stands in the output otherwise than it was wanted, whether that is the .ipa itself or a file
/// of an earlier run. A file that is not there has everything to be done.
pub(crate) fn unfinished(
    gathered: &mut Gathered,
    all: &[Work],
    options: &Options,
) -> Result<Vec<Problem>, Failure> {
    let wanted =
        Wanted { given: &gathered.given, identity: &gathered.identity, page_size: options.page_size };
    if options.output == options.ipa {
        return problems(&mut gathered.contents, &gathered.inventory, all, wanted);
    }
    let everything = |what: &str| {
        let all = all.iter().map(|work| Problem {
            place: work.code.place().to_owned(),
            what: if work.changes.is_empty() { what.to_owned() } else { work.changes.join("; ") },
        });
        Ok(all.collect())
    };
    // What cannot be read is written over.
    let Ok(mut contents) = Contents::open(&options.output) else {
        return everything("the output is not there yet");
    };
    let inventory = Inventory::of(&mut contents, &gathered.app)?;
    if !inventory.is_like(&gathered.inventory, |name| all.iter().any(|work| work.touches(name))) {
        return everything("the file that is there was made from another .ipa");
    }
    problems(&mut contents, &inventory, all, wanted)
}

/// What stands in an archive otherwise than it was wanted: nothing, if it is signed as the work says.
pub(super) fn problems(
    contents: &mut Contents,
    inventory: &Inventory,
    all: &[Work],
    wanted: Wanted<'_>,
) -> Result<Vec<Problem>, Failure> {
    let mut problems = Vec::new();
    for work in all {
        let told = judge(contents, inventory, work, wanted)?;
        let place = work.code.place();
        problems.extend(told.into_iter().map(|what| Problem { place: place.to_owned(), what }));
    }
    Ok(problems)
}

fn judge(
    contents: &mut Contents,
    inventory: &Inventory,
    work: &Work,
    wanted: Wanted<'_>,
) -> Result<Vec<String>, Failure> {
    let code = &work.code;
    let mut read = |name: Option<String>| match name {
        Some(name) => contents.read(&name, MAX_LIST),
        None => Ok(None),
    };
    let info = read(code.info_name())?;
    let resources = read(code.resources_name())?;
    let profile = read(code.profile_name())?;
    let mut told = match &work.changes {
        _ if info == work.info => Vec::new(),
        none if none.is_empty() => vec!["its Info.plist is another one".to_owned()],
        changes => changes.clone(),
    };
    let given = wanted.given(work);
    if profile.as_deref() != given.map(|given| given.bytes.as_slice()) {
        told.push("it has another profile".to_owned());
    }
    let Some(executable) = contents.read(&code.executable, MAX_EXECUTABLE)? else {
        told.push("its executable is missing".to_owned());
        return Ok(told);
    };
    match codesign::verify(&executable, info.as_deref(), resources.as_deref()) {
        Ok(signature) => told.extend(otherwise(&signature, work, wanted)),
        Err(error) => told.push(error.to_string()),
    }
    if let (Some(seal), Some(resources)) = (inventory.seal(code), resources) {
        match codesign::Sealed::read(&resources) {
            Ok(sealed) if !sealed.has_own_rules() => {
                told.push("its resources are sealed by other rules".to_owned());
            }
            Ok(sealed) => told.extend(sealed.changes(&seal).first().map(ToString::to_string)),
            Err(error) => told.push(error.to_string()),
        }
    }
    Ok(told)
}

/// In what a signature that holds is another one than was wanted.
fn otherwise(signature: &codesign::Signature, work: &Work, wanted: Wanted<'_>) -> Vec<String> {
    let mut told = Vec::new();
    let mut hold = |is: bool, what: &str| {
        if !is {
            told.push(what.to_owned());
        }
    };
    let identity = wanted.identity;
    hold(signature.signer.as_ref() == Some(identity.certificate()), "another certificate signed it");
    hold(signature.team_id.as_deref() == identity.certificate().team_id(), "it is signed for another team");
    hold(signature.identifier == work.identifier, "it is signed under another identifier");
    hold(signature.entitlements == work.entitlements, "it has other entitlements");
    hold(
        identity.chain().iter().all(|issuer| signature.certificates.contains(issuer)),
        "its signature lacks certificates of the issuers",
    );
    if let Some(bytes) = wanted.page_size {
        hold(signature.page_size == Some(bytes as usize), "its pages have another size");
    }
    if let (Some(entitlements), Some(given)) = (&signature.entitlements, wanted.given(work)) {
        told.extend(signing::refused_entitlements(entitlements, &given.profile.entitlements));
    }
    told
}
