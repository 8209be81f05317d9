use serde_json::{Value, json};

use super::{app_id, column};
use crate::session::Page;

struct Family {
    list: &'static str,
    add: &'static str,
    delete: Option<&'static str>,
    rows: &'static str,
    id: &'static str,
    prefix: &'static str,
}

const FAMILIES: [Family; 5] = [
    Family {
        list: "ios/identifiers/listApplicationGroups.action",
        add: "ios/identifiers/addApplicationGroup.action",
        delete: Some("ios/identifiers/deleteApplicationGroup.action"),
        rows: "applicationGroupList",
        id: "applicationGroup",
        prefix: "group.",
    },
    Family {
        list: "cloudContainer/listCloudContainers.action",
        add: "cloudContainer/addCloudContainer.action",
        delete: None,
        rows: "cloudContainerList",
        id: "cloudContainer",
        prefix: "iCloud.",
    },
    Family {
        list: "ios/identifiers/listPassTypeIds.action",
        add: "ios/identifiers/addPassTypeId.action",
        delete: Some("ios/identifiers/deletePassTypeId.action"),
        rows: "passTypeIdList",
        id: "passTypeId",
        prefix: "pass.",
    },
    Family {
        list: "mac/identifiers/listWebsitePushIds.action",
        add: "mac/identifiers/addWebsitePushId.action",
        delete: Some("mac/identifiers/deleteWebsitePushId.action"),
        rows: "websitePushIdList",
        id: "websitePushId",
        prefix: "web.",
    },
    Family {
        list: "mac/identifiers/listOMCs.action",
        add: "mac/identifiers/addOMC.action",
        delete: Some("mac/identifiers/deleteOMC.action"),
        rows: "identifierList",
        id: "omcId",
        prefix: "merchant.",
    },
];

/// Registers one and returns its id.
fn add(page: &mut Page, family: &Family, rest: &str) -> String {
    page.done(family.list, &[]);
    let identifier = format!("{}{rest}", family.prefix);
    let made = page.done(family.add, &[("name", "A Name"), ("identifier", &identifier)]);
    made[family.id][family.id].as_str().unwrap().to_owned()
}

#[test]
fn identifiers_of_every_family_are_registered_listed_and_deleted() {
    let mut page = Page::signed_in();
    for family in &FAMILIES {
        let id = add(&mut page, family, "com.example");
        let listed = page.done(family.list, &[]);
        assert_eq!(column(&listed, family.rows, family.id), [id.as_str()]);
        assert_eq!(column(&listed, family.rows, "status"), ["current"]);
        let identifier = format!("{}com.example", family.prefix);
        for (name, wanted, code) in [
            ("A Name", identifier.as_str(), 9401),
            ("A Name", "com.example", 9412),
            ("A Name", family.prefix, 9412),
            ("An @", &*format!("{identifier}.more"), 35),
        ] {
            assert_eq!(page.refused(family.add, &[("name", name), ("identifier", wanted)]), code, "{wanted}");
        }
        let Some(delete) = family.delete else { continue };
        page.done(delete, &[(family.id, &id)]);
        assert_eq!(page.done(family.list, &[])[family.rows], json!([]));
        assert_eq!(page.refused(delete, &[(family.id, &id)]), 8201);
    }
    assert_eq!(page.get("/_simulator/departures").body, json!([]));
}

#[test]
fn what_an_app_id_uses_is_assigned_anew_each_time() {
    let mut page = Page::signed_in();
    let app = app_id(&mut page, "com.example.app");
    for (family, action, form, shown, count) in [
        (
            &FAMILIES[0],
            "ios/identifiers/assignApplicationGroupToAppId.action",
            "applicationGroups",
            "associatedApplicationGroups",
            "associatedApplicationGroupsCount",
        ),
        (
            &FAMILIES[1],
            "ios/identifiers/assignCloudContainerToAppId.action",
            "cloudContainers",
            "associatedCloudContainers",
            "associatedCloudContainersCount",
        ),
        (
            &FAMILIES[4],
            "ios/identifiers/assignOMCToAppId.action",
            "omcIds",
            "identifiers",
            "associatedIdentifiersCount",
        ),
    ] {
        let ids = ["one", "two"].map(|rest| add(&mut page, family, rest));
        let both = [("appIdId", &*app), ("displayId", &*app), (form, &*ids[0]), (form, &*ids[1])];
        let row = page.done(action, &both)["appId"].clone();
        assert_eq!(column(&row, shown, family.id), ids);
        assert_eq!(row[count], 2);
        let row = page.done(action, &[("appIdId", &*app), (form, &*ids[1])])["appId"].clone();
        assert_eq!(column(&row, shown, family.id), [ids[1].as_str()]);
        assert_eq!(page.refused(action, &[("appIdId", &*app), (form, "NOBODYS")]), 8201);
        if let Some(delete) = family.delete {
            page.done(delete, &[(family.id, &ids[1])]);
            let detail = page.done("ios/identifiers/getAppIdDetail.action", &[("appIdId", &*app)]);
            assert_eq!((&detail["appId"][shown], &detail["appId"][count]), (&json!([]), &json!(0)));
            page.done(family.list, &[]);
        }
        let none = page.done(action, &[("appIdId", &*app), (form, "")])["appId"].clone();
        assert_eq!(none[shown], json!([]), "an empty value is an empty list");
    }
}

#[test]
fn a_merchant_of_the_portal_is_one_of_the_api() {
    let mut page = Page::signed_in();
    let id = add(&mut page, &FAMILIES[4], "shop");
    let merchant = page.api(&format!("/v1/merchantIds/{id}"));
    assert_eq!(merchant["data"]["attributes"]["identifier"], Value::from("merchant.shop"));
}
