//! The control surface under `/_simulator/`: for tests and for the person who runs the simulator, not for clients.
//!
//! | request | what it does |
//! | --- | --- |
//! | `GET`, `DELETE requests`; `GET summary` | the log of requests, and how many there were |
//! | `GET departures` | answers that were not as Apple's description has them |
//! | `GET`, `PUT state` | every resource |
//! | `GET`, `POST clock` | the simulated time; `{"advance_seconds": 60}` moves it |
//! | `GET`, `POST`, `DELETE faults` | rules for requests that fail, one or a list |
//! | `GET`, `POST`, `DELETE processing` | how the processing of the next build uploads ends, one or a list: `{"state": "FAILED", "errors": [{"code": "90683", "description": "..."}]}`, or `COMPLETE` with `warnings` and `infos` |
//! | `GET`, `POST`, `DELETE assets` | which uploaded screenshots, previews, attachments and header images fail, one or a list: `{"code": "IMAGE_TOOL_FAILURE", "times": 1}`; `type` and `file_name_contains` choose some, without `times` all of them fail |
//! | `GET`, `POST lag` | how many seconds lists lag behind what was written: `{"seconds": 2.5}`; reading by id is fresh |
//! | `POST beta-review` | a reviewer decides: `{"build": ID, "state": "APPROVED"}`, or `REJECTED`, or `IN_REVIEW` |
//! | `POST app-review` | the same for the store: `{"submission": ID, "state": "APPROVED"}`, or `REJECTED`, `METADATA_REJECTED`, or `IN_REVIEW` |
//! | `POST seeds` | a further app: `{"bundle_id": "com.example.app", "name": "App"}`, with `primary_locale`, `released` and `app_clip` where wanted |
//! | `POST call` | a request to the API as from somebody else |
//! | `GET two-factor`, `GET authority` | codes of signing in, and the certificates to trust |

mod serve;

pub(crate) use serve::serve;
