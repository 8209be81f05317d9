//! Fault rules that follow from a seed.

use serde_json::{Value, json};

/// What may happen to a request, as `/_simulator/faults` names it.
pub(super) const KINDS: [&str; 9] = [
    r#"{"kind":"status","status":500}"#,
    r#"{"kind":"status","status":502}"#,
    r#"{"kind":"status","status":503,"retry_after":0}"#,
    r#"{"kind":"status","status":429,"retry_after":0}"#,
    r#"{"kind":"html","status":503}"#,
    r#"{"kind":"reset"}"#,
    r#"{"kind":"truncate"}"#,
    r#"{"kind":"applied_then_500"}"#,
    r#"{"kind":"applied_then_reset"}"#,
];
const METHODS: [&str; 4] = ["GET", "POST", "PATCH", "DELETE"];

/// Draws from a seed (SplitMix64): small, the same everywhere, and nobody's secret depends on it.
pub(super) struct Lots(u64);

impl Lots {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `bound`.
    pub(super) fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) % bound as u64).unwrap_or_default()
    }
}

/// Between two and seven rules, each for some requests of one method.
pub(super) fn rules(seed: u64) -> Vec<Value> {
    let mut lots = Lots::new(seed);
    let count = 2 + lots.below(6);
    let mut rule = || {
        let kind = KINDS.get(lots.below(KINDS.len())).copied().unwrap_or_default();
        let mut rule = serde_json::from_str::<Value>(kind).unwrap_or_default();
        rule["method"] = METHODS.get(lots.below(METHODS.len())).copied().into();
        if lots.below(2) == 0 {
            rule["nth"] = json!(1 + lots.below(8));
        } else {
            rule["probability"] = json!(0.4);
            rule["times"] = json!(1 + lots.below(6));
        }
        rule
    };
    (0..count).map(|_| rule()).collect()
}
