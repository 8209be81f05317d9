// Written by `cargo xtask catalogue`; do not edit.

use super::prelude::*;

kind!(AnalyticsReport, "analyticsReports", "/v1/analyticsReports", AnalyticsReportAttributes);

open_enum!(AnalyticsReportCategory {
    AppUsage = "APP_USAGE", AppStoreEngagement = "APP_STORE_ENGAGEMENT", Commerce = "COMMERCE",
    FrameworkUsage = "FRAMEWORK_USAGE", Performance = "PERFORMANCE",
});

/// The attributes of [`AnalyticsReport`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AnalyticsReportAttributes {
    pub name: Option<String>,
    pub category: Option<AnalyticsReportCategory>,
}

kind!(
    AnalyticsReportInstance,
    "analyticsReportInstances",
    "/v1/analyticsReportInstances",
    AnalyticsReportInstanceAttributes
);

open_enum!(AnalyticsReportInstanceGranularity {
    Daily = "DAILY", Weekly = "WEEKLY", Monthly = "MONTHLY",
});

/// The attributes of [`AnalyticsReportInstance`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AnalyticsReportInstanceAttributes {
    pub granularity: Option<AnalyticsReportInstanceGranularity>,
    pub processing_date: Option<String>,
}

kind!(
    AnalyticsReportRequest,
    "analyticsReportRequests",
    "/v1/analyticsReportRequests",
    AnalyticsReportRequestAttributes
);

open_enum!(AnalyticsReportRequestAccessType {
    OneTimeSnapshot = "ONE_TIME_SNAPSHOT", Ongoing = "ONGOING",
});

/// The attributes of [`AnalyticsReportRequest`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AnalyticsReportRequestAttributes {
    pub access_type: Option<AnalyticsReportRequestAccessType>,
    pub stopped_due_to_inactivity: Option<bool>,
}

kind!(
    AnalyticsReportSegment,
    "analyticsReportSegments",
    "/v1/analyticsReportSegments",
    AnalyticsReportSegmentAttributes
);

/// The attributes of [`AnalyticsReportSegment`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AnalyticsReportSegmentAttributes {
    pub checksum: Option<String>,
    pub size_in_bytes: Option<i64>,
    pub url: Option<String>,
}

kind!(DiagnosticLog, "diagnosticLogs", "/v1/diagnosticLogs", DiagnosticLogAttributes);

/// The attributes of [`DiagnosticLog`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DiagnosticLogAttributes {}

kind!(DiagnosticSignature, "diagnosticSignatures", "/v1/diagnosticSignatures", DiagnosticSignatureAttributes);

open_enum!(DiagnosticSignatureDiagnosticType {
    DiskWrites = "DISK_WRITES", Hangs = "HANGS", Launches = "LAUNCHES",
});

open_enum!(DiagnosticInsightType {
    Trend = "TREND",
});

open_enum!(DiagnosticInsightDirection {
    Up = "UP", Down = "DOWN", Undefined = "UNDEFINED",
});

/// Apple's `DiagnosticInsightReferenceVersions`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DiagnosticInsightReferenceVersions {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<f64>,
}

/// Apple's `DiagnosticInsight`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DiagnosticInsight {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub insight_type: Option<DiagnosticInsightType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direction: Option<DiagnosticInsightDirection>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference_versions: Option<Vec<DiagnosticInsightReferenceVersions>>,
}

/// The attributes of [`DiagnosticSignature`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DiagnosticSignatureAttributes {
    pub diagnostic_type: Option<DiagnosticSignatureDiagnosticType>,
    pub signature: Option<String>,
    pub weight: Option<f64>,
    pub insight: Option<DiagnosticInsight>,
}

kind!(PerfPowerMetric, "perfPowerMetrics", "/v1/perfPowerMetrics", PerfPowerMetricAttributes);

open_enum!(PerfPowerMetricPlatform {
    Ios = "IOS",
});

open_enum!(PerfPowerMetricMetricType {
    Disk = "DISK", Hang = "HANG", Battery = "BATTERY", Launch = "LAUNCH", Memory = "MEMORY",
    Animation = "ANIMATION", Termination = "TERMINATION", Storage = "STORAGE",
});

/// The attributes of [`PerfPowerMetric`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PerfPowerMetricAttributes {
    pub platform: Option<PerfPowerMetricPlatform>,
    pub metric_type: Option<PerfPowerMetricMetricType>,
    pub device_type: Option<String>,
}

/// What a new [`AnalyticsReportRequest`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewAnalyticsReportRequest {
    pub access_type: AnalyticsReportRequestAccessType,
    #[serde(skip)]
    pub app: Id<App>,
}

impl NewAnalyticsReportRequest {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(access_type: AnalyticsReportRequestAccessType, app: Id<App>) -> Self {
        Self { access_type, app }
    }
}

impl NewResource for NewAnalyticsReportRequest {
    type Kind = AnalyticsReportRequest;
    const PATH: &'static str = "/v1/analyticsReportRequests";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("app".into(), Relationship::one(&self.app));
        all
    }
}
