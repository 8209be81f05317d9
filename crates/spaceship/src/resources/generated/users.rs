// Written by `cargo xtask catalogue`; do not edit.

use super::prelude::*;

kind!(Actor, "actors", "/v1/actors", ActorAttributes);

open_enum!(ActorActorType {
    User = "USER", ApiKey = "API_KEY", XcodeCloud = "XCODE_CLOUD", Apple = "APPLE",
});

/// The attributes of [`Actor`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ActorAttributes {
    pub actor_type: Option<ActorActorType>,
    pub user_first_name: Option<String>,
    pub user_last_name: Option<String>,
    pub user_email: Option<String>,
    pub api_key_id: Option<String>,
}

kind!(
    EndUserLicenseAgreement,
    "endUserLicenseAgreements",
    "/v1/endUserLicenseAgreements",
    EndUserLicenseAgreementAttributes
);

/// The attributes of [`EndUserLicenseAgreement`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EndUserLicenseAgreementAttributes {
    pub agreement_text: Option<String>,
}

kind!(SandboxTesterV2, "sandboxTesters", "/v2/sandboxTesters", SandboxTesterV2Attributes);

open_enum!(SandboxTesterV2SubscriptionRenewalRate {
    MonthlyRenewalEveryOneHour = "MONTHLY_RENEWAL_EVERY_ONE_HOUR",
    MonthlyRenewalEveryThirtyMinutes = "MONTHLY_RENEWAL_EVERY_THIRTY_MINUTES",
    MonthlyRenewalEveryFifteenMinutes = "MONTHLY_RENEWAL_EVERY_FIFTEEN_MINUTES",
    MonthlyRenewalEveryFiveMinutes = "MONTHLY_RENEWAL_EVERY_FIVE_MINUTES",
    MonthlyRenewalEveryThreeMinutes = "MONTHLY_RENEWAL_EVERY_THREE_MINUTES",
});

/// The attributes of [`SandboxTesterV2`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SandboxTesterV2Attributes {
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub ac_account_name: Option<String>,
    pub territory: Option<TerritoryCode>,
    pub apple_pay_compatible: Option<bool>,
    pub interrupt_purchases: Option<bool>,
    pub subscription_renewal_rate: Option<SandboxTesterV2SubscriptionRenewalRate>,
}

kind!(
    SandboxTestersClearPurchaseHistoryRequestV2,
    "sandboxTestersClearPurchaseHistoryRequest",
    "/v2/sandboxTestersClearPurchaseHistoryRequest",
    SandboxTestersClearPurchaseHistoryRequestV2Attributes
);

/// The attributes of [`SandboxTestersClearPurchaseHistoryRequestV2`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SandboxTestersClearPurchaseHistoryRequestV2Attributes {}

kind!(User, "users", "/v1/users", UserAttributes);

open_enum!(UserRole {
    Admin = "ADMIN", Finance = "FINANCE", AccountHolder = "ACCOUNT_HOLDER", Sales = "SALES",
    Marketing = "MARKETING", AppManager = "APP_MANAGER", Developer = "DEVELOPER",
    AccessToReports = "ACCESS_TO_REPORTS", CustomerSupport = "CUSTOMER_SUPPORT", CreateApps = "CREATE_APPS",
    CloudManagedDeveloperId = "CLOUD_MANAGED_DEVELOPER_ID",
    CloudManagedAppDistribution = "CLOUD_MANAGED_APP_DISTRIBUTION",
    GenerateIndividualKeys = "GENERATE_INDIVIDUAL_KEYS",
});

/// The attributes of [`User`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct UserAttributes {
    pub username: Option<String>,
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub roles: Option<Vec<UserRole>>,
    pub all_apps_visible: Option<bool>,
    pub provisioning_allowed: Option<bool>,
}

kind!(UserInvitation, "userInvitations", "/v1/userInvitations", UserInvitationAttributes);

/// The attributes of [`UserInvitation`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct UserInvitationAttributes {
    pub email: Option<String>,
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub expiration_date: Option<String>,
    pub roles: Option<Vec<UserRole>>,
    pub all_apps_visible: Option<bool>,
    pub provisioning_allowed: Option<bool>,
}

/// What a new [`EndUserLicenseAgreement`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewEndUserLicenseAgreement {
    pub agreement_text: String,
    #[serde(skip)]
    pub app: Id<App>,
    #[serde(skip)]
    pub territories: Vec<Id<Territory>>,
}

impl NewEndUserLicenseAgreement {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(agreement_text: String, app: Id<App>, territories: Vec<Id<Territory>>) -> Self {
        Self { agreement_text, app, territories }
    }
}

impl NewResource for NewEndUserLicenseAgreement {
    type Kind = EndUserLicenseAgreement;
    const PATH: &'static str = "/v1/endUserLicenseAgreements";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("app".into(), Relationship::one(&self.app));
        all.insert("territories".into(), Relationship::many(&self.territories));
        all
    }
}

/// What a new [`SandboxTestersClearPurchaseHistoryRequestV2`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewSandboxTestersClearPurchaseHistoryRequestV2 {
    #[serde(skip)]
    pub sandbox_testers: Vec<Id<SandboxTesterV2>>,
}

impl NewSandboxTestersClearPurchaseHistoryRequestV2 {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(sandbox_testers: Vec<Id<SandboxTesterV2>>) -> Self {
        Self { sandbox_testers }
    }
}

impl NewResource for NewSandboxTestersClearPurchaseHistoryRequestV2 {
    type Kind = SandboxTestersClearPurchaseHistoryRequestV2;
    const PATH: &'static str = "/v2/sandboxTestersClearPurchaseHistoryRequest";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("sandboxTesters".into(), Relationship::many(&self.sandbox_testers));
        all
    }
}

/// What a new [`UserInvitation`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewUserInvitation {
    pub email: String,
    pub first_name: String,
    pub last_name: String,
    pub roles: Vec<UserRole>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub all_apps_visible: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provisioning_allowed: Option<bool>,
    #[serde(skip)]
    pub visible_apps: Option<Vec<Id<App>>>,
}

impl NewUserInvitation {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(email: String, first_name: String, last_name: String, roles: Vec<UserRole>) -> Self {
        Self {
            email,
            first_name,
            last_name,
            roles,
            all_apps_visible: None,
            provisioning_allowed: None,
            visible_apps: None,
        }
    }
}

impl NewResource for NewUserInvitation {
    type Kind = UserInvitation;
    const PATH: &'static str = "/v1/userInvitations";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        if let Some(to) = &self.visible_apps {
            all.insert("visibleApps".into(), Relationship::many(to));
        }
        all
    }
}

/// A change to a [`EndUserLicenseAgreement`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EndUserLicenseAgreementUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub agreement_text: Field<String>,
    #[serde(skip)]
    pub territories: Option<Vec<Id<Territory>>>,
}

impl ResourceUpdate for EndUserLicenseAgreementUpdate {
    type Kind = EndUserLicenseAgreement;

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        if let Some(to) = &self.territories {
            all.insert("territories".into(), Relationship::many(to));
        }
        all
    }
}

/// A change to a [`SandboxTesterV2`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SandboxTesterV2Update {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub territory: Field<TerritoryCode>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub interrupt_purchases: Field<bool>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub subscription_renewal_rate: Field<SandboxTesterV2SubscriptionRenewalRate>,
}

impl ResourceUpdate for SandboxTesterV2Update {
    type Kind = SandboxTesterV2;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`User`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct UserUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub roles: Field<Vec<UserRole>>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub all_apps_visible: Field<bool>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub provisioning_allowed: Field<bool>,
    #[serde(skip)]
    pub visible_apps: Option<Vec<Id<App>>>,
}

impl ResourceUpdate for UserUpdate {
    type Kind = User;

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        if let Some(to) = &self.visible_apps {
            all.insert("visibleApps".into(), Relationship::many(to));
        }
        all
    }
}
