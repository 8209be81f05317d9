//! Every action of the portal, by its path.

use super::answer::{Answer, Fault};
use super::csrf::Kind;
use super::identifiers::{self, CONTAINERS, GROUPS, MERCHANTS, PASS_TYPES, WEBSITES};
use super::request::{Platform, Request};
use super::{app_ids, certificates, devices, people, profiles, teams};
use crate::world::World;

/// An action.
pub(super) struct Action {
    method: &'static str,
    /// Below `account/`; `{p}` stands for a platform.
    path: &'static str,
    pub(super) access: Access,
    /// Of which kinds the token may be, and first the kind that is handed out.
    pub(super) kinds: &'static [Kind],
    pub(super) run: fn(&mut World, &Request) -> Result<Answer, Fault>,
}

/// Who may call an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    /// Whoever is signed in; no team is named.
    Account,
    /// Members of the team that is named.
    Team,
    /// Those, with a token.
    Token,
}

type Run = fn(&mut World, &Request) -> Result<Answer, Fault>;

const fn account(path: &'static str, run: Run) -> Action {
    Action { method: "POST", path, access: Access::Account, kinds: &[], run }
}

const fn read(path: &'static str, kinds: &'static [Kind], run: Run) -> Action {
    Action { method: "POST", path, access: Access::Team, kinds, run }
}

const fn write(path: &'static str, kinds: &'static [Kind], run: Run) -> Action {
    Action { method: "POST", path, access: Access::Token, kinds, run }
}

const fn file(path: &'static str, run: Run) -> Action {
    Action { method: "GET", path, access: Access::Team, kinds: &[], run }
}

static ACTIONS: &[Action] = &[
    account("listTeams.action", teams::list),
    account("listPendingAgreements", teams::agreements),
    // App ids.
    read("{p}/identifiers/listAppIds.action", &[Kind::App], app_ids::list),
    read("{p}/identifiers/getAppIdDetail.action", &[Kind::App], app_ids::detail),
    write("{p}/identifiers/addAppId.action", &[Kind::App], app_ids::add),
    write("{p}/identifiers/updateAppIdName.action", &[Kind::App], app_ids::rename),
    write("{p}/identifiers/deleteAppId.action", &[Kind::App], app_ids::delete),
    write("ios/identifiers/updateService.action", &[Kind::App], |world, request| {
        app_ids::set_service(world, request, false)
    }),
    write("ios/identifiers/updatePushService.action", &[Kind::App], |world, request| {
        app_ids::set_service(world, request, true)
    }),
    write(
        "ios/identifiers/assignApplicationGroupToAppId.action",
        &[Kind::AppGroup, Kind::App],
        |world, request| app_ids::assign(world, request, &GROUPS),
    ),
    write(
        "ios/identifiers/assignCloudContainerToAppId.action",
        &[Kind::CloudContainer, Kind::App],
        |world, request| app_ids::assign(world, request, &CONTAINERS),
    ),
    write("{p}/identifiers/assignOMCToAppId.action", &[Kind::Merchant, Kind::App], |world, request| {
        app_ids::assign(world, request, &MERCHANTS)
    }),
    // Other identifiers.
    read("ios/identifiers/listApplicationGroups.action", &[Kind::AppGroup], |world, _| {
        identifiers::list(world, &GROUPS)
    }),
    write("ios/identifiers/addApplicationGroup.action", &[Kind::AppGroup], |world, request| {
        identifiers::add(world, request, &GROUPS)
    }),
    write("ios/identifiers/deleteApplicationGroup.action", &[Kind::AppGroup], |world, request| {
        identifiers::delete(world, request, &GROUPS)
    }),
    read("cloudContainer/listCloudContainers.action", &[Kind::CloudContainer], |world, _| {
        identifiers::list(world, &CONTAINERS)
    }),
    write("cloudContainer/addCloudContainer.action", &[Kind::CloudContainer], |world, request| {
        identifiers::add(world, request, &CONTAINERS)
    }),
    read("ios/identifiers/listPassTypeIds.action", &[Kind::Passbook], |world, _| {
        identifiers::list(world, &PASS_TYPES)
    }),
    write("ios/identifiers/addPassTypeId.action", &[Kind::Passbook], |world, request| {
        identifiers::add(world, request, &PASS_TYPES)
    }),
    write("ios/identifiers/deletePassTypeId.action", &[Kind::Passbook], |world, request| {
        identifiers::delete(world, request, &PASS_TYPES)
    }),
    read("{p}/identifiers/listWebsitePushIds.action", &[Kind::WebsitePush], |world, _| {
        identifiers::list(world, &WEBSITES)
    }),
    write("{p}/identifiers/addWebsitePushId.action", &[Kind::WebsitePush], |world, request| {
        identifiers::add(world, request, &WEBSITES)
    }),
    write("{p}/identifiers/deleteWebsitePushId.action", &[Kind::WebsitePush], |world, request| {
        identifiers::delete(world, request, &WEBSITES)
    }),
    read("{p}/identifiers/listOMCs.action", &[Kind::Merchant], |world, _| {
        identifiers::list(world, &MERCHANTS)
    }),
    write("{p}/identifiers/addOMC.action", &[Kind::Merchant], |world, request| {
        identifiers::add(world, request, &MERCHANTS)
    }),
    write("{p}/identifiers/deleteOMC.action", &[Kind::Merchant], |world, request| {
        identifiers::delete(world, request, &MERCHANTS)
    }),
    // Devices. Turning one on or off needs no token.
    read("{p}/device/listDevices.action", &[Kind::Device], devices::list),
    write("{p}/device/addDevices.action", &[Kind::Device], devices::add),
    read("{p}/device/deleteDevice.action", &[Kind::Device], devices::disable),
    read("{p}/device/enableDevice.action", &[Kind::Device], devices::enable),
    // Certificates.
    read("{p}/certificate/listCertRequests.action", &[Kind::Certificate], certificates::list),
    write("{p}/certificate/submitCertificateRequest.action", &[Kind::Certificate], certificates::submit),
    file("{p}/certificate/downloadCertificateContent.action", certificates::download),
    write("{p}/certificate/revokeCertificate.action", &[Kind::Certificate], certificates::revoke),
    // Profiles.
    read("{p}/profile/listProvisioningProfiles.action", &[Kind::ProvisioningProfile], profiles::list),
    read("{p}/profile/getProvisioningProfile.action", &[Kind::ProvisioningProfile], profiles::detail),
    write("{p}/profile/createProvisioningProfile.action", &[Kind::ProvisioningProfile], profiles::create),
    write("{p}/profile/regenProvisioningProfile.action", &[Kind::ProvisioningProfile], profiles::repair),
    write("{p}/profile/deleteProvisioningProfile.action", &[Kind::ProvisioningProfile], profiles::delete),
    file("{p}/profile/downloadProfileContent", profiles::download),
    // People.
    read("getTeamMembers", &[Kind::Persons], people::members),
    read("getInvites", &[Kind::Persons], people::invitations),
    write("setTeamMemberRoles", &[Kind::Persons], people::set_role),
    write("removeTeamMembers", &[Kind::Persons], people::remove),
    write("sendInvites", &[Kind::Persons], people::invite),
];

/// The action at a path below that of all actions, and the platform in it.
pub(super) fn find(method: &str, path: &str) -> Option<(&'static Action, Platform)> {
    let path = path.strip_prefix("account/")?;
    let (first, rest) = path.split_once('/').unwrap_or((path, ""));
    let platform = if first == Platform::Mac.slug() { Platform::Mac } else { Platform::Ios };
    let is_it = |action: &Action| match action.path.strip_prefix("{p}/") {
        Some(wanted) => wanted == rest && first == platform.slug(),
        None => action.path == path,
    };
    let found = ACTIONS.iter().find(|action| action.method == method && is_it(action));
    found.map(|action| (action, platform))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_action_is_found_by_its_path_and_its_method() {
        let platform = |method, path| find(method, path).map(|(_, platform)| platform);
        assert_eq!(platform("POST", "account/mac/device/listDevices.action"), Some(Platform::Mac));
        assert_eq!(platform("POST", "account/ios/device/listDevices.action"), Some(Platform::Ios));
        assert_eq!(platform("POST", "account/listTeams.action"), Some(Platform::Ios));
        for (method, path) in [
            ("GET", "account/ios/device/listDevices.action"),
            ("POST", "account/watch/device/listDevices.action"),
            ("POST", "account/mac/identifiers/updateService.action"),
            ("POST", "listTeams.action"),
            ("POST", "account/{p}/device/listDevices.action"),
        ] {
            assert_eq!(platform(method, path), None, "{method} {path}");
        }
    }

    #[test]
    fn no_path_stands_twice() {
        let mut paths = ACTIONS.iter().map(|action| action.path).collect::<Vec<_>>();
        paths.sort_unstable();
        assert!(paths.windows(2).all(|two| two[0] != two[1]));
    }
}
