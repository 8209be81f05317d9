// Written by `cargo xtask catalogue`; do not edit.

use super::prelude::*;

kind!(
    AppClipAdvancedExperience,
    "appClipAdvancedExperiences",
    "/v1/appClipAdvancedExperiences",
    AppClipAdvancedExperienceAttributes
);

open_enum!(AppClipAdvancedExperienceStatus {
    Received = "RECEIVED", Deactivated = "DEACTIVATED", AppTransferInProgress = "APP_TRANSFER_IN_PROGRESS",
});

/// Apple's `AppClipAdvancedExperiencePlaceMainAddressStructuredAddress`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppClipAdvancedExperiencePlaceMainAddressStructuredAddress {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub street_address: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub floor: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub neighborhood: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locality: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state_province: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country_code: Option<String>,
}

/// Apple's `AppClipAdvancedExperiencePlaceMainAddress`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppClipAdvancedExperiencePlaceMainAddress {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub full_address: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub structured_address: Option<AppClipAdvancedExperiencePlaceMainAddressStructuredAddress>,
}

/// Apple's `AppClipAdvancedExperiencePlaceDisplayPointCoordinates`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppClipAdvancedExperiencePlaceDisplayPointCoordinates {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latitude: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub longitude: Option<f64>,
}

open_enum!(AppClipAdvancedExperiencePlaceDisplayPointSource {
    Calculated = "CALCULATED", ManuallyPlaced = "MANUALLY_PLACED",
});

/// Apple's `AppClipAdvancedExperiencePlaceDisplayPoint`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppClipAdvancedExperiencePlaceDisplayPoint {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coordinates: Option<AppClipAdvancedExperiencePlaceDisplayPointCoordinates>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<AppClipAdvancedExperiencePlaceDisplayPointSource>,
}

open_enum!(AppClipAdvancedExperiencePlaceMapAction {
    BuyTickets = "BUY_TICKETS", ViewAvailability = "VIEW_AVAILABILITY", ViewPricing = "VIEW_PRICING",
    HotelBookRoom = "HOTEL_BOOK_ROOM", ParkingReserveParking = "PARKING_RESERVE_PARKING",
    RestaurantJoinWaitlist = "RESTAURANT_JOIN_WAITLIST",
    RestaurantOrderDelivery = "RESTAURANT_ORDER_DELIVERY", RestaurantOrderFood = "RESTAURANT_ORDER_FOOD",
    RestaurantOrderTakeout = "RESTAURANT_ORDER_TAKEOUT", RestaurantReservation = "RESTAURANT_RESERVATION",
    ScheduleAppointment = "SCHEDULE_APPOINTMENT", RestaurantViewMenu = "RESTAURANT_VIEW_MENU",
    TheaterNowPlaying = "THEATER_NOW_PLAYING", AirlineBookTravel = "AIRLINE_BOOK_TRAVEL",
    AirlineCheckIn = "AIRLINE_CHECK_IN", AirlineFlightStatus = "AIRLINE_FLIGHT_STATUS", Apply = "APPLY",
    Book = "BOOK", BookActivities = "BOOK_ACTIVITIES", BookRides = "BOOK_RIDES",
    BookTeetimes = "BOOK_TEETIMES", BookTours = "BOOK_TOURS", Careers = "CAREERS", ChargeEv = "CHARGE_EV",
    Coupons = "COUPONS", Donate = "DONATE", Events = "EVENTS", EventsShows = "EVENTS_SHOWS",
    EventsSports = "EVENTS_SPORTS", GiftCard = "GIFT_CARD", HotelAmenities = "HOTEL_AMENITIES",
    Join = "JOIN", ParkingAvailable = "PARKING_AVAILABLE", RestaurantPickup = "RESTAURANT_PICKUP",
    RetailServiceQuote = "RETAIL_SERVICE_QUOTE", RetailStoreDelivery = "RETAIL_STORE_DELIVERY",
    RetailStorePickup = "RETAIL_STORE_PICKUP", RetailStoreShop = "RETAIL_STORE_SHOP", Services = "SERVICES",
    Support = "SUPPORT", PayToPark = "PAY_TO_PARK",
});

open_enum!(AppClipAdvancedExperiencePlaceRelationship {
    Owner = "OWNER", Authorized = "AUTHORIZED", Other = "OTHER",
});

open_enum!(AppClipAdvancedExperiencePlacePhoneNumberType {
    Fax = "FAX", Landline = "LANDLINE", Mobile = "MOBILE", Tollfree = "TOLLFREE",
});

/// Apple's `AppClipAdvancedExperiencePlacePhoneNumber`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppClipAdvancedExperiencePlacePhoneNumber {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<AppClipAdvancedExperiencePlacePhoneNumberType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub intent: Option<String>,
}

/// Apple's `AppClipAdvancedExperiencePlace`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppClipAdvancedExperiencePlace {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub names: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub main_address: Option<AppClipAdvancedExperiencePlaceMainAddress>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_point: Option<AppClipAdvancedExperiencePlaceDisplayPoint>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub map_action: Option<AppClipAdvancedExperiencePlaceMapAction>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relationship: Option<AppClipAdvancedExperiencePlaceRelationship>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone_number: Option<AppClipAdvancedExperiencePlacePhoneNumber>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub home_page: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub categories: Option<Vec<String>>,
}

open_enum!(AppClipAdvancedExperiencePlaceStatus {
    Pending = "PENDING", Matched = "MATCHED", NoMatch = "NO_MATCH",
});

open_enum!(AppClipAdvancedExperienceBusinessCategory {
    Automotive = "AUTOMOTIVE", Beauty = "BEAUTY", Bikes = "BIKES", Books = "BOOKS", Casino = "CASINO",
    Education = "EDUCATION", EducationJapan = "EDUCATION_JAPAN", Entertainment = "ENTERTAINMENT",
    EvCharger = "EV_CHARGER", FinancialUsd = "FINANCIAL_USD", FinancialCny = "FINANCIAL_CNY",
    FinancialGbp = "FINANCIAL_GBP", FinancialJpy = "FINANCIAL_JPY", FinancialEur = "FINANCIAL_EUR",
    Fitness = "FITNESS", FoodAndDrink = "FOOD_AND_DRINK", Gas = "GAS", Grocery = "GROCERY",
    HealthAndMedical = "HEALTH_AND_MEDICAL", HotelAndTravel = "HOTEL_AND_TRAVEL", Music = "MUSIC",
    Parking = "PARKING", PetServices = "PET_SERVICES", ProfessionalServices = "PROFESSIONAL_SERVICES",
    Shopping = "SHOPPING", Ticketing = "TICKETING", Transit = "TRANSIT",
});

open_enum!(AppClipAdvancedExperienceLanguage {
    Ar = "AR", Ca = "CA", Cs = "CS", Da = "DA", De = "DE", El = "EL", En = "EN", Es = "ES", Fi = "FI",
    Fr = "FR", He = "HE", Hi = "HI", Hr = "HR", Hu = "HU", Id = "ID", It = "IT", Ja = "JA", Ko = "KO",
    Ms = "MS", Nl = "NL", No = "NO", Pl = "PL", Pt = "PT", Ro = "RO", Ru = "RU", Sk = "SK", Sv = "SV",
    Th = "TH", Tr = "TR", Uk = "UK", Vi = "VI", Zh = "ZH",
});

/// The attributes of [`AppClipAdvancedExperience`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppClipAdvancedExperienceAttributes {
    pub link: Option<String>,
    pub version: Option<i64>,
    pub status: Option<AppClipAdvancedExperienceStatus>,
    pub action: Option<AppClipAction>,
    pub is_powered_by: Option<bool>,
    pub place: Option<AppClipAdvancedExperiencePlace>,
    pub place_status: Option<AppClipAdvancedExperiencePlaceStatus>,
    pub business_category: Option<AppClipAdvancedExperienceBusinessCategory>,
    pub default_language: Option<AppClipAdvancedExperienceLanguage>,
}

kind!(
    AppClipAdvancedExperienceImage,
    "appClipAdvancedExperienceImages",
    "/v1/appClipAdvancedExperienceImages",
    AppClipAdvancedExperienceImageAttributes
);

/// The attributes of [`AppClipAdvancedExperienceImage`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppClipAdvancedExperienceImageAttributes {
    pub file_size: Option<i64>,
    pub file_name: Option<String>,
    pub source_file_checksum: Option<String>,
    pub image_asset: Option<ImageAsset>,
    pub upload_operations: Option<Vec<UploadOperation>>,
    pub asset_delivery_state: Option<AppMediaAssetState>,
}

kind!(
    AppClipAdvancedExperienceLocalization,
    "appClipAdvancedExperienceLocalizations",
    "/v1/appClipAdvancedExperienceLocalizations",
    AppClipAdvancedExperienceLocalizationAttributes
);

/// The attributes of [`AppClipAdvancedExperienceLocalization`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppClipAdvancedExperienceLocalizationAttributes {
    pub language: Option<AppClipAdvancedExperienceLanguage>,
    pub title: Option<String>,
    pub subtitle: Option<String>,
}

kind!(
    AppClipDefaultExperience,
    "appClipDefaultExperiences",
    "/v1/appClipDefaultExperiences",
    AppClipDefaultExperienceAttributes
);

/// The attributes of [`AppClipDefaultExperience`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppClipDefaultExperienceAttributes {
    pub action: Option<AppClipAction>,
}

kind!(
    AppClipDefaultExperienceLocalization,
    "appClipDefaultExperienceLocalizations",
    "/v1/appClipDefaultExperienceLocalizations",
    AppClipDefaultExperienceLocalizationAttributes
);

/// The attributes of [`AppClipDefaultExperienceLocalization`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppClipDefaultExperienceLocalizationAttributes {
    pub locale: Option<String>,
    pub subtitle: Option<String>,
}

/// What a new [`AppClipAdvancedExperience`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewAppClipAdvancedExperience {
    pub link: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action: Option<AppClipAction>,
    pub is_powered_by: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<AppClipAdvancedExperiencePlace>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub business_category: Option<AppClipAdvancedExperienceBusinessCategory>,
    pub default_language: AppClipAdvancedExperienceLanguage,
    #[serde(skip)]
    pub app_clip: Id<AppClip>,
    #[serde(skip)]
    pub header_image: Id<AppClipAdvancedExperienceImage>,
    #[serde(skip)]
    pub localizations: Vec<Id<AppClipAdvancedExperienceLocalization>>,
}

impl NewAppClipAdvancedExperience {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(
        link: String,
        is_powered_by: bool,
        default_language: AppClipAdvancedExperienceLanguage,
        app_clip: Id<AppClip>,
        header_image: Id<AppClipAdvancedExperienceImage>,
        localizations: Vec<Id<AppClipAdvancedExperienceLocalization>>,
    ) -> Self {
        Self {
            link,
            is_powered_by,
            default_language,
            app_clip,
            header_image,
            localizations,
            action: None,
            place: None,
            business_category: None,
        }
    }
}

impl NewResource for NewAppClipAdvancedExperience {
    type Kind = AppClipAdvancedExperience;
    const PATH: &'static str = "/v1/appClipAdvancedExperiences";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("appClip".into(), Relationship::one(&self.app_clip));
        all.insert("headerImage".into(), Relationship::one(&self.header_image));
        all.insert("localizations".into(), Relationship::many(&self.localizations));
        all
    }
}

/// What a new [`AppClipAdvancedExperienceImage`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewAppClipAdvancedExperienceImage {
    pub file_size: i64,
    pub file_name: String,
}

impl NewAppClipAdvancedExperienceImage {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(file_size: i64, file_name: String) -> Self {
        Self { file_size, file_name }
    }
}

impl NewResource for NewAppClipAdvancedExperienceImage {
    type Kind = AppClipAdvancedExperienceImage;
    const PATH: &'static str = "/v1/appClipAdvancedExperienceImages";

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// What a new [`AppClipDefaultExperience`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewAppClipDefaultExperience {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action: Option<AppClipAction>,
    #[serde(skip)]
    pub app_clip: Id<AppClip>,
    #[serde(skip)]
    pub release_with_app_store_version: Option<Id<AppStoreVersion>>,
    #[serde(skip)]
    pub app_clip_default_experience_template: Option<Id<AppClipDefaultExperience>>,
}

impl NewAppClipDefaultExperience {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(app_clip: Id<AppClip>) -> Self {
        Self {
            app_clip,
            action: None,
            release_with_app_store_version: None,
            app_clip_default_experience_template: None,
        }
    }
}

impl NewResource for NewAppClipDefaultExperience {
    type Kind = AppClipDefaultExperience;
    const PATH: &'static str = "/v1/appClipDefaultExperiences";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("appClip".into(), Relationship::one(&self.app_clip));
        if let Some(to) = &self.release_with_app_store_version {
            all.insert("releaseWithAppStoreVersion".into(), Relationship::one(to));
        }
        if let Some(to) = &self.app_clip_default_experience_template {
            all.insert("appClipDefaultExperienceTemplate".into(), Relationship::one(to));
        }
        all
    }
}

/// What a new [`AppClipDefaultExperienceLocalization`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewAppClipDefaultExperienceLocalization {
    pub locale: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subtitle: Option<String>,
    #[serde(skip)]
    pub app_clip_default_experience: Id<AppClipDefaultExperience>,
}

impl NewAppClipDefaultExperienceLocalization {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(locale: String, app_clip_default_experience: Id<AppClipDefaultExperience>) -> Self {
        Self { locale, app_clip_default_experience, subtitle: None }
    }
}

impl NewResource for NewAppClipDefaultExperienceLocalization {
    type Kind = AppClipDefaultExperienceLocalization;
    const PATH: &'static str = "/v1/appClipDefaultExperienceLocalizations";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("appClipDefaultExperience".into(), Relationship::one(&self.app_clip_default_experience));
        all
    }
}

/// A change to a [`AppClipAdvancedExperienceImage`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppClipAdvancedExperienceImageUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub source_file_checksum: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub uploaded: Field<bool>,
}

impl ResourceUpdate for AppClipAdvancedExperienceImageUpdate {
    type Kind = AppClipAdvancedExperienceImage;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`AppClipAdvancedExperience`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppClipAdvancedExperienceUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub action: Field<AppClipAction>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub is_powered_by: Field<bool>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub place: Field<AppClipAdvancedExperiencePlace>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub business_category: Field<AppClipAdvancedExperienceBusinessCategory>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub default_language: Field<AppClipAdvancedExperienceLanguage>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub removed: Field<bool>,
    #[serde(skip)]
    pub app_clip: Field<Id<AppClip>>,
    #[serde(skip)]
    pub header_image: Field<Id<AppClipAdvancedExperienceImage>>,
    #[serde(skip)]
    pub localizations: Option<Vec<Id<AppClipAdvancedExperienceLocalization>>>,
}

impl ResourceUpdate for AppClipAdvancedExperienceUpdate {
    type Kind = AppClipAdvancedExperience;

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        self.app_clip.relate("appClip", &mut all);
        self.header_image.relate("headerImage", &mut all);
        if let Some(to) = &self.localizations {
            all.insert("localizations".into(), Relationship::many(to));
        }
        all
    }
}

/// A change to a [`AppClipDefaultExperienceLocalization`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppClipDefaultExperienceLocalizationUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub subtitle: Field<String>,
}

impl ResourceUpdate for AppClipDefaultExperienceLocalizationUpdate {
    type Kind = AppClipDefaultExperienceLocalization;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`AppClipDefaultExperience`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppClipDefaultExperienceUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub action: Field<AppClipAction>,
    #[serde(skip)]
    pub release_with_app_store_version: Field<Id<AppStoreVersion>>,
}

impl ResourceUpdate for AppClipDefaultExperienceUpdate {
    type Kind = AppClipDefaultExperience;

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        self.release_with_app_store_version.relate("releaseWithAppStoreVersion", &mut all);
        all
    }
}
