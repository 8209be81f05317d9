//! The reference page of environment variables, generated from the list that `console` keeps.

use std::fmt::Write;

use crate::check;

#[test]
fn every_variable_stands_on_the_page() {
    let mut page = String::from(
        "# Environment variables\n\n\
         An option on the command line wins over its variable; a variable that is set to nothing counts as not set.\n\n\
         | variable | what it says |\n| --- | --- |\n",
    );
    for variable in console::VARIABLES {
        let _ = writeln!(page, "| `{}` | {} |", variable.name, variable.what.replace('|', "\\|"));
    }
    check("reference/variables.md", &page);
}
