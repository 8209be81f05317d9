//! fastlane's file of testers: `First,Last,Email,Groups`, the groups with semicolons between them; what follows is told
//! when it is written and passed over when it is read.

use super::Member;

/// The header that fastlane writes.
const HEADER: [&str; 6] = ["First", "Last", "Email", "Groups", "Installed Version", "Install Date"];

/// Somebody in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    /// The line it begins at.
    pub(crate) line: u64,
    pub(crate) first: String,
    pub(crate) last: String,
    pub(crate) email: String,
    pub(crate) groups: Vec<String>,
}

/// Reads the file. A first line without an e-mail address is the header; any other such line is a finding.
pub(crate) fn read(bytes: &[u8]) -> (Vec<Row>, Vec<String>) {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
    let (mut rows, mut findings) = (Vec::new(), Vec::new());
    for (number, record) in reader.records().enumerate() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                findings.push(format!(
                    "line {}: {}",
                    error.position().map_or(0, csv::Position::line),
                    told(&error)
                ));
                continue;
            }
        };
        let line = record.position().map_or(0, csv::Position::line);
        let field = |index: usize| record.get(index).unwrap_or_default().trim().to_owned();
        let email = field(2);
        if record.iter().all(|field| field.trim().is_empty()) {
            continue;
        }
        if !is_email(&email) {
            if number > 0 || !email.eq_ignore_ascii_case("email") {
                findings.push(format!("line {line}: `{email}` is no e-mail address"));
            }
            continue;
        }
        let groups = field(3);
        let groups = groups.split(';').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned);
        rows.push(Row { line, first: field(0), last: field(1), email, groups: groups.collect() });
    }
    (rows, findings)
}

fn told(error: &csv::Error) -> &'static str {
    match error.kind() {
        csv::ErrorKind::Utf8 { .. } => "it is not in UTF-8",
        _ => "it is no line of a CSV file",
    }
}

/// Whether a text has the form of an e-mail address; Apple has the last word.
pub(crate) fn is_email(text: &str) -> bool {
    let well = |part: &str| {
        !part.is_empty() && !part.contains(|letter: char| letter.is_whitespace() || letter.is_control())
    };
    text.split_once('@').is_some_and(|(name, host)| well(name) && well(host) && !host.contains('@'))
}

/// The file as fastlane writes it, with the date of the installation where fastlane has the build number.
pub(crate) fn written(members: &[Member]) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(HEADER)?;
    for one in members {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let (groups, installed) = (one.groups.join(";"), text(&one.installed));
        let date = text(&one.installed_date);
        writer.write_record([&one.first, &one.last, &one.email, &groups, &installed, &date])?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn fastlanes_file_is_read_with_or_without_its_header() {
        let text = "\u{feff}First,Last,Email,Groups,Installed Version,Install Date\n\
                    Jane,\"O\"\"Neil, Dr.\",jane@example.com,Friends; Family ,1.0 (4),4\n\
                    ,,joe@example.com\n\n周,星,zhou@example.com,\"\"\n";
        let (rows, findings) = read(text.as_bytes());
        assert_eq!(findings, Vec::<String>::new());
        assert_eq!(rows.len(), 3);
        assert_eq!((rows[0].line, rows[0].last.as_str()), (2, "O\"Neil, Dr."));
        assert_eq!(rows[0].groups, ["Friends", "Family"]);
        assert_eq!((rows[1].first.as_str(), rows[1].groups.len()), ("", 0));
        assert_eq!(rows[2].first, "周");
        assert_eq!(read(b"a,b,c@example.com").0.len(), 1, "the first line may be somebody");
    }

    #[test]
    fn a_line_without_an_address_is_told_by_its_number() {
        let (rows, findings) = read(b"Jane,Doe,jane@example.com\nJoe,Doe,joe at example\n\xff,b,c@d\n");
        assert_eq!(rows.len(), 1);
        assert_eq!(findings, ["line 2: `joe at example` is no e-mail address", "line 3: it is not in UTF-8"]);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(
            people in proptest::collection::vec(("[^\\p{Cc}]{0,12}", "[^\\p{Cc}]{0,12}", "[a-z]{1,8}", proptest::collection::vec("[^;\\p{Cc}]{1,8}", 0..3)), 0..6)
        ) {
            let members = people.iter().map(|(first, last, name, groups)| Member {
                first: first.trim().to_owned(),
                last: last.trim().to_owned(),
                email: format!("{name}@example.com"),
                groups: groups.iter().map(|group| group.trim().to_owned()).filter(|group| !group.is_empty()).collect(),
                ..Member::default()
            });
            let members = members.collect::<Vec<_>>();
            let (rows, findings) = read(&written(&members).unwrap());
            prop_assert!(findings.is_empty(), "{:?}", findings);
            prop_assert_eq!(rows.len(), members.len());
            for (row, member) in rows.iter().zip(&members) {
                prop_assert_eq!((&row.first, &row.last, &row.email, &row.groups), (&member.first, &member.last, &member.email, &member.groups));
            }
        }

        #[test]
        fn any_bytes_are_rows_or_findings(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = read(&bytes);
        }
    }
}
