// Written by `cargo xtask catalogue`; do not edit.

use super::prelude::*;

kind!(AppAvailabilityV2, "appAvailabilities", "/v2/appAvailabilities", AppAvailabilityV2Attributes);

/// The attributes of [`AppAvailabilityV2`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppAvailabilityV2Attributes {
    pub available_in_new_territories: Option<bool>,
}

kind!(AppPricePointV3, "appPricePoints", "/v3/appPricePoints", AppPricePointV3Attributes);

/// The attributes of [`AppPricePointV3`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppPricePointV3Attributes {
    pub customer_price: Option<String>,
    pub proceeds: Option<String>,
}

kind!(AppPriceSchedule, "appPriceSchedules", "/v1/appPriceSchedules", AppPriceScheduleAttributes);

/// The attributes of [`AppPriceSchedule`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppPriceScheduleAttributes {}

kind!(AppPriceV2, "appPrices", "/v1/appPrices", AppPriceV2Attributes);

/// The attributes of [`AppPriceV2`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppPriceV2Attributes {
    pub manual: Option<bool>,
    pub start_date: Option<String>,
    pub end_date: Option<String>,
}

open_enum!(TerritoryCode {
    Abw = "ABW", Afg = "AFG", Ago = "AGO", Aia = "AIA", Alb = "ALB", And = "AND", Ant = "ANT", Are = "ARE",
    Arg = "ARG", Arm = "ARM", Asm = "ASM", Atg = "ATG", Aus = "AUS", Aut = "AUT", Aze = "AZE", Bdi = "BDI",
    Bel = "BEL", Ben = "BEN", Bes = "BES", Bfa = "BFA", Bgd = "BGD", Bgr = "BGR", Bhr = "BHR", Bhs = "BHS",
    Bih = "BIH", Blr = "BLR", Blz = "BLZ", Bmu = "BMU", Bol = "BOL", Bra = "BRA", Brb = "BRB", Brn = "BRN",
    Btn = "BTN", Bwa = "BWA", Caf = "CAF", Can = "CAN", Che = "CHE", Chl = "CHL", Chn = "CHN", Civ = "CIV",
    Cmr = "CMR", Cod = "COD", Cog = "COG", Cok = "COK", Col = "COL", Com = "COM", Cpv = "CPV", Cri = "CRI",
    Cub = "CUB", Cuw = "CUW", Cxr = "CXR", Cym = "CYM", Cyp = "CYP", Cze = "CZE", Deu = "DEU", Dji = "DJI",
    Dma = "DMA", Dnk = "DNK", Dom = "DOM", Dza = "DZA", Ecu = "ECU", Egy = "EGY", Eri = "ERI", Esp = "ESP",
    Est = "EST", Eth = "ETH", Fin = "FIN", Fji = "FJI", Flk = "FLK", Fra = "FRA", Fro = "FRO", Fsm = "FSM",
    Gab = "GAB", Gbr = "GBR", Geo = "GEO", Ggy = "GGY", Gha = "GHA", Gib = "GIB", Gin = "GIN", Glp = "GLP",
    Gmb = "GMB", Gnb = "GNB", Gnq = "GNQ", Grc = "GRC", Grd = "GRD", Grl = "GRL", Gtm = "GTM", Guf = "GUF",
    Gum = "GUM", Guy = "GUY", Hkg = "HKG", Hnd = "HND", Hrv = "HRV", Hti = "HTI", Hun = "HUN", Idn = "IDN",
    Imn = "IMN", Ind = "IND", Irl = "IRL", Irq = "IRQ", Isl = "ISL", Isr = "ISR", Ita = "ITA", Jam = "JAM",
    Jey = "JEY", Jor = "JOR", Jpn = "JPN", Kaz = "KAZ", Ken = "KEN", Kgz = "KGZ", Khm = "KHM", Kir = "KIR",
    Kna = "KNA", Kor = "KOR", Kwt = "KWT", Lao = "LAO", Lbn = "LBN", Lbr = "LBR", Lby = "LBY", Lca = "LCA",
    Lie = "LIE", Lka = "LKA", Lso = "LSO", Ltu = "LTU", Lux = "LUX", Lva = "LVA", Mac = "MAC", Mar = "MAR",
    Mco = "MCO", Mda = "MDA", Mdg = "MDG", Mdv = "MDV", Mex = "MEX", Mhl = "MHL", Mkd = "MKD", Mli = "MLI",
    Mlt = "MLT", Mmr = "MMR", Mne = "MNE", Mng = "MNG", Mnp = "MNP", Moz = "MOZ", Mrt = "MRT", Msr = "MSR",
    Mtq = "MTQ", Mus = "MUS", Mwi = "MWI", Mys = "MYS", Myt = "MYT", Nam = "NAM", Ncl = "NCL", Ner = "NER",
    Nfk = "NFK", Nga = "NGA", Nic = "NIC", Niu = "NIU", Nld = "NLD", Nor = "NOR", Npl = "NPL", Nru = "NRU",
    Nzl = "NZL", Omn = "OMN", Pak = "PAK", Pan = "PAN", Per = "PER", Phl = "PHL", Plw = "PLW", Png = "PNG",
    Pol = "POL", Pri = "PRI", Prt = "PRT", Pry = "PRY", Pse = "PSE", Pyf = "PYF", Qat = "QAT", Reu = "REU",
    Rou = "ROU", Rus = "RUS", Rwa = "RWA", Sau = "SAU", Sen = "SEN", Sgp = "SGP", Shn = "SHN", Slb = "SLB",
    Sle = "SLE", Slv = "SLV", Smr = "SMR", Som = "SOM", Spm = "SPM", Srb = "SRB", Ssd = "SSD", Stp = "STP",
    Sur = "SUR", Svk = "SVK", Svn = "SVN", Swe = "SWE", Swz = "SWZ", Sxm = "SXM", Syc = "SYC", Tca = "TCA",
    Tcd = "TCD", Tgo = "TGO", Tha = "THA", Tjk = "TJK", Tkm = "TKM", Tls = "TLS", Ton = "TON", Tto = "TTO",
    Tun = "TUN", Tur = "TUR", Tuv = "TUV", Twn = "TWN", Tza = "TZA", Uga = "UGA", Ukr = "UKR", Umi = "UMI",
    Ury = "URY", Usa = "USA", Uzb = "UZB", Vat = "VAT", Vct = "VCT", Ven = "VEN", Vgb = "VGB", Vir = "VIR",
    Vnm = "VNM", Vut = "VUT", Wlf = "WLF", Wsm = "WSM", Xks = "XKS", Yem = "YEM", Zaf = "ZAF", Zmb = "ZMB",
    Zwe = "ZWE",
});

kind!(
    EndAppAvailabilityPreOrder,
    "endAppAvailabilityPreOrders",
    "/v1/endAppAvailabilityPreOrders",
    EndAppAvailabilityPreOrderAttributes
);

/// The attributes of [`EndAppAvailabilityPreOrder`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EndAppAvailabilityPreOrderAttributes {}

kind!(Territory, "territories", "/v1/territories", TerritoryAttributes);

/// The attributes of [`Territory`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TerritoryAttributes {
    pub currency: Option<String>,
}

kind!(TerritoryAgeRating, "territoryAgeRatings", "/v1/territoryAgeRatings", TerritoryAgeRatingAttributes);

/// The attributes of [`TerritoryAgeRating`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TerritoryAgeRatingAttributes {
    pub app_store_age_rating: Option<AppStoreAgeRating>,
}

kind!(
    TerritoryAvailability,
    "territoryAvailabilities",
    "/v1/territoryAvailabilities",
    TerritoryAvailabilityAttributes
);

open_enum!(TerritoryAvailabilityContentStatuses {
    Available = "AVAILABLE", AvailableForPreorderOnDate = "AVAILABLE_FOR_PREORDER_ON_DATE",
    ProcessingToNotAvailable = "PROCESSING_TO_NOT_AVAILABLE",
    ProcessingToAvailable = "PROCESSING_TO_AVAILABLE", ProcessingToPreOrder = "PROCESSING_TO_PRE_ORDER",
    AvailableForSaleUnreleasedApp = "AVAILABLE_FOR_SALE_UNRELEASED_APP",
    PreorderOnUnreleasedApp = "PREORDER_ON_UNRELEASED_APP", AvailableForPreorder = "AVAILABLE_FOR_PREORDER",
    MissingRating = "MISSING_RATING", CannotSellRestrictedRating = "CANNOT_SELL_RESTRICTED_RATING",
    BrazilRequiredTaxId = "BRAZIL_REQUIRED_TAX_ID",
    BrazilGamblingNotVerified = "BRAZIL_GAMBLING_NOT_VERIFIED", MissingGrn = "MISSING_GRN",
    UnverifiedGrn = "UNVERIFIED_GRN", IcpNumberInvalid = "ICP_NUMBER_INVALID",
    IcpNumberMissing = "ICP_NUMBER_MISSING", TraderStatusNotProvided = "TRADER_STATUS_NOT_PROVIDED",
    TraderStatusVerificationFailed = "TRADER_STATUS_VERIFICATION_FAILED",
    TraderStatusVerificationStatusMissing = "TRADER_STATUS_VERIFICATION_STATUS_MISSING",
    CannotSellSeventeenPlusApps = "CANNOT_SELL_SEVENTEEN_PLUS_APPS",
    CannotSellSexuallyExplicit = "CANNOT_SELL_SEXUALLY_EXPLICIT",
    CannotSellNonIosGames = "CANNOT_SELL_NON_IOS_GAMES",
    CannotSellSeventeenPlusGames = "CANNOT_SELL_SEVENTEEN_PLUS_GAMES",
    CannotSellCasino = "CANNOT_SELL_CASINO",
    CannotSellCasinoWithoutGrac = "CANNOT_SELL_CASINO_WITHOUT_GRAC",
    CannotSellCasinoWithoutAgeVerification = "CANNOT_SELL_CASINO_WITHOUT_AGE_VERIFICATION",
    CannotSellAdultOnly = "CANNOT_SELL_ADULT_ONLY",
    CannotSellGamblingContests = "CANNOT_SELL_GAMBLING_CONTESTS",
    CannotSellGambling = "CANNOT_SELL_GAMBLING", CannotSellContests = "CANNOT_SELL_CONTESTS",
    CannotSellNineteenPlusWithoutGrac = "CANNOT_SELL_NINETEEN_PLUS_WITHOUT_GRAC",
    CannotSell = "CANNOT_SELL", CannotSellFrequentIntenseGambling = "CANNOT_SELL_FREQUENT_INTENSE_GAMBLING",
    CannotSellFrequentIntenseAlcoholTobaccoDrugs = "CANNOT_SELL_FREQUENT_INTENSE_ALCOHOL_TOBACCO_DRUGS",
    CannotSellFrequentIntenseViolence = "CANNOT_SELL_FREQUENT_INTENSE_VIOLENCE",
    CannotSellFrequentIntenseSexualContentNudity = "CANNOT_SELL_FREQUENT_INTENSE_SEXUAL_CONTENT_NUDITY",
    CannotSellInfrequentMildAlcoholTobaccoDrugs = "CANNOT_SELL_INFREQUENT_MILD_ALCOHOL_TOBACCO_DRUGS",
    CannotSellInfrequentMildSexualContentNudity = "CANNOT_SELL_INFREQUENT_MILD_SEXUAL_CONTENT_NUDITY",
    CannotSellFrequentIntense = "CANNOT_SELL_FREQUENT_INTENSE",
    CannotSellFrequentIntenseWithoutGrac = "CANNOT_SELL_FREQUENT_INTENSE_WITHOUT_GRAC",
    CannotSellFrequentGambling = "CANNOT_SELL_FREQUENT_GAMBLING",
    CannotSellFrequentAlcoholTobaccoDrugs = "CANNOT_SELL_FREQUENT_ALCOHOL_TOBACCO_DRUGS",
    CannotSellFrequentViolence = "CANNOT_SELL_FREQUENT_VIOLENCE",
    CannotSellFrequentSexualContentNudity = "CANNOT_SELL_FREQUENT_SEXUAL_CONTENT_NUDITY",
    CannotSellInfrequentAlcoholTobaccoDrugs = "CANNOT_SELL_INFREQUENT_ALCOHOL_TOBACCO_DRUGS",
    CannotSellInfrequentSexualContentNudity = "CANNOT_SELL_INFREQUENT_SEXUAL_CONTENT_NUDITY",
    CannotSellFrequent = "CANNOT_SELL_FREQUENT",
    CannotSellFrequentWithoutGrac = "CANNOT_SELL_FREQUENT_WITHOUT_GRAC",
});

/// The attributes of [`TerritoryAvailability`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TerritoryAvailabilityAttributes {
    pub available: Option<bool>,
    pub release_date: Option<String>,
    pub pre_order_enabled: Option<bool>,
    pub pre_order_publish_date: Option<String>,
    pub content_statuses: Option<Vec<TerritoryAvailabilityContentStatuses>>,
}

/// What a new [`AppAvailabilityV2`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewAppAvailabilityV2 {
    pub available_in_new_territories: bool,
    #[serde(skip)]
    pub app: Id<App>,
    #[serde(skip)]
    pub territory_availabilities: Vec<Id<TerritoryAvailability>>,
}

impl NewAppAvailabilityV2 {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(
        available_in_new_territories: bool,
        app: Id<App>,
        territory_availabilities: Vec<Id<TerritoryAvailability>>,
    ) -> Self {
        Self { available_in_new_territories, app, territory_availabilities }
    }
}

impl NewResource for NewAppAvailabilityV2 {
    type Kind = AppAvailabilityV2;
    const PATH: &'static str = "/v2/appAvailabilities";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("app".into(), Relationship::one(&self.app));
        all.insert("territoryAvailabilities".into(), Relationship::many(&self.territory_availabilities));
        all
    }
}

/// What a new [`AppPriceSchedule`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewAppPriceSchedule {
    #[serde(skip)]
    pub app: Id<App>,
    #[serde(skip)]
    pub base_territory: Id<Territory>,
    #[serde(skip)]
    pub manual_prices: Vec<Id<AppPriceV2>>,
}

impl NewAppPriceSchedule {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(app: Id<App>, base_territory: Id<Territory>, manual_prices: Vec<Id<AppPriceV2>>) -> Self {
        Self { app, base_territory, manual_prices }
    }
}

impl NewResource for NewAppPriceSchedule {
    type Kind = AppPriceSchedule;
    const PATH: &'static str = "/v1/appPriceSchedules";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("app".into(), Relationship::one(&self.app));
        all.insert("baseTerritory".into(), Relationship::one(&self.base_territory));
        all.insert("manualPrices".into(), Relationship::many(&self.manual_prices));
        all
    }
}

/// What a new [`EndAppAvailabilityPreOrder`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewEndAppAvailabilityPreOrder {
    #[serde(skip)]
    pub territory_availabilities: Vec<Id<TerritoryAvailability>>,
}

impl NewEndAppAvailabilityPreOrder {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(territory_availabilities: Vec<Id<TerritoryAvailability>>) -> Self {
        Self { territory_availabilities }
    }
}

impl NewResource for NewEndAppAvailabilityPreOrder {
    type Kind = EndAppAvailabilityPreOrder;
    const PATH: &'static str = "/v1/endAppAvailabilityPreOrders";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("territoryAvailabilities".into(), Relationship::many(&self.territory_availabilities));
        all
    }
}

/// A change to a [`TerritoryAvailability`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TerritoryAvailabilityUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub available: Field<bool>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub release_date: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub pre_order_enabled: Field<bool>,
}

impl ResourceUpdate for TerritoryAvailabilityUpdate {
    type Kind = TerritoryAvailability;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}
